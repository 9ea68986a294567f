"""Who is known to do a part, for an age: a table, since a wrong list sends a patient to the wrong hospital."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from nhv.derived.units_in_words import narrower_in_words, units_in_words
from nhv.language.ages import find_age
from nhv.specification.area import SubPermit
from nhv.specification.holding import Concentration, how_read, known_units, known_with, sub_permits_are_read

DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Place:
    name: str


@dataclass(frozen=True)
class Held:
    place: Place
    sub_permits: tuple[str, ...] = ()
    valid_until: date | None = None
    turned_on: date | None = None
    parts_ended: Mapping[str, date] = field(default_factory=dict)


CHILDREN = SubPermit.model_validate(
    {"key": "barn", "text": "Vård av barn", "units": 2, "covers": {"population": {"text": "barn"}}}
)
POINT = SubPermit.model_validate({"key": "laser", "text": "Laser", "units": 1, "covers": {"points": ["laserpunkten"]}})
RARE = SubPermit.model_validate({"key": "sallsynt", "text": "Sällsynt", "covers": {"activities": ["sällsynt kirurgi"]}})
NORTH, WEST, SOUTH = (Held(Place(name)) for name in ("Norr", "Väst", "Syd"))
NORTH_CHILD, WEST_CHILD = (Held(Place(name), ("barn",)) for name in ("Norr", "Väst"))
TURNED = Held(Place("Öst"), (), date(2026, 12, 31), date(2025, 12, 1))
TO_TURN = Held(Place("Öst"), (), None, date(2026, 1, 2))
OVER = Held(Place("Förr"), (), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("units", "sub_permits", "source", "permits", "clause", "age", "state", "shown", "decided", "narrower"),
    [
        (3, (), "whole", [NORTH, WEST, SOUTH], "", "", "whole", 3, 3, 0),
        (3, (), "whole", [NORTH, WEST], "", "", "part", 2, 3, 0),
        (3, (), "part", [NORTH, WEST, SOUTH], "", "", "part", 3, 3, 0),
        (None, (), "whole", [NORTH], "", "", "whole", 1, None, 0),
        (3, (), "part", [], "", "", "not_read", 0, 3, 0),
        (3, (), "not_decided", [], "", "", "not_decided", 0, 3, 0),
        # Nobody had one when the document was written: as many as were decided are all.
        (2, (), "not_decided", [NORTH, WEST], "", "", "whole", 2, 2, 0),
        (3, (), "not_decided", [NORTH, WEST], "", "", "part", 2, 3, 0),
        (1, (), "whole", [OVER], "", "", "ended", 0, 1, 0),
        (1, (), "whole", [OVER, NORTH], "", "", "whole", 1, 1, 0),
        # Who is to end takes no new patients from the day that notice is given; it is one of the decided number still.
        (2, (), "whole", [TURNED, NORTH], "", "", "whole", 1, 2, 0),
        (1, (), "whole", [TURNED], "", "", "turned", 0, 1, 0),
        (2, (), "whole", [TO_TURN, NORTH], "", "", "whole", 2, 2, 0),
        # A child is sent only to those known to have the children's sub-permit.
        (3, (CHILDREN,), "whole", [NORTH_CHILD, WEST_CHILD, SOUTH], "punkt", "8 år", "whole", 2, 2, 0),
        (3, (CHILDREN,), "whole", [NORTH_CHILD, WEST, SOUTH], "punkt", "8 år", "part", 1, 2, 0),
        (3, (CHILDREN,), "whole", [NORTH, WEST, SOUTH], "punkt", "8 år", "sub_permit_not_read", 0, 2, 0),
        (3, (CHILDREN,), "whole", [NORTH, WEST, SOUTH], "punkt", "40 år", "whole", 3, 3, 0),
        (3, (CHILDREN,), "whole", [NORTH, WEST, SOUTH], "punkt", "", "whole", 3, 3, 1),
        (3, (CHILDREN,), "whole", [NORTH, WEST, SOUTH], "punkt", "tonåring", "whole", 3, 3, 1),
        # A number that is reached shows that a sub-permit's list is whole, whatever is read of the area's holders.
        (4, (CHILDREN,), "part", [NORTH_CHILD, WEST_CHILD], "punkt", "8 år", "whole", 2, 2, 0),
        # By the point, or by the sub-permit itself.
        (3, (POINT,), "whole", [NORTH, WEST, SOUTH], "laserpunkten", "", "sub_permit_not_read", 0, 1, 0),
        (3, (POINT,), "whole", [NORTH, WEST, SOUTH], "laser", "", "sub_permit_not_read", 0, 1, 0),
        (3, (POINT,), "whole", [NORTH, WEST, SOUTH], "annan", "", "whole", 3, 3, 0),
        (3, (POINT,), "whole", [NORTH, WEST, SOUTH], "", "", "whole", 3, 3, 1),
        # Activities in words may be any clause, and a number that is not read stays unknown.
        (3, (RARE,), "whole", [NORTH, WEST, SOUTH], "annan", "", "whole", 3, 3, 1),
        (3, (RARE,), "whole", [NORTH, WEST, SOUTH], "sallsynt", "", "sub_permit_not_read", 0, None, 0),
        # Two sub-permits at once: both are needed, and the narrower number holds.
        (3, (CHILDREN, POINT), "whole", [NORTH_CHILD], "laserpunkten", "8 år", "sub_permit_not_read", 0, 1, 0),
    ],
)
def test_only_those_known_to_do_it_are_shown(
    units, sub_permits, source, permits, clause, age, state, shown, decided, narrower
):
    area = Concentration(units, sub_permits, source)
    found = find_age(age)
    known = known_units(area, permits, DAY, clause, found.age if found else None)
    assert (known.state, len(known.holders), known.decided, len(known.narrower)) == (state, shown, decided, narrower)
    assert ("Fråga" in units_in_words(known)) == (state != "whole")
    assert ("Ask" in units_in_words(known, "en")) == (state != "whole")


def test_the_words_say_how_many_of_how_many():
    area = Concentration(3, (CHILDREN,), "whole")
    assert units_in_words(known_units(area, [NORTH, WEST], DAY)).startswith(
        "Listan är inte fullständig: registret känner till 2 av 3 beslutade enheter."
    )
    assert units_in_words(known_units(area, [NORTH, WEST, SOUTH], DAY)) == "Beslutat antal enheter: 3."
    as_many = units_in_words(known_units(Concentration(3, (), "part"), [NORTH, WEST, SOUTH], DAY))
    assert as_many.startswith("Lika många är kända som beslutade, men ingen källa säger att det är just dessa.")
    with_children = known_with(area, [NORTH_CHILD, WEST], DAY, CHILDREN)
    assert narrower_in_words(with_children, CHILDREN) == (
        "Barn, färre enheter: Norr. Listan är inte fullständig: alla enheter är inte inlagda här. "
        "Beslutat antal enheter: 2."
    )


@pytest.mark.parametrize(
    ("permits", "clause", "state", "left", "words"),
    [
        ([NORTH, WEST], "annan", "whole", 1, "2 av 3 beslutade platser har tillstånd, och 1 är vakant."),
        ([NORTH], "annan", "whole", 2, "1 av 3 beslutade platser har tillstånd, och 2 är vakanta."),
        ([NORTH, WEST, SOUTH], "annan", "whole", 0, "Beslutat antal enheter: 3."),
        ([NORTH, OVER], "annan", "whole", 2, "1 av 3 beslutade platser har tillstånd, och 2 är vakanta."),
        ([NORTH, WEST, SOUTH], "laserpunkten", "vacant", 1, "Ingen enhet har tillstånd till det."),
    ],
)
def test_where_the_board_has_decided_here_a_place_that_nobody_holds_is_vacant(permits, clause, state, left, words):
    known = known_units(Concentration(3, (POINT,), "whole", vacant=True), permits, DAY, clause)
    assert (known.state, known.left) == (state, left)
    assert words in units_in_words(known)
    assert "inte fullständig" not in units_in_words(known)
    # Of the same permits in a document that only says it is whole, nothing is known to be vacant.
    assert known_units(Concentration(3, (POINT,), "whole"), permits, DAY, clause).left == 0


def test_an_empty_place_means_no_sub_permit_only_when_all_are_read():
    area = Concentration(3, (CHILDREN,), "whole")
    assert sub_permits_are_read(area, [NORTH_CHILD, WEST_CHILD, SOUTH], DAY)
    assert not sub_permits_are_read(area, [NORTH_CHILD, WEST, SOUTH], DAY)


@pytest.mark.parametrize(
    ("source", "permits", "read"),
    [
        ("not_decided", [], "not_decided"),
        ("not_decided", [NORTH], "part"),
        ("not_decided", [NORTH, WEST], "whole"),
        ("not_read", [NORTH, WEST], "not_read"),
        ("whole", [NORTH], "whole"),
    ],
)
def test_holders_are_decided_where_somebody_holds_a_permit_whatever_the_document_said_before(source, permits, read):
    assert how_read(Concentration(2, (), source), permits, DAY) == read
