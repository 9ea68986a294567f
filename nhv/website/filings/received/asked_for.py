"""A completion that has been asked for gets more time, or is taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.filings.acts import asked_for
from nhv.filings.tables import CompletionRequestBase, FilingBase
from nhv.filings.until import open_request
from nhv.website.act_forms import ActForm
from nhv.website.errors import NotHere
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.filing import filing_or_not_here
from nhv.website.filings.received.forms import CompletionTimeForm, WithdrawCompletionForm
from nhv.website.requests import SignedIn


def give_time(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """A later last day for a completion."""
    filing, asked = _open_or_not_here(request, pages, key, number)
    form = CompletionTimeForm(request.POST or None, asked.deadline if asked else None)
    done = _("Kompletteringen har en ny sista dag. Den som har skickat in får ett mejl om det.")
    return _act(
        request,
        pages,
        filing,
        form,
        lambda: asked_for.give_completion_time(
            filing=filing,
            number=number,
            deadline=form.cleaned_data["deadline"],
            by=request.actor,
            now=request.received_at,
        ),
        {"title": _("Ge mer tid för kompletteringen"), "button": _("Ge mer tid"), "done": done, "asked": asked},
    )


def withdraw(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """A completion that is no longer asked for."""
    filing, asked = _open_or_not_here(request, pages, key, number)
    form = WithdrawCompletionForm(request.POST or None)
    return _act(
        request,
        pages,
        filing,
        form,
        lambda: asked_for.withdraw_completion(
            filing=filing, number=number, why=form.cleaned_data["why"], by=request.actor, now=request.received_at
        ),
        {
            "title": _("Ta tillbaka begäran om komplettering"),
            "button": _("Ta tillbaka begäran"),
            "done": _("Begäran är återtagen. Den som har skickat in får ett mejl om det."),
            "asked": asked,
            "is_taken_back": True,
        },
    )


def _act(
    request: SignedIn,
    pages: FilingPages,
    filing: FilingBase,
    form: ActForm,
    do: Callable[[], object],
    words: Mapping[str, Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.has_done(request, do):
        messages.success(request, words["done"])
        return redirect(f"{pages.received_name}:show", filing.key)
    page = {"pages": pages, "filing": filing, "owner": owner_names([filing])[filing.key], "form": form, **words}
    return render(request, "filings/received/asked_for.html", page)


def _open_or_not_here(
    request: SignedIn, pages: FilingPages, key: str, number: int
) -> tuple[FilingBase, CompletionRequestBase | None]:
    """The filing, and its request `number` while it waits. What was sent is done all the same, so that the same click
    twice is told what came of it. Raises NotHere."""
    filing = filing_or_not_here(request, pages, key)
    asked = open_request(filing)
    if request.method != "POST" and (asked is None or asked.number != number):
        raise NotHere(_("Den kompletteringen väntar inte på svar längre."))
    return filing, asked
