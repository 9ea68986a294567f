"""A process is a table of moves: which act leads from which state to which.

Who may do an act stands in the access table, under the activity that the move `needs`; what must hold besides (`guard`)
is said here in words and checked by the act of the same name. docs/printed/ shows these tables as pictures.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nhv.language.faults import Phrase
from nhv.rules.refusals import Refused


@dataclass(frozen=True)
class Move:
    """One permitted step. `needs` is the activity in the access table; a `guard` is Swedish words."""

    act: str
    source: str
    target: str
    needs: str
    guard: str = ""


@dataclass(frozen=True)
class Process:
    """A table of moves. `states` are all the states with their Swedish words, the one everything begins in first."""

    states: Mapping[str, Phrase]
    moves: tuple[Move, ...]

    def check(self, act: str, *, source: str) -> Move:
        """The move of this act from this state. Raises Refused, in words, when there is none."""
        for move in self.moves:
            if move.act == act and move.source == source:
                return move
        raise Refused(
            "state_forbids_act",
            "Ärendet är {state} och kan inte ändras så. Läs sidan på nytt för att se vad som går att göra.",
            state=self.states.get(source, source),
        )

    def can(self, act: str, *, source: str) -> bool:
        """Whether `check` would let the act through."""
        return any(move.act == act and move.source == source for move in self.moves)

    def needs(self, act: str) -> str:
        """The activity of the access table that an act needs, wherever it starts. Raises KeyError for no such act."""
        for move in self.moves:
            if move.act == act:
                return move.needs
        raise KeyError(act)
