"""Who does an act: a frozen value, so that the diary never depends on a user's row."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Actor:
    """`kind` and a `name` that is no personal data in itself: a program's command, or a user's number."""

    kind: Literal["program", "user"]
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"
