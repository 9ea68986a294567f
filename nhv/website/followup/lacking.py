"""A report that has not come, as officers see it: what has been done about it, and the next step."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.followup import lacking
from nhv.followup.kind import duty_at
from nhv.followup.models import Duty
from nhv.followup.queries import closes_at, filings_of
from nhv.language.faults import Fault
from nhv.rules.reasons import MOST_WHY
from nhv.website.act_forms import ActForm, ParagraphsField, press_button
from nhv.website.act_pages import page_of_an_act
from nhv.website.day_fields import LastDayField
from nhv.website.errors import NotHere
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn


class TimeForm(ActForm):
    """Longer time for one report."""

    last_day = LastDayField(label=gettext_lazy("Ny sista dag"))
    why = ParagraphsField(label=gettext_lazy("Skäl"), max_length=MOST_WHY, rows=3)


class NoteForm(ActForm):
    """Why it is decided that a report did not come."""

    why = ParagraphsField(
        label=gettext_lazy("Skäl"),
        max_length=MOST_WHY,
        rows=3,
        help_text=gettext_lazy("Enheten och regionen läser skälet. Skriv inget om någon patient."),
    )


def show_lacking(request: SignedIn, year: int, key: str) -> HttpResponse:
    """What has been done to get one report, and what may be done now. Eight queries."""
    duty = _duty(year, key)
    page = {
        "duty": duty,
        "year": year,
        "extensions": duty.extensions.all(),
        "reminders": duty.reminders.all(),
        "noted": getattr(duty, "not_reported", None),
        "has_come": duty.key in filings_of([duty]),
        "is_over": closes_at(duty) <= timezone.now(),
        "last_day": lacking.last_day_of(duty),
        "was_told": {one.whom for one in duty.reminders.all()},
    }
    return render(request, "followup/lacking.html", page)


def give_time(request: SignedIn, year: int, key: str) -> HttpResponse:
    """Longer time for one report."""
    form = TimeForm(request.POST or None)

    def do(duty: Duty) -> object:
        said = form.cleaned_data
        told = {"last_day": said["last_day"], "why": said["why"]}
        return lacking.give_time(duty=duty, by=request.actor, now=request.received_at, **told)

    words = (_("Ge längre tid"), _("Rapporten har fått längre tid."))
    return _with_form(request, _duty(year, key), form, do, words)


def note(request: SignedIn, year: int, key: str) -> HttpResponse:
    """The report did not come."""
    form = NoteForm(request.POST or None)

    def do(duty: Duty) -> object:
        why = form.cleaned_data["why"]
        return lacking.note_not_reported(duty=duty, why=why, by=request.actor, now=request.received_at)

    words = (_("Notera att rapporten inte lämnades"), _("Det är noterat att rapporten inte lämnades."))
    return _with_form(request, _duty(year, key), form, do, words)


def tell_management(request: SignedIn, year: int, key: str) -> HttpResponse:
    """A mail to the region's management."""
    duty = _duty(year, key)
    if press_button(request, lambda: lacking.tell_management(duty=duty, by=request.actor, now=request.received_at)):
        messages.success(request, _("Regionens ledning har fått ett mejl."))
    return redirect("officer-report-lacking", year, key)


def remind(request: SignedIn, year: int) -> HttpResponse:
    """A mail to all that have not reported."""
    done = press_button(request, lambda: lacking.remind(year=year, by=request.actor, now=request.received_at))
    if done:
        messages.success(request, _("Påminnelser om så många rapporter: %(number)s.") % {"number": done[0]})
    return redirect("officer-round", year)


def _with_form(
    request: SignedIn, duty: Duty, form: ActForm, do: Callable[[Duty], object], words: tuple[str, str]
) -> HttpResponse:
    year = duty.round.year
    return page_of_an_act(
        request,
        form,
        lambda: do(duty),
        to=("officer-report-lacking", year, duty.key),
        template="followup/lacking_form.html",
        page={"duty": duty, "year": year, "button": words[0]},
        said=words[1],
    )


def _duty(year: int, key: str) -> Duty:
    try:
        found = duty_at(key)
    except Fault as fault:
        raise NotHere(in_readers_words(fault)) from None
    if found.round.year != year:
        raise NotHere(_("Ingen årsrapport väntas för området och året."))
    return found
