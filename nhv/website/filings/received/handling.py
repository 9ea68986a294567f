"""What is done with a received filing: notes, its record number, a request for more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.filings.acts import handling
from nhv.website.act_forms import press_button
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.filing import filing_or_not_here, shown
from nhv.website.filings.received.forms import CompletionForm, NoteForm
from nhv.website.requests import SignedIn


def write_note(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """An internal note, never shown to the one who filed."""
    filing = filing_or_not_here(request, pages, key)
    form = NoteForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        note = form.try_to(
            lambda: handling.write_note(filing=filing, text=said["text"], by=request.actor, once_key=said["once"])
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
    form = CompletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = form.try_to(
            lambda: handling.request_completion(
                filing=filing, text=said["text"], deadline=said["deadline"], by=request.actor, now=request.received_at
            )
        )
        if asked:
            messages.success(request, _("Kompletteringen är begärd. Den som har skickat in får ett mejl om det."))
            return _back(pages, key)
    page = {"pages": pages, "filing": filing, "owner": owner_names([filing])[key], "form": form}
    return render(request, "filings/received/completion.html", page)


def _back(pages: FilingPages, key: str) -> HttpResponse:
    return redirect(f"{pages.received_name}:show", key)
