"""Applications that came by post, by mail or over the counter: entered by one registrar, confirmed by another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.deeds import names_of
from nhv.filings.models import PaperEntry
from nhv.paper.faults import PaperFault
from nhv.paper.filled_form import read_form
from nhv.process.applications import paper as acts
from nhv.process.applications.form import form_of
from nhv.process.calls.queries import published_calls
from nhv.register.models import Call, Organisation
from nhv.rules.refusals import Refused
from nhv.specification.answers import in_words
from nhv.specification.outline import Asked, Outline
from nhv.website.account.recently import recently
from nhv.website.account.refusals import refused
from nhv.website.errors import NotHere
from nhv.website.officer.forms import Confirmation
from nhv.website.officer.paper_forms import FILES, DropForm, PaperForm, WhichCall, state_of
from nhv.website.papers import as_it_came

MOST_SHOWN = 200


def list_entries(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, then what has been confirmed."""
    entries = _entries(request).order_by("confirmed_at", "-entered_at").defer("call__document__content")
    found = list(entries[:MOST_SHOWN])
    page = {
        "waiting": [entry for entry in found if entry.confirmed_at is None],
        "confirmed": [entry for entry in found if entry.confirmed_at is not None],
        "names": names_of(entry.entered_by for entry in found),
    }
    return render(request, "officer/paper_entries.html", page)


def enter(request: HttpRequest) -> HttpResponse:
    """First which call, then what came."""
    calls = published_calls()
    chosen = next((one for one in calls if one.key == request.GET.get("utlysning")), None)
    if chosen is None:
        return render(request, "officer/paper_call.html", {"form": WhichCall(None, calls)})
    outline = form_of(chosen)
    regions = list(Organisation.objects.filter(kind=Organisation.Kind.REGION).order_by("name"))
    form = PaperForm(request.POST or None, request.FILES or None, regions, _scannable(outline))
    if request.method == "POST" and form.is_valid():
        entry = form.try_to(lambda: _enter(request, form, chosen, outline, regions))
        if entry:
            messages.success(request, _("Ansökan är införd. Den är mottagen när en annan person har bekräftat den."))
            return redirect("paper-entry", entry.pk)
    return render(request, "officer/paper_new.html", {"form": form, "call": chosen})


@recently
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """What was entered, whole, for the second person to hold beside the papers and confirm, or to take away."""
    entry = _entry_or_not_here(request, number)
    form, drop_form = Confirmation(None), DropForm(None)
    if request.method == "POST" and "drop" in request.POST:
        drop_form = DropForm(request.POST)
        if drop_form.is_valid() and drop_form.try_to(
            lambda: acts.drop_paper(entry=entry, why=drop_form.cleaned_data["why"], by=request.actor) or True
        ):
            messages.success(request, _("Posten är borttagen."))
            return redirect("paper")
    elif request.method == "POST":
        form = Confirmation(request.POST)
        if form.is_valid():
            version = form.try_to(lambda: acts.confirm_paper(entry=entry, by=request.actor, now=request.received_at))
            if version:
                messages.success(request, _("Ansökan är mottagen. Skriv ut kvittot och skicka det till regionen."))
                return redirect("received", version.filing.key)
    outline = form_of(entry.call)
    names = names_of([entry.entered_by, *([entry.confirmed_by] if entry.confirmed_by else [])])
    page = {
        "entry": entry,
        "late": state_of(entry) == "late",
        "files": [file for one in outline.asked() if one.question.kind == "attachment" for file in _files(entry, one)],
        "answered": [
            (asked, in_words(asked.question, entry.answers[asked.key]))
            for asked in outline.asked()
            if asked.key in entry.answers and asked.question.kind != "attachment"
        ],
        "entered_by": names[entry.entered_by],
        "confirmed_by": names.get(entry.confirmed_by, ""),
        "is_mine": entry.entered_by == str(request.actor),
        "form": form,
        "drop_form": drop_form,
    }
    return render(request, "officer/paper_entry.html", page)


def file(request: HttpRequest, number: int, sha256: str) -> HttpResponseBase:
    """A scanned file of an entry."""
    entry = _entry_or_not_here(request, number)
    for one in form_of(entry.call).asked():
        for found in _files(entry, one):
            if found["sha256"] == sha256:
                try:
                    return as_it_came(sha256, found["name"])
                except Refused as refusal:
                    return refused(request, str(refusal))
    raise NotHere(_("Filen hör inte till den här posten."))


def _entries(request: HttpRequest) -> Any:
    if not access.reach(request.actor, "application.register").everything:
        return PaperEntry.objects.none()
    return PaperEntry.objects.select_related("organisation", "filing", "call__document__area")


def _entry_or_not_here(request: HttpRequest, number: int) -> PaperEntry:
    entry: PaperEntry | None = _entries(request).filter(pk=number).first()
    if entry is None:
        raise NotHere(_("Det finns ingen sådan post. Den kan ha tagits bort."))
    return entry


def _enter(
    request: HttpRequest,
    form: PaperForm,
    call: Call,
    outline: Outline,
    regions: list[Organisation],
) -> PaperEntry:
    said = form.cleaned_data
    assert form.came_at is not None
    scanned = [
        acts.keep_scanned(name.removeprefix(FILES), each.name, each.chunks())
        for name, files in said.items()
        if name.startswith(FILES)
        for each in files
    ]
    return acts.enter_paper(
        call=call,
        organisation=next(one for one in regions if one.key == said["organisation"]),
        came_at=form.came_at,
        came_by=said["came_by"],
        why=said["why"],
        raw=_read_word(said["word_form"], outline) if said["word_form"] else {},
        scanned=scanned,
        by=request.actor,
        now=request.received_at,
        once_key=said["once"],
    )


def _read_word(sent: Any, outline: Outline) -> dict[str, Any]:
    """The answers of a filled-in form. What could not be read is refused: it would otherwise be lost in silence."""
    try:
        filled = read_form(sent.read(), outline)
    except PaperFault as fault:
        raise Refused(str(fault)) from None
    if filled.unread:
        first = filled.unread[0]
        raise Refused(
            f"{len(filled.unread)} svar i Word-formuläret går inte att läsa, först «{first.question}»: {first.why} "
            "Rätta formuläret, eller bifoga det som en handling."
        )
    return filled.answers


def _scannable(outline: Outline) -> list[Asked]:
    """The questions that ask for the papers themselves: not those for evidence about one condition."""
    return [one for one in outline.asked() if one.question.kind == "attachment" and not one.further]


def _files(entry: PaperEntry, asked: Asked) -> list[dict[str, Any]]:
    return list(entry.answers.get(asked.key, ())) if asked.question.kind == "attachment" else []
