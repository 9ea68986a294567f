"""A report that does not come: longer time, reminders, the management, the note, and what is published then."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from nhv.followup import basis, lacking
from nhv.followup.kind import KIND
from nhv.followup.models import NotReported, PublishedEdition, Reminder
from nhv.followup.queries import closes_at
from nhv.register.models import OutgoingMessage
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.measures import TREATED
from tests.followup.test_publication import attacked
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor
from tests.support.reports import YEAR, a_report, accepted, patients, published, reported, sent, the_duties

WHY = "Enheten har inte svarat."


def long_after() -> datetime:
    return timezone.now() + timedelta(days=90)


def not_reported(duty) -> NotReported:
    """All the steps, one after another, when the time is out."""
    lacking.remind(year=duty.round.year, by=PROGRAM, now=long_after())
    lacking.tell_management(duty=duty, by=PROGRAM, now=long_after())
    return lacking.note_not_reported(duty=duty, why=WHY, by=PROGRAM, now=long_after())


def refused(do, **told) -> str:
    with pytest.raises(Refused) as said:
        do(by=PROGRAM, **told)
    return said.value.code


def mails(person) -> list[str]:
    return list(
        OutgoingMessage.objects.filter(to=person.email, kind="annual_report_lacking").values_list("subject", flat=True)
    )


def test_the_steps_are_taken_in_their_order(register):
    duty = the_duties()[0]
    unit, region = (
        a_person(Role.UNIT_EDITOR, duty.place.key),
        a_person(Role.REGION_ADMINISTRATOR, duty.holder.key),
    )
    now = timezone.now()
    assert refused(lacking.note_not_reported, duty=duty, why=WHY, now=now) == "report_has_time"
    assert refused(lacking.tell_management, duty=duty, now=now) == "report_has_time"
    assert refused(lacking.tell_management, duty=duty, now=long_after()) == "remind_the_unit_first"
    assert refused(lacking.note_not_reported, duty=duty, why=WHY, now=long_after()) == "tell_the_management_first"
    assert not_reported(duty).why == WHY
    assert [len(mails(one)) for one in (unit, region)] == [2, 2]
    assert refused(lacking.note_not_reported, duty=duty, why=WHY, now=long_after()) == "noted_already"
    assert duty not in lacking.not_come(YEAR)
    assert [one.whom for one in Reminder.objects.filter(duty=duty)] == ["unit", "management"]


def test_only_officers_press_for_a_report_and_only_for_one_that_has_not_come(sqlite_register):
    duty = the_duties()[0]
    for who in (Role.UNIT_EDITOR, Role.REGISTRAR):
        by = actor(a_person(who, duty.place.key if who == Role.UNIT_EDITOR else "socialstyrelsen"))
        with pytest.raises(Refused):
            lacking.remind(year=YEAR, by=by, now=long_after())
    sent(a_report(duty), patients([20, 10]))
    for do in (lacking.tell_management, lacking.note_not_reported, lacking.give_time):
        more = {} if do == lacking.tell_management else {"why": WHY}
        more |= {"last_day": long_after().date()} if do == lacking.give_time else {}
        assert refused(do, duty=duty, now=long_after(), **more) == "report_has_come"


def test_longer_time_is_one_reports_own(sqlite_register):
    duty, other = the_duties()[:2]
    later = duty.round.last_day + timedelta(days=10)
    assert refused(lacking.give_time, duty=duty, last_day=duty.round.last_day, why=WHY, now=timezone.now()) == (
        "extension_no_longer"
    )
    lacking.give_time(duty=duty, last_day=later, why="Sjukdom.", by=PROGRAM, now=timezone.now())
    assert closes_at(duty) > closes_at(other) == duty.round.closes_at
    assert KIND.closes_at(a_report(duty)) == closes_at(duty)


def test_the_worker_reminds_twice_and_no_more(sqlite_register):
    closes, owed = the_duties()[0].round.closes_at, len(lacking.not_come(YEAR))
    days = [closes + timedelta(days=days) for days in (-20, -13, -5, 1, 9)]
    assert [lacking.remind_of_what_is_due(day) for day in days] == [0, owed, 0, owed, 0]


def test_a_unit_that_never_reports_hinders_nobody_and_is_not_nobody(register):
    reported(YEAR - 1)
    published(YEAR - 1)
    silent, *others = the_duties()
    for duty in others:
        accepted(sent(a_report(duty), patients([20, 10]) | {"nya-patienter-antal": 9, "sjukdomsmodifierande-antal": 7}))
    with pytest.raises(Refused) as told:
        published(YEAR)
    assert told.value.code == "reports_lacking"
    not_reported(silent)
    document = published(YEAR).document
    assert [(one.unit, one.year) for one in document.not_reported] == [(silent.place.key, str(YEAR))]
    own = [
        table.key
        for table in document.tables
        for cell in table.cells
        if table.at(cell).get("unit") == silent.place.key and table.fixed["year"] == str(YEAR)
    ]
    assert own == [] and any("unit" in table.by for table in document.tables)
    assert any(silent.place.name in text.text and "hade inte rapporterat" in text.text for text in document.texts)
    assert attacked() == []


def test_a_report_that_comes_after_all_is_in_the_next_edition_or_held_as_a_whole(sqlite_register):
    silent, *others = the_duties()
    for duty in others:
        accepted(sent(a_report(duty), patients([20, 10]) | {"nya-patienter-antal": 9, "sjukdomsmodifierande-antal": 7}))
    not_reported(silent)
    published(YEAR)
    accepted(sent(a_report(silent), patients([18, 12]) | {"nya-patienter-antal": 9, "sjukdomsmodifierande-antal": 7}))
    second = published(YEAR)
    is_restated = any(one.unit == silent.place.key for one in second.document.edition.corrected)
    assert second.document.edition.note
    assert is_restated == (not second.document.not_reported)
    own = basis.from_text(second.basis).value(TREATED, {"unit": silent.place.key})
    assert own == (30 if is_restated else 0)
    assert attacked() == [] and PublishedEdition.objects.count() == 2


def test_a_year_that_nobody_reported_has_nothing_to_show(sqlite_register):
    for duty in the_duties():
        not_reported(duty)
    with pytest.raises(Refused) as told:
        published(YEAR)
    assert told.value.code == "nobody_reported"
