"""All who have answered the same call side by side, question by question, when the time for answers is out; and the
same with every attachment, to be carried away."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.accounts.conflicts import is_kept_out
from nhv.filings.acts.reading import is_early
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import kind_of
from nhv.filings.queries import Wanted, newest_in_time, received_filings, scans_of
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.language.slugs import slug
from nhv.paper.pdf import pdf
from nhv.paper.sheet import sheet
from nhv.records.handing_out import outgoing
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN
from nhv.specification.side_by_side import as_rows, side_by_side
from nhv.website.account.refusals import refused
from nhv.website.downloads import as_sheet, as_zip
from nhv.website.errors import NotHere
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.replies import Reply, replies_up_to
from nhv.website.filings.writings import version_writing
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.words import FILING_STATES, TIME_CLASSES

MOST_COMPARED = 60
MOST_BYTES = 1 << 30


@dataclass(frozen=True)
class Applicant:
    """One of them: the filing, what it is called, and the version that is compared: the newest that came in time, or
    the newest of all where none did. `came_late` is whether a newer one came late."""

    filing: FilingBase
    version: FilingVersionBase
    name: str
    came_late: bool = False
    replies: Sequence[Reply] = ()

    @property
    def general(self) -> list[Reply]:
        """The written answers that are about all of it."""
        return [reply for reply in self.replies if not reply.questions]


def compare_all(request: SignedIn, pages: FilingPages, about: str) -> HttpResponse:
    """Each question with every answer to it. Ten queries, however many have answered."""
    found = _applicants(request, pages, about)
    page = {
        "pages": pages,
        "about": about,
        "applicants": found,
        "compared": _compared(found),
        "general": any(each.general for each in found),
        "scans": scans_of(pages.kind.cabinet(), (file for one in found for file in one.version.files)),
        "is_early": _is_early(found),
        "closes_at": kind_of(found[0].filing).closes_at(found[0].filing) if found else None,
        "late": (late := sum(each.version.time_class == each.version.Class.LATE for each in found)),
        "in_time": len(found) - late,
        "most": MOST_COMPARED,
    }
    return render(request, "filings/received/compare_all.html", page)


def compared_sheet(request: SignedIn, pages: FilingPages, about: str) -> HttpResponse:
    """The same as a spreadsheet: a row for each question, a column for each of them."""
    found = _after_the_close(request, pages, about)
    return as_sheet(_headings(found), _rows(found), f"jamforelse-{about}", title=str(pages.words.received))


def compared_zip(request: SignedIn, pages: FilingPages, about: str) -> HttpResponseBase:
    """The spreadsheet and, for each of them, a folder with what was received as a PDF and every attachment."""
    found = _after_the_close(request, pages, about)
    try:
        return as_zip(lambda file: _pack(file, pages, found), f"jamforelse-{about}")
    except NOT_DONE as told:
        return refused(request, in_readers_words(told))


def _pack(file: IO[bytes], pages: FilingPages, found: Sequence[Applicant]) -> None:
    """Raises Refused when it is too much, or a file is not as it was received."""
    if sum(one["size"] for each in found for one in each.version.files) > MOST_BYTES:
        raise Refused("export_too_large", "Bilagorna är för många för en fil. Hämta dem från en ansökan i taget.")
    table = sheet(_headings(found), _rows(found), title=str(pages.words.received))
    with ZipFile(file, "w", ZIP_STORED) as packed:
        packed.writestr("jamforelse.xlsx", table)
        for each in found:
            files = cabinet_of(each.filing).memory.files
            folder = f"{slug(each.name)}-{each.filing.key[:6]}"
            printed = pdf(version_writing(pages, each.filing, each.version), font=settings.PAPER_FONT)
            packed.writestr(f"{folder}/0-version-{each.version.number}.pdf", printed)
            for number, one in enumerate(each.version.files, start=1):
                with packed.open(f"{folder}/{number}-{one['name']}", "w") as entry:
                    for piece in outgoing(files, one["sha256"]).pieces():
                        entry.write(piece)


def _headings(found: Sequence[Applicant]) -> tuple[str, ...]:
    return (_("Avsnitt"), _("Villkor"), _("Fråga"), *(each.name for each in found))


def _rows(found: Sequence[Applicant]) -> Iterator[tuple[str, ...]]:
    """What is to be known of each of them, then a row for each question, with what was answered in writing about it."""
    facts: list[tuple[str, Callable[[Applicant], str]]] = [
        (_("Diarienummer"), lambda each: each.filing.record_number or _("inget diarienummer ännu")),
        (_("Status"), lambda each: str(FILING_STATES.get(each.filing.state, each.filing.state))),
        (_("I tid eller för sent"), lambda each: str(TIME_CLASSES[each.version.time_class])),
        (_("Version"), lambda each: str(each.version.number)),
        (
            _("Inkommen (svensk tid)"),
            lambda each: f"{timezone.localtime(each.version.received_at, SWEDEN):%Y-%m-%d %H:%M:%S}",
        ),
        (_("Senare version som kom för sent (svensk tid)"), _came_late),
        (_("Skriftligt svar som gäller hela"), lambda each: _written(each.general)),
    ]
    for name, said in facts:
        yield ("", "", name, *map(said, found))
    compared = _compared(found)
    for one, row in zip(compared, as_rows(compared), strict=True):
        written = (_written(_about(each, one.asked.key)) for each in found)
        yield (*row[:3], *("\n".join(filter(None, both)) for both in zip(row[3:], written, strict=True)))


def _came_late(each: Applicant) -> str:
    at = each.filing.received_at if each.came_late else None
    return f"{timezone.localtime(at, SWEDEN):%Y-%m-%d %H:%M:%S}" if at else ""


def _about(each: Applicant, question: str) -> list[Reply]:
    return [reply for reply in each.replies if question in reply.questions]


def _written(replies: Sequence[Reply]) -> str:
    said = _("Skriftligt svar på komplettering %(number)s: %(text)s")
    return "\n".join(said % {"number": reply.number, "text": reply.text} for reply in replies)


def _compared(found: Sequence[Applicant]) -> Any:
    if _is_early(found):
        return []
    return side_by_side([(each.version.outline.outline, each.version.answers_by_key) for each in found])


def _is_early(found: Sequence[Applicant]) -> bool:
    # Who reads one before the close is noted, each time; all at once, nobody is to read until then.
    return bool(found) and is_early(found[0].filing, timezone.now())


def _after_the_close(request: SignedIn, pages: FilingPages, about: str) -> list[Applicant]:
    found = _applicants(request, pages, about)
    if not found or _is_early(found):
        raise NotHere(_("Jämförelsen finns när tiden har gått ut och någon har skickat in."))
    return found


def _applicants(request: SignedIn, pages: FilingPages, about: str) -> list[Applicant]:
    """Those that stand, in Swedish order: what is withdrawn is not tried. At most MOST_COMPARED."""
    if about not in dict(pages.abouts()):
        raise NotHere(_("Det finns ingen utlysning med den adressen."))
    if is_kept_out(request.actor, case := pages.kind.case_of(about)):
        raise NotHere(_("Det finns ingen utlysning med den adressen."), cases=[case])
    rows: QuerySet[Any] = received_filings(request.actor, Wanted(about=about, order="fran"), kind=pages.name)
    filings = list(rows.exclude(state=FilingState.WITHDRAWN)[:MOST_COMPARED])
    versions = pages.kind.cabinet().versions._default_manager
    of_each = versions.filter(filing=OuterRef("filing")).order_by("-number").values("pk")[:1]
    newest = versions.filter(filing__in=filings, pk=Subquery(of_each)).select_related("outline")
    by_filing = {version.filing_id: version for version in newest}
    names, in_time = owner_names(filings), newest_in_time(filings)
    applicants = [
        Applicant(one, in_time.get(one.key, by_filing[one.pk]), _called(one, names[one.key]), one.key in in_time)
        for one in filings
    ]
    written = replies_up_to(pages.kind.cabinet(), (each.version for each in applicants))
    return [replace(each, replies=written.get(each.filing.pk, ())) for each in applicants]


def _called(filing: FilingBase, owner: str) -> str:
    return f"{owner}, {filing.hospital}" if filing.hospital else owner
