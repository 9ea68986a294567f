"""Who does an act: a frozen value, so that the diary never depends on a user's row."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Actor:
    """`kind` and a `name` that is no personal data in itself: a program's command, a user's number, or the number of an
    address that somebody without an account has confirmed."""

    kind: Literal["program", "user", "address"]
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


# Whoever is not known.
ANYBODY = Actor("program", "besökare")
