"""A stranger with the files alone, who reckons by other means than the product, finds nobody of those that are hidden
or that nobody listed; and finds those whom hiding the small alone gives away."""

import numpy as np
import pytest

from tests.disclosure.generated import Area, corrected, edition, small_hidden
from tests.disclosure.stranger import Stranger
from tests.support.faults import IS_DRILL

YEARS = ["2023", "2024", "2025"]
AREAS = range(40 if IS_DRILL else 3)


def found_out(stranger, reported) -> list[tuple[str, dict[str, str]]]:
    """The hidden groups of one to four that the stranger can tell."""
    narrow = [(of, at) for of, at in stranger.hidden() if stranger.finds(of, at)]
    return [(of, at) for of, at in narrow if 0 < reported.value(of, at) < 5]


@pytest.mark.parametrize("number", AREAS)
def test_a_stranger_finds_nobody_in_all_editions(number):
    area = Area(number, units=3)
    before = area.reported(YEARS, outcome=True)
    after = corrected(before, np.random.default_rng(number), 12, "2025")
    earlier = []
    for true, which in ((before, 1), (after, 2)):
        earlier.append(edition(area, true, "2025", which, earlier))
    stranger = Stranger([one.text for one in earlier])
    assert list(stranger.hidden())
    assert found_out(stranger, earlier[-1].reported) == []


def test_nor_among_those_that_no_table_lists():
    area = Area(7, units=2)
    reported = area.reported(YEARS, outcome=True)
    done = edition(area, reported, "2025", 1, [])
    stranger = Stranger([done.text])
    few = [at for at in stranger.pairs("treated", "2025") if "unit" in at and 0 < _value(reported, at) < 5]
    assert few
    assert not [at for at in few if stranger.finds("treated", at)]


def _value(reported, at) -> int:
    try:
        return reported.value("treated", at)
    except LookupError:
        return 0


def test_the_same_stranger_finds_those_whom_hiding_the_small_alone_gives_away():
    area = Area(4)
    year = area.year(area.reported(YEARS), "2025")
    assert found_out(Stranger([small_hidden(year)]), year.reported)
