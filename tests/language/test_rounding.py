"""What a page shows is what anybody gets who rounds a number of the file."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from nhv.language.rounding import minutes_shown, minutes_written, percent_shown, share_written


@pytest.mark.parametrize(
    ("exact", "written", "shown"),
    [(105.0213, 105.02, 105.0), (105.046, 105.05, 105.1), (105.25, 105.25, 105.3), (0.15, 0.15, 0.2), (0, 0, 0)],
)
def test_minutes_are_written_and_then_shown(exact, written, shown):
    assert (minutes_written(exact), minutes_shown(exact)) == (written, shown)


@pytest.mark.parametrize(("exact", "written", "shown"), [(0.23994, 0.2399, 24.0), (0.45145, 0.4515, 45.2), (1, 1, 100)])
def test_shares_are_written_and_then_shown(exact, written, shown):
    assert (share_written(exact), percent_shown(exact)) == (written, shown)


def test_whoever_rounds_what_is_written_gets_what_is_shown():
    for number in range(0, 100_000, 7):
        told = Decimal(str(minutes_written(number / 701)))
        assert minutes_shown(number / 701) == float(told.quantize(Decimal("0.1"), ROUND_HALF_UP))
        share = Decimal(str(share_written(number / 100_000))) * 100
        assert percent_shown(number / 100_000) == float(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
