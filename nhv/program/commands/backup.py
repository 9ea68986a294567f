"""`nhv backup`: database, received files and keys into a folder, while the server goes on working."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nhv.program.backups import DATABASES, copy_database, copy_private, write_manifest
from nhv.program.faults import InputFault
from nhv.program.prepare import prepare
from nhv.records.hashing import hash_of


def add_to(commands: Any) -> None:
    parser = commands.add_parser("backup", help="säkerhetskopiera databas, filer och nycklar, medan tjänsten är i gång")
    parser.add_argument("folder", type=Path, metavar="MAPP", help="en mapp som är tom eller inte finns")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputFault(f"{folder}: mappen är inte tom; ange en ny mapp")
    prepare()
    from django.conf import settings
    from django.db import connection

    from nhv.register.memory import DIARY, FILES, KEYS

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    KEYS.current()
    # The order is what makes it whole: how far the diary had come, then rows, then the files that the rows speak of
    # (which were on disk before them), then the keys.
    begun_at, head = datetime.now(UTC), DIARY.head()
    copy_database(connection.vendor, connection, folder / DATABASES[connection.vendor])
    missing = [
        digest for digest in FILES.rows._default_manager.values_list("pk", flat=True) if not _copied(digest, folder)
    ]
    for name in (
        "secret_key",
        *(f"keys/{path.name}" for path in KEYS.folder.iterdir() if path.suffix in (".json", ".pem")),
    ):
        copy_private(Path(settings.DATA) / name, folder / name)
    manifest = write_manifest(folder, vendor=connection.vendor, begun_at=begun_at, head=head)
    if options.json:
        told = {"folder": str(folder), "parts": len(manifest.parts), "diary_number": head[0], "missing": missing}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(
            f"{folder}: {len(manifest.parts)} delar, händelseloggen till och med post {head[0]}. "
            "Här finns också de hemliga nycklarna: förvara mappen därefter."
        )
        for digest in missing:
            print(f"filen {digest} saknas eller är ändrad och kom inte med")
    return 1 if missing else 0


def _copied(digest: str, folder: Path) -> bool:
    """Copy one received file; whether it was there and whole."""
    from nhv.register.memory import FILES

    source = FILES.path(digest)
    target = folder / "files" / source.relative_to(FILES.folder)
    if not source.is_file():
        return False
    copy_private(source, target)
    return hash_of(target) == digest
