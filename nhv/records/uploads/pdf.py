"""PDF: where it begins and ends, and, in a process of its own with limits, how many pages it has."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

from nhv.records.uploads.refusal import damaged, two_in_one
from nhv.rules.refusals import Refused

MOST_PAGES = 500
# Of work; on a busy machine the clock on the wall may go further.
MOST_SECONDS = 4
MOST_SECONDS_WAITING = 30
# Some programs leave a line or a few zeros after the end.
MOST_AFTER_END = 1_024

_READER = Path(__file__).with_name("pdf_reader.py")


def check(file: BinaryIO) -> None:
    """Raises Refused for a PDF that is damaged, locked, too long, or starts programs."""
    _check_end(file)
    found = _read(file)
    if found.get("locked"):
        raise Refused("pdf_locked", "PDF-filen är låst med lösenord. Spara den utan lösenord.")
    if found.get("pages", 0) > MOST_PAGES:
        raise Refused("pdf_too_long", "PDF-filen har fler än {most} sidor. Dela den.", most=MOST_PAGES)
    if found.get("launches"):
        raise Refused("pdf_with_programs", "PDF-filen startar program när den öppnas. Skriv ut den till en ny PDF.")
    if not found.get("pages"):
        raise damaged()


def _check_end(file: BinaryIO) -> None:
    size = file.seek(0, 2)
    file.seek(max(size - MOST_AFTER_END - 5, 0))
    tail = file.read()
    file.seek(0)
    if b"%%EOF" not in tail:
        if b"%%EOF" in file.read():
            raise two_in_one()
        raise damaged()


def _read(file: BinaryIO) -> dict[str, Any]:
    """What the reader found. A file that takes too much time or memory is no file for us."""
    file.seek(0)
    # -I: nothing of the surroundings. The folders of our packages are given instead of being looked for.
    command = [sys.executable, "-I", "-S", str(_READER), str(MOST_PAGES), str(MOST_SECONDS), *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            command, input=file.read(), capture_output=True, timeout=MOST_SECONDS_WAITING
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    except ValueError:
        if done.returncode < 0:
            raise _too_slow() from None
        raise damaged() from None
    return found


def _too_slow() -> Refused:
    return Refused("pdf_too_slow", "PDF-filen tar för lång tid att läsa. Skriv ut den till en ny PDF och försök igen.")
