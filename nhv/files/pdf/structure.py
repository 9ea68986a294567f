"""How many pages a PDF has, whether it starts programs, and whether it holds other files."""

import io
from typing import Any

from pypdf import PdfReader


def structure(data: bytes, most_pages: int) -> dict[str, Any]:
    """`pages`, `launches` and `attached`, or `locked`. Pages beyond the most are not counted."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    root: Any = reader.root_object
    # The number that the file gives is only a promise, so the pages are counted too; but a promise too large is enough.
    pages = int(root["/Pages"]["/Count"])
    launches = _runs(root.get("/OpenAction")) or _runs_any(root.get("/AA")) or _has_named(root, "/JavaScript")
    if pages <= most_pages:
        pages = 0
        for page in reader.pages:
            pages += 1
            launches = launches or _page_launches(page)
            if pages > most_pages or launches:
                break
    return {"pages": pages, "launches": launches, "attached": _has_named(root, "/EmbeddedFiles")}


def _has_named(root: Any, kind: str) -> bool:
    """Whether the document has such by name: files that are attached to it, or scripts that run when it is opened."""
    names = _real(_real(root.get("/Names") or {}).get(kind) or {})
    return bool(names.get("/Names") or names.get("/Kids"))


def _page_launches(page: Any) -> bool:
    annotations = page.get("/Annots") or ()
    actions = [_real(annotation).get("/A") for annotation in _real(annotations)]
    return _runs_any(page.get("/AA")) or any(_runs(action, _PROGRAMS) for action in actions)


def _runs_any(actions: Any) -> bool:
    actions = _real(actions)
    return isinstance(actions, dict) and any(map(_runs, actions.values()))


# What starts another program, whoever asks for it; and what nobody has asked for besides, when it comes by itself. The
# script of a button in a form runs when its reader presses it, and stays.
_PROGRAMS = frozenset({"/Launch", "/ImportData"})
_BY_ITSELF = _PROGRAMS | {"/JavaScript", "/SubmitForm", "/Rendition"}
_MOST_IN_A_ROW = 20


def _runs(action: Any, kinds: frozenset[str] = _BY_ITSELF) -> bool:
    """Whether the action, or one that follows upon it, is of these kinds; one with too many after it is taken for
    that."""
    waiting, seen = [_real(action)], 0
    while waiting and seen < _MOST_IN_A_ROW:
        one, seen = waiting.pop(), seen + 1
        if isinstance(one, dict):
            if _real(one.get("/S")) in kinds:
                return True
            then = _real(one.get("/Next"))
            waiting += [_real(each) for each in then] if isinstance(then, list) else [then]
    return bool(waiting)


def _real(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found
