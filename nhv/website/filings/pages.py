"""How one kind of filing is shown: its kind, its words, and the little that its pages say besides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nhv.filings.kinds import FilingKind
from nhv.filings.tables import FilingBase
from nhv.rules.actor import Actor
from nhv.website.filings.words import Words


@dataclass(frozen=True)
class Fact:
    """One thing that a page says of a filing: what it is, what it says, perhaps where that leads, perhaps a note."""

    name: str
    text: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Beginning:
    """Something that can be answered now: its key, its name, when it closes (words), and its own page."""

    key: str
    name: str
    until: str
    address: str


def _no_facts(filing: FilingBase) -> Sequence[Fact]:
    return ()


def _nothing(*_asked: Any) -> Sequence[Any]:
    return ()


def _none(key: str) -> Beginning | None:
    return None


def _no_closings(filings: Sequence[FilingBase]) -> Mapping[str, datetime]:
    return {}


def _no_outcomes(filings: Sequence[FilingBase]) -> Mapping[str, Fact]:
    return {}


def _no_notice(filing: FilingBase) -> str:
    return ""


@dataclass(frozen=True)
class FilingPages:
    """`facts` say what a filing is about, `notice` why nothing more can be done with it; `beginnings` are what
    somebody can answer now, `beginning` is one that can be answered at all, late or not, and `abouts` (key, name) are
    what the received ones can be narrowed to and what papers can be about.
    `compares`: whether those who receive them may see all that answer the same thing side by side.
    `doubts` are what the answers, as they stand, say that cannot be so or is odd, each with where it is put right: told
    before they are sent, and no hindrance.
    `tools` are links that its owner has besides, where it can be written in.
    `outcomes` are what has been decided on them, by their keys, each with its own page.
    `elsewhere` is what somebody can answer now that is no filing of this kind, for the list.
    `closings` gives for many filings, by their keys, when each is too late: for lists.
    """

    kind: FilingKind
    words: Words
    facts: Callable[[FilingBase], Sequence[Fact]] = _no_facts
    notice: Callable[[FilingBase], str] = _no_notice
    beginnings: Callable[[Actor], Sequence[Beginning]] = _nothing
    beginning: Callable[[str], Beginning | None] = _none
    abouts: Callable[[], Sequence[tuple[str, str]]] = _nothing
    compares: bool = False
    doubts: Callable[[FilingBase, Mapping[str, Any]], Sequence[Fact]] = _nothing
    tools: Callable[[FilingBase], Sequence[Fact]] = _no_facts
    closings: Callable[[Sequence[FilingBase]], Mapping[str, datetime]] = _no_closings

    outcomes: Callable[[Sequence[FilingBase]], Mapping[str, Fact]] = _no_outcomes
    elsewhere: Callable[[Actor], Sequence[Beginning]] = _nothing

    @property
    def answers_something(self) -> bool:
        """Whether each is about something else, which it begins from: a call, a consultation."""
        return self.beginning is not _none

    @property
    def name(self) -> str:
        """The kind's name, which is also the name space of its owner's routes."""
        return self.kind.name

    @property
    def received_name(self) -> str:
        """The name space of the routes of who has received it."""
        return f"received-{self.kind.name}"
