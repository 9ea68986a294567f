"""What another decision on a definition means for what stands under the one before it: permits, calls, applications.

Said before it is taken. A decision on a definition changes no permit and no call: those who decide on them do, and what
they should look at is told here in words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nhv.language.faults import Fragment
from nhv.specification.area import Area, Condition


@dataclass(frozen=True)
class Held:
    """A permit that is given: whose, and the keys of its sub-permits."""

    holder: str
    sub_permits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Called:
    """A call under the former text that is not withdrawn: its last day, whether it is open, what has come in, and
    whether it `is_out`: open or not, nobody has closed it."""

    last_day: date | None
    is_open: bool
    received: int
    is_out: bool = False


def decision_means(before: Area, after: Area, held: Sequence[Held], called: Iterable[Called]) -> tuple[Fragment, ...]:
    """Each thing that it means, permits first; nothing where nobody has a permit and no call has been out."""
    return (*_permits(before, after, held), *_units(before, after, held), *_gone(before, after, held), *_calls(called))


def for_the_board(before: Area | None, after: Area) -> frozenset[str]:
    """The keys of conditions that nobody has decided as they stand: new ones, and those that say otherwise."""
    stood = {one.key: _binding(one) for one in before.conditions} if before else {}
    return frozenset(one.key for one in after.conditions if stood.get(one.key) != _binding(one))


def _binding(one: Condition) -> tuple[str, str, str]:
    return one.text, one.force, one.group


def _permits(before: Area, after: Area, held: Sequence[Held]) -> Iterator[Fragment]:
    if held:
        yield Fragment(
            "Tillstånd som är givna: {holders}. De ändras inte av beslutet; det är nämnden som beslutar om dem.",
            holders=", ".join(sorted({one.holder for one in held})),
        )
        if new := for_the_board(before, after):
            yield Fragment("Villkor som är nya eller ändrade, och som nämnden beslutar: {number}.", number=len(new))


def _units(before: Area, after: Area, held: Sequence[Held]) -> Iterator[Fragment]:
    if not held or after.units is None:
        return
    if len(held) > after.units:
        yield Fragment(
            "Fler har tillstånd ({held}) än antalet enheter i beslutet ({units}): nämnden behöver ta ställning.",
            held=len(held),
            units=after.units,
        )
    elif after.units > (before.units or 0) and len(held) < after.units:
        yield Fragment(
            "Platser utan innehavare efter beslutet: {number}. De kan lysas ut.", number=after.units - len(held)
        )


def _gone(before: Area, after: Area, held: Sequence[Held]) -> Iterator[Fragment]:
    """Sub-permits that somebody has and that the new text does not know."""
    known = {one.key for one in after.sub_permits}
    names = {one.key: one.text for one in before.sub_permits}
    for one in held:
        for key in one.sub_permits:
            if key not in known:
                yield Fragment(
                    "{holder} har undertillståndet ”{text}”, som inte finns i den nya texten: nämnden behöver ta "
                    "ställning.",
                    holder=one.holder,
                    text=names.get(key, key),
                )


def _calls(called: Iterable[Called]) -> Iterator[Fragment]:
    for one in called:
        if one.is_open and one.last_day:
            yield Fragment(
                "En utlysning är öppen till och med den {day} och gäller den förra texten. Ska sökande svara på den "
                "nya, återkalla den och lys ut på nytt.",
                day=one.last_day,
            )
        elif one.received:
            yield Fragment("En utlysning är stängd och gäller den förra texten.")
        if one.received:
            yield Fragment(
                "Ansökningar som har kommit in: {number}. De svarar på den förra texten och prövas på den.",
                number=one.received,
            )
