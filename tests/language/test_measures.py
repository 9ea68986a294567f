"""What is measured, the limits that texts set for it, and times that are nobody's age."""

from math import inf

import pytest

from nhv.language.ages import Age
from nhv.language.measures import compare, find_limits, find_measures
from nhv.language.times import find_times

BURN = "Ytlig skada över 20 procent av ytan hos vuxna, och över 10 procent hos personer under 16 och över 65 år."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("15 %", [("share", 15, 15)]),
        ("3-4 cm", [("length", 30, 40)]),
        ("gradient 60 mmHg", [("pressure", 60, 60)]),
        ("fem procent", [("share", 5, 5)]),
        ("0,5 cm", [("length", 5, 5)]),
        ("ingen rest över 10 mm", [("length", 0, 10)]),
        ("inte mindre än 4 cm", [("length", 40, inf)]),
        ("5 år", []),
        ("grad 3", []),
    ],
)
def test_measures(text, found):
    assert [(one.kind, one.low, one.high) for one in find_measures(text)] == found


@pytest.mark.parametrize(
    ("limits", "question", "age", "outcome"),
    [
        (BURN, "15 %", 40, "refused"),
        (BURN, "25 %", 40, "met"),
        (BURN, "15 %", 70, "met"),
        (BURN, "15 %", 10, "met"),
        (BURN, "8 %", 10, "refused"),
        # Without an age the two limits say different things.
        (BURN, "15 %", None, "unsaid"),
        (BURN, "25 %", None, "met"),
        (BURN, "8 cm", 40, "unsaid"),
        ("tumör större än 10 mm", "2 cm", None, "met"),
        ("tumör större än 10 mm", "10 mm", None, "refused"),
        ("minst 10 mm", "10 mm", None, "met"),
        ("tumör större än 10 mm", "större än 5 cm", None, "met"),
        ("nutrition i mer än 60 dagar", "nutrition i 8 månader", None, "met"),
        ("elektrod äldre än två år", "elektrod inlagd för 6 år sedan", None, "met"),
        ("elektrod äldre än två år", "elektrod 1 år gammal", None, "refused"),
        ("personer över 65 år", "sedan 70 år", None, "unsaid"),
    ],
)
def test_what_is_measured_beside_the_limits_of_a_text(limits, question, age, outcome):
    measures = (*find_measures(question), *find_times(question).durations)
    assert compare(find_limits(limits), measures, Age(age, age, "") if age is not None else None) == outcome


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ICD-elektrod 6 år gammal", None),
        ("pacemakersladdar som är 10 år gamla, kvinna 71 år", (71, 71)),
        ("6-åriga elektroder", None),
        ("parenteral nutrition 8 månader", None),
        ("52-åring, dropp 8 månader", (52, 52)),
        ("besvär sedan 3 år", None),
        ("opererad för 2 år sen", None),
        ("debut vid 40", None),
        ("sjuk sedan 12 års ålder", None),
        ("opererad som 4-åring, nu 30 år", (30, 30)),
        ("hosta i 4 veckor", None),
        ("3 dygn gammal", (0, 0)),
        ("1 dygn", (0, 0)),
        ("glaukom 8 månader", (0, 0)),
        ("remiss för 8 år gammal flicka", (8, 8)),
        ("vill kunna få barn senare", None),
        ("who wants children", None),
        ("sjukt barn", (0, 17)),
    ],
)
def test_times_that_are_nobodys_age(text, age):
    found = find_times(text).age
    assert (found and (found.low, found.high)) == age
