"""Who could do this, under which conditions, on day X, and what did we believe then: a table of days and knowledge."""

from datetime import date, datetime, timedelta

import pytest

from nhv.program.main import main
from nhv.register import history
from nhv.register.acts.documents import publish_document
from nhv.register.acts.permits import Terms, end, grant, supersede
from nhv.register.models import Area, Organisation, Permit
from nhv.register.publication import publish
from nhv.register.queries import area_on
from nhv.rules.actor import Actor
from nhv.specification.deadlines import SWEDEN
from tests.support.areas import WEST, a_file
from tests.support.pages import get
from tests.support.refusals import refuses

US = Actor("program", "test")
AREA = "provomrade"
CONDITION = {"key": "ecmo", "group": "critical_equipment", "force": "must", "text": "ECMO", "stage": "decided"}
CHILDREN = {"key": "barn", "text": "Vård av barn", "units": 1}


@pytest.fixture(autouse=True)
def _an_area_with_a_permit(register):
    publish([a_file(WEST, conditions=[CONDITION], sub_permits=[CHILDREN])], by=US)


def _skane(**more):
    document = Area.objects.get(key=AREA).documents.newest_first()[0]
    holder = Organisation.objects.get(key="region-skane")
    return grant(document=document, terms=Terms(holder=holder, valid_from=date(2025, 1, 1), **more), by=US)


def _on(day: date, known: datetime) -> dict[str, str]:
    return {one.permit.holder.key: one.stands for one in history.permits_as_known(AREA, day, known)}


NOW, LAST_YEAR = datetime(2999, 1, 1, tzinfo=SWEDEN), datetime(2020, 1, 1, tzinfo=SWEDEN)


def test_legal_time_and_knowledge_are_two_times():
    permit = _skane()
    before = Permit.objects.get(pk=permit.pk).recorded_at
    ended = end(permit=permit, last_day=date(2025, 6, 30), by=US, why="Återkallat")
    table = [
        (date(2024, 12, 31), NOW, "decided"),
        (date(2025, 1, 1), NOW, "in_force"),
        (date(2025, 6, 30), NOW, "in_force"),
        (date(2025, 7, 1), NOW, "ended"),
        # Before the end was known, it was believed to go on.
        (date(2025, 7, 1), before, "in_force"),
        (date(2025, 7, 1), ended.recorded_at, "ended"),
    ]
    assert [_on(day, known)["region-skane"] for day, known, _stands in table] == [stands for *_rest, stands in table]
    assert _on(date(2025, 1, 1), LAST_YEAR) == {}


def test_conditions_are_those_of_the_row_that_was_known():
    permit = _skane()
    changed = a_file(WEST, conditions=[CONDITION | {"text": "ECMO dygnet runt"}], sub_permits=[CHILDREN]).area
    publish_document(area=changed, by=US)
    newest = Area.objects.get(key=AREA).documents.newest_first()[0]
    supersede(permit=permit, terms=Terms.of(permit), document=newest, by=US, why="Ny lydelse")
    texts = [
        one.permit.conditions[0]["text"]
        for known in (permit.recorded_at, NOW)
        for one in history.permits_as_known(AREA, date(2025, 1, 1), known)
        if one.permit.holder.key == "region-skane"
    ]
    assert texts == ["ECMO", "ECMO dygnet runt"]


def test_a_part_that_begins_later_is_decided_and_not_in_force():
    _skane(sub_permits=("barn",), part_days={"barn": {"from": "2026-01-01", "until": "2027-01-01"}})

    def parts(day: date) -> tuple[str, ...]:
        (one,) = (x for x in history.permits_as_known(AREA, day, NOW) if x.permit.holder.key == "region-skane")
        return one.sub_permits

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 1), date(2027, 1, 2)]
    assert [parts(day) for day in days] == [(), ("barn",), ("barn",), ()]
    view = area_on(AREA, date(2025, 12, 31))
    assert view is not None
    (holder,) = (one for one in view.holders if one.region.key == "region-skane")
    assert (holder.sub_permits, dict(holder.part_starts)) == (("barn",), {"barn": date(2026, 1, 1)})
    assert "från 1 januari 2026" in get(f"/omraden/{AREA}/?datum=2025-12-31").text
    with refuses("permit_part_not_held"):
        _skane(part_days={"barn": {"from": "2026-01-01"}})


def test_page_api_and_command_say_the_same(capsys):
    permit = _skane()
    end(permit=permit, last_day=date(2025, 6, 30), by=US, why="Återkallat")
    page = get(f"/omraden/{AREA}/tillstand/?datum=2025-07-01")
    assert page.status == 200
    assert "Region Skåne har upphört" in page.text
    told = get(f"/omraden/{AREA}/tillstand/?datum=2025-07-01&visste=2001-01-01")
    assert "Registret visste då inte av något tillstånd i området." in told.text
    from django.test import Client

    items = Client().get(f"/api/v1/areas/{AREA}/permits?as_of=2025-07-01").json()["items"]
    assert [(one["holder"], one["state"]) for one in items][-1] == ("region-skane", "ended")
    assert items[-1]["conditions"] == [{"key": "ecmo", "text": "ECMO"}]
    assert main(["permits", AREA, "--on", "2025-07-01"]) == 0
    assert "Region Skåne (Region Skåne): har upphört" in capsys.readouterr().out
    assert main(["permits", AREA, "--on", "juli"]) == 2
    assert main(["permits", "finns-inte"]) == 2


def test_who_is_to_end_takes_no_new_referrals_from_the_day_of_notice():
    permit = _skane()
    today = date(2026, 3, 1)
    end(permit=permit, last_day=today + timedelta(days=200), turned_on=today, by=US, why="Återkallat")
    for day, taking in ((today - timedelta(days=1), 2), (today, 1)):
        view = area_on(AREA, day)
        assert view is not None
        assert (len(view.row.known.holders), len(view.row.known.turned)) == (taking, 2 - taking)
        assert len([one for one in view.holders if one.in_force]) == 2
    page = get(f"/omraden/{AREA}/?datum={today}").text
    assert "Tar inte emot nya remisser Region Skåne sedan 1 mars 2026." in page
    assert "Nya remisser går till de andra enheterna med tillstånd." in page
