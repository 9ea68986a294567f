"""A hit: a phrase of an entry that a question names, how it fits, and what it accounts for."""

from dataclasses import dataclass
from typing import Literal

from nhv.derived.answers.entries import Entry, Phrase

Level = Literal["named", "conditional", "broader", "part", "hint"]
"""`named`: the phrase names the clause. `conditional`: it does, if more is true. `broader`: it names more than
the clause. `part`: the question is words of the clause's wording. `hint`: related at most."""

# Which share of a wording a question must hold, when it holds nothing else: to be as good as all of it, for a
# single word to be about the clause at all, and to be about an area by its name.
NEARLY_ALL = 0.75
WORD_OF_CLAUSE = 0.4
MOST_OF_NAME = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of an entry that the question names. `matched` and `left` weigh the question's words that the
    phrase accounts for and those that nothing in the area does."""

    entry: Entry
    phrase: Phrase
    level: Level
    matched: float
    left: float
    used: frozenset[str] = frozenset()
    """The stems of the question's words that the phrase accounts for."""
    unaccounted: tuple[str, ...] = ()
    """The words, as written, that nothing in the area accounts for."""
    telling: int = 0
    """How many words it met that are not said in every speciality."""
    missing: int = 0
    """How many such words of the phrase it did not meet."""
    in_context: bool = False
    """Whether the question also says what the area is about, by its name."""
    open: tuple[str, ...] = ()
    """What the phrase depends on and the question does not settle."""
    settled: tuple[str, ...] = ()
    """What it depends on and the question states."""
    corrected: bool = False
    own: int = 0
    """How many words it met that are no words of general medicine."""
    foreign: bool = False
    """Whether a word that is left names what other care is about."""
    elsewhere: float = 0.0
    """The cost of the word left that speaks most of care of another kind."""
    ordinary_care: bool = False
    """Whether a word that is left says what ordinary care does with a patient."""
    told: bool = False
    """Whether the question tells more of the patient than the phrase."""
    homonym: bool = False
    """Whether an abbreviation was met by an ordinary word, with no other word of the area beside it."""

    spoken_for: bool = False
    """Whether the question says anything, besides what the phrase says, of what the clause asks for."""
    other_reason: bool = False
    """Whether what names more is asked about for a reason that the area does not speak of."""
    beyond: bool = False
    """Whether it names a clause and what the question measures lies outside the clause's limit."""

    @property
    def share(self) -> float:
        """How much of the question the hit accounts for, 0–1."""
        return self.matched / (self.matched + self.left) if self.matched else 0.0


_LEVELS: dict[Level, int] = {"named": 4, "conditional": 3, "broader": 2, "part": 1, "hint": 0}


def goodness(hit: Hit) -> tuple[float, ...]:
    """The longest phrase says most exactly what is meant; of equal ones, the surest."""
    sure = hit.level != "hint"
    return (sure, round(hit.matched, 2) if hit.level not in ("part", "hint") else 0, _LEVELS[hit.level], hit.matched)
