"""The life of an area as days."""

from datetime import date

from nhv.derived.timeline import Event, timeline
from nhv.specification.document import CallFacts, PermitFacts
from tests.support.areas import an_area


def test_two_bodies_decide_and_the_regions_of_one_day_share_an_event():
    area = an_area(decision={"date": date(2023, 1, 10)})
    call = CallFacts(key="utlysning", title="Utlysning", published_on=date(2023, 2, 1), deadline=date(2023, 5, 1))
    permits = [
        PermitFacts(region="Region Skåne", decided_on=date(2023, 9, 1), valid_from=date(2024, 1, 1)),
        PermitFacts(
            region="Region Uppsala",
            decided_on=date(2023, 9, 1),
            valid_from=date(2024, 7, 1),
            valid_until=date(2025, 7, 1),
        ),
    ]
    assert timeline(area, permits, [call]) == (
        Event(date(2023, 1, 10), "definition_decided", ("Socialstyrelsen",)),
        Event(date(2023, 2, 1), "call_published"),
        Event(date(2023, 5, 1), "call_closes"),
        Event(date(2023, 9, 1), "permits_decided", ("Region Skåne", "Region Uppsala")),
        Event(date(2024, 1, 1), "permits_start", ("Region Skåne",)),
        Event(date(2024, 7, 1), "permits_start", ("Region Uppsala",)),
        Event(date(2025, 7, 1), "permits_end", ("Region Uppsala",)),
    )


def test_a_definition_that_was_decided_anew_has_both_its_days():
    first, anew = date(2023, 1, 10), date(2025, 4, 2)
    area = an_area(decision={"date": anew})
    assert timeline(area, [], [], [first, anew]) == tuple(
        Event(day, "definition_decided", ("Socialstyrelsen",)) for day in (first, anew)
    )


def test_days_that_nobody_tells_are_left_out():
    assert timeline(an_area(), [PermitFacts(region="Region Skåne")], []) == ()
