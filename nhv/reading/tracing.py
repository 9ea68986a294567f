"""Where every line went. A draft is plain dicts and lists with `Told` leaves; settling it gives values and trace."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nhv.reading.layout import Block


@dataclass(frozen=True, slots=True)
class Told:
    """A value and the lines that tell it; `doubt` says in Swedish what is uncertain about it."""

    value: Any
    lines: tuple[int, ...] = ()
    doubt: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ref:
    """The key of another part of the draft, filled in when the keys are known."""

    target: "Draft"


Draft = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is uncertain about a part of the document; `stops` when words of the file itself may have been missed."""

    path: str
    why: str
    stops: bool = False


@dataclass
class Ledger:
    """What became of the lines that are in no field, and the doubts that belong to no single field."""

    places: dict[int, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def elsewhere(self, what: Block | Iterable[int], place: str) -> None:
        """Put the lines of a block, or the lines, in a named place."""
        for line in what.lines if isinstance(what, Block) else what:
            self.places.setdefault(line, place)

    def doubt(self, path: str, why: str) -> None:
        found = Doubt(path, why)
        if found not in self.doubts:
            self.doubts.append(found)


@dataclass
class Settled:
    """A draft turned into plain values, with its trace and doubts in reading order of the document."""

    value: Any
    trace: list[tuple[int, str]]
    doubts: list[Doubt]


def settle(draft: Any, path: str) -> Settled:
    """Plain values from a draft; (line, path) for every line told; the doubts with their paths."""
    settled = Settled(None, [], [])
    settled.value = _plain(draft, path, settled)
    return settled


def _plain(draft: Any, path: str, settled: Settled) -> Any:
    match draft:
        case Told(value, lines, doubt):
            settled.trace += [(line, path) for line in lines]
            if doubt:
                settled.doubts.append(Doubt(path, doubt))
            return value
        case Ref(target):
            key = target["key"]
            return key.value if isinstance(key, Told) else key
        case dict():
            # Names that begin with an underscore help the reading and are no part of the document.
            return {
                name: _plain(inner, f"{path}.{name}" if path else name, settled)
                for name, inner in draft.items()
                if not name.startswith("_")
            }
        case list():
            return [_plain(inner, f"{path}.{index}", settled) for index, inner in enumerate(draft)]
        case _:
            return draft


def told(block: Block, text: str | None = None) -> Told:
    """The text of a block, told by its lines."""
    return Told(block.text if text is None else text, block.lines, block.doubt)


def text_of(leaf: Any) -> str:
    """The text of a leaf, told or plain; empty when there is none."""
    value = leaf.value if isinstance(leaf, Told) else leaf
    return value if isinstance(value, str) else ""
