"""What a unit may tell those who refer, and what is no telephone number."""

from datetime import date

import pytest
from pydantic import ValidationError

from nhv.specification.referrals import AcuteNumber, ReferralFacts, Telephone


@pytest.mark.parametrize("number", ["031-342 10 00", "+46 31 342 10 00", "08-123 456 78, knappval 2", "112 00"])
def test_a_number_is_written_as_people_write_it(number):
    assert Telephone(number=number).number == number


@pytest.mark.parametrize("number", ["", "växeln", "<b>031</b>", "031-342 10 00\n08", "1" * 60, "javascript:1"])
def test_what_cannot_be_dialled_is_no_number(number):
    with pytest.raises(ValidationError):
        Telephone(number=number)


def test_a_telephone_dials_the_number_alone():
    assert Telephone(number="+46 (0)31-342 10 00, knappval 2").digits == "+460313421000"


def test_what_tells_no_way_in_is_refused():
    with pytest.raises(ValidationError, match="ange minst ett sätt att nå enheten"):
        ReferralFacts(required=("Klinisk status",), conference="Tisdagar")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://exempel.invalid", "www.exempel.invalid"])
def test_a_link_leads_to_the_web(link):
    with pytest.raises(ValidationError):
        ReferralFacts(link=link)


TRIED = {"number": "031-390 06 10", "hours": "dygnet runt", "tried_on": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("day", "untried"), [(date(2026, 1, 1), False), (date(2026, 4, 1), False), (date(2026, 4, 2), True)]
)
def test_an_acute_number_is_tried_every_ninety_days(day, untried):
    assert AcuteNumber(**TRIED).is_untried(day) is untried


def test_an_acute_number_that_nobody_has_tried_is_refused():
    with pytest.raises(ValidationError, match="tried_on"):
        ReferralFacts(acute={"number": "031-390 06 10"})
