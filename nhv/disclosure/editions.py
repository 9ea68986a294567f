"""Corrections after publication: held until no shown figure changes by so few that a patient can be pointed at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from nhv.disclosure.published import Corrected, Group, Published, from_json
from nhv.disclosure.publishing import Done, Earlier, Unproved, Year, publish
from nhv.disclosure.reported import Reported
from nhv.disclosure.system import UNIT, YEAR, At


@dataclass(frozen=True)
class Standing:
    """What the next edition counts by. `note`: a correction came, restated or held."""

    reported: Reported
    corrected: tuple[Corrected, ...] = ()
    note: bool = False


def publish_standing(
    earlier: Sequence[Earlier], now: Reported, asked: Callable[[Standing], Year]
) -> tuple[Standing, Done]:
    """The next edition, with what of `now` can be restated in it. `asked` says what is to be published by what stands.

    Where restating would cost more tables than holding, since somebody who guesses what a correction left alone could
    find a patient, all of it is held. Raises Unproved.
    """
    first = standing(earlier, now)
    done: Done | None = None
    try:
        done = publish(asked(first), earlier)
    except Unproved:
        if not first.corrected:
            raise
    if done is None or (first.corrected and done.dropped):
        held = standing(earlier, now, hold=True)
        other = publish(asked(held), earlier)
        if done is None or other.dropped < done.dropped:
            return held, other
    return first, done


def standing(earlier: Sequence[Earlier], now: Reported, hold: bool = False) -> Standing:
    """First-published figures stand, until every figure shown of a unit's year changes by nothing or by T or more.

    A unit's year is restated as a whole or held as a whole, in the order of units and years; `hold` holds all.
    """
    if not earlier:
        return Standing(now)
    before = earlier[-1].reported
    pairs = [(unit, year) for year in before.dimensions[YEAR].values for unit in before.dimensions[UNIT].values]
    found = first = _as_before(before, now, pairs)
    documents = [from_json(one.text) for one in earlier]
    restated, held = list[Corrected](), list[Corrected]()
    for unit, year in pairs:
        candidate = found.with_unit(now, unit, year)
        if not _differ(found, candidate):
            continue
        told = Corrected(unit=unit, year=year)
        changes = _changes(documents, first, candidate)
        if not hold and all(_is_clear(change, document.threshold) for document, change in changes):
            found = candidate
            restated.append(told)
        else:
            held.append(told)
    return Standing(_with_what_was_nobody(found, before, held), tuple(restated), bool(restated or held))


def _with_what_was_nobody(found: Reported, before: Reported, held: Sequence[Corrected]) -> Reported:
    """What everybody knew to be nobody stays so, as a whole, while some of what has come of it since is held."""
    still = [
        group
        for group in before.impossible
        if group not in found.impossible and any(_is_of(group, one) for one in held)
    ]
    for group in still:
        found = found.with_group(before, group)
    return replace(found, impossible=(*found.impossible, *still))


def _is_of(group: Group, held: Corrected) -> bool:
    return group.at.get(UNIT, held.unit) == held.unit and group.at.get(YEAR, held.year) == held.year


def _as_before(before: Reported, now: Reported, pairs: Sequence[tuple[str, str]]) -> Reported:
    for unit, year in pairs:
        now = now.with_unit(before, unit, year)
    return now


def _differ(one: Reported, two: Reported) -> bool:
    return any((one.counts[key] != two.counts[key]).any() for key in one.counts)


def _is_clear(change: int, threshold: int) -> bool:
    return change == 0 or abs(change) >= threshold


def _changes(documents: Sequence[Published], one: Reported, two: Reported) -> Iterator[tuple[Published, int]]:
    """How much each figure that is shown changes."""
    for document in documents:
        for of, at in _shown(document):
            yield document, two.value(of, at) - one.value(of, at)


def _shown(document: Published) -> Iterator[tuple[str, At]]:
    for table in document.tables:
        for cell in table.cells:
            if table.show == "count" and not cell.hidden:
                yield table.of, table.at(cell)
