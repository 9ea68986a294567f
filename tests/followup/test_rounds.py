"""The round: who owes what, what may be accepted, and that nobody sees another unit's report."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nhv.derived.annual_report import KIND, annual_report
from nhv.filings.acts.drafts import start_filing
from nhv.filings.acts.handling import request_completion
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.queries import own_filings, received_filings
from nhv.followup.models import Acceptance, Duty
from nhv.followup.queries import asked_of, last_year_of
from nhv.followup.rounds import accept, findings_of, gather_duties, open_round
from nhv.register.acts.permits import Terms, grant
from nhv.register.models import Area, Permit
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.follow_up import counted, explanation_key, home_key, total_key
from nhv.specification.measures import TREATED
from tests.support.calls import PROGRAM, once
from tests.support.people import a_person, actor
from tests.support.reports import AREA, YEAR, a_report, a_round, accepted, patients, sent, the_duties

HOSPITAL, OTHER = "skanes-universitetssjukhus", "karolinska-universitetssjukhuset"


def test_every_permit_in_force_owes_a_report_and_no_other(sqlite_register):
    year = a_round(2023)
    in_force = Permit.objects.known().filter(area__key=AREA)
    assert the_duties(year=2023) and len(the_duties(year=2023)) == in_force.count()
    # The permits began on the first of April.
    assert {(one.begins, one.ends) for one in the_duties(year=2023)} == {(date(2023, 4, 1), None)}
    assert not year.duties.filter(area__key="svarbehandlad-epilepsi").exists()
    assert {(one.begins, one.ends) for one in the_duties(year=2024)} == {(None, None)}


@pytest.mark.parametrize(
    ("year", "days", "code"),
    [
        (lambda: timezone.localdate().year, 30, "round_of_no_ended_year"),
        (lambda: 2018, 30, "round_of_no_ended_year"),
        (lambda: YEAR, -1, "round_day_passed"),
    ],
)
def test_a_round_that_cannot_be_opened(sqlite_register, year, days, code):
    with pytest.raises(Refused) as told:
        open_round(year=year(), last_day=timezone.localdate() + timedelta(days=days), by=PROGRAM, now=timezone.now())
    assert told.value.code == code


def test_a_permit_learnt_of_later_owes_too(sqlite_register):
    a_round()
    assert gather_duties(year=YEAR, by=PROGRAM) == 0
    area = Area.objects.get(key="viss-avancerad-esofaguskirurgi")
    assert not the_duties(area.key)
    known = Permit.objects.known().filter(area__key=AREA).first()
    terms = Terms(holder=known.holder, place=known.place, valid_from=date(2024, 1, 1))
    grant(document=area.documents.newest_first()[0], terms=terms, by=PROGRAM)
    assert gather_duties(year=YEAR, by=PROGRAM) == 1
    assert [one.place for one in the_duties(area.key)] == [known.place]


def test_only_the_one_that_owes_it_can_begin_it_and_once(sqlite_register):
    duty, other = the_duties()[:2]
    with pytest.raises(Refused) as told:
        start_filing(kind=KIND, owner=Owner(other.place.key), about=duty.key, by=PROGRAM, once_key=once())
    assert told.value.code == "owner_of_another_kind"
    a_report(duty)
    with pytest.raises(Refused) as told:
        a_report(duty)
    assert told.value.code == "report_begun"


@pytest.mark.parametrize(
    ("change", "weight"),
    [
        ({}, None),
        ({home_key(TREATED, "region-skane"): 1}, "wrong"),
        ({total_key(TREATED): 31}, "wrong"),
        ({total_key(TREATED): ""}, "wrong"),
        ({total_key("nya-patienter"): 31}, "wrong"),
        ({total_key("nya-patienter"): 30}, None),
        ({total_key("nya-patienter"): ""}, "odd"),
    ],
)
def test_what_does_not_add_up_is_found(sqlite_register, change, weight):
    duty = the_duties()[0]
    report = sent(a_report(duty), FULL | change)
    assert [one.weight for one in findings_of(report, duty)][:1] == ([weight] if weight else [])
    if weight:
        with pytest.raises(Refused) as told:
            accepted(report)
        assert told.value.code == "report_has_findings"
    else:
        accepted(report)


FULL = patients([20, 10]) | {total_key("nya-patienter"): 12, total_key("sjukdomsmodifierande"): 9}


def test_a_change_beyond_chance_is_explained_or_corrected(sqlite_register):
    before = the_duties(year=YEAR - 1)[0]
    accepted(sent(a_report(before), FULL))
    duty = the_duties()[0]
    assert last_year_of(duty)[total_key(TREATED)] == 30
    asked = annual_report(asked_of(duty), last_year_of(duty)).find(total_key(TREATED))
    assert asked is not None and asked.question.hint == "Förra året: 30"
    more = FULL | patients([60, 40])
    report = sent(a_report(duty), more)
    assert [(one.weight, one.is_open) for one in findings_of(report, duty)] == [("odd", True)]
    with pytest.raises(Refused):
        accepted(report)
    report = sent(report, more | {explanation_key(TREATED): "Ett annat sjukhus slutade."})
    assert [(one.weight, one.is_open) for one in findings_of(report, duty)] == [("odd", False)]
    accepted(report)


def test_a_returned_report_comes_back_and_the_accepted_version_counts_until_another_is(register):
    duty, officer = the_duties()[0], actor(a_person(Role.OFFICER, "socialstyrelsen"))
    report = sent(a_report(duty), FULL | {home_key(TREATED, "region-skane"): 1})
    day = timezone.localdate() + timedelta(days=14)
    request_completion(filing=report, text="Vad är rätt?", deadline=day, by=officer, now=timezone.now())
    report = sent(report, {home_key(TREATED, "region-skane"): ""})
    accept(filing=report, by=officer, now=timezone.now())
    assert Acceptance.objects.get().version == 2
    corrected = sent(report, patients([25, 10]))
    assert corrected.state == "received" and Acceptance.objects.get().version == 2
    accepted(corrected)
    assert [one.version for one in Acceptance.objects.all()] == [2, 3]


def test_a_blank_part_is_nobody_and_a_blank_total_is_not_reported(sqlite_register):
    asked = asked_of(the_duties()[0])
    assert counted(asked, {}) == {}
    own = counted(asked, {total_key(TREATED): 3, home_key(TREATED, "region-skane"): 3})[TREATED]
    assert (own.total, sum(own.homes), len(own.homes)) == (3, 3, 22)


def test_nobody_sees_the_report_of_another_unit(sqlite_register):
    ours = next(one for one in the_duties() if one.place.key == HOSPITAL)
    theirs = next(one for one in the_duties() if one.place.key == OTHER)
    report, other = sent(a_report(ours), FULL), sent(a_report(theirs), FULL)
    at_ours = [actor(a_person(Role.UNIT_EDITOR, HOSPITAL)), actor(a_person(Role.SIGNATORY, "region-skane"))]
    for one in at_ours:
        assert [found.key for found in own_filings(one, kind=KIND)] == [report.key]
        assert not received_filings(one, kind=KIND).exists()
        with pytest.raises(Refused):
            accept(filing=report, by=one, now=timezone.now())
    officer = actor(a_person(Role.OFFICER, "socialstyrelsen"))
    assert {found.key for found in received_filings(officer, kind=KIND)} == {report.key, other.key}


def test_a_draft_is_nobodys_but_the_units(sqlite_register):
    a_report(the_duties()[0], FULL)
    assert not received_filings(actor(a_person(Role.OFFICER, "socialstyrelsen")), kind=KIND).exists()
    assert Filing.objects.get().state == "draft"
    assert Duty.objects.count() > 100
