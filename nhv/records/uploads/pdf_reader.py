"""Run by `pdf.py` in a process of its own: reads a PDF from standard input, within limits, and tells what it is.

A PDF is a program for its reader: it can make any reader run for hours or fill the memory. Here that ends this process
and nothing else. Arguments: most pages, most seconds, and the folders where packages are found.
"""

import io
import json
import resource
import sys
from typing import Any

MOST_MEMORY = 256 * 1_048_576


def main() -> None:
    most_pages, most_seconds, *folders = sys.argv[1:]
    sys.path[:] = folders
    resource.setrlimit(resource.RLIMIT_CPU, (int(most_seconds), int(most_seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    json.dump(_tell(sys.stdin.buffer.read(), int(most_pages)), sys.stdout)


def _tell(data: bytes, most_pages: int) -> dict[str, Any]:
    from pypdf import PdfReader

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
    return {"pages": pages, "launches": launches}


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


if __name__ == "__main__":
    main()
