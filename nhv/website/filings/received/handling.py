"""What is done with a received filing: notes, its record number, a request for more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts.people_with import people_with
from nhv.filings.acts import handling
from nhv.filings.acts.moving import move
from nhv.filings.tables import FilingBase
from nhv.website.act_forms import press_button
from nhv.website.errors import NotHere
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.filing import filing_or_not_here, shown
from nhv.website.filings.received.forms import AssignForm, CompletionForm, NoteForm
from nhv.website.requests import SignedIn


def write_note(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """An internal note, never shown to the one who filed."""
    filing = filing_or_not_here(request, pages, key)
    form = NoteForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        note = form.try_to(
            request,
            lambda: handling.write_note(filing=filing, text=said["text"], by=request.actor, once_key=said["once"]),
        )
        if note:
            messages.success(request, _("Anteckningen är sparad. Den som har skickat in ser den inte."))
            return _back(pages, key)
    return shown(request, pages, filing, form)


def give_record_number(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The next number of the series."""
    filing = filing_or_not_here(request, pages, key)
    given = press_button(
        request, lambda: handling.give_record_number(filing=filing, by=request.actor, now=request.received_at)
    )
    if given:
        messages.success(request, _("Diarienumret är %(number)s.") % {"number": given[0]})
    return _back(pages, key)


def request_completion(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Ask for more, by a day of its own."""
    filing = filing_or_not_here(request, pages, key)
    sent = filing.versions.order_by("-number").first()
    form = CompletionForm(request.POST or None, filing.outline.outline, sent.answers_by_key if sent else {})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = form.try_to(
            request,
            lambda: handling.request_completion(
                filing=filing,
                text=said["text"],
                deadline=said["deadline"],
                questions=said["questions"],
                by=request.actor,
                now=request.received_at,
            ),
        )
        if asked:
            messages.success(request, _("Kompletteringen är begärd. Den som har skickat in får ett mejl om det."))
            if filing.assignee is None and filing_or_not_here(request, pages, key).assignee is not None:
                messages.success(request, _("Ingen var handläggare. Nu är det du."))
            return _back(pages, key)
    page = {"pages": pages, "filing": filing, "owner": owner_names([filing])[key], "form": form}
    return render(request, "filings/received/completion.html", page)


def assign(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Another, or nobody, handles it from now on."""
    filing = filing_or_not_here(request, pages, key)
    people = people_with(pages.kind.activity("assign"))
    form = AssignForm(request.POST or None, people, filing.assignee)
    if request.method == "POST" and form.is_valid() and _has_assigned(form, filing, request):
        messages.success(request, _("Handläggaren är ändrad."))
        return _back(pages, key)
    page = {"pages": pages, "filing": filing, "owner": owner_names([filing])[key], "form": form}
    return render(request, "filings/received/assign.html", page)


def _has_assigned(form: AssignForm, filing: FilingBase, request: SignedIn) -> bool:
    return form.has_done(request, lambda: handling.assign(filing=filing, to=form.chosen, by=request.actor))


def take_step(request: SignedIn, pages: FilingPages, key: str, act: str) -> HttpResponse:
    """One of the kind's own steps, which do nothing but move it on."""
    filing = filing_or_not_here(request, pages, key)
    if act not in pages.kind.steps:
        raise NotHere(_("Det finns inget sådant steg."))
    press_button(request, lambda: move(filing=filing, act=act, by=request.actor, now=request.received_at))
    return _back(pages, key)


def _back(pages: FilingPages, key: str) -> HttpResponse:
    return redirect(f"{pages.received_name}:show", key)
