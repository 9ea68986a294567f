"""An answer: a verdict with its clause, what it turns on, the steps to take and the way in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nhv.derived.answers.certainty import Confidence
from nhv.derived.answers.entries import EntryKind
from nhv.language.spoken import Language
from nhv.rules.verdicts import Verdict
from nhv.specification.area import Area, Criterion, Pathway
from nhv.specification.area_in_writing import in_full, whom_else
from nhv.specification.parts import Population

VERDICT_OF: dict[EntryKind, Verdict] = {
    "area": "area",
    "scope": "included",
    "open_list": "unstated",
    "exclusion": "excluded",
    "criterion": "conference",
    "sub_permit": "included",
}
ORDER: dict[Verdict, int] = {"conference": 0, "included": 1, "depends": 2, "excluded": 3, "unstated": 4, "area": 5}


@dataclass(frozen=True, slots=True)
class Step:
    """What must or may be done, and the clause that says so."""

    requirement: Literal["must", "may"]
    what: str
    clause_key: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Something a verdict turns on: in which language it is said, and whether the question states it."""

    text: str
    language: Language
    settled: bool = False


@dataclass(frozen=True, slots=True)
class WayIn:
    """A pathway as one reads it beside one clause: whole sentences with whom it is for, and the criterion that the
    clause is.

    `heading` is the document's own, where it has one: a conference for one cancer of several says so there.
    """

    kind: str
    heading: str | None
    text: str
    english: str | None
    address: str | None


def way_in(pathway: Pathway, criterion: Criterion | None) -> WayIn | None:
    """None where the source does not say. A lead without its list («remitteras vid:») is never left hanging."""
    if pathway.kind == "not_stated":
        return None
    text, _, lead = pathway.text.rpartition(". ") if pathway.text.rstrip().endswith(":") else (pathway.text, "", "")
    whole = f"{text}." if lead and text else text
    if lead and criterion is not None:
        whole = f"{whole} {lead} {criterion.text.rstrip('.')}.".strip()
    english = None if lead else english_in_full(pathway.english, pathway.population, whom_else(pathway))
    return WayIn(pathway.kind, pathway.heading, in_full(pathway, whole), english, pathway.address)


def english_in_full(english: str | None, population: Population | None, whom: str | None) -> str | None:
    """The help in English with the ages that are decided; none where they have no number, rather than without them."""
    if english is None or whom is None or population is None:
        return english
    ages = [f"from the age of {population.from_age}"] if population.from_age is not None else []
    ages += [f"under {population.below_age}"] if population.below_age is not None else []
    return f"{english.rstrip('.')} ({', '.join(ages)})." if ages else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its clause. `clause_english` is a help to the reader where the document has one.

    `elsewhere`: it only says that another area has the care.
    `weight` and `share` tell how well it fits, for the order among answers, `by_name` that the area's
    own name was asked for. `exclusion_key` is the exclusion that it rests on or may rest on, where the regions do that
    care themselves. `turns_on` is what the verdict turns on,
    `if_met` what then holds, `ways_in` how many pathways the area tells of, `not_understood` the words that nothing
    accounts for.
    """

    area: str
    verdict: Verdict
    clause: str
    clause_key: str
    part: str
    why: str
    clause_english: str | None = None
    instead: str | None = None
    exclusion_key: str = ""
    turns_on: tuple[Turn, ...] = ()
    if_met: str = ""
    steps: tuple[Step, ...] = ()
    ways_in: int = 0
    way_in: WayIn | None = None
    weight: float = 0.0
    share: float = 0.0
    elsewhere: bool = False
    by_name: bool = False
    confidence: Confidence = "sure"
    not_understood: tuple[str, ...] = ()
    certainty_note: str = ""

    @property
    def depends_on(self) -> tuple[str, ...]:
        """What must still be known."""
        return tuple(turn.text for turn in self.turns_on if not turn.settled)

    @property
    def order(self) -> tuple[float, ...]:
        """The best first: what accounts for most of the question."""
        silent = self.verdict == "unstated"
        return (
            self.confidence != "sure",
            silent,
            -round(self.share * self.weight, 3),
            -self.weight,
            not self.by_name,
            ORDER[self.verdict],
        )


def whole_area(area: Area, language: Language = "sv") -> Answer:
    """The area itself as an answer, without any question about it."""
    summary = area.summary_en if language == "en" else area.summary
    return Answer(area.key, "area", "", "", "", summary or "")


def in_swedish(texts: Sequence[str]) -> tuple[Turn, ...]:
    """The document's own conditions, which stay Swedish."""
    return tuple(Turn(text, "sv") for text in texts)
