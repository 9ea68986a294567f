"""Generated area-years: nobody is found in what is published, and in nearly all by hiding the small cells alone."""

from dataclasses import replace

import numpy as np
import pytest

from nhv.disclosure.policy import faults
from nhv.disclosure.published import Edition, from_json, to_json
from nhv.disclosure.publishing import Earlier, Unproved, prove, publish
from tests.disclosure.generated import Area, all_shown, corrected, edition, small_hidden
from tests.support.faults import IS_DRILL

YEARS = ["2023", "2024", "2025", "2026"]
AREAS = range(500 if IS_DRILL else 40)
WITH_EDITIONS = range(0, len(AREAS), 1 if IS_DRILL else 10)
CONTROLS = range(10)


@pytest.mark.parametrize("number", AREAS)
def test_nobody_is_found(number):
    area = Area(number)
    reported = area.reported(YEARS[:3], outcome=bool(number % 2))
    assert reported.disagreements() == []
    inside = number % 20 == 11
    done = publish(area.year(reported, "2025", insiders=inside))
    assert prove([done.text], [reported], inside) == []
    assert faults(from_json(done.text)) == []
    assert to_json(from_json(done.text)) == done.text


@pytest.mark.parametrize("number", WITH_EDITIONS)
def test_nor_with_a_correction_and_a_year_more(number):
    area = Area(number)
    reported = area.reported(YEARS, outcome=bool(number % 2))
    after = corrected(reported, np.random.default_rng(number), 12 if number % 20 else 2, "2025")
    earlier: list[Earlier] = []
    for true, year, which in [(reported, "2025", 1), (after, "2025", 2), (after, "2026", 1)]:
        earlier.append(edition(area, true, year, which, earlier))
    assert prove([one.text for one in earlier], [one.reported for one in earlier]) == []


def test_hiding_the_small_alone_leaks():
    found = [len(prove([small_hidden(year)], [year.reported])) for year in controls()]
    assert sum(bool(leaks) for leaks in found) >= len(CONTROLS) // 2


def controls():
    areas = [Area(number) for number in CONTROLS]
    return [area.year(area.reported(YEARS[:3]), "2025") for area in areas]


def test_another_seed_hides_otherwise():
    year = controls()[4]
    assert publish(year).text != publish(replace(year, seed=12345)).text
    assert publish(year).text == publish(year).text


def test_what_cannot_be_proved_is_not_published():
    # All that could be said was said before: three patients of one unit in the only table there is.
    year = controls()[0]
    naive = Earlier(all_shown(year), year.reported)
    with pytest.raises(Unproved):
        publish(replace(year, edition=Edition(year=2025, number=2)), [naive])
