"""One filing as it has been received: everything on one page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nhv.accounts.deeds import deeds_of, names_of
from nhv.filings.acts.reading import is_early, note_reading
from nhv.filings.cabinet import cabinet_of
from nhv.filings.history import OF_THE_OWNER
from nhv.filings.kinds import kind_of
from nhv.filings.queries import in_time_before, received_filing, scans_of
from nhv.filings.states import FilingState
from nhv.filings.tables import CompletionRequestBase, FilingBase, FilingVersionBase
from nhv.masking.kinds import PUBLISHED
from nhv.rules.access import standing
from nhv.specification.answers import alone, in_words, is_put
from nhv.specification.outline import Asked
from nhv.website.errors import NotHere
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.forms import NoteForm
from nhv.website.filings.writings import hospital_of
from nhv.website.requests import SignedIn


@dataclass(frozen=True)
class Answered:
    """One question with its answer in words. `inherited` is what the hospital had attested, and who for it."""

    asked: Asked
    words: str
    files: list[dict[str, Any]]
    inherited: dict[str, str] | None


def show_filing(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Everything about one filing. Sixteen queries at most, whatever it holds."""
    filing = filing_or_not_here(request, pages, key)
    return shown(request, pages, filing, NoteForm())


def shown(request: SignedIn, pages: FilingPages, filing: FilingBase, note_form: NoteForm) -> HttpResponse:
    """The page, with the form for a note as it stands."""
    return render(request, "filings/received/filing.html", whole_page(request, pages, filing, note_form))


def filing_or_not_here(request: SignedIn, pages: FilingPages, key: str) -> FilingBase:
    """What was received under this key. A draft is not here, and nobody can tell that it is anywhere.
    Whoever comes by here before the close is noted, for those who sent it to see."""
    filing = received_filing(request.actor, key, kind=pages.name)
    if filing is None:
        raise NotHere(str(pages.words.not_received), cases=_cases_of(pages, key))
    note_reading(filing=filing, by=request.actor, now=timezone.now(), roles=request.roles)
    return filing


def _cases_of(pages: FilingPages, key: str) -> list[str]:
    """The key of the case in which something was received under this key. One query, or more where the kind asks."""
    received = pages.kind.cabinet().filings._default_manager.filter(kind=pages.name, received_at__isnull=False)
    about = received.filter(key=key).values_list("about", flat=True).first()
    return [pages.kind.case_of(about)] if about else []


def whole_page(request: SignedIn, pages: FilingPages, filing: FilingBase, note_form: NoteForm) -> dict[str, Any]:
    """What the page of one filing shows: the version asked for, or the newest."""
    versions = list(filing.versions.all())
    asked_for = request.GET.get("version", "")
    version = next((one for one in versions if str(one.number) == asked_for), versions[-1])
    requests, notes = list(filing.completion_requests.all()), list(filing.notes.all())
    papers = list(cabinet_of(filing).papers._default_manager.filter(filing=filing))
    names = names_of([*_actors(versions, requests, notes, papers, version), *_handler(filing)])
    return {
        "pages": pages,
        "filing": filing,
        "owner": owner_names([filing])[filing.key],
        "facts": pages.facts(filing),
        "hospital": hospital_of(version, pages.kind.place_question),
        "versions": versions[::-1],
        "shown": version,
        "in_time_before": in_time_before(versions, version),
        "is_newest": version == versions[-1],
        "sections": sections_of(version, names),
        "missing": _missing(version),
        "scans": scans_of(cabinet_of(filing), version.files),
        "requests": [(one, _about(version, one)) for one in requests],
        "answers_of": {one.completes: one for one in versions if one.completes},
        "notes": notes,
        "papers": papers,
        "names": names,
        "deeds": deeds_of("filing", filing.key, leave_out=OF_THE_OWNER),
        "note_form": note_form,
        "waits_for_completion": filing.state == FilingState.COMPLETION_REQUESTED,
        "now": timezone.now(),
        "is_early": is_early(filing, timezone.now()),
        "closes_at": kind_of(filing).closes_at(filing),
        "handler": "".join(names[who] for who in _handler(filing)),
        "steps": _steps(request, pages, filing),
        **_may(request, pages, filing),
    }


def _may(request: SignedIn, pages: FilingPages, filing: FilingBase) -> dict[str, bool]:
    """What the page offers. The acts themselves ask again."""
    kind = pages.kind

    def stands(activity: str) -> bool:
        return standing(request.roles, activity) == "may"

    publishes = kind.name in PUBLISHED and stands("masking.see")
    changes, asks = "withdraw_completion", filing.state == FilingState.COMPLETION_REQUESTED
    can_request = kind.process.can("request_completion", source=filing.state)
    return {
        "publishes": publishes,
        "may_register": kind.may("register") and stands(kind.activity("register")),
        "may_note": kind.may("note") and stands(kind.activity("note")),
        "may_assign": kind.may("assign") and stands(kind.activity("assign")),
        "may_change": asks and kind.process.has(changes) and stands(kind.process.needs(changes)),
        "may_request": can_request and stands(kind.process.needs("request_completion")),
    }


def _steps(request: SignedIn, pages: FilingPages, filing: FilingBase) -> list[str]:
    """The steps that can be taken from where it is, by this person."""
    process = pages.kind.process
    return [
        act
        for act in pages.kind.steps
        if process.can(act, source=filing.state) and standing(request.roles, process.needs(act)) == "may"
    ]


def _handler(filing: FilingBase) -> list[str]:
    """Who handles it, as the diary names people, if anybody does."""
    return [] if filing.assignee is None else [f"user:{filing.assignee}"]


def _actors(versions: Any, requests: Any, notes: Any, papers: Any, version: FilingVersionBase) -> list[str]:
    return [
        *(one.sent_by for one in versions),
        *(one.asked_by for one in requests),
        *(one.written_by for one in notes),
        *(fact["attested_by"] for fact in version.inherited.values()),
        *(name for one in papers for name in (one.entered_by, one.confirmed_by)),
    ]


def _about(version: FilingVersionBase, request: CompletionRequestBase) -> list[Asked]:
    """The questions that a request for more is about."""
    outline = version.outline.outline
    return [asked for key in request.questions if (asked := outline.find(key))]


def _missing(version: FilingVersionBase) -> list[str]:
    """The questions that had no answer when it was sent all the same, each so that it can be read alone."""
    outline = version.outline.outline
    return [alone(outline, asked) for asked in outline.asked() if asked.key in version.missing]


def sections_of(version: FilingVersionBase, names: dict[str, str]) -> list[tuple[Any, list[Answered]]]:
    """The questions that were put, by section, each with its answer."""
    answers = version.answers_by_key
    sections = []
    for section in version.outline.outline.sections:
        put = [asked for asked in section.questions if is_put(asked, answers)]
        # What may be added and was not is no answer that is missing.
        told = [asked for asked in put if asked.key in answers or not asked.further]
        if told:
            sections.append((section, [_answered(asked, version, answers.get(asked.key), names) for asked in told]))
    return sections


def _answered(asked: Asked, version: FilingVersionBase, value: Any, names: dict[str, str]) -> Answered:
    fact = version.inherited.get(asked.key)
    inherited = {**fact, "name": names.get(fact["attested_by"], "")} if fact else None
    is_file = asked.question.kind == "attachment"
    words = "" if value is None or is_file else in_words(asked.question, value)
    return Answered(asked, words, list(value or ()) if is_file else [], inherited)
