"""Who is invited to a consultation and who has answered; longer time, asked for by a region, given by an officer."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhv.process.consultations import bodies, longer
from nhv.process.consultations.kind import KIND
from nhv.process.consultations.models import Consultation, LongerTime
from nhv.register.models import Organisation
from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ActForm, LinesField, ParagraphsField, press_button
from nhv.website.consultations.pages import consultation_or_not_here
from nhv.website.day_fields import DayField, LastDayField
from nhv.website.errors import NotHere
from nhv.website.filings.owners import Place, places_of
from nhv.website.requests import SignedIn

LARGEST_NUMBER = 2**31


class InviteForm(ActForm):
    """Regions of the register, and others by name and address."""

    organisations = forms.MultipleChoiceField(
        label=gettext_lazy("Regioner"), widget=forms.CheckboxSelectMultiple, required=False
    )
    others = LinesField(
        label=gettext_lazy("Andra, en på varje rad"),
        required=False,
        max_length=40_000,
        help_text=gettext_lazy("Namn, ett komma och e-postadress: Läkarförbundet, remiss@exempel.se"),
    )

    def __init__(self, data: Any, regions: Sequence[Organisation]) -> None:
        super().__init__(data)
        choices = [(one.key, one.name) for one in regions]
        cast(forms.MultipleChoiceField, self.fields["organisations"]).choices = choices
        if not choices:
            # All are invited already.
            del self.fields["organisations"]

    @property
    def outside(self) -> list[bodies.Outside]:
        lines = [line.rpartition(",") for line in self.cleaned_data["others"]]
        return [bodies.Outside(name, address) for name, _comma, address in lines]


class WishForm(ActForm):
    """Longer time for one body."""

    body = forms.ChoiceField(label=gettext_lazy("För vem"))
    wanted_day = DayField(label=gettext_lazy("Till och med vilken dag"))
    why = ParagraphsField(label=gettext_lazy("Varför"), max_length=MOST_WHY, rows=3)

    def __init__(self, data: Any, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["body"]).choices = choices


class AnswerForm(ActForm):
    """What a wish for longer time is answered."""

    last_day = LastDayField(
        label=gettext_lazy("Ny sista svarsdag"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om längre tid inte ges."),
    )
    answer = ParagraphsField(
        label=gettext_lazy("Skäl"), max_length=MOST_WHY, rows=3, help_text=gettext_lazy("Alla kan läsa skälet.")
    )


def show_invited(request: SignedIn, key: str) -> HttpResponse:
    """The list, and a form to invite more. Six queries at most."""
    asked = consultation_or_not_here(key)
    found = bodies.invited_to(asked)
    there = [one.body.organisation_id for one in found if one.body.organisation_id is not None]
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).exclude(pk__in=there)
    form = InviteForm(request.POST or None, list(regions))
    if request.method == "POST" and form.is_valid():
        wanted = Organisation.objects.filter(key__in=form.cleaned_data.get("organisations", ()))
        made = form.try_to(
            request,
            lambda: bodies.invite(
                consultation=asked, organisations=wanted, others=form.outside, by=request.actor, now=request.received_at
            ),
        )
        if made is not None:
            said = ngettext("%(number)s är inbjuden.", "%(number)s är inbjudna.", len(made))
            messages.success(request, said % {"number": len(made)})
            return redirect("officer-invited", key)
    page = {
        "asked": asked,
        "invited": found,
        "answered": sum(1 for one in found if one.answered_at),
        "wishes": list(asked.longer_times.select_related("organisation")),
        "is_open": asked.is_open(timezone.now()),
        "form": form,
    }
    return render(request, "consultations/invited.html", page)


def remind(request: SignedIn, key: str) -> HttpResponse:
    """A mail to those who have not answered."""
    asked = consultation_or_not_here(key)
    done = press_button(request, lambda: bodies.remind(consultation=asked, by=request.actor, now=request.received_at))
    if done:
        messages.success(request, _("Påminda: %(number)s.") % {"number": done[0]})
    return redirect("officer-invited", key)


def note_wish(request: SignedIn, key: str) -> HttpResponse:
    """What an invited body has asked for by mail or telephone."""
    asked = consultation_or_not_here(key)
    of = {str(one.body.pk): one for one in bodies.invited_to(asked)}
    form = WishForm(request.POST or None, [(number, one.name) for number, one in of.items()])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        wish = form.try_to(
            request,
            lambda: longer.note_wish(
                body=of[said["body"]].body,
                wanted_day=said["wanted_day"],
                why=said["why"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if wish:
            return redirect("officer-longer-time", key, wish.pk)
    return _wish_page(request, "consultations/note_wish.html", asked, form)


def answer_wish(request: SignedIn, key: str, number: int) -> HttpResponse:
    """Longer time given, or not."""
    asked = consultation_or_not_here(key)
    wish = _wish_or_not_here(asked, number)
    form = AnswerForm(request.POST or None, initial={"last_day": wish.wanted_day})

    def do() -> object:
        said = form.cleaned_data
        told = {"last_day": said["last_day"], "answer": said["answer"]}
        return longer.answer_longer(wish=wish, by=request.actor, now=request.received_at, **told)

    if _is_done(request, form, do, _("Sparat.")):
        return redirect("officer-invited", key)
    return _wish_page(request, "consultations/answer_wish.html", asked, form, wish=wish)


def ask_longer(request: SignedIn, about: str) -> HttpResponse:
    """A region asks for longer time, and reads what it was answered."""
    asked = consultation_or_not_here(about)
    places = {place.key: place for place in places_of(request.actor, KIND)}
    form = WishForm(request.POST or None, [(one.key, one.name) for one in places.values()])

    def do() -> object:
        said = form.cleaned_data
        told = {"wanted_day": said["wanted_day"], "why": said["why"], "by": request.actor, "now": request.received_at}
        asks = Organisation.objects.get(key=said["body"])
        return longer.ask_longer(consultation=asked, organisation=asks, **told)

    if _is_done(request, form, do, _("Begäran är skickad till Socialstyrelsen.")):
        return redirect("ask-longer-time", about)
    return _wish_page(request, "consultations/ask_longer.html", asked, form, own=_own(asked, places.values()))


def _is_done(request: SignedIn, form: ActForm, do: Callable[[], object], said: str) -> bool:
    """Whether the form is sent and its act done: then `said` stands on the page that follows."""
    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, said)
        return True
    return False


def _own(asked: Consultation, places: Any) -> list[LongerTime]:
    keys = [place.key for place in places if isinstance(place, Place)]
    return list(asked.longer_times.select_related("organisation").filter(organisation__key__in=keys))


def _wish_page(request: SignedIn, template: str, asked: Consultation, form: ActForm, **more: object) -> HttpResponse:
    return render(request, template, {"asked": asked, "form": form, "case": asked.case, **more})


def _wish_or_not_here(asked: Consultation, number: int) -> LongerTime:
    found = asked.longer_times.select_related("organisation").filter(pk=min(number, LARGEST_NUMBER)).first()
    if found is None:
        raise NotHere(_("Det finns ingen sådan begäran."))
    return found
