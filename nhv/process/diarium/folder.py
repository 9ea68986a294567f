"""A folder that the official diarium's side reads and writes: our documents of each day out, its lists in."""

import logging
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from nhv.files.sheets import MOST_BYTES, too_large
from nhv.language.faults import Fault
from nhv.paper.sheet import csv_text
from nhv.process.diarium.acts import OUT, out_rows, take_in
from nhv.process.diarium.comparing import LOOKED_BACK
from nhv.process.diarium.reading import read_list
from nhv.rules.actor import Actor
from nhv.specification.rows import WrongRows

log = logging.getLogger("nhv.diarium")
OUT_IN, IN, READ, REFUSED = "ut", "in", "lasta", "nekade"
# Lists that are read at one time, and rows whose faults are written beside one that was refused.
MOST_LISTS, MOST_TOLD = 50, 200
KINDS = (".csv", ".xlsx", ".txt")


def write_out(folder: Path, *, by: Actor, now: datetime, since: date | None = None) -> tuple[Path, int]:
    """Today's list of the documents since a day, LOOKED_BACK unless another is said, in a file that is whole or not
    there. Gives the file, and how many they are. Raises OSError."""
    rows = out_rows(by, since or timezone.localdate(now - LOOKED_BACK))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"handlingar-{timezone.localdate(now).isoformat()}.csv"
    text = csv_text(OUT, rows)
    if not path.exists() or path.read_bytes() != text.encode():
        draft = path.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    return path, len(rows)


def exchange(folder: Path, *, by: Actor, now: datetime) -> None:
    """Read what lies in `in`, by name, and write today's list in `ut`. A list that is read goes on to `in/lasta`, one
    that is refused to `in/nekade` with the reason beside it. Raises OSError."""
    (folder / IN).mkdir(parents=True, exist_ok=True)
    waiting = sorted(path for path in (folder / IN).iterdir() if path.is_file() and path.suffix.casefold() in KINDS)
    for path in waiting[:MOST_LISTS]:
        _read(path, by, now)
    write_out(folder / OUT_IN, by=by, now=now)


def _read(path: Path, by: Actor, now: datetime) -> None:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large()
        take_in(told=read_list(path.read_bytes()), by=by, now=now)
    except Fault as fault:
        log.error("diariets lista %s lästes inte in: %s", path.name, fault)
        there = _moved(path, REFUSED, now)
        there.with_name(f"{there.name}.skal").write_text("\n".join(_why(fault)) + "\n", encoding="utf-8")
    else:
        _moved(path, READ, now)


def _why(fault: Fault) -> list[str]:
    rows = fault.faults[:MOST_TOLD] if isinstance(fault, WrongRows) else ()
    return [str(fault), *(f"rad {line}: {why}" for line, why in rows)]


def _moved(path: Path, where: str, now: datetime) -> Path:
    """Under a name with its time, so that the same name may come again."""
    folder = path.parent / where
    folder.mkdir(exist_ok=True)
    there = folder / f"{timezone.localtime(now):%Y-%m-%dT%H%M%S}-{path.name}"
    return path.replace(there)
