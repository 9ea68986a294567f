"""Worked values of intervals and limits, computed elsewhere with SciPy."""

import pytest

from nhv.disclosure.intervals import (
    binomial_limits,
    events,
    proportion,
    rate,
    ratio,
)


@pytest.mark.parametrize(
    ("numerator", "base", "mid", "low", "high"),
    [
        (0, 20, False, 0, 16.84),
        (20, 20, False, 83.16, 100),
        (3, 25, False, 2.55, 31.22),
        (3, 25, True, 3.14, 29.28),
        (12, 40, False, 16.56, 46.53),
    ],
)
def test_a_share_has_its_interval(numerator, base, mid, low, high):
    found = proportion(numerator, base, mid=mid)
    assert [round(100 * one, 2) for one in found] == [low, high]


@pytest.mark.parametrize(
    ("seen", "mid", "low", "high"),
    [(0, False, 0, 3.689), (12, False, 6.201, 20.962), (4, False, 1.090, 10.242), (4, True, 1.271, 9.648)],
)
def test_events_have_theirs(seen, mid, low, high):
    assert [round(one, 3) for one in events(seen, mid=mid)] == [low, high]


def test_a_rate_has_its_interval():
    assert [round(one, 2) for one in rate(12, 183_519)] == [6.54, 3.38, 11.42]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [(8, 20, [2.5, 1.055, 6.562, 0.0357, 0.0241]), (4, 11, [2.75, 0.815, 11.84, 0.118, None])],
)
def test_two_years_are_compared(before, after, wanted):
    found = ratio(before, after)
    for one, value in zip([found.ratio, found.low, found.high, found.p, found.mid_p], wanted, strict=True):
        assert value is None or one == pytest.approx(value, rel=5e-3)


def test_nothing_has_no_ratio():
    with pytest.raises(ValueError, match="nothing"):
        ratio(0, 0)


@pytest.mark.parametrize(
    ("base", "level", "wanted"),
    [(40, 0.95, (0, 9)), (100, 0.95, (4, 17)), (40, 0.998, (None, 12)), (100, 0.998, (1, 21))],
)
def test_the_funnel_of_a_share(base, level, wanted):
    assert binomial_limits(base, 0.10, level) == wanted
