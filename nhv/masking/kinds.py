"""What may be published of what is filed: a registry that every room adds its kinds to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from nhv.filings.models import FilingVersion


class KeptOff(NamedTuple):
    """What is left out of the web without being secret: a private person's name. The questions, and the words."""

    questions: Sequence[str] = ()
    words: Sequence[str] = ()


def _nothing(version: FilingVersion) -> KeptOff:
    return KeptOff()


@dataclass(frozen=True)
class Publishing:
    """A kind of filing that is published. `check` raises Refused while this version may not be, whoever asks;
    `kept_off` says what of it is left out by itself."""

    kind: str
    check: Callable[[FilingVersion, datetime], None]
    kept_off: Callable[[FilingVersion], KeptOff] = _nothing


PUBLISHED: dict[str, Publishing] = {}


def add_publishing(publishing: Publishing) -> None:
    """Let this kind be published. Every room adds its own when it is made ready."""
    PUBLISHED[publishing.kind] = publishing
