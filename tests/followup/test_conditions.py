"""How units meet a condition: told for a year that is published, and not a day before."""

import pytest

from nhv.followup.conditions import reported_on
from nhv.followup.queries import asked_of
from nhv.register.models import Area
from nhv.register.publication import publish
from nhv.specification.follow_up import MET, met_key
from tests.support.areas import WEST, a_file
from tests.support.calls import PROGRAM
from tests.support.pages import get
from tests.support.reports import YEAR, a_report, accepted, patients, published, sent, the_duties

pytestmark = pytest.mark.usefixtures("register")
KEY = "narkos"


def test_what_a_unit_says_of_a_condition_is_told_when_its_year_is_published():
    condition = {"key": KEY, "group": "other", "force": "must", "stage": "decided", "text": "Narkos dygnet runt"}
    publish([a_file(WEST, conditions=[condition])], by=PROGRAM)
    area = Area.objects.get(documents__name=a_file(WEST).area.name).key
    (duty,) = the_duties(area)
    assert [one.key for one in asked_of(duty).conditions] == [KEY]
    accepted(sent(a_report(duty), {**patients([30]), met_key(0): MET}))
    assert reported_on(area, KEY) == []
    assert "Uppfyllt" not in get(f"/omraden/{area}/villkor/{KEY}/").text
    published(YEAR, area)
    assert [(one.year, one.place.name, one.said) for one in reported_on(area, KEY)] == [
        (YEAR, duty.place.name, "Uppfyllt")
    ]
    assert duty.place.name in get(f"/en/omraden/{area}/villkor/{KEY}/").text
