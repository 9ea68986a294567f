"""Run by `opening.py` in a process of its own: looks at a PDF from standard input, within limits, and tells what it is.

Arguments: what is wanted (`lines`, `pages` or `pictures`), most pages, most seconds, and the folders where packages are
found. Before the PDF comes a line of JSON with what else is said: what to hide is nothing for a list of processes.
"""

import json
import resource
import sys
from typing import Any

MOST_MEMORY = 256 * 1_048_576


def main() -> None:
    wanted, most_pages, most_seconds, *folders = sys.argv[1:]
    sys.path[:] = folders
    resource.setrlimit(resource.RLIMIT_CPU, (int(most_seconds), int(most_seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        more = json.loads(sys.stdin.buffer.readline())
        found = _tell(sys.stdin.buffer.read(), wanted, int(most_pages), **more)
    except MemoryError:
        found = {"too_heavy": True}
    json.dump(found, sys.stdout)


def _tell(data: bytes, wanted: str, most_pages: int, **more: Any) -> dict[str, Any]:
    # Only what is wanted is loaded: each of the libraries takes its time.
    if wanted == "pages":
        from nhv.files.pdf.structure import structure

        return structure(data, most_pages)
    if wanted == "pictures":
        from nhv.files.pdf.pictured import pictured

        return pictured(data, most_pages, **more)
    from nhv.files.pdf.glyphs import told

    return told(data, most_pages)


if __name__ == "__main__":
    main()
