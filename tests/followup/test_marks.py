"""A report of a part of the year, with a sub-permit, held together, or of a year whose definition changed, says so to
who writes it and to who receives it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nhv.followup.marks import marks_of
from nhv.followup.models import Duty
from nhv.register.acts.permits import Terms, supersede
from nhv.register.models import Area, Organisation, Permit
from nhv.rules.roles import Role
from tests.followup.test_walk import read
from tests.support.calls import PROGRAM
from tests.support.people import a_person
from tests.support.reports import YEAR, a_report, a_round, the_duties

AREA = "ryggmargsskador"
OTHER = "region-norrbotten"


@pytest.fixture
def duty(sqlite_register) -> Duty:
    """Of a permit from May, with a sub-permit from September, together with another region; in July all got a new
    definition."""
    area = Area.objects.get(key=AREA)
    document = area.documents.newest_first()[0]
    (part, *_others) = document.specification.sub_permits
    permit = Permit.objects.known().filter(area=area).order_by("number").first()
    assert permit
    told = replace(
        Terms.of(permit),
        valid_from=date(YEAR, 5, 1),
        cooperates_with=(OTHER,),
        sub_permits=(part.key,),
        part_days={part.key: {"from": f"{YEAR}-09-01"}},
    )
    supersede(permit=permit, terms=told, by=PROGRAM, why="Prov.")
    document.pk, document.version, document.in_force_from = None, document.version + 1, date(YEAR, 7, 1)
    document.save(force_insert=True)
    a_round()
    return next(one for one in the_duties(AREA) if one.permit == permit.number)


def words(duty) -> list[str]:
    name = Organisation.objects.get(key=OTHER).name
    part = duty.document.specification.sub_permits[0].text
    return [
        f"Tillståndet gällde inte hela året: från 1 maj {YEAR}.",
        f"{part} (från 1 september {YEAR})",
        name,
        f"En ny definition gäller från 1 juli {YEAR}.",
    ]


SHORT = ("del av året", "deltillstånd", "samverkar", "definitionen ändrad under året")


def test_who_writes_and_who_receives_are_told_in_words(duty):
    report = a_report(duty)
    pages = [
        read(a_person(Role.UNIT_EDITOR, duty.place.key), f"/arsrapporter/{report.key}/"),
        read(a_person(Role.OFFICER), reverse("officer-round-area", args=[YEAR, AREA])),
    ]
    for page in pages:
        for sentence in words(duty):
            assert " ".join(sentence.split()) in page.text, sentence


def test_lists_say_it_in_a_word_and_of_those_alone_that_are_so(duty):
    other = next(one for one in the_duties(AREA) if one != duty)
    said = marks_of([duty, other])[other.key]
    assert (said.begins, said.ends, said.cooperates_with) == (None, None, ())
    assert {(one.begins, one.ends) for one in said.sub_permits} == {(None, None)}
    page = read(a_person(Role.UNIT_EDITOR, duty.place.key), reverse("units"))
    for word in SHORT:
        assert word in page.text


def test_as_many_queries_for_all_as_for_one(duty):
    every, asked = list(Duty.objects.filter(round__year=YEAR).select_related("round")), []
    assert len(every) > 10
    for duties in (every[:1], every):
        with CaptureQueriesContext(connection) as captured:
            assert len(marks_of(duties)) == len(duties)
        asked.append(len(captured))
    # Where nobody holds one together no names are asked for.
    assert asked[0] <= asked[1] == 3
