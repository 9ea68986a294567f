"""How many pages a PDF has, whether it starts programs, and whether it holds other files."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

# What starts another program or fetches from elsewhere, whoever asks for it.
_PROGRAMS = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToE"})
# What nobody has asked for besides, when it comes by itself. The script of a button in a form runs when its reader
# presses it, and stays.
_BY_ITSELF = _PROGRAMS | {"/JavaScript", "/Rendition", "/GoToR", "/URI"}
# Annotations that hold a file, or a program that plays.
_FILES = frozenset({"/FileAttachment", "/RichMedia"})
# When the page of an annotation is opened, closed, seen or out of sight.
_IN_SIGHT = ("/PO", "/PC", "/PV", "/PI")
_MOST_IN_A_ROW = 20


def _written(name: str) -> str:
    """The name as it may be written: any of its signs by number, too (ISO 32000-2, 7.3.5)."""
    signs = "".join(f"(?:{sign}|#(?i:{ord(sign):02x}))" for sign in name[1:])
    return f"/{signs}(?![A-Za-z0-9])"


# A file in which none of these is written has none of what is looked for, and need not be walked. A file with headings
# and tables for those who listen to it has some hundred thousand parts, and nothing to hide.
_SIGNS = re.compile("|".join(map(_written, sorted(_PROGRAMS | _FILES | {"/AA", "/EF", "/EmbeddedFile"}))).encode())


def structure(data: bytes, most_pages: int) -> dict[str, Any]:
    """`pages`, `launches` and `attached`, or `locked`. Pages beyond the most are not counted."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    root: Any = reader.root_object
    # The number that the file gives is only a promise, so the pages are counted too; but a promise too large is enough.
    pages = int(root["/Pages"]["/Count"])
    launches = attached = False
    if pages <= most_pages:
        pages, launches = _counted(reader, most_pages)
    if pages <= most_pages:
        walked = list(map(_told_by, _dictionaries(root))) if _has_signs(reader, data) else []
        launches |= _runs(root.get("/OpenAction")) or _runs_any(root.get("/AA")) or _has_named(root, "/JavaScript")
        launches |= any(starts for starts, _ in walked)
        attached = _has_named(root, "/EmbeddedFiles") or any(holds for _, holds in walked)
    return {"pages": pages, "launches": launches, "attached": attached}


def _counted(reader: PdfReader, most: int) -> tuple[int, bool]:
    """How many pages, one more than the most at the most, and whether any starts something when it is turned."""
    pages, launches = 0, False
    for page in reader.pages:
        pages += 1
        launches = launches or _runs_any(page.get("/AA"))
        if pages > most:
            break
    return pages, launches


def _has_signs(reader: PdfReader, data: bytes) -> bool:
    """Whether any sign of what is looked for is written in the file or in what it has packed."""
    if _SIGNS.search(data):
        return True
    packed = {stream for stream, _place in reader.xref_objStm.values()}
    return any(_SIGNS.search(_real(IndirectObject(one, 0, reader)).get_data()) for one in packed)


def _has_named(root: Any, kind: str) -> bool:
    """Whether the document has such by name: files that are attached to it, or scripts that run when it is opened."""
    names = _real(_real(root.get("/Names") or {}).get(kind) or {})
    return bool(names.get("/Names") or names.get("/Kids"))


def _told_by(one: Any) -> tuple[bool, bool]:
    return _starts(one), _holds_a_file(one)


def _starts(one: Any) -> bool:
    """Whether it is an action that nobody may start, or has one that starts when it comes into sight."""
    seen = _real(one.get("/AA"))
    by_itself = isinstance(seen, dict) and any(_runs(seen.get(when)) for when in _IN_SIGHT)
    return by_itself or _is_one_of(_PROGRAMS, one.get("/S"))


def _holds_a_file(one: Any) -> bool:
    """Whether it tells of a file that lies in this one (ISO 32000-2, 7.11.4)."""
    return (
        _is_one_of(_FILES, one.get("/Subtype"))
        or _real(one.get("/Type")) == "/EmbeddedFile"
        or bool(isinstance(inside := _real(one.get("/EF")), dict) and inside)
    )


def _dictionaries(root: Any) -> Iterator[Any]:
    """Every dictionary that can be reached from the root, references followed, each once."""
    waiting, met = [root], set[tuple[int, int]]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in met:
                continue
            met.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, dict):
            yield one
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting += [each for each in inner if isinstance(each, IndirectObject | dict | list)]


def _runs_any(actions: Any) -> bool:
    actions = _real(actions)
    return isinstance(actions, dict) and any(map(_runs, actions.values()))


def _runs(action: Any) -> bool:
    """Whether the action, or one that follows upon it, is none that may come by itself; one with too many after it is
    taken for that."""
    waiting, seen = [_real(action)], 0
    while waiting and seen < _MOST_IN_A_ROW:
        one, seen = waiting.pop(), seen + 1
        if isinstance(one, dict):
            if _is_one_of(_BY_ITSELF, one.get("/S")):
                return True
            then = _real(one.get("/Next"))
            waiting += [_real(each) for each in then] if isinstance(then, list) else [then]
    return bool(waiting)


def _is_one_of(names: frozenset[str], found: Any) -> bool:
    found = _real(found)
    return isinstance(found, str) and found in names


def _real(found: Any) -> Any:
    return found.get_object() if isinstance(found, IndirectObject) else found
