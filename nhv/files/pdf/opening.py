"""Has a PDF looked at in a process of its own, within limits of time and memory.

A PDF is a program for its reader: it can make any reader run for hours or fill the memory. Here that ends the process
and nothing else.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nhv.files.faults import FileFault
from nhv.files.tables import heads_apart, sides_apart
from nhv.files.written import Walked, Written

MOST_PAGES = 80
# Of work; on a busy machine the clock on the wall may go further.
MOST_SECONDS = 4
MOST_SECONDS_WAITING = 30
# To draw the pages of one file.
MOST_SECONDS_DRAWING = 40

_CHILD = Path(__file__).with_name("child.py")
_OURS = str(Path(__file__).parents[3])
Wanted = Literal["lines", "pages", "pictures"]


@dataclass(frozen=True)
class PagePicture:
    """A page as a picture (JPEG) and its text, with ink over what is hidden: at so many `places`. `missed` are those
    that are read and have no place in the picture; `has_pictures` tells that nobody has looked in those of the page."""

    jpeg: bytes
    text: str
    places: int
    missed: int
    has_pictures: bool


def page_pictures(data: bytes, *, hidden: Sequence[str] = (), hidden_pages: Collection[int] = ()) -> list[PagePicture]:
    """Every page of a PDF as a picture, with these words and whole pages hidden. Raises FileFault."""
    said = {"hidden": list(hidden), "hidden_pages": sorted(hidden_pages)}
    found = looked_at(data, "pictures", most_pages=MOST_PAGES, most_seconds=MOST_SECONDS_DRAWING, **said)
    if found["count"] > MOST_PAGES:
        raise _many_pages()
    return [PagePicture(**{**page, "jpeg": base64.b64decode(page["jpeg"])}) for page in found["pages"]]


def pdf_lines(data: bytes) -> Walked:
    """The lines of a PDF. Raises FileFault for encrypted, damaged, scanned or too large files."""
    found = looked_at(data, "lines", most_pages=MOST_PAGES)
    if found["pages"] > MOST_PAGES:
        raise _many_pages()
    lines = heads_apart(sides_apart([Written(*line) for line in found["lines"]]))
    walked = Walked(lines, found["doubts"], found["apart"])
    if not any(line.text.strip() for line in walked.lines if not line.place):
        raise FileFault(
            "pdf_without_text",
            "PDF-filen innehåller ingen text, kanske är den inskannad. Tolka den (OCR) eller använd .txt.",
        )
    walked.tell_apart(margins=True)
    return walked


def looked_at(
    data: bytes, wanted: Wanted, *, most_pages: int, most_seconds: int = MOST_SECONDS, **more: Any
) -> dict[str, Any]:
    """What the process found: `pages`, `launches`, and the lines when they are wanted. Raises FileFault."""
    # -I: nothing of the surroundings. The folders of our packages are given instead of being looked for.
    command = [sys.executable, "-I", "-S", str(_CHILD), wanted, str(most_pages), str(most_seconds), _OURS, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            command,
            input=json.dumps(more).encode() + b"\n" + data,
            capture_output=True,
            timeout=MOST_SECONDS_WAITING + most_seconds,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if done.returncode < 0:
        raise _too_slow()
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise damaged() from None
    if found.get("too_heavy"):
        raise FileFault(
            "pdf_too_heavy",
            "PDF-filen är för tung för att gå igenom. Skriv ut den till en ny PDF, med mindre bilder, och försök igen.",
        )
    if found.get("locked"):
        raise FileFault("pdf_locked", "PDF-filen är låst med lösenord. Spara den utan lösenord.")
    return found


def _many_pages() -> FileFault:
    return FileFault("pdf_many_pages", "PDF-filen har fler än {most} sidor. Ta ut sidorna om området.", most=MOST_PAGES)


def damaged() -> FileFault:
    """The file cannot be read as a PDF."""
    return FileFault("pdf_damaged", "PDF-filen är skadad och går inte att läsa. Hämta filen på nytt.")


def _too_slow() -> FileFault:
    return FileFault(
        "pdf_too_slow", "PDF-filen tar för lång tid att läsa. Skriv ut den till en ny PDF och försök igen."
    )
