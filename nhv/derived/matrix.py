"""The matrix: applicants against conditions and against what the board must weigh, and in each cell what the applicant
says, what its hospital has attested, what evidence there is, and what the group's members find.

Nothing is added up over rows, and no applicant is ranked: a cell counts members, never points.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nhv.rules.effects import EffectHeading
from nhv.rules.judgements import Met
from nhv.specification.answers import Answers, in_words
from nhv.specification.area import Area
from nhv.specification.outline import Outline

PATIENT = "patient"
CONDITION, WEIGHED = "v", "w"
MOST_LINE = 160


@dataclass(frozen=True)
class Row:
    """A condition in its own words, or (no text) one of the headings that the board weighs. The patient's best stands
    first among those, the system's four after it."""

    key: str
    heading: str
    text: str = ""

    @property
    def about(self) -> str:
        """The key of the condition, or what is weighed."""
        return self.key.partition("-")[2]


@dataclass(frozen=True)
class Applied:
    """An applicant: the key of its application, what it is called, what it was asked and has answered, and what its
    hospital had attested, by question."""

    key: str
    name: str
    outline: Outline
    answers: Answers
    attested: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """What one member finds, and why. `void`: it does not count, since a conflict of interest of the member's has been
    decided; it is shown as it was written."""

    application: str
    row: str
    member: int
    name: str
    met: Met
    why: str
    void: bool = False


# How many members find what, best first; only what somebody finds.
Counts = tuple[tuple[Met, int], ...]


@dataclass
class Tally:
    """How many find what in a cell, and how many judgements in it do not count."""

    found: Counter[Met] = field(default_factory=Counter)
    void: int = 0


# An application and a row: where a cell stands.
Place = tuple[str, str]


@dataclass(frozen=True)
class Cell:
    """One applicant on one row. `counts` are of the judgements that count, `void` is how many do not. `judged` is empty
    where only these were asked for."""

    application: str
    words: tuple[tuple[str, str], ...]
    files: tuple[Mapping[str, Any], ...]
    attested: bool
    counts: Counts
    void: int = 0
    judged: tuple[Judged, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether members find different things."""
        return len(self.counts) > 1

    @property
    def line(self) -> str:
        """The beginning of the applicant's own words."""
        said = " ".join(words for _question, words in self.words).split("\n")[0]
        return said if len(said) <= MOST_LINE else f"{said[: MOST_LINE - 1].rstrip()}…"


def rows_of(area: Area) -> tuple[Row, ...]:
    """Every condition that is not struck, by its group, then the patient's best, then the system's four headings."""
    conditions = (Row(f"{CONDITION}-{one.key}", one.group, one.text) for one in area.conditions)
    weighed = (Row(f"{WEIGHED}-{key}", key) for key in (PATIENT, *EffectHeading))
    return (*conditions, *weighed)


Table = tuple[tuple[Row, tuple[Cell, ...]], ...]
_NONE = Tally()


def matrix(rows: Sequence[Row], applied: Sequence[Applied], judged: Iterable[Judged]) -> Table:
    """Each row with a cell for each applicant, in the order they are given."""
    by_cell: defaultdict[Place, list[Judged]] = defaultdict(list)
    for one in judged:
        by_cell[one.application, one.row].append(one)
    tallies = {
        place: Tally(Counter(one.met for one in found if not one.void), sum(one.void for one in found))
        for place, found in by_cell.items()
    }
    return _table(rows, applied, tallies, by_cell)


def counted(rows: Sequence[Row], applied: Sequence[Applied], tallies: Mapping[Place, Tally]) -> Table:
    """The same with how many find what in each cell, but not who and why: a whole matrix is thousands of reasons."""
    return _table(rows, applied, tallies, {})


def unjudged(table: Iterable[tuple[Row, Sequence[Cell]]], own: Container[Place]) -> Iterator[tuple[Row, Cell]]:
    """The cells that are not among one's own: those that one has judged."""
    for row, cells in table:
        for cell in cells:
            if (cell.application, row.key) not in own:
                yield row, cell


def as_rows(
    table: Iterable[tuple[Row, Sequence[Cell]]],
    applied: Sequence[Applied],
    headings: Mapping[str, str],
    words: Mapping[Met, str],
    void: str,
) -> Iterator[tuple[str, ...]]:
    """The same as rows of a sheet: what, applicant, own words, attested, evidence, member, judgement, why, and `void`
    of one that does not count; a row for each judgement, and one for a cell that nobody has judged."""
    names = {each.key: each.name for each in applied}
    for row, cells in table:
        for cell in cells:
            begun = (
                row.text or headings[row.heading],
                names[cell.application],
                "\n".join(f"{question} {said}" for question, said in cell.words),
                "intygat" if cell.attested else "",
                ", ".join(file["name"] for file in cell.files),
            )
            for one in cell.judged:
                yield (*begun, one.name, words[one.met], one.why, void if one.void else "")
            if not cell.judged:
                yield (*begun, "", "", "", "")


def _table(
    rows: Sequence[Row],
    applied: Sequence[Applied],
    tallies: Mapping[Place, Tally],
    judged: Mapping[Place, Sequence[Judged]],
) -> Table:
    said = {each.key: _by_condition(each) for each in applied}

    def cell(row: Row, each: Applied) -> Cell:
        place = each.key, row.key
        return _cell(row, each, said[each.key], tallies.get(place, _NONE), judged.get(place, ()))

    return tuple((row, tuple(cell(row, each) for each in applied)) for row in rows)


_About = dict[str, list[tuple[str, str, str, tuple[Mapping[str, Any], ...]]]]


def _by_condition(each: Applied) -> _About:
    """By the condition's key: the questions about it with what is answered, in words or as files."""
    found: _About = defaultdict(list)
    for asked in each.outline.asked():
        value = each.answers.get(asked.key)
        if asked.about and value is not None:
            is_file = asked.question.kind == "attachment"
            words = "" if is_file else in_words(asked.question, value)
            found[asked.about].append((asked.key, asked.question.text, words, tuple(value) if is_file else ()))
    return found


def _cell(row: Row, each: Applied, said: _About, tally: Tally, judged: Sequence[Judged]) -> Cell:
    about = said.get(row.about, []) if row.text else []
    return Cell(
        application=each.key,
        words=tuple((question, words) for _key, question, words, _files in about if words),
        files=tuple(file for *_rest, files in about for file in files),
        attested=any(key in each.attested for key, *_rest in about),
        counts=tuple((met, tally.found[met]) for met in Met if tally.found.get(met)),
        void=tally.void,
        judged=tuple(judged),
    )
