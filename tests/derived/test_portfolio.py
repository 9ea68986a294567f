"""How a permit stands on a day, and what each year gained and lost."""

from dataclasses import dataclass
from datetime import date

import pytest

from nhv.derived.portfolio import state_on, years

DAY = date(2025, 6, 1)


@dataclass(frozen=True)
class Permit:
    valid_from: date | None = None
    valid_until: date | None = None


@pytest.mark.parametrize(
    ("begins", "ends", "state"),
    [
        (date(2025, 6, 1), None, "in_force"),
        (date(2025, 6, 2), None, "decided"),
        (date(2020, 1, 1), date(2025, 6, 1), "in_force"),
        (date(2020, 1, 1), date(2025, 5, 31), "ended"),
        (None, None, "start_unknown"),
        (None, date(2025, 5, 31), "ended"),
    ],
)
def test_how_a_permit_stands(begins, ends, state):
    assert state_on(Permit(begins, ends), DAY) == state


def test_each_year_has_what_it_gained_and_lost_and_what_was_left():
    one = Permit(date(2022, 1, 1))
    other = Permit(date(2023, 4, 1), date(2024, 12, 31))
    third = Permit(date(2024, 7, 1), date(2024, 12, 30))
    unknown = Permit()
    found = [(y.year, y.gained, y.lost, y.held) for y in years([one, other, third, unknown], 2025)]
    assert found == [
        (2025, (), (), 1),
        (2024, (third,), (other, third), 2),
        (2023, (other,), (), 2),
        (2022, (one,), (), 1),
    ]


def test_without_a_known_day_there_is_this_year_alone():
    assert [(y.year, y.held) for y in years([Permit()], 2025)] == [(2025, 0)]


def test_a_day_in_the_dark_ages_makes_no_endless_table():
    assert len(years([Permit(date(1, 1, 1))], 2025)) == 60
