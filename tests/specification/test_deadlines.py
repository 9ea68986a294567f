"""When a deadline is: one instant in UTC, whatever the clocks do that night."""

import os
import time as clock
from datetime import UTC, date, datetime, time

import pytest

from nhv.specification.deadlines import first_too_late, is_late, is_rest_day, working_days_around
from tests.support.refusals import refuses


@pytest.mark.parametrize(
    ("last_day", "too_late"),
    [
        (date(2025, 11, 14), datetime(2025, 11, 14, 23, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
    ids=str,
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_the_day_ends_at_swedish_midnight_wherever_the_machine_stands(
    last_day: date, too_late: datetime, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TZ", zone)
    clock.tzset()
    try:
        assert first_too_late(last_day) == too_late
        assert (is_late(too_late.replace(microsecond=0), last_day), first_too_late(last_day).tzinfo) == (True, UTC)
    finally:
        monkeypatch.undo()
        clock.tzset()


@pytest.mark.parametrize(
    ("day", "hour", "code"),
    [
        (date(2026, 3, 29), time(2, 0), "hour_missing"),
        (date(2026, 3, 29), time(2, 59), "hour_missing"),
        (date(2026, 10, 25), time(2, 0), "hour_doubled"),
        (date(2026, 10, 25), time(2, 59), "hour_doubled"),
        (date(9999, 12, 31), None, "year_unlikely"),
        (date(1, 1, 1), None, "year_unlikely"),
    ],
)
def test_an_hour_that_is_missing_or_doubled_and_a_year_that_nobody_means_are_refused(
    day: date, hour: time | None, code: str
) -> None:
    with refuses(code):
        first_too_late(day, hour)


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2026, 3, 29), time(1, 59), 0),
        (date(2026, 3, 29), time(3, 0), 1),
        (date(2026, 10, 25), time(3, 0), 2),
        (date(2026, 7, 1), time(12, 0), 10),
    ],
)
def test_the_hours_around_are_ordinary(day: date, hour: time, utc: int) -> None:
    assert first_too_late(day, hour).hour == utc


def test_a_time_without_a_zone_is_no_time_of_receipt() -> None:
    with pytest.raises(ValueError, match="zone"):
        is_late(datetime(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 4, 3), date(2026, 4, 2), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2027, 5, 6), date(2027, 5, 5), date(2027, 5, 7)),  # Ascension Day
        (date(2027, 6, 25), date(2027, 6, 24), date(2027, 6, 28)),  # Midsummer's eve
        (date(2038, 4, 26), date(2038, 4, 22), date(2038, 4, 27)),  # the latest Easter there is
    ],
)
def test_a_day_of_rest_has_a_working_day_on_each_side(day: date, before: date, after: date) -> None:
    assert is_rest_day(day) and working_days_around(day) == (before, after)


def test_an_ordinary_day_is_no_day_of_rest() -> None:
    assert not any(map(is_rest_day, (date(2026, 4, 2), date(2026, 4, 7), date(2027, 6, 18), date(2026, 11, 30))))
