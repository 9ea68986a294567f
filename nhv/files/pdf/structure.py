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
    launches = _launches(root.get("/OpenAction")) or _launches_any(root.get("/AA"))
    if pages <= most_pages:
        pages = 0
        for page in reader.pages:
            pages += 1
            launches = launches or _page_launches(page)
            if pages > most_pages or launches:
                break
    return {"pages": pages, "launches": launches, "attached": _has_attached(root)}


def _has_attached(root: Any) -> bool:
    """Whether other files are attached to the document."""
    names = _real(_real(root.get("/Names") or {}).get("/EmbeddedFiles") or {})
    return bool(names.get("/Names") or names.get("/Kids"))


def _page_launches(page: Any) -> bool:
    annotations = page.get("/Annots") or ()
    actions = [_real(annotation).get("/A") for annotation in _real(annotations)]
    return _launches_any(page.get("/AA")) or any(map(_launches, actions))


def _launches_any(actions: Any) -> bool:
    actions = _real(actions)
    return isinstance(actions, dict) and any(map(_launches, actions.values()))


def _launches(action: Any) -> bool:
    action = _real(action)
    return isinstance(action, dict) and action.get("/S") in ("/Launch", "/ImportData")


def _real(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found
