"""What another decision means for what stands under the one before it, said case by case."""

from datetime import date

import pytest

from nhv.derived.decision_meaning import Called, Held, decision_means, for_the_board
from tests.support.areas import an_area

CHILDREN = {"key": "barn", "text": "Barn", "units": 1}
SOUTH, WEST = Held("Region Skåne", ("barn",)), Held("Västra Götalandsregionen")


def condition(text: str, stage: str = "decided", key: str = "v1") -> dict[str, str]:
    return {"key": key, "group": "other", "force": "must", "stage": stage, "text": text}


def means(before: dict, after: dict, *held: Held, called: tuple[Called, ...] = ()) -> str:
    return "\n".join(map(str, decision_means(an_area(**before), an_area(**after), held, called)))


@pytest.mark.parametrize(
    ("before", "after", "held", "said"),
    [
        ({}, {"units": 1}, (), ""),
        ({}, {}, (WEST,), "Tillstånd som är givna: Västra Götalandsregionen"),
        ({}, {"units": 1}, (SOUTH, WEST), "Fler har tillstånd (2) än antalet enheter i beslutet (1)"),
        ({}, {"units": 3}, (SOUTH, WEST), "Platser utan innehavare efter beslutet: 1"),
        ({"sub_permits": [CHILDREN]}, {}, (SOUTH,), "Region Skåne har undertillståndet ”Barn”, som inte finns"),
        ({"conditions": [condition("Jour")]}, {"conditions": [condition("Jour dygnet runt")]}, (WEST,), "beslutar: 1"),
    ],
)
def test_what_it_means_for_permits(before, after, held, said):
    found = means(before, after, *held)
    assert said in found if said else found == ""


def test_a_place_that_was_vacant_before_is_no_news():
    assert "Platser" not in means({"units": 3}, {"units": 3}, WEST)


def test_what_it_means_for_calls_and_applications():
    day = date(2027, 2, 12)
    assert means({}, {}, called=(Called(day, False, 0),)) == ""
    assert "öppen till och med den 12 februari 2027" in means({}, {}, called=(Called(day, True, 0),))
    assert "Ansökningar som har kommit in: 3" in means({}, {}, called=(Called(day, False, 3),))


def test_only_what_stands_as_it_was_needs_no_board():
    before = an_area(conditions=[condition("Jour"), condition("Narkos", key="v2")])
    after = an_area(conditions=[condition("Jour"), condition("Narkosjour", key="v2"), condition("Ny", key="v3")])
    assert for_the_board(before, after) == {"v2", "v3"}
    assert for_the_board(None, after) == {"v1", "v2", "v3"}
