"""How many pages a PDF has, and whether it starts programs, holds other files or leads to them, or says two things."""

import io
import re
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from nhv.files.pdf.elsewhere import (
    astray,
    base_astray,
    is_elsewhere,
    links_astray,
    noting_what_is_said_twice,
    runs_by_xfa,
)
from nhv.files.pdf.walking import dictionaries, real

# What starts another program or fetches from elsewhere, whoever asks for it.
_PROGRAMS = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToE"})
# What may come when nobody has asked for it. All else may not: scripts, films, sounds, links, and kinds that are made
# later. The script of a button in a form runs when its reader presses it, and stays.
_MAY_COME_BY_ITSELF = frozenset({"/GoTo", "/GoToDp", "/Named", "/Hide", "/SetOCGState", "/Trans", "/ResetForm"})
_FILES = frozenset({"/FileAttachment"})
# Annotations, and streams of them, that play or run scripts of their own (ISO 32000-2, 13.6, 13.7).
_PLAYS = frozenset({"/RichMedia", "/3D"})
_PLAYS_BY_KEY = ("/3DD", "/3DA", "/OnInstantiate", "/RichMediaContent", "/RichMediaSettings")
# When the page of an annotation is opened, closed, seen or out of sight, and when the pointer comes or goes.
_IN_SIGHT = ("/PO", "/PC", "/PV", "/PI", "/E", "/X")
_MOST_IN_A_ROW = 20


def _written(name: str) -> str:
    """The name as it may be written: any of its signs by number, too (ISO 32000-2, 7.3.5)."""
    signs = "".join(f"(?:{sign}|#(?i:{ord(sign):02x}))" for sign in name[1:])
    return f"/{signs}(?![A-Za-z0-9])"


# A file in which none of these is written has none of what is looked for, and need not be walked. A file with headings
# and tables for those who listen to it has some hundred thousand parts, and nothing to hide. /F is also a number with
# what an annotation may do; as a text, a dictionary or a reference it names a file.
_SOUGHT = sorted(
    _PROGRAMS | _FILES | _PLAYS | {*_PLAYS_BY_KEY, "/AA", "/EF", "/EmbeddedFile", "/Movie", "/MCD", "/OPI", "/URLs"}
)
_BLANK = r"(?:\s|\x00|%[^\r\n]*)*+"
_TEXT = _BLANK + r"(?:[(<]|\d+\s+\d+\s+R)"
_A_FILE = f"(?:{'|'.join(map(_written, ('/F', '/UF', '/Unix', '/DOS', '/Mac', '/Base')))})" + _TEXT
# An address that is plainly one of the web or of mail is none of these. All files with links have such.
_PLAIN = r"(?!\((?i:https?://|mailto:|tel:))"
_AN_ADDRESS = f"(?:{'|'.join(map(_written, ('/URI', '/URL', '/AU')))}){_BLANK}{_PLAIN}" + r"(?:[(<]|\d+\s+\d+\s+R)"
_SIGNS = re.compile("|".join([*map(_written, _SOUGHT), _A_FILE, _AN_ADDRESS]).encode())


def structure(data: bytes, most_pages: int) -> dict[str, Any]:
    """`pages`, `launches`, `attached`, `plays`, `elsewhere`, `twice`, `astray` (an address, or nothing) and `base`
    (what is laid before links, if that leads astray, or nothing); or `locked`. Pages beyond the most are not
    counted."""
    with noting_what_is_said_twice() as twice:
        found = _structure(PdfReader(io.BytesIO(data), strict=False), data, most_pages)
    return {**found, "twice": bool(twice)}


def _structure(reader: PdfReader, data: bytes, most_pages: int) -> dict[str, Any]:
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    root: Any = reader.root_object
    # The number that the file gives is only a promise, so the pages are counted too; but a promise too large is enough.
    pages = int(root["/Pages"]["/Count"])
    if pages > most_pages:
        return {"pages": pages}
    pages, launches, annotations = _counted(reader, most_pages)
    if pages > most_pages:
        return {"pages": pages}
    found = dict[str, Any](launches=launches, attached=False, plays=False, elsewhere=False, astray="")
    for one in dictionaries(root) if _has_signs(reader, data) else ():
        for what, tell in _TOLD.items():
            found[what] = found[what] or tell(one)
    starts = _runs(root.get("/OpenAction")) or _runs_any(root.get("/AA")) or _has_named(root, "/JavaScript")
    found["launches"] |= starts or runs_by_xfa(root)
    found["attached"] |= _has_named(root, "/EmbeddedFiles")
    found["astray"] = found["astray"] or links_astray(annotations, root.get("/Outlines"))
    return {**found, "pages": pages, "base": base_astray(root)}


def _counted(reader: PdfReader, most: int) -> tuple[int, bool, list[Any]]:
    """How many pages, one more than the most at the most; whether any starts something when it is turned; and what lies
    upon them."""
    pages, launches, annotations = 0, False, []
    for page in reader.pages:
        pages += 1
        launches = launches or _runs_any(page.get("/AA"))
        annotations.append(page.get("/Annots"))
        if pages > most:
            break
    return pages, launches, annotations


def _has_signs(reader: PdfReader, data: bytes) -> bool:
    """Whether any sign of what is looked for is written in the file or in what it has packed."""
    if _SIGNS.search(data):
        return True
    packed = {stream for stream, _place in reader.xref_objStm.values()}
    return any(_SIGNS.search(real(IndirectObject(one, 0, reader)).get_data()) for one in packed)


def _has_named(root: Any, kind: str) -> bool:
    """Whether the document has such by name: files that are attached to it, or scripts that run when it is opened."""
    names = real(real(root.get("/Names") or {}).get(kind) or {})
    return bool(names.get("/Names") or names.get("/Kids"))


def _starts(one: Any) -> bool:
    """Whether it is an action that nobody may start, or has one that starts when it comes into sight."""
    seen = real(one.get("/AA"))
    by_itself = isinstance(seen, dict) and any(_runs(seen.get(when)) for when in _IN_SIGHT)
    return by_itself or _is_one_of(_PROGRAMS, one.get("/S"))


def _holds_a_file(one: Any) -> bool:
    """Whether it tells of a file that lies in this one (ISO 32000-2, 7.11.4)."""
    return (
        _is_one_of(_FILES, one.get("/Subtype"))
        or real(one.get("/Type")) == "/EmbeddedFile"
        or bool(isinstance(inside := real(one.get("/EF")), dict) and inside)
    )


def _plays(one: Any) -> bool:
    """Whether it is a film or a model in space, which runs its own scripts and plays when it will."""
    return _is_one_of(_PLAYS, one.get("/Subtype")) or any(key in one for key in _PLAYS_BY_KEY)


_TOLD: dict[str, Callable[[Any], Any]] = {
    "launches": _starts,
    "attached": _holds_a_file,
    "plays": _plays,
    "elsewhere": is_elsewhere,
    "astray": astray,
}


def _runs_any(actions: Any) -> bool:
    actions = real(actions)
    return isinstance(actions, dict) and any(map(_runs, actions.values()))


def _runs(action: Any) -> bool:
    """Whether the action, or one that follows upon it, is none that may come by itself; one with too many after it is
    taken for that."""
    waiting, seen = [real(action)], 0
    while waiting and seen < _MOST_IN_A_ROW:
        one, seen = waiting.pop(), seen + 1
        if isinstance(one, dict):
            kind = real(one.get("/S"))
            if kind is not None and not _is_one_of(_MAY_COME_BY_ITSELF, kind):
                return True
            then = real(one.get("/Next"))
            waiting += [real(each) for each in then] if isinstance(then, list) else [then]
    return bool(waiting)


def _is_one_of(names: frozenset[str], found: Any) -> bool:
    found = real(found)
    return isinstance(found, str) and found in names
