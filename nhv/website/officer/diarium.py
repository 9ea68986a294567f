"""The official diarium, for the registrar: where it and we differ, our list for it, and its list read in."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhv.files.sheets import MOST_BYTES, too_large
from nhv.language.faults import Fault
from nhv.process.diarium.acts import OUT, out_rows, take_in
from nhv.process.diarium.comparing import LOOKED_BACK, differences_for
from nhv.process.diarium.reading import Told, read_list
from nhv.specification.rows import WrongRows
from nhv.website.act_forms import ActForm
from nhv.website.downloads import as_csv, as_sheet
from nhv.website.refusals import in_readers_words
from nhv.website.requests import SignedIn

# Shown on the page; the rest is seen when those are put right.
MOST_SHOWN, MOST_TOLD = 200, 50
NAME = "handlingar"


class ListForm(ActForm):
    """A list of the diarium."""

    sheet = forms.FileField(
        label=gettext_lazy("Diariets lista"),
        help_text=gettext_lazy(
            "Excel (.xlsx) eller CSV med kolumnerna Diarienummer, Handling, Rubrik och Datum. Andra läses inte."
        ),
    )


def show_diarium(request: SignedIn) -> HttpResponse:
    """What differs, and both lists. A list with a wrong row is told row by row, and nothing of it is kept."""
    if request.method != "POST":
        return _page(request, ListForm())
    form = ListForm(request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        told = _read(form.cleaned_data["sheet"])
    except Fault as fault:
        return _refused(request, form, fault)
    try:
        found = form.try_to(request, lambda: _taken_in(request, told))
    except WrongRows as wrong:
        return _refused(request, form, wrong)
    if found is None:
        return _page(request, form)
    messages.success(request, _said(found))
    return redirect("diarium")


def diarium_csv(request: SignedIn) -> HttpResponse:
    """Our documents as CSV."""
    return as_csv(OUT, out_rows(request.actor, _since()), NAME)


def diarium_sheet(request: SignedIn) -> HttpResponse:
    """The same as a spreadsheet."""
    return as_sheet(OUT, out_rows(request.actor, _since()), NAME, title=_("Handlingar"))


def _read(sent: Any) -> list[Told]:
    if sent.size > MOST_BYTES:
        raise too_large()
    return read_list(sent.read())


def _taken_in(request: SignedIn, told: Sequence[Told]) -> dict[str, int]:
    return asdict(take_in(told=told, by=request.actor, now=request.received_at))


def _said(found: Mapping[str, int]) -> str:
    counts = _("Listan är inläst: %(new)s nya nummer, %(changed)s ändrade och %(unchanged)s som förut.") % found
    differ = ngettext("%(number)s avvikelse finns.", "%(number)s avvikelser finns.", found["differences"])
    return f"{counts} {differ % {'number': found['differences']}}"


def _refused(request: SignedIn, form: ListForm, fault: Fault) -> HttpResponse:
    form.add_error("sheet", in_readers_words(fault))
    return _page(request, form, rows=fault.faults[:MOST_TOLD] if isinstance(fault, WrongRows) else ())


def _page(request: SignedIn, form: ListForm, *, rows: Sequence[tuple[int, Fault]] = ()) -> HttpResponse:
    found = list(differences_for(request.actor)[: MOST_SHOWN + 1])
    page = {
        "form": form,
        "rows": rows,
        "kinds": [(kind, list(ones)) for kind, ones in groupby(found[:MOST_SHOWN], key=lambda one: one.kind)],
        "more": len(found) > MOST_SHOWN,
        "since": _since(),
    }
    return render(request, "officer/diarium.html", page)


def _since() -> date:
    return timezone.localdate(timezone.now() - LOOKED_BACK)
