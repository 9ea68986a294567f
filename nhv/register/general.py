"""What all areas share, as `areas/general.toml` says it."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from nhv.specification.general import General
from nhv.specification.toml import read_general


def general() -> General:
    """The general conditions, questions and facts. Read anew when the file has changed. Raises DocumentFault."""
    path = Path(settings.AREAS) / "general.toml"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> General:
    return read_general(path.read_text(encoding="utf-8"))
