"""`nhv restore`: a backup into an empty data directory and an empty database, and then everything is verified.

Nothing is put anywhere before the copy is found to be whole and signed; and nothing starts on what was put there before
all of it verifies (`nhv/program/unverified.py`).
"""

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from nhv.program import unverified
from nhv.program.backups import DATABASES, copy_private, put_database
from nhv.program.commands.verify import compare_with_outside, in_part, public_keys_in
from nhv.program.faults import InputFault, printable
from nhv.program.manifests import Manifest, read_manifest
from nhv.program.prepare import prepare
from nhv.records.hashing import hash_of


def add_to(commands: Any) -> None:
    parser = commands.add_parser("restore", help="återställ en säkerhetskopia till en tom datamapp och databas")
    parser.add_argument("folder", type=Path, metavar="MAPP")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--key", type=Path, metavar="FIL", help="publika nycklar som sparats utanför kopian")
    parser.add_argument("--checkpoint", type=Path, metavar="FIL", help="jämför också med en kontrollpunkt")
    parser.add_argument("--receipts", type=Path, metavar="MAPP", help="jämför också med kvitton som andra har")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    # Before the settings are read, which make what is missing in the data directory.
    data = Path(os.environ.get("NHV_DATA") or "data").resolve()
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise InputFault(f"{data}: datamappen är inte tom; ange en annan med NHV_DATA")
    manifest = read_manifest(options.folder, keys=public_keys_in(options.key) if options.key else ())
    _check_vendors(manifest)
    # Before anything is put: a slip in a path is no reason to begin anew in another place.
    for outside in (options.checkpoint, options.receipts):
        if outside is not None and not (outside.is_file() or (outside.is_dir() and outside is options.receipts)):
            raise InputFault(f"{outside}: det finns ingen sådan fil eller mapp; kontrollera sökvägen")
    with unverified.until_right(data) as right:
        _put(manifest, options.folder, data)
        prepare(check_triggers=False)
        _sign_everybody_out()
        found = [printable(fault) for fault in (*_faults(manifest), *compare_with_outside(options)[0])]
        if not found:
            right()
    _tell(options, manifest, found)
    return 1 if found else 0


def _tell(options: argparse.Namespace, manifest: Manifest, found: list[str]) -> None:
    number = manifest.heads["default"][0]
    if options.json:
        told = {"right": not found, "faults": found, "made_at": manifest.made_at, "diary_number": number}
        print(json.dumps(told, ensure_ascii=False))
    elif found:
        print(in_part(found))
        print("Ingenting startar på det som är återställt.")
    else:
        print(
            f"Återställt: {len(manifest.parts)} delar, allt stämmer. Kopian är gjord {manifest.made_at} och slutar med "
            f"post {number}.\nVad som har hänt sedan dess vet den inte: kvitton som är givna därefter saknas här. "
            "Jämför med `nhv verify --receipts` och `nhv verify --checkpoint`."
        )


def _put(manifest: Manifest, folder: Path, data: Path) -> None:
    """Every file to its place, then every database. Raises InputFault."""
    databases = {f"{name}/{DATABASES[vendor]}" for name, vendor in manifest.vendors.items()}
    for name, (digest, _size) in manifest.parts.items():
        if name not in databases:
            copy_private(folder / name, data / _place(name))
            if hash_of(data / _place(name)) != digest:
                raise InputFault(
                    f"{folder / name}: delen ändrades medan den kopierades; börja om med en annan datamapp"
                )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    from django.conf import settings

    for name, vendor in manifest.vendors.items():
        put_database(vendor, settings.DATABASES[name], folder / name / DATABASES[vendor])


def _sign_everybody_out() -> None:
    """Nobody bears witness to sessions: one may have been ended since, or laid in the copy. Nor do sessions matter to
    what cannot be read."""
    from django.db import DatabaseError

    from nhv.accounts.models import Session

    with suppress(DatabaseError):
        Session.objects.all().delete()


def _place(name: str) -> str:
    """Where a part of the backup lies in the data directory: the default memory's folders lie in it directly."""
    return name.removeprefix("default/")


def _check_vendors(manifest: Manifest) -> None:
    rooms = {"default", *(room.rpartition(".")[2] for room in os.environ.get("NHV_ROOMS", "").split(","))}
    for name, vendor in manifest.vendors.items():
        if name not in rooms:
            raise InputFault(f"NHV_ROOMS: kopian har en databas för «{name}», som inte är med; lägg till rummet")
        variable = "DATABASE_URL" if name == "default" else f"DATABASE_URL_{name.upper()}"
        wanted = "postgresql" if os.environ.get(variable, "").startswith("postgres") else "sqlite"
        if wanted != vendor:
            raise InputFault(f"{variable}: kopian är gjord av {vendor} och kan bara återställas dit")


def _faults(manifest: Manifest) -> Iterator[str]:
    from nhv.records.memory import memory_on
    from nhv.records.verification import faults

    yield from faults()
    for name, (number, last) in manifest.heads.items():
        entries = memory_on(name).diary.entries._default_manager.using(name).filter(number=number)
        if number and entries.values_list("hash", flat=True).first() != last:
            yield f"post {number} fanns när kopian gjordes men inte nu"
