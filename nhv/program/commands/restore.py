"""`nhv restore`: a backup into an empty data directory and an empty database, and then everything is verified."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from nhv.program.backups import DATABASES, Manifest, copy_private, put_database, read_manifest
from nhv.program.faults import InputFault
from nhv.program.prepare import prepare

MOST_FAULTS = 20


def add_to(commands: Any) -> None:
    parser = commands.add_parser("restore", help="återställ en säkerhetskopia till en tom datamapp och databas")
    parser.add_argument("folder", type=Path, metavar="MAPP")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    # Before the settings are read, which make what is missing in the data directory.
    data = Path(os.environ.get("NHV_DATA") or "data").resolve()
    if data.exists() and any(data.iterdir()):
        raise InputFault(f"{data}: datamappen är inte tom; ange en annan med NHV_DATA")
    manifest = read_manifest(options.folder)
    _put(manifest, options.folder, data)
    prepare(check_triggers=False)
    found = [fault for fault, _ in zip(_faults(manifest), range(MOST_FAULTS), strict=False)]
    if options.json:
        print(json.dumps({"right": not found, "faults": found, "made_at": manifest.made_at}, ensure_ascii=False))
    elif found:
        print("\n".join(found))
    else:
        print(f"Återställt: {len(manifest.parts)} delar, allt stämmer. Kopian är gjord {manifest.made_at}.")
    return 1 if found else 0


def _put(manifest: Manifest, folder: Path, data: Path) -> None:
    """Every file to its place, then every database. Raises InputFault before anything is put where it does not fit."""
    databases = {f"{name}/{DATABASES[vendor]}" for name, vendor in manifest.vendors.items()}
    _check_vendors(manifest)
    for name in manifest.parts:
        if name not in databases:
            copy_private(folder / name, data / _place(name))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    from django.conf import settings

    for name, vendor in manifest.vendors.items():
        if name not in settings.DATABASES:
            raise InputFault(f"NHV_ROOMS: kopian har en databas för «{name}», som inte är med; lägg till rummet")
        put_database(vendor, settings.DATABASES[name], folder / name / DATABASES[vendor])


def _place(name: str) -> str:
    """Where a part of the backup lies in the data directory: the default memory's folders lie in it directly."""
    return name.removeprefix("default/")


def _check_vendors(manifest: Manifest) -> None:
    for name, vendor in manifest.vendors.items():
        variable = "DATABASE_URL" if name == "default" else f"DATABASE_URL_{name.upper()}"
        wanted = "postgresql" if os.environ.get(variable, "").startswith("postgres") else "sqlite"
        if wanted != vendor:
            raise InputFault(f"{variable}: kopian är gjord av {vendor} och kan bara återställas dit")


def _faults(manifest: Manifest) -> Any:
    from nhv.records.memory import memory_on
    from nhv.records.verification import faults

    yield from faults()
    for name, (number, last) in manifest.heads.items():
        entry = memory_on(name).diary.entries._default_manager.using(name).filter(number=number).first()
        if number and (entry is None or entry.hash != last):
            yield f"post {number} fanns när kopian gjordes men inte nu"
