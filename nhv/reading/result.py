"""Reading a file from beginning to end: the area document, and what became of every line."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import ValidationError

from nhv.language.slugs import slug
from nhv.reading.area_page import PageRead, read_area_page
from nhv.reading.buttons import with_headings
from nhv.reading.call import read_call
from nhv.reading.extraction import extract
from nhv.reading.faults import ReadingFault
from nhv.reading.furniture import furniture
from nhv.reading.keys import assign_keys
from nhv.reading.layout import blocks
from nhv.reading.legacy_page import read_legacy_page
from nhv.reading.lines import Extracted, Line
from nhv.reading.notes import apart_from_notes, read_notes
from nhv.reading.recognition import layout_of
from nhv.reading.side_by_side import doubts_of_columns
from nhv.reading.tracing import Doubt, Draft, Ledger, Told, settle, text_of
from nhv.specification.area import Area
from nhv.specification.document import AreaFile
from nhv.specification.entering import UnfitToEnter, entered

Predecessor = Callable[[str], Area | None]

_READERS = {"area_page": read_area_page, "legacy_page": read_legacy_page, "call": read_call}
_MOST_REPAIRS = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read. Every non-blank line is in `trace`, `elsewhere` or `unread`, by its number."""

    kind: Literal["area_page", "call"]
    area_file: AreaFile
    trace: tuple[tuple[int, str], ...]
    elsewhere: tuple[tuple[Line, str], ...]
    unread: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """The reading as plain JSON values: absent values null, dates ISO, empty lists as lists."""
        permits = [permit.model_dump(mode="json") for permit in self.area_file.permits]
        call = self.area_file.calls[0].model_dump(mode="json") if self.area_file.calls else None
        area = self.area_file.area.model_dump(mode="json")
        for clarification in area["clarifications"]:
            # Limits have one shape, whether they clarify or exclude.
            clarification["instead"] = None
        shown = [(line, path) for line, path in self.trace if path not in _NOT_SHOWN]
        told = {line for line, _ in shown}
        by_number = {line.number: line for line in self.lines}
        elsewhere = [
            *self.elsewhere,
            *((by_number[line], _NOT_SHOWN[path]) for line, path in self.trace if line not in told),
        ]
        return {
            "kind": self.kind,
            "area": area,
            "permits": [{name: permit[name] for name in _PERMIT_FIELDS} for permit in permits],
            "call": None if call is None else {name: call[name] for name in _CALL_FIELDS},
            "trace": [{"line": line, "path": path} for line, path in shown],
            "elsewhere": [
                {"line": line.number, "text": line.text.strip(), "place": place}
                for line, place in sorted(elsewhere, key=lambda found: found[0].number)
            ],
            "unread": [{"line": line.number, "text": line.text.strip()} for line in self.unread],
            "doubts": [{"path": doubt.path, "why": doubt.why} for doubt in self.doubts],
        }


_PERMIT_FIELDS = (
    "region",
    "hospital",
    "unit",
    "record_number",
    "valid_from",
    "valid_until",
    "sub_permits",
    "cooperates_with",
)
# What a call holds beside the fields shown; its lines are told by the place they stand in.
_NOT_SHOWN = {"call.title": "Utlysningens rubrik", "call.contact_email": "Kontakt"}
_CALL_FIELDS = ("deadline", "email", "postal_address", "attachments")


def read_document(data: bytes, file_name: str, *, predecessor: Predecessor | None = None) -> Reading:
    """The area document in a published file of at most 10 MB (.txt, .html, .pdf, .docx).

    `predecessor` gives the area already known under a key, whose keys are then kept where the words are the
    same. Raises ReadingFault, which says in one sentence what is wrong with the file.
    """
    extracted = extract(data, file_name)
    try:
        return _read(extracted, hashlib.sha256(data).hexdigest(), file_name, predecessor)
    except ReadingFault as fault:
        raise fault.in_file(file_name.rpartition("/")[2]) from None


def _read(extracted: Extracted, sha256: str, file_name: str, predecessor: Predecessor | None) -> Reading:
    lines = list(with_headings(extracted.lines))
    apart = {line.number: line.place for line in lines if line.place}
    running = [line for line in lines if not line.place]
    outside = furniture(running)
    body = [replace(line, text="") if line.number in outside else line for line in running]
    doubts = [Doubt("", doubt) for doubt in extracted.doubts] + [
        Doubt("", doubt, stops=True) for doubt in [*extracted.apart, *doubts_of_columns(running)]
    ]
    ledger = Ledger(apart | outside, doubts)
    found, notes = apart_from_notes(blocks(body), ledger)
    layout = layout_of(found, extracted.text)
    page = _READERS[layout](found, ledger)
    read_notes(notes, page.area)
    _name_and_keys(page, predecessor)
    page.area["sources"] = [{"title": file_name.rpartition("/")[2][:300] or "fil", "sha256": sha256}]
    return _settled(page, ledger, extracted, "call" if layout == "call" else "area_page")


def _name_and_keys(page: PageRead, predecessor: Predecessor | None) -> None:
    key = slug(text_of(page.area["name"]))
    if not key:
        raise ReadingFault("områdets namn innehåller inga bokstäver", what_to_do="kontrollera sidans rubrik")
    known = predecessor(key) if predecessor is not None else None
    page.area["key"] = known.key if known is not None else key
    assign_keys(page.area, known)
    if page.call is not None:
        deadline = page.call["deadline"]
        when = deadline.value.isoformat() if isinstance(deadline, Told) else "utan-datum"
        page.call["key"] = slug(f"{page.area['key'][:60]}-{when}")


def _settled(page: PageRead, ledger: Ledger, extracted: Extracted, kind: Literal["area_page", "call"]) -> Reading:
    """The draft as a valid document: what does not fit its bounds is taken out, and its lines are then unread."""
    draft: Draft = {"area": page.area, "permits": page.permits, "calls": [page.call] if page.call is not None else []}
    for _ in range(_MOST_REPAIRS):
        settled = settle(draft, "")
        try:
            area_file = AreaFile.model_validate(entered(settled.value))
        except UnfitToEnter as unfit:
            _take_out(draft, unfit.where, ledger, str(unfit))
            continue
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            _take_out(draft, first["loc"], ledger, str(first["msg"]))
            continue
        return _reading(area_file, settled.trace, [*settled.doubts, *ledger.doubts], ledger, extracted, kind)
    raise ReadingFault("texten ryms inte i ett områdesdokument", what_to_do="kontrollera att det är rätt fil")


def _take_out(draft: Draft, where: tuple[int | str, ...], ledger: Ledger, why: str) -> None:
    """Remove the innermost list element on the way to a fault, or else the field itself."""
    here: Any = draft
    owner: tuple[Any, int | str] | None = None
    for step in where:
        if isinstance(here, list) and isinstance(step, int) and step < len(here):
            owner = here, step
            here = here[step]
        elif isinstance(here, dict) and step in here:
            if owner is None or not isinstance(owner[0], list):
                owner = here, step
            here = here[step]
        else:
            break
    if owner is None or owner[1] in {"name", "key", "area"}:
        raise ReadingFault("texten ryms inte i ett områdesdokument", what_to_do="kontrollera att det är rätt fil")
    ledger.doubt(".".join(map(str, where)), f"Delen ryms inte i dokumentet och är utelämnad ({why}).")
    del owner[0][owner[1]]


def _reading(
    area_file: AreaFile,
    trace: list[tuple[int, str]],
    doubts: list[Doubt],
    ledger: Ledger,
    extracted: Extracted,
    kind: Literal["area_page", "call"],
) -> Reading:
    shown = sorted({(line, path.replace("calls.0", "call", 1)) for line, path in trace})
    told = {line for line, _ in shown}
    filled = [line for line in extracted.lines if not line.is_blank]
    elsewhere = tuple(
        (line, ledger.places[line.number])
        for line in filled
        if line.number in ledger.places and line.number not in told
    )
    placed = told | {line.number for line, _ in elsewhere}
    return Reading(
        kind,
        area_file,
        tuple(shown),
        elsewhere,
        tuple(line for line in filled if line.number not in placed),
        tuple(replace(doubt, path=doubt.path.replace("calls.0", "call", 1)) for doubt in dict.fromkeys(doubts)),
        extracted.lines,
    )
