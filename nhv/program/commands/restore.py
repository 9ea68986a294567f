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
    prepare(check_guards=False)
    found = [fault for fault, _ in zip(_faults(manifest), range(MOST_FAULTS), strict=False)]
    if options.json:
        print(json.dumps({"right": not found, "faults": found, "made_at": manifest.made_at}, ensure_ascii=False))
    elif found:
        print("\n".join(found))
    else:
        print(f"Återställt: {len(manifest.parts)} delar, allt stämmer. Kopian är gjord {manifest.made_at}.")
    return 1 if found else 0


def _put(manifest: Manifest, folder: Path, data: Path) -> None:
    vendor = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    if vendor != manifest.vendor:
        raise InputFault(f"DATABASE_URL: kopian är gjord av {manifest.vendor} och kan bara återställas dit")
    database = DATABASES[vendor]
    for name in manifest.parts:
        if name != database:
            copy_private(folder / name, data / name)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    from django.conf import settings

    put_database(vendor, settings.DATABASES["default"], folder / database)


def _faults(manifest: Manifest) -> Any:
    from nhv.records.verification import faults
    from nhv.register.memory import DIARY

    yield from faults()
    entry = DIARY.entries._default_manager.filter(number=manifest.diary_number).first()
    if manifest.diary_number and (entry is None or entry.hash != manifest.diary_hash):
        yield f"post {manifest.diary_number} fanns när kopian gjordes men inte nu"
