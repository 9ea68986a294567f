"""What a unit tells those who refer: kept in versions, by its own editor, confirmed once a year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from nhv.accounts.vouching.referral_information import (
    confirm_referral_information,
    remind_of_stale,
    remind_of_untried,
    save_referral_information,
)
from nhv.register import queries, referrals
from nhv.register.memory import register_state
from nhv.register.models import Area, DiaryEntry, Organisation, OutgoingMessage, ReferralInformation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.kept import is_stale
from nhv.specification.referrals import AcuteNumber, ReferralFacts, Telephone
from tests.support.areas import WEST, a_file
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

PROGRAM = Actor("program", "test")
HOSPITAL = "sahlgrenska-universitetssjukhuset"
FACTS = ReferralFacts(address="Provgatan 1, 413 45 Göteborg", telephones=(Telephone(number="031-390 06 10"),))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_a_register(register):
    publish([a_file(WEST)], by=PROGRAM)


def area():
    return Area.objects.get(key="provomrade")


def hospital(key=HOSPITAL):
    return Organisation.objects.get(key=key)


def saved(by=None, *, seen=0, facts=FACTS, now=NOW):
    by = by or actor(a_person(Role.UNIT_EDITOR, HOSPITAL))
    return save_referral_information(area=area(), holder=hospital(), facts=facts, seen_version=seen, by=by, now=now)


def told():
    (unit,) = referrals.units(None, area="provomrade")
    return unit.referral


def test_what_is_saved_is_told_with_role_and_organisation_and_never_by_whom():
    before = register_state()
    saved()
    said = told()
    assert (said.facts, said.version, said.confirmed_on) == (FACTS, 1, date(2026, 3, 2))
    assert (said.confirmed_role, said.confirmed_for) == ("unit_editor", "Sahlgrenska universitetssjukhuset")
    assert register_state() != before, "the public's pages are made anew"
    entry = DiaryEntry.objects.order_by("-number").first()
    assert (entry.act, entry.subject_key) == ("referral_information_saved", f"provomrade:{HOSPITAL}")


def test_a_change_supersedes_and_rewrites_nothing():
    by = actor(a_person(Role.UNIT_EDITOR, HOSPITAL))
    saved(by)
    other = FACTS.model_copy(update={"conference": "Tisdagar klockan 8"})
    saved(by, seen=1, facts=other, now=NOW + timedelta(days=1))
    confirm_referral_information(area=area(), holder=hospital(), seen_version=2, by=by, now=NOW + timedelta(days=300))
    rows = ReferralInformation.objects.order_by("version")
    assert [(row.version, row.facts, row.superseded_at is None) for row in rows] == [
        (1, FACTS, False),
        (2, other, False),
        (3, other, True),
    ]
    assert told().confirmed_on == date(2026, 12, 27)


def test_of_two_editors_the_second_reads_first():
    saved()
    with refuses("kept_information_changed"):
        saved(seen=0)
    assert told().version == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.UNIT_EDITOR, "skanes-universitetssjukhus"),
        (Role.SIGNATORY, "vastra-gotalandsregionen"),
        (Role.ADMINISTRATOR, "socialstyrelsen"),
    ],
)
def test_only_the_units_own_editor_may(role, place):
    with refuses("role_elsewhere", "no_such_role"):
        saved(actor(a_person(role, place)))
    assert ReferralInformation.objects.count() == 0


def test_where_there_is_no_permit_there_is_nothing_to_tell():
    skane = hospital("skanes-universitetssjukhus")
    with refuses("no_permit_there"):
        save_referral_information(area=area(), holder=skane, facts=FACTS, seen_version=0, by=PROGRAM, now=NOW)


def test_nothing_can_be_confirmed_before_it_is_told():
    with refuses("kept_information_missing"):
        confirm_referral_information(area=area(), holder=hospital(), seen_version=0, by=PROGRAM, now=NOW)


def test_what_is_told_outlives_the_row_of_the_permit():
    saved()
    publish([a_file({**WEST, "record_number": "1234/2024"})], by=PROGRAM)
    assert told().facts == FACTS


def test_a_year_is_a_year():
    days = [date(2025, 3, 2), date(2024, 2, 29)]
    assert [[is_stale(day, at) for at in (date(2026, 3, 2), date(2026, 3, 3))] for day in days[:1]] == [[False, True]]
    assert [is_stale(days[1], at) for at in (date(2025, 3, 1), date(2025, 3, 2))] == [False, True]


def test_a_stale_one_is_reminded_of_once_a_month():
    editor = a_person(Role.UNIT_EDITOR, HOSPITAL)
    a_person(Role.UNIT_EDITOR, "skanes-universitetssjukhus")
    now = timezone.now()
    saved(actor(editor), now=now - timedelta(days=370))
    mails = lambda: [(mail.to, mail.subject) for mail in OutgoingMessage.objects.filter(kind="referral_stale")]  # noqa: E731
    assert [remind_of_stale(now=now) for _ in range(3)] == [1, 1, 1]
    assert mails() == [(editor.email, "Kontrollera hur man remitterar till er")]
    remind_of_stale(now=now + timedelta(days=32))
    assert len(mails()) == 2
    confirm_referral_information(area=area(), holder=hospital(), seen_version=1, by=actor(editor), now=now)
    assert remind_of_stale(now=now + timedelta(days=70)) == 0
    assert len(mails()) == 2


def test_a_hospital_without_an_editor_is_reminded_through_its_region():
    region = a_person(Role.UNIT_EDITOR, "vastra-gotalandsregionen")
    now = timezone.now()
    saved(actor(region), now=now - timedelta(days=370))
    assert told().confirmed_for == "Västra Götalandsregionen"
    remind_of_stale(now=now)
    assert [mail.to for mail in OutgoingMessage.objects.filter(kind="referral_stale")] == [region.email]


# --- The number for what cannot wait ---


def acute(days_ago):
    tried = timezone.localdate() - timedelta(days=days_ago)
    return FACTS.model_copy(update={"acute": AcuteNumber(number="031-390 06 10", tried_on=tried)})


@pytest.mark.parametrize(
    ("days_ago", "asked", "marked"), [(76, 0, False), (77, 1, False), (90, 1, False), (91, 1, True)]
)
def test_its_owner_is_asked_to_ring_it_before_readers_are_warned(days_ago, asked, marked):
    editor = a_person(Role.UNIT_EDITOR, HOSPITAL)
    save_referral_information(
        area=area(), holder=hospital(), facts=acute(days_ago), seen_version=0, by=actor(editor), now=timezone.now()
    )
    assert [remind_of_untried(now=timezone.now()) for _ in range(2)] == [asked] * 2
    mails = OutgoingMessage.objects.filter(kind="acute_untried")
    assert [mail.to for mail in mails] == [editor.email] * asked
    assert all("031-390 06 10" in mail.text for mail in mails)
    assert told().acute_is_untried is marked


def test_one_press_says_that_it_was_rung_today_and_changes_nothing_else():
    editor = actor(a_person(Role.UNIT_EDITOR, HOSPITAL))
    now = timezone.now()
    old = acute(200)
    save_referral_information(area=area(), holder=hospital(), facts=old, seen_version=0, by=editor, now=now)
    confirm_referral_information(area=area(), holder=hospital(), seen_version=1, by=editor, now=now)
    assert told().facts == old, "who only confirms has not rung"
    confirm_referral_information(area=area(), holder=hospital(), seen_version=2, by=editor, now=now, tried=True)
    assert told().facts == acute(0)
    assert remind_of_untried(now=now) == 0


# --- At a unit ---------------------------------------------------------------------------------------


def a_unit():
    publish([a_file({**WEST, "unit": "Provenheten"})], by=PROGRAM)
    return Organisation.objects.get(kind="unit", name="Provenheten")


def test_an_editor_at_a_unit_keeps_what_the_unit_tells_and_nothing_of_its_hospital():
    unit = a_unit()
    by = actor(a_person(Role.UNIT_EDITOR, unit.key))
    kept = save_referral_information(area=area(), holder=unit, facts=FACTS, seen_version=0, by=by, now=NOW)
    assert (kept.holder, kept.confirmed_for, told().facts) == (unit, unit, FACTS)
    with refuses("role_elsewhere"):
        saved(by)


def test_an_editor_at_the_hospital_keeps_what_its_units_tell():
    by = actor(a_person(Role.UNIT_EDITOR, HOSPITAL))
    save_referral_information(area=area(), holder=a_unit(), facts=FACTS, seen_version=0, by=by, now=NOW)
    assert told().facts == FACTS


def test_what_the_hospital_has_told_is_shown_until_the_unit_tells_itself():
    saved()
    unit = a_unit()
    (holder,) = queries.area_on("provomrade").holders
    assert (holder.place, holder.referral.facts) == (unit, FACTS)
    own = ReferralFacts(address="Enhetsgatan 2")
    save_referral_information(area=area(), holder=unit, facts=own, seen_version=0, by=PROGRAM, now=NOW)
    (holder,) = queries.area_on("provomrade").holders
    assert holder.referral.facts == own
    (row,) = queries.holders_on()["provomrade"]
    assert row.referral.facts == own


def test_a_unit_without_an_editor_is_reminded_of_by_its_hospitals():
    unit = a_unit()
    editor = a_person(Role.UNIT_EDITOR, HOSPITAL)
    save_referral_information(area=area(), holder=unit, facts=FACTS, seen_version=0, by=PROGRAM, now=NOW)
    assert remind_of_stale(now=NOW + timedelta(days=400)) == 1
    assert OutgoingMessage.objects.get(kind="referral_stale").to == editor.email
