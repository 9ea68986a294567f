"""Where a report's numbers come from: counted month by month, from a file, from last year, or typed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhv.filings.models import Filing
from nhv.filings.working_copy import own_answers
from nhv.followup.queries import asked_of
from nhv.followup.sources import LAST_YEAR, TALLY, counted_by_source, offers, sources_of, tally_of
from nhv.register.acts.figures import record_figures
from nhv.register.acts.permits import Terms, grant
from nhv.register.models import Area, Figure, Organisation, Permit
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.figures import FigureRow
from nhv.specification.follow_up import MET, met_key, total_key
from nhv.specification.measures import TREATED
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor, signed_in
from tests.support.reports import AREA, YEAR, a_report, accepted, patients, sent, the_duties

HOSPITAL, OTHER = "skanes-universitetssjukhus", "karolinska-universitetssjukhuset"
WITH_CONDITIONS = "viss-avancerad-esofaguskirurgi"


def our_duty(year=YEAR):
    return next(one for one in the_duties(year=year) if one.place.key == HOSPITAL)


def counted(months, place=HOSPITAL, measure=TREATED):
    return [
        FigureRow(AREA, place, measure, date(YEAR, month, 1), number, month) for month, number in enumerate(months, 1)
    ]


def test_a_unit_tells_its_own_counts_and_no_others(register):
    unit = actor(a_person(Role.UNIT_EDITOR, HOSPITAL))
    ours, theirs = (Organisation.objects.get(key=key) for key in (HOSPITAL, OTHER))
    record_figures(source=TALLY.name, rows=counted([2, 3]), place=ours, by=unit)
    for rows, place in ((counted([1], OTHER), theirs), (counted([1], OTHER), ours), (counted([1]), None)):
        with pytest.raises(Refused):
            record_figures(source=TALLY.name, rows=rows, place=place, by=unit)
    assert tally_of(AREA, HOSPITAL, YEAR) == {(TREATED, 1): 2, (TREATED, 2): 3}
    assert tally_of(AREA, OTHER, YEAR) == {}


def test_the_count_is_kept_whole_or_not_and_nobodys_is_written_over(sqlite_register):
    unit = signed_in(Client(), a_person(Role.UNIT_EDITOR, HOSPITAL))
    assert (
        reverse("tally", args=[AREA, HOSPITAL, timezone.localdate().year])
        in unit.get(reverse("tallies")).content.decode()
    )
    address = reverse("tally", args=[AREA, HOSPITAL, YEAR])
    january, february = f"{TREATED}.1", f"{TREATED}.2"
    for wrong in ("<5", "-1", "1 000,5", "1000000000", "100001"):
        page = unit.post(address, {january: "4", february: wrong}).content.decode()
        assert "Inget är sparat" in page and wrong.replace("<", "&lt;") in page
    assert not Figure.objects.exists()
    assert unit.post(address, {january: "4", february: "0"}).status_code == 302
    # Another window, opened before: what is changed in it meets what was saved since, and what is not, lets it be.
    assert "skrivit 4" in unit.post(address, {january: "9", f"{january}.was": ""}).content.decode()
    unit.post(address, {january: "", february: "1", f"{february}.was": "0"})
    assert tally_of(AREA, HOSPITAL, YEAR) == {(TREATED, 1): 4, (TREATED, 2): 1}
    for elsewhere in ((AREA, OTHER, YEAR), ("finns-inte", HOSPITAL, YEAR), (AREA, HOSPITAL, 1999)):
        assert unit.get(reverse("tally", args=elsewhere)).status_code == 404


def test_the_counts_are_fetched_into_the_report_and_marked(sqlite_register):
    record_figures(source=TALLY.name, rows=counted([10, 20]), by=PROGRAM)
    record_figures(source=TALLY.name, rows=counted([99], OTHER), by=PROGRAM)
    report = a_report(our_duty(), {total_key("nya-patienter"): 7})
    assert [(one.source, dict(one.answers), one.months) for one in offers(our_duty())] == [
        (TALLY.name, {total_key(TREATED): 30}, 2)
    ]
    unit = signed_in(Client(), a_person(Role.UNIT_EDITOR, HOSPITAL))
    address = reverse("report-fetch", args=[report.key, TALLY.name])
    assert address in unit.get(reverse("annual_report:show", args=[report.key])).content.decode()
    shown = unit.get(address)
    assert "Räknat i 2 månader" in shown.content.decode()
    assert reverse("annual_report:list") in shown.content.decode()
    unit.post(address, {"read": shown.context["read"]})
    report = Filing.objects.get(pk=report.pk)
    assert own_answers(report)[total_key(TREATED)] == 30
    assert sources_of([report])[report.key] == {total_key(TREATED): TALLY.name, total_key("nya-patienter"): "typed"}
    overview = unit.get(reverse("annual_report:show", args=[report.key])).content.decode()
    assert "månadsräkning: 1; skrivet: 1" in overview
    # What somebody writes over it is typed.
    sent(report, patients([20, 11]))
    assert counted_by_source(Filing.objects.get(pk=report.pk))[TALLY.name] == 0
    assert unit.get(reverse("report-fetch", args=[report.key, "conferences"])).status_code == 404


def test_last_years_conditions_are_fetched_and_never_its_numbers(sqlite_register):
    area = Area.objects.get(key=WITH_CONDITIONS)
    known = Permit.objects.known().filter(area__key=AREA).first()
    terms = Terms(holder=known.holder, place=known.place, valid_from=date(2023, 1, 1))
    grant(document=area.documents.newest_first()[0], terms=terms, by=PROGRAM)
    before = the_duties(WITH_CONDITIONS, YEAR - 1)[0]
    asked = a_report(before)
    condition = next(one.key for one in asked.outline.outline.asked() if one.key == met_key(0))
    others = {total_key(one.key): 5 for one in asked_of(before).patients if one.key != TREATED}
    accepted(sent(asked, patients([20, 10]) | others | {condition: MET}))
    duty = next(one for one in the_duties(WITH_CONDITIONS) if one.place == before.place)
    assert [(one.source, dict(one.answers)) for one in offers(duty)] == [(LAST_YEAR, {condition: MET})]
