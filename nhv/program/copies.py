"""A copy made ready to be shown: verified, its database made, and what was shown last remembered.

`copies/` in the data directory holds a folder for each copy, named by its hash, and `shown.json` about the last one.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from nhv.program.data_directory import data_directory
from nhv.program.faults import InputFault
from nhv.program.files import bytes_of, text_of
from nhv.program.one_at_a_time import one_at_a_time
from nhv.records.copies import Copy, CopyFault, check_not_older, read, verified
from nhv.records.keys import KeyFault, read_public

# In the environment, so that the settings know which copy it is, in every process.
FOLDER = "NHV_COPY"
TOLD, WHOLE, SHOWN = "copy.json", "whole", "shown.json"
# The one that is shown, and the one before it, which a server that is about to end may still show.
FOLDERS_KEPT = 2


def open_copy(file: Path, key: Path) -> tuple[Copy, dict[str, Any]]:
    """A copy that these keys have signed, and what it holds. Raises InputFault."""
    try:
        return verified(bytes_of(file), read_public(text_of(key)))
    except KeyFault as fault:
        raise InputFault(f"{key}: {fault}") from None
    except CopyFault as fault:
        raise InputFault(f"{file}: {fault}") from None


def copy_shown() -> Copy | None:
    """The copy that this process shows, or nothing where it shows a register of its own."""
    folder = os.environ.get(FOLDER)
    return read((Path(folder) / TOLD).read_text(encoding="utf-8")) if folder else None


def prepare_copy(file: Path, key: Path, *, older: bool = False) -> Copy:
    """Make Django ready to show this copy. Raises InputFault for one that may not be shown."""
    copy, told = open_copy(file, key)
    copies = data_directory() / "copies"
    copies.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with one_at_a_time(copies / "prepare.lock"):
            if not older:
                check_not_older(copy, _shown_last(copies))
            _fill(copies / copy.digest[:16], copy, told)
            _write(copies / SHOWN, copy)
            _forget_former(copies)
    except CopyFault as fault:
        raise InputFault(f"{file}: {fault}") from None
    return copy


def _fill(folder: Path, copy: Copy, told: dict[str, Any]) -> None:
    """Make the database of a copy, unless it is there whole; what an earlier try left behind is begun anew."""
    is_whole = (folder / WHOLE).exists()
    if not is_whole:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        _write(folder / TOLD, copy)
    os.environ[FOLDER] = str(folder)
    _make_ready()
    if not is_whole:
        print("Kopian läses in. Det tar ungefär en minut, och bara första gången den visas.", flush=True)
        _make_database(told)
        (folder / WHOLE).touch()


def _make_ready() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    django.setup()


def _make_database(told: dict[str, Any]) -> None:
    from django.core.management import call_command
    from django.db import connection

    from nhv.records import touched
    from nhv.register.copying import take_in

    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False, skip_checks=True)
    take_in(told)
    touched.throw_away(connection)


def _shown_last(copies: Path) -> Copy | None:
    path = copies / SHOWN
    return read(path.read_text(encoding="utf-8")) if path.is_file() else None


def _write(path: Path, copy: Copy) -> None:
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(copy.as_text(), encoding="utf-8")
    draft.replace(path)


def _forget_former(copies: Path) -> None:
    folders = sorted((path.parent for path in copies.glob(f"*/{TOLD}")), key=_made_at, reverse=True)
    shown = Path(os.environ[FOLDER])
    for former in [folder for folder in folders if folder != shown][FOLDERS_KEPT - 1 :]:
        shutil.rmtree(former, ignore_errors=True)


def _made_at(folder: Path) -> float:
    return (folder / TOLD).stat().st_mtime
