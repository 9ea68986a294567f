"""Templates that an earlier run made of the very same sources: who changes a page need not wait for tables and areas.

They lie in `build/cache`, so a fresh clone has none. What is kept is as good as new: its name says what it was made of,
on which day and by which libraries; another source is another name.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("NHV_CACHE", ROOT / "build" / "cache")) / "templates"
# In whose files what the tables are is said. The rest of a room is acts and pages, which make no table.
_TABLES = {"models", "migrations", "apps", "memory", "watching", "tables", "records"}
MOST = 12


def witness_key() -> str:
    """The key under which the diaries of all that is kept are hashed, and so also those of this run."""
    file = FOLDER / "witness.key"
    if not file.exists():
        _into(file, lambda new: new.write_text(secrets.token_hex(32)))
    return file.read_text()


def file_of(vendor: str, template: str) -> Path:
    """Where this template is kept, or would be."""
    sources = _of_tables() if template == "empty" else _of_all()
    return FOLDER / f"{vendor}-{template}-{_digest(tuple(sources))}"


def keep(file: Path, write: Callable[[Path], object]) -> None:
    """Keep what `write` puts into a file, and no more than the newest."""
    _into(file, write)
    others = sorted(FOLDER.glob("*-*"), key=lambda path: path.stat().st_mtime)
    for old in others[:-MOST]:
        old.unlink(missing_ok=True)


def _into(file: Path, write: Callable[[Path], object]) -> None:
    """Whole or not at all: another run may be at it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    write(new)
    new.replace(file)


def _of_all() -> Iterator[Path]:
    """All that can say what is in a register when the areas have been loaded: pages cannot."""
    yield from (path for path in (ROOT / "nhv").rglob("*.py") if "website" not in path.parts)
    yield from (path for path in (ROOT / "areas").rglob("*") if path.is_file())


def _of_tables() -> Iterator[Path]:
    for path in (ROOT / "nhv").rglob("*.py"):
        if _TABLES & {*path.relative_to(ROOT).parts, path.stem}:
            yield path
    yield ROOT / "nhv" / "program" / "settings.py"


@cache
def _digest(sources: tuple[Path, ...]) -> str:
    told = hashlib.sha256(f"{sys.version} {datetime.now(UTC):%Y-%m-%d}".encode())
    for path in sorted({*sources, ROOT / "requirements" / "run.lock", Path(__file__).with_name("databases.py")}):
        told.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return told.hexdigest()[:24]


def dump(address: str, file: Path) -> None:
    """Write a PostgreSQL database into a file."""
    _program("pg_dump", "--no-owner", "--no-privileges", "--file", str(file), address)


def restore(file: Path, address: str) -> None:
    """Put what the file holds into an empty PostgreSQL database."""
    _program("psql", "--quiet", "--set=ON_ERROR_STOP=1", "--file", str(file), address)


def _program(name: str, *arguments: str) -> None:
    from tests.support.postgres import binaries

    program = shutil.which(name) or str(binaries() / name)
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)
