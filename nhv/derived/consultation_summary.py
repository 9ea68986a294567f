"""What a consultation gave, counted: each part by each body, and by healthcare region. Everything adds up.

A body counts once, whatever it has sent before. Silence is counted as silence: it is no support.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Stand = Literal["support", "change", "oppose", "silent"]
STANDS: tuple[Stand, ...] = ("support", "change", "oppose", "silent")


@dataclass(frozen=True)
class Answered:
    """A body's answer: its name, its healthcare region if it has one, its stand on parts (by key), how many general
    remarks it has made, and what it says of the whole in the form's words (nothing: «»)."""

    body: str
    healthcare_region: str
    stands: Mapping[str, Stand]
    remarks: int = 0
    whole: str = ""


@dataclass(frozen=True)
class Row:
    """One part: the stand of each body in their order, and how many of each stand."""

    key: str
    stands: tuple[Stand, ...]
    counts: Mapping[Stand, int]


@dataclass(frozen=True)
class Summary:
    """`wholes` are the form's words on the whole, silence last, and who says each; `regions` are by name, with «» last
    for bodies without one; `owed` is how many outcomes the answers are owed: one for each stand that is not silence,
    and one for each general remark."""

    bodies: tuple[str, ...]
    wholes: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[Row, ...]
    total: Mapping[Stand, int]
    regions: tuple[tuple[str, Mapping[Stand, int]], ...]
    owed: int


def summarise(keys: Sequence[str], answers: Iterable[Answered], wholes: Sequence[str] = ()) -> Summary:
    """The whole summary of these parts and answers, the answers in their own order; `wholes` are what can be said of
    the whole."""
    answered = list(answers)
    rows = tuple(_row(key, answered) for key in keys)
    by_region: dict[str, Counter[Stand]] = {}
    for one in answered:
        counted = by_region.setdefault(one.healthcare_region, Counter())
        counted.update(one.stands.get(key, "silent") for key in keys)
    total = _whole(sum((Counter(row.counts) for row in rows), Counter()))
    pinned = sum(total[stand] for stand in STANDS if stand != "silent")
    return Summary(
        bodies=tuple(one.body for one in answered),
        wholes=tuple((said, tuple(one.body for one in answered if one.whole == said)) for said in (*wholes, "")),
        rows=rows,
        total=total,
        regions=tuple((name, _whole(by_region[name])) for name in sorted(by_region, key=lambda n: (not n, n))),
        owed=pinned + sum(one.remarks for one in answered),
    )


def _row(key: str, answered: Sequence[Answered]) -> Row:
    stands: tuple[Stand, ...] = tuple(one.stands.get(key, "silent") for one in answered)
    return Row(key, stands, _whole(Counter(stands)))


def _whole(counted: Mapping[Stand, int]) -> dict[Stand, int]:
    """With a nought for each stand that nobody has."""
    return {stand: counted.get(stand, 0) for stand in STANDS}
