"""A group's meetings and those who stand in for its members."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.models import Membership
from nhv.process.cases.models import Case
from nhv.process.groups import meetings, stand_ins
from nhv.process.groups.models import MOST_NOTES, MOST_PLACE, GroupMeeting
from nhv.process.groups.queries import members_of
from nhv.rules.reasons import MOST_WHY
from nhv.specification.deadlines import SWEDEN
from nhv.website.act_forms import ActForm, HourField, ParagraphsField
from nhv.website.day_fields import DayField
from nhv.website.errors import NotHere
from nhv.website.group.pages import group_case
from nhv.website.requests import SignedIn

LARGEST_NUMBER = 2**31


class MeetingForm(ActForm):
    """When and where."""

    day = DayField(label=gettext_lazy("Dag"))
    hour = HourField(label=gettext_lazy("Klockslag"))
    place = forms.CharField(label=gettext_lazy("Plats eller länk"), max_length=MOST_PLACE)

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=SWEDEN)


class NotesForm(ActForm):
    """Who was there, and what was said."""

    present = forms.MultipleChoiceField(
        label=gettext_lazy("Närvarande"), widget=forms.CheckboxSelectMultiple, required=False
    )
    notes = ParagraphsField(
        label=gettext_lazy("Anteckningar"),
        max_length=MOST_NOTES,
        rows=10,
        required=False,
        help_text=gettext_lazy("Arbetsmaterial: bara gruppen och handläggarna läser dem."),
    )

    def __init__(self, data: Any, those: Sequence[Membership], meeting: GroupMeeting) -> None:
        there = [str(one.membership_id) for one in meeting.presences.all()]
        super().__init__(data, initial={"present": there, "notes": meeting.notes})
        cast(forms.MultipleChoiceField, self.fields["present"]).choices = [
            (str(one.pk), one.user.name) for one in those
        ]


class StandInForm(ActForm):
    """Who stands in for whom, and when."""

    member = forms.ChoiceField(label=gettext_lazy("För vem"))
    address = forms.CharField(
        label=gettext_lazy("Ersättarens e-postadress"),
        max_length=254,
        help_text=gettext_lazy("Den som ersätter har redan ett konto här."),
    )
    begins = DayField(label=gettext_lazy("Från och med"))
    last_day = DayField(label=gettext_lazy("Till och med"))

    def __init__(self, data: Any, members: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["member"]).choices = members


class WhyForm(ActForm):
    """Only a reason, for the group."""

    why = ParagraphsField(label=gettext_lazy("Varför"), max_length=MOST_WHY, rows=3)


def call(request: SignedIn, key: str) -> HttpResponse:
    """A meeting at a time ahead."""
    case, form = group_case(request, key, meetings.MEET), MeetingForm(request.POST or None)

    def do() -> object:
        told = {"begins_at": form.begins_at, "place": form.cleaned_data["place"]}
        return meetings.call(case=case, by=request.actor, now=request.received_at, **told)

    return _act(request, case, form, do, title=_("Kalla till möte"))


def call_off(request: SignedIn, key: str, number: int) -> HttpResponse:
    """It is not held."""
    case, form = group_case(request, key, meetings.MEET), WhyForm(request.POST or None)
    meeting = _meeting(case, number)

    def do() -> object:
        return meetings.call_off(
            meeting=meeting, why=form.cleaned_data["why"], by=request.actor, now=request.received_at
        )

    return _act(request, case, form, do, title=_("Ställ in mötet"))


def note(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Who was there, and notes."""
    case = group_case(request, key, meetings.MEET)
    meeting = _meeting(case, number)
    form = NotesForm(request.POST or None, list(meetings.eligible(meeting)), meeting)

    def do() -> object:
        present = [int(one) for one in form.cleaned_data["present"]]
        notes = form.cleaned_data["notes"]
        return meetings.note(meeting=meeting, present=present, notes=notes, by=request.actor, now=request.received_at)

    return _act(request, case, form, do, title=_("Mötets anteckningar"))


def stand_in(request: SignedIn, key: str) -> HttpResponse:
    """Somebody stands in for a member."""
    case = group_case(request, key, stand_ins.STAND_IN)
    members = {str(one.membership.pk): one.membership for one in members_of(case) if not one.stands_in_for}
    form = StandInForm(request.POST or None, [(number, one.user.name) for number, one in members.items()])

    def do() -> object:
        said = form.cleaned_data
        told = {name: said[name] for name in ("address", "begins", "last_day")}
        return stand_ins.stand_in(case=case, member=members[said["member"]], by=request.actor, **told)

    return _act(request, case, form, do, title=_("Ersättare för en medlem"))


def end_stand_in(request: SignedIn, key: str, number: int) -> HttpResponse:
    """It ends before its last day."""
    case, form = group_case(request, key, stand_ins.STAND_IN), WhyForm(request.POST or None)

    def do() -> bool:
        why = form.cleaned_data["why"]
        stand_ins.end_stand_in(case=case, number=min(number, LARGEST_NUMBER), why=why, by=request.actor)
        return True

    return _act(request, case, form, do, title=_("Avsluta ersättningen"))


def _meeting(case: Case, number: int) -> GroupMeeting:
    found = case.group_meetings.filter(pk=min(number, LARGEST_NUMBER)).first()
    if found is None:
        raise NotHere(_("Gruppen har inget sådant möte."))
    return found


def _act(request: SignedIn, case: Case, form: ActForm, do: Callable[[], object], *, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, _("Sparat."))
        return redirect("group-case", case.key)
    return render(request, "group/act.html", {"case": case, "form": form, "title": title})
