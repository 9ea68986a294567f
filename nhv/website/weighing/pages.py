"""The matrix and the opinion, as a preparatory group sees and writes them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.models import Membership, User
from nhv.derived.matrix import Applied, as_rows, unjudged
from nhv.process.board.unheard import proposed_and_untold
from nhv.process.hearings.acts import open_hearing
from nhv.process.placements.queries import frozen_comparisons
from nhv.process.weighing import acts
from nhv.process.weighing.around import Around, around
from nhv.process.weighing.models import PermitOpinion, Share, Weighing
from nhv.process.weighing.moves import WEIGHING, WeighingState
from nhv.process.weighing.queries import (
    applications,
    cell_of,
    kept_out_of,
    matrix_of,
    notices,
    overview_of,
    parts_of,
    progress_of,
    weighings_for,
    weighings_kept_from,
)
from nhv.rules.judgements import Met
from nhv.website.act_forms import ActForm
from nhv.website.act_pages import page_of_an_act
from nhv.website.board.changes import sentences_of
from nhv.website.declaring import DECLARING, DeclareForm
from nhv.website.downloads import as_csv, as_pdf, as_sheet
from nhv.website.errors import NotHere
from nhv.website.requests import SignedIn
from nhv.website.weighing.forms import GiveForm, HearForm, JudgeForm, PartForm, ShareForm
from nhv.website.weighing.shown import shown_rows
from nhv.website.words import MET, WEIGHED


def list_weighings(request: SignedIn) -> HttpResponse:
    """The calls that one's group weighs."""
    page = {"weighings": weighings_for(request.actor), "kept_out": weighings_kept_from(request.actor)}
    return render(request, "weighing/list.html", page)


def show_matrix(request: SignedIn, key: str) -> HttpResponse:
    """Applicants × conditions. Twelve queries at most for a member, however many have applied and judged."""
    weighing = weighing_or_not_here(request, key)
    found = overview_of(weighing, request.user.pk)
    only = request.GET.get("visa", "")
    left = [row.key for row, _cell in unjudged(found.table, found.own)]
    may = _may(request, weighing)
    table = [line for line in found.table if only != "obedomt" or line[0].key in left]
    # A row that is on somebody who has been kept out since is on nobody.
    shares = Share.objects.filter(weighing=weighing).exclude(member__in=kept_out_of(weighing)).select_related("member")
    beside = around(weighing, request.actor)
    page = {
        "weighing": weighing,
        "applied": found.applied,
        "table": shown_rows(table, may_judge=may["may_judge"]),
        "left": len(left),
        "nobodys": sum(not cell.counts for _row, cells in found.table for cell in cells),
        "cells": sum(len(cells) for _row, cells in found.table),
        "shares": {one.row: one.member.name for one in shares},
        "around": beside,
        "so_far": _so_far(found.applied, beside) if weighing.state == WeighingState.PREPARING else [],
        "now": timezone.now(),
        "only": only,
        **may,
    }
    return render(request, "weighing/matrix.html", page)


def _so_far(applied: Sequence[Applied], beside: Around) -> list[tuple[str, str, str]]:
    """What the group has written of the whole and of each applicant: what it is called, the outcome, and the beginning
    of its words (none: nothing is written). Nothing at all where nothing is written of anybody."""
    names = {"": _("Helheten"), **{one.key: one.name for one in applied}}
    return [(name, *beside.parts.get(key, ("", ""))) for key, name in names.items()] if beside.parts else []


def show_cell(request: SignedIn, key: str, application: str, row: str) -> HttpResponse:
    """One cell in full: the applicant's words, evidence, each member's judgement, and one's own to write."""
    weighing = weighing_or_not_here(request, key)
    found = cell_of(weighing, application, row)
    if found is None:
        raise NotHere(_("Den rutan finns inte i matrisen."), wanted=row)
    may = access.can(request.actor, "weighing.judge") and WEIGHING.can("judge", source=weighing.state)
    form = JudgeForm(request.POST or None) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        said = form.cleaned_data
        if form.has_done(
            request,
            lambda: acts.judge(
                weighing=weighing,
                filing=found.filing,
                row=row,
                met=Met(said["met"]),
                why=said["why"],
                by=request.actor,
                now=request.received_at,
            ),
        ):
            messages.success(request, _("Bedömningen är sparad."))
            return redirect("weighing", key)
    page = {"weighing": weighing, "cell": found.cell, "row": found.row, "name": found.name, "form": form}
    return render(request, "weighing/cell.html", page)


def divide(request: SignedIn, key: str, row: str) -> HttpResponse:
    """Who judges a row first."""
    weighing = weighing_or_not_here(request, key, "weighing.divide")
    held = Membership.objects.on(timezone.localdate()).filter(organisation=weighing.group)
    members = held.exclude(user__in=kept_out_of(weighing)).select_related("user")
    form = ShareForm(request.POST or None, [(str(one.user_id), one.user.name) for one in members])

    def do() -> None:
        chosen = form.cleaned_data["member"]
        member = User.objects.get(pk=int(chosen)) if chosen else None
        acts.divide(weighing=weighing, row=row, member=member, by=request.actor)

    return act_page(request, weighing, form, do, title=_("Dela upp arbetet"), button=_("Spara"))


def write_part(request: SignedIn, key: str) -> HttpResponse:
    """What the group will say of one applicant, or of the whole."""
    weighing = weighing_or_not_here(request, key, "weighing.write")
    form = PartForm(request.POST or None, applications(weighing.call), weighing.call.document.specification)
    return act_page(
        request,
        weighing,
        form,
        lambda: acts.write_part(weighing=weighing, part=form.part, by=request.actor, now=request.received_at),
        title=_("Skriv yttrandet"),
        button=_("Spara"),
        lead=_("Patientens bästa kommer först. Vad det betyder för annan vård kommer efter det."),
        shown={"parts": parts_of(weighing)},
    )


def give(request: SignedIn, key: str) -> HttpResponse:
    """The opinion goes to the board."""
    weighing = weighing_or_not_here(request, key, "weighing.give")
    frozen = {str(one.number): one for one in frozen_comparisons(weighing.call)}
    form = GiveForm(request.POST or None, [(number, f"{_('Jämförelse')} {number}") for number in frozen])
    return act_page(
        request,
        weighing,
        form,
        lambda: acts.give(
            weighing=weighing,
            dissent=form.cleaned_data["dissent"],
            placement=frozen.get(form.cleaned_data["placement"]),
            by=request.actor,
            now=request.received_at,
        ),
        title=_("Avge yttrandet till nämnden"),
        button=_("Avge yttrandet"),
        lead=_("Yttrandet går till nämnden och kan inte ändras sedan. Bedömningarna går inte heller att ändra."),
        shown={"parts": parts_of(weighing), "progress": progress_of(weighing)},
    )


def show_opinion(request: SignedIn, key: str, number: int) -> HttpResponse:
    """An opinion that is given, as the group and officers read it."""
    return render(request, "weighing/opinion.html", {"opinion": _opinion_or_not_here(request, key, number)})


def opinion_pdf(request: SignedIn, key: str, number: int) -> HttpResponse:
    """The same as a tagged PDF."""
    return as_pdf(_opinion_or_not_here(request, key, number).writing, f"yttrande-{key}-{number}")


def matrix_csv(request: SignedIn, key: str) -> HttpResponse:
    """The matrix with every judgement, as CSV."""
    headings, rows = _sheet(request, key)
    return as_csv(headings, rows, f"matris-{key}")


def matrix_sheet(request: SignedIn, key: str) -> HttpResponse:
    """The same as a spreadsheet."""
    headings, rows = _sheet(request, key)
    return as_sheet(headings, rows, f"matris-{key}", title=_("Matris"))


def declare(request: SignedIn, key: str) -> HttpResponse:
    """An interest in the call, for the authority to try."""
    weighing = weighing_or_not_here(request, key, "weighing.judge")
    form = DeclareForm(request.POST or None)
    return act_page(
        request,
        weighing,
        form,
        lambda: acts.declare(weighing=weighing, what=form.cleaned_data["what"], by=request.actor),
        **DECLARING,
    )


def hear(request: SignedIn, key: str) -> HttpResponse:
    """Those who have applied are heard."""
    weighing = weighing_or_not_here(request, key, "hearing.open")
    form = HearForm(request.POST or None)
    return act_page(
        request,
        weighing,
        form,
        lambda: open_hearing(weighing=weighing, by=request.actor, now=request.received_at, **form.heard),
        title=_("Hör de sökande"),
        button=_("Skicka"),
        lead=_("Alla som har ansökt får samma sak och lika lång tid."),
        shown={"changes": sentences_of(proposed_and_untold(weighing.call), weighing.call)},
    )


def weighing_or_not_here(request: SignedIn, key: str, activity: str = "weighing.see") -> Weighing:
    """A call that one's group weighs. Raises NotHere."""
    found = weighings_for(request.actor, activity).filter(call__key=key).first()
    if found is None:
        raise NotHere(
            _("Det finns ingen beredning med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key, cases=[key]
        )
    return found


def act_page(
    request: SignedIn,
    weighing: Weighing,
    form: ActForm,
    do: Callable[[], object],
    *,
    title: str,
    button: str,
    lead: str = "",
    shown: dict[str, Any] | None = None,
) -> HttpResponse:
    """An act with a form of its own: back to the matrix when it is done, else the form with what is wrong."""
    page = {"weighing": weighing, "title": title, "button": button, "lead": lead, **(shown or {})}
    return page_of_an_act(
        request, form, do, to=("weighing", weighing.call.key), template="weighing/act.html", page=page
    )


def _may(request: SignedIn, weighing: Weighing) -> dict[str, Any]:
    acts_of = ("judge", "divide", "write_opinion", "hear")
    asked = {*map(WEIGHING.needs, acts_of), "cooperation.propose", "conflict.decide"}
    allowed = access.which(request.actor, asked)

    def may(act: str) -> bool:
        return WEIGHING.can(act, source=weighing.state) and WEIGHING.needs(act) in allowed

    return {
        "may_judge": may("judge"),
        "may_divide": may("divide"),
        "may_write": may("write_opinion"),
        "may_hear": may("hear"),
        "may_cooperate": weighing.state != WeighingState.DECIDED and "cooperation.propose" in allowed,
        "notices": notices(weighing.call, [weighing.group]) if "conflict.decide" in allowed else (),
    }


def _opinion_or_not_here(request: SignedIn, key: str, number: int) -> PermitOpinion:
    weighing = weighing_or_not_here(request, key)
    found = weighing.opinions.filter(number=min(number, 10_000)).first()
    if found is None:
        raise NotHere(_("Det finns inget sådant yttrande."), wanted=key)
    return found


def _sheet(request: SignedIn, key: str) -> tuple[tuple[str, ...], Any]:
    found = matrix_of(weighing_or_not_here(request, key))
    headings = (
        _("Rad"), _("Sökande"), _("Sökandens ord"), _("Intyg"), _("Bilagor"),
        _("Vem"), _("Bedömning"), _("Varför"), _("Räknas inte"),
    )  # fmt: skip
    words = {met: str(MET[met]) for met in Met}
    weighed = {key: str(word) for key, word in WEIGHED.items()}
    return headings, as_rows(found.table, found.applied, weighed, words, _("Jävig enligt beslut"))
