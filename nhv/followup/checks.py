"""What does not add up in a report, and what differs from last year by more than chance: each corrected or explained.

Sums must add up. A change beyond chance may well be true: then the unit says why. The limits are those for officers,
and are never published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from nhv.disclosure.intervals import binomial_limits, ratio
from nhv.language.faults import Fragment
from nhv.specification.follow_up import Counted, FollowUp, counted, explanation_key, is_treated, total_key
from nhv.specification.measures import Measure, above

BEYOND_CHANCE = 0.002  # as the funnel's 99.8 %


@dataclass(frozen=True)
class Finding:
    """Something to correct (`wrong`), or to correct or explain (`odd`). `explained` says what the unit has said."""

    measure: str
    what: Fragment
    weight: Literal["wrong", "odd"]
    explained: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still stands in the way."""
        return self.weight == "wrong" or not self.explained


def findings(asked: FollowUp, answers: Mapping[str, Any], last_year: Mapping[str, Any] = {}) -> list[Finding]:
    """Everything that is found, in the order of the measures."""
    now, before = counted(asked, answers), counted(asked, last_year)
    return [one for measure in asked.patients for one in _of(measure, asked, now, before, answers)]


def doubts(
    asked: FollowUp, answers: Mapping[str, Any], last_year: Mapping[str, Any] = {}
) -> list[tuple[Measure, Finding]]:
    """What is to be corrected or explained of what is written so far, by measure; not what is not written yet."""
    now, measures = counted(asked, answers), {one.key: one for one in asked.patients}
    found = findings(asked, answers, last_year)
    return [(measures[one.measure], one) for one in found if one.is_open and one.measure in now]


def contradictions(asked: FollowUp, answers: Mapping[str, Any]) -> Iterator[tuple[str, Fragment]]:
    """By the question about the total, what cannot be true together. Of a division that is not begun, nothing."""
    now = counted(asked, answers)
    for measure in asked.patients:
        if measure.key in now:
            own = now[measure.key]
            begun = replace(own, homes=_begun(own.homes), people=own.people if any(map(any, own.people)) else ())
            wrong = [*_sums(measure, begun), *_above(measure, begun, asked, now)]
            yield from ((total_key(measure.key), what) for what in wrong)


def _begun(parts: tuple[int, ...]) -> tuple[int, ...]:
    return parts if any(parts) else ()


def far_apart(counts: Mapping[str, Mapping[str, Counted]], measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """(unit, measure) for each share that lies further from the others' together than chance takes it. For officers:
    few patients swing, and the limit is such that one share in five hundred is told of by chance."""
    return [
        (unit, measure.key)
        for measure in measures
        for unit in counts
        if measure.within and _is_apart(unit, measure.key, measure.within, counts)
    ]


def _is_apart(unit: str, inner: str, outer: str, counts: Mapping[str, Mapping[str, Counted]]) -> bool:
    """Whether one unit's share is beyond the limits that the others' share gives for its base."""
    pairs = {
        one: (said[inner].total, said[outer].total) for one, said in counts.items() if inner in said and outer in said
    }
    others = [pair for one, pair in pairs.items() if one != unit]
    base = sum(pair[1] for pair in others)
    if unit not in pairs or not base or not pairs[unit][1]:
        return False
    own, total = pairs[unit]
    low, high = binomial_limits(total, sum(pair[0] for pair in others) / base)
    return (low is not None and own <= low) or (high is not None and own >= high)


def _of(
    measure: Measure,
    asked: FollowUp,
    now: Mapping[str, Counted],
    before: Mapping[str, Counted],
    answers: Mapping[str, Any],
) -> Iterator[Finding]:
    own, explained = now.get(measure.key), str(answers.get(explanation_key(measure.key)) or "")
    if own is None:
        what = Fragment("”{text}” är inte rapporterat. Skriv antalet, eller varför det saknas.", text=measure.text)
        yield Finding(measure.key, what, "wrong" if is_treated(measure) else "odd", explained)
        return
    wrong = [*_sums(measure, own), *_above(measure, own, asked, now)]
    yield from (Finding(measure.key, what, "wrong") for what in wrong)
    if measure.key in before and _is_beyond_chance(before[measure.key].total, own.total):
        what = Fragment(
            "”{text}” var {before} förra året och är {now} nu. Rätta, eller skriv varför.",
            text=measure.text,
            before=before[measure.key].total,
            now=own.total,
        )
        yield Finding(measure.key, what, "odd", explained)


def _sums(measure: Measure, own: Counted) -> Iterator[Fragment]:
    people = [one for row in own.people for one in row]
    for name, parts in ((Fragment("hemregion"), own.homes), (Fragment("ålder och kön"), people)):
        if parts and sum(parts) != own.total:
            yield Fragment(
                "”{text}”: {name} blir tillsammans {parts}, men antalet är {total}. Rätta det ena.",
                text=measure.text,
                name=name,
                parts=sum(parts),
                total=own.total,
            )


def _above(measure: Measure, own: Counted, asked: FollowUp, now: Mapping[str, Counted]) -> Iterator[Fragment]:
    for outer in above(measure, asked.patients):
        if outer not in now or not _exceeds(own, now[outer]):
            continue
        around = next(one.text for one in asked.patients if one.key == outer)
        if own.total > now[outer].total:
            yield Fragment(
                "”{text}” är {own}, och fler än ”{outer}”, {theirs}, som de räknas bland. Rätta det ena.",
                text=measure.text,
                outer=around,
                own=own.total,
                theirs=now[outer].total,
            )
        else:
            yield Fragment(
                "”{text}” är i någon hemregion fler än ”{outer}”, som de räknas bland. Rätta det ena.",
                text=measure.text,
                outer=around,
            )


def _exceeds(inner: Counted, outer: Counted) -> bool:
    """Whether there are more of them than of those they are among, in all or in some part that both are divided by."""
    pairs = [(inner.total, outer.total), *zip(inner.homes, outer.homes, strict=False)]
    return any(own > theirs for own, theirs in pairs)


def _is_beyond_chance(before: int, now: int) -> bool:
    return bool(before + now) and ratio(before, now).mid_p < BEYOND_CHANCE
