"""`nhv backup`: database, received files and keys into a folder, while the server goes on working."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nhv.program.backups import DATABASES, copy_database, copy_private
from nhv.program.faults import InputFault, printable
from nhv.program.manifests import Manifest, write_manifest
from nhv.program.prepare import prepare
from nhv.records.any_text import any_text, legible
from nhv.records.hashing import hash_of, is_digest

if TYPE_CHECKING:
    from nhv.records.files import Files
    from nhv.records.memory import Memory


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

    from nhv.records import wholeness
    from nhv.records.memory import memories
    from nhv.register.memory import KEYS

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun_at, kept = datetime.now(UTC), tuple(memories())
    heads = {memory.database: memory.diary.head() for memory in kept}
    broken = [printable(fault) for memory in kept for fault in wholeness.faults(memory.connection)]
    missing = [digest for memory in kept for digest in _copy_memory(memory, folder / memory.database)]
    copy_private(Path(settings.DATA) / "secret_key", folder / "secret_key")
    vendors = {memory.database: memory.connection.vendor for memory in kept}
    manifest = write_manifest(folder, vendors=vendors, begun_at=begun_at, heads=heads, ring=KEYS)
    _tell(options, manifest, missing, broken)
    return 1 if missing or broken else 0


def _copy_memory(memory: "Memory", folder: Path) -> list[str]:
    """One database with its files and keys. Gives the files that are missing or altered.

    The order is what makes it whole: how far the diary had come, then rows, then the files that the rows speak of
    (which were on disk before them), then the keys.
    """
    folder.mkdir(mode=0o700)
    memory.keys.current()
    memory.keys.witness_key()
    copy_database(memory.connection.vendor, memory.connection, folder / DATABASES[memory.connection.vendor])
    with any_text(memory.connection):
        digests = list(memory.files.rows._default_manager.using(memory.database).values_list("pk", flat=True))
    missing = [legible(digest) for digest in digests if not _copied(memory.files, digest, folder / "files")]
    for path in memory.keys.folder.iterdir():
        if path.suffix in (".json", ".pem", ".key"):
            copy_private(path, folder / "keys" / path.name)
    return missing


def _copied(files: "Files", digest: str, folder: Path) -> bool:
    """Copy one received file; whether it was there and whole."""
    if not is_digest(digest):
        return False
    source = files.path(digest)
    target = folder / source.relative_to(files.folder)
    if not source.is_file():
        return False
    copy_private(source, target)
    return hash_of(target) == digest


def _tell(options: argparse.Namespace, manifest: Manifest, missing: list[str], broken: list[str]) -> None:
    number = manifest.heads["default"][0]
    if options.json:
        told = {"folder": str(options.folder), "parts": len(manifest.parts), "diary_number": number}
        print(json.dumps({**told, "missing": missing, "broken": broken}, ensure_ascii=False))
        return
    print(
        f"{options.folder}: {len(manifest.parts)} delar, händelseloggen till och med post {number}. "
        "Här finns också de hemliga nycklarna: förvara mappen därefter."
    )
    for digest in missing:
        print(f"filen {digest} saknas eller är ändrad och kom inte med")
    if broken:
        print("Kopian är gjord, men av en databas som inte är hel: rätta den, och gör en ny.")
        print("\n".join(broken))
