"""The signed file of each day, kept as it was: what somebody has made of the register of a day can be made again.

The worker writes it once a day into a folder of the data directory. Kept are the latest days, and the first of each
month for longer. They are no part of a backup: each proves itself by its signature, wherever a copy of it lies.
"""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nhv.files.plain import read_plain
from nhv.records.copies import CopyFault, verified
from nhv.register.copying import signed_register
from nhv.register.memory import KEYS

# A file is a few hundred kilobytes: 62 and 120 of them are less than a hundred megabytes.
MOST_DAYS, MOST_MONTHS = 62, 120
MOST_BYTES = 100_000_000
_NAME = re.compile(r"nhv-register-([0-9]{4}-[0-9]{2}-[0-9]{2})\.json")


def keep_day(folder: Path, day: date) -> None:
    """Write the file of this day unless it is there, whole or not at all, and let go of those that have had their
    time."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = _path(folder, day)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_bytes(signed_register())
        draft.replace(path)
    for old in set(kept_days(folder)) - _to_keep(kept_days(folder)):
        _path(folder, old).unlink(missing_ok=True)


def kept_days(folder: Path) -> list[date]:
    """The days of which there is a file, the latest first."""
    names = (_NAME.fullmatch(path.name) for path in folder.glob("nhv-register-*.json")) if folder.is_dir() else ()
    return sorted((date.fromisoformat(name[1]) for name in names if name), reverse=True)


def kept_file(folder: Path, day: date) -> bytes | None:
    """The file of a day as it was written then, or nothing where it is not kept. Raises CopyFault for one that has
    become another since: what proves itself is held to it before it goes."""
    path = _path(folder, day)
    if not os.path.lexists(path):
        return None
    try:
        content = read_plain(path, most=MOST_BYTES)
    except OSError as error:
        raise CopyFault(f"filen går inte att läsa ({error.strerror})") from None
    copy, _told = verified(content, KEYS.public_keys())
    if copy.made_on != day:
        raise CopyFault(f"filen är av en annan dag ({copy.made_on})")
    return content


def day_faults(folder: Path) -> Iterator[str]:
    """The days whose file is not as it was written, a Swedish sentence each. Reads them all."""
    for day in kept_days(folder):
        try:
            kept_file(folder, day)
        except CopyFault as fault:
            yield f"{_path(folder, day).name}: {fault}; lägg tillbaka den ur en kopia, eller ta bort den"


def _to_keep(days: list[date]) -> set[date]:
    """Of days, the latest first: the last MOST_DAYS, and the first there is of each of the last MOST_MONTHS months."""
    first_of_month = {(day.year, day.month): day for day in days}
    return {*days[:MOST_DAYS], *list(first_of_month.values())[:MOST_MONTHS]}


def _path(folder: Path, day: date) -> Path:
    return folder / f"nhv-register-{day.isoformat()}.json"
