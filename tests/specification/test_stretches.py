"""The days of a process on one timeline."""

from datetime import date

import pytest

from nhv.language.faults import Fragment
from nhv.specification.stretches import Stretch, StretchFault, check_stretches


def a_stretch(place, begins, ends=None):
    return Stretch(place, Fragment(f"steg {place}"), date.fromisoformat(begins), ends and date.fromisoformat(ends))


@pytest.mark.parametrize(
    "days",
    [
        [],
        [(1, "2026-02-02")],
        [(1, "2026-02-02", "2026-03-15"), (2, "2026-03-16", "2026-06-01"), (3, "2026-06-08", "2026-08-31")],
        [(3, "2026-06-08", "2026-08-31"), (1, "2026-02-02", "2026-03-15")],
    ],
)
def test_days_that_follow_each_other_stand(days):
    check_stretches(a_stretch(*said) for said in days)


@pytest.mark.parametrize(
    ("days", "code", "named"),
    [
        ([(3, "2026-06-08", "2026-08-31"), (4, "2026-08-31")], "stretches_overlap", "31 augusti 2026"),
        ([(3, "2026-06-08", "2026-09-14"), (4, "2026-09-01")], "stretches_overlap", "1 september 2026"),
        ([(4, "2026-05-01"), (3, "2026-06-08", "2026-08-31")], "stretches_overlap", "1 maj 2026"),
        ([(1, "2026-02-02", "2026-02-01")], "stretch_ends_before_it_begins", "1 februari 2026"),
        ([(1, "0026-02-02")], "year_unlikely", "1900"),
    ],
)
def test_days_that_clash_are_refused_with_both_named(days, code, named):
    with pytest.raises(StretchFault) as fault:
        check_stretches(a_stretch(*said) for said in days)
    assert (fault.value.code, named in str(fault.value)) == (code, True)
