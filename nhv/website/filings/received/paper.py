"""What came by post, by mail or over the counter: entered by one registrar, confirmed by another."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nhv.accounts import access
from nhv.accounts.deeds import names_of
from nhv.filings.acts import paper as acts
from nhv.filings.acts.attachments import waiting
from nhv.filings.owners import Owner, owner_of
from nhv.filings.queries import scans_of
from nhv.filings.tables import PaperEntryBase
from nhv.filings.word_way import read_sent_in
from nhv.rules.refusals import Refused
from nhv.specification.answers import in_words
from nhv.specification.outline import Asked, Outline, Section
from nhv.website.account.recently import recently
from nhv.website.account.refusals import refused
from nhv.website.act_forms import Confirmation
from nhv.website.downloads import as_it_came
from nhv.website.errors import NotHere
from nhv.website.fields import Block, Field, blocks, read_field
from nhv.website.filings.owners import Place, owners_in_words, senders
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.paper_forms import FILES, DropForm, PaperForm, WhichForm
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.words import PLACES

MOST_SHOWN = 200


def list_entries(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """What waits for a second person, then what has been confirmed."""
    found = list(_entries(request, pages).order_by("confirmed_at", "-entered_at")[:MOST_SHOWN])
    page = {
        "pages": pages,
        "waiting": [entry for entry in found if entry.confirmed_at is None],
        "confirmed": [entry for entry in found if entry.confirmed_at is not None],
        "abouts": dict(pages.abouts()),
        "names": names_of(entry.entered_by for entry in found),
        "owners": _owners(found),
    }
    return render(request, "filings/received/paper_entries.html", page)


def _owners(entries: list[PaperEntryBase]) -> dict[Any, str]:
    """The number of each entry → whose it is."""
    names = owners_in_words(owner_of(entry) for entry in entries)
    return {entry.pk: names[owner_of(entry)] for entry in entries}


def enter(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """First what it is about, then what came."""
    # What is about nothing in particular has nothing to choose among.
    abouts = pages.abouts() or [("", str(pages.words.name))]
    chosen = abouts[0] if abouts[0][0] == "" else next((one for one in abouts if one[0] == request.GET.get("om")), None)
    if chosen is None:
        return render(request, "filings/received/paper_call.html", {"pages": pages, "form": WhichForm(pages, abouts)})
    outline = pages.kind.subject(chosen[0]).outline
    possible = senders(pages.kind)
    form = PaperForm(request.POST or None, request.FILES or None, possible, _scannable(outline))
    if request.method == "POST" and form.is_valid():
        entry = form.try_to(
            request,
            lambda: _enter(request, pages, form, chosen[0], outline, _sender(possible, form.cleaned_data)),
        )
        if entry:
            messages.success(request, _("Handlingen är införd. Den är mottagen när en annan person har bekräftat den."))
            return redirect(f"{pages.received_name}:paper-entry", entry.pk)
    page = {
        "pages": pages,
        "form": form,
        "about": chosen[1],
        "closes_at": acts.closes_for(pages.kind, chosen[0]),
        "sections": _typed_sections(request, outline),
    }
    return render(request, "filings/received/paper_new.html", page)


@recently
def confirm(request: SignedIn, pages: FilingPages, number: int) -> HttpResponse:
    """What was entered, whole, for the second person to hold beside the papers and confirm, or to take away."""
    entry = _entry_or_not_here(request, pages, number)
    form, drop_form = Confirmation(None), DropForm(None)
    if request.method == "POST" and "drop" in request.POST:
        drop_form = DropForm(request.POST)
        if drop_form.is_valid() and drop_form.has_done(
            request, lambda: acts.drop_paper(entry=entry, why=drop_form.cleaned_data["why"], by=request.actor)
        ):
            messages.success(request, _("Posten är borttagen."))
            return redirect(f"{pages.received_name}:paper")
    elif request.method == "POST":
        form = Confirmation(request.POST)
        if form.is_valid():
            version = form.try_to(
                request, lambda: acts.confirm_paper(entry=entry, by=request.actor, now=request.received_at)
            )
            if version:
                messages.success(request, _("Handlingen är mottagen. Skriv ut kvittot och skicka det till avsändaren."))
                return redirect(f"{pages.received_name}:show", version.filing.key)
    page = {**_whole(request, pages, entry), "form": form, "drop_form": drop_form}
    return render(request, "filings/received/paper_entry.html", page)


def _whole(request: SignedIn, pages: FilingPages, entry: PaperEntryBase) -> dict[str, Any]:
    outline = pages.kind.subject(entry.about).outline
    files = [file for one in outline.asked() if one.question.kind == "attachment" for file in _files(entry, one)]
    names = names_of([entry.entered_by, *([entry.confirmed_by] if entry.confirmed_by else [])])
    return {
        "pages": pages,
        "entry": entry,
        "owner": owners_in_words([owner_of(entry)])[owner_of(entry)],
        "about": dict(pages.abouts()).get(entry.about, entry.about or pages.words.name),
        "late": acts.is_late(entry),
        "closes_at": acts.closes_for(pages.kind, entry.about, owner_of(entry)),
        "files": files,
        "scans": scans_of(pages.kind.cabinet(), files),
        "answered": [
            (asked, in_words(asked.question, entry.answers[asked.key]))
            for asked in outline.asked()
            if asked.key in entry.answers and not _is_file(asked)
        ],
        "entered_by": names[entry.entered_by],
        "confirmed_by": names.get(entry.confirmed_by, ""),
        "is_mine": entry.entered_by == str(request.actor),
    }


def file(request: SignedIn, pages: FilingPages, number: int, sha256: str) -> HttpResponseBase:
    """A scanned file of an entry."""
    entry = _entry_or_not_here(request, pages, number)
    for one in pages.kind.subject(entry.about).outline.asked():
        for found in _files(entry, one):
            if found["sha256"] == sha256:
                try:
                    return as_it_came(pages.kind.cabinet().memory.files, sha256, found["name"])
                except NOT_DONE as refusal:
                    return refused(request, in_readers_words(refusal), status=410)
    raise NotHere(_("Filen hör inte till den här posten."))


def _entries(request: SignedIn, pages: FilingPages) -> Any:
    papers = pages.kind.cabinet().papers._default_manager.filter(kind=pages.name)
    if not access.reach(request.actor, pages.kind.activity("register")).everything:
        return papers.none()
    # Whose it is is asked for by key: a room of its own has no organisations beside its tables.
    return papers.select_related("filing")


def _entry_or_not_here(request: SignedIn, pages: FilingPages, number: int) -> PaperEntryBase:
    entry: PaperEntryBase | None = _entries(request, pages).filter(pk=number).first()
    if entry is None:
        raise NotHere(_("Det finns ingen sådan post. Den kan ha tagits bort."))
    return entry


def _enter(
    request: SignedIn, pages: FilingPages, form: PaperForm, about: str, outline: Outline, owner: Owner | None
) -> PaperEntryBase:
    said = form.cleaned_data
    assert form.came_at is not None
    files = pages.kind.cabinet().memory.files
    with ExitStack() as waits:
        scanned = [
            acts.Scanned(name.removeprefix(FILES), waits.enter_context(waiting(files, each.name, each.chunks())))
            for name, sent in said.items()
            if name.startswith(FILES)
            for each in sent
        ]
        return acts.enter_paper(
            kind=pages.name,
            about=about,
            owner=owner,
            came_at=form.came_at,
            came_by=said["came_by"],
            why=said["why"],
            raw={**(_read_word(form, outline) if said["word_form"] else {}), **_typed(request, outline)},
            scanned=scanned,
            by=request.actor,
            now=request.received_at,
            once_key=said["once"],
        )


def _sender(possible: Mapping[str, Place], said: Mapping[str, Any]) -> Owner | None:
    """Who is chosen; nobody where senders are not known beforehand."""
    return possible[said["sender"]].owner if possible else None


def _typed(request: SignedIn, outline: Outline) -> dict[str, Any]:
    """What the registrar has read from the paper and typed, by question."""
    sent = request.POST
    drawn = [asked for key in sent.getlist("drawn") if (asked := outline.find(key)) and not _is_file(asked)]
    typed = {asked.key: read_field(asked.question, asked.key, sent) for asked in drawn}
    return {key: value for key, value in typed.items() if value not in (None, "", [], {})}


def _typed_sections(request: SignedIn, outline: Outline) -> list[tuple[Section, list[Block]]]:
    """The questions of the form, for what stands in the paper to be typed in, with what has been typed."""
    typed = _typed(request, outline)
    shown = [(one, [asked for asked in one.questions if not _is_file(asked)]) for one in outline.sections]
    return [(one, blocks(Field(asked, typed.get(asked.key)) for asked in asked_here)) for one, asked_here in shown]


def _is_file(asked: Asked) -> bool:
    return asked.question.kind == "attachment"


def _read_word(form: PaperForm, outline: Outline) -> dict[str, Any]:
    """The answers of a filled-in form. What could not be read is refused: it would otherwise be lost in silence.

    So is what stands in no field, until the registrar says that it is among the scanned papers.
    """
    said = form.cleaned_data
    filled = read_sent_in(outline, said["word_form"].read())
    if filled.unread:
        first = filled.unread[0]
        raise Refused(
            "word_answers_unreadable",
            "Svar i Word-formuläret som inte går att läsa: {number}. Det första är ”{question}”: {fault} Rätta "
            "formuläret, eller bifoga det som en handling.",
            number=len(filled.unread),
            question=first.question,
            fault=first.why,
        )
    loose = [one for one in filled.beside if not one.kept]
    if loose and not said["beside"]:
        form.asks_beside = True
        raise Refused(
            "word_text_beside",
            "Word-formuläret har innehåll som inte står i något fält, på {number} ställen, och det kommer inte med i "
            "svaren. Det första är {place}: ”{text}”. Bifoga formuläret som en skannad handling också, och kryssa för "
            "att det är gjort.",
            number=len(loose),
            place=str(PLACES.get(loose[0].place, loose[0].place)).lower(),
            text=loose[0].text[:200],
        )
    return filled.answers


def _scannable(outline: Outline) -> list[Asked]:
    """The questions that ask for the papers themselves: not those for evidence about one condition."""
    return [one for one in outline.asked() if one.question.kind == "attachment" and not one.further]


def _files(entry: PaperEntryBase, asked: Asked) -> list[dict[str, Any]]:
    return list(entry.answers.get(asked.key, ())) if asked.question.kind == "attachment" else []
