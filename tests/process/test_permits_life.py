"""A permit's life: a fact is lost, a letter comes, the holder is heard, the permit ends in stages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from nhv.accounts.vouching.hospital_facts import attest
from nhv.derived.permit_notice import CONDITIONS, DAY, WHAT, WORDS, Notified
from nhv.filings.acts import drafts, sending
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.language.dates import date_in_words
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Decided, Next
from nhv.process.permits.models import Exemption, HolderReply, PermitDecision, PermitMatter
from nhv.process.permits.moves import Ground, MatterKind, MatterState
from nhv.process.permits.originals import Seen, enter_original
from nhv.process.permits.places import vacant_places
from nhv.process.permits.queries import (
    address_of,
    letters_waiting,
    original_decisions,
    own_matters,
    permit_at,
)
from nhv.process.permits.reach import lost_fact, lost_facts, struck_by
from nhv.register.general import general
from nhv.register.models import Area, Organisation, Permit
from nhv.register.publication import publish
from nhv.register.queries import area_on
from nhv.rules.roles import Role
from nhv.specification.general import NONE_OF_IT
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.calls import PROGRAM, once
from tests.support.pages import get
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

AREA = "provomrade"
SAHLGRENSKA = "sahlgrenska-universitetssjukhuset"
SUS = "skanes-universitetssjukhus"
CHILDREN = {"key": "barn", "text": "Vård av barn", "units": 1}


def _fact() -> str:
    """A fact that can be said not to be there."""
    return next(one.key for one in general().facts if NONE_OF_IT in one.question.choices)


def _round_the_clock() -> str:
    return next(one.question.choices[0] for one in general().facts if one.key == _fact())


@pytest.fixture(autouse=True)
def _two_permits(register):
    """Two hospitals with the same condition, which rests on a fact that both have attested; one has the sub-permit."""
    condition = {
        "key": "narkos", "group": "other", "force": "must", "stage": "decided", "text": "Narkos dygnet runt",
        "fact": _fact(),
    }  # fmt: skip
    west, south = {**WEST, "sub_permits": ["barn"]}, SOUTH
    publish([a_file(west, south, conditions=[condition], sub_permits=[CHILDREN], units=2)], by=PROGRAM)
    for hospital in (SAHLGRENSKA, SUS):
        attest(hospital=_hospital(hospital), fact=_fact(), raw=_round_the_clock(), by=PROGRAM, now=timezone.now())


def _hospital(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


def _permit(hospital: str = SAHLGRENSKA) -> Permit:
    near = Permit.objects.known().select_related("area", "holder", "document")
    return near.get(area__key=AREA, place__key=hospital)


def _matter(kind: MatterKind = MatterKind.REVOCATION, *, hospital: str = SAHLGRENSKA, **about: object) -> PermitMatter:
    ground = Ground.CONDITIONS if kind == MatterKind.REVOCATION else None
    said = About(kind, "Prov", **{"ground": ground, **about})
    permit = _permit(hospital)
    return acts.open_matter(
        area=permit.area, permit=permit, about=said, follow_up=Next(), by=PROGRAM, now=timezone.now()
    )


def _heard(matter: PermitMatter) -> PermitMatter:
    """Heard, and its time is out."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    acts.hear(matter=matter, told="Narkosen saknas.", last_day=tomorrow, by=PROGRAM, now=timezone.now())
    PermitMatter.objects.filter(pk=matter.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    matter.refresh_from_db()
    return matter


def _said(**more: object) -> Decided:
    today = timezone.localdate()
    told = {"record_number": "1/2026", "body": "Nämnden", "decided_on": today, "granted": True, "reasons": "Skäl."}
    return Decided(**{**told, **more})


def test_a_lost_fact_reaches_the_permits_that_rest_on_it_and_tells_who_covers():
    today = timezone.localdate()
    assert lost_facts(today) == []
    attest(hospital=_hospital(SAHLGRENSKA), fact=_fact(), raw=NONE_OF_IT, by=PROGRAM, now=timezone.now())
    (lost,) = lost_facts(today)
    assert (lost.hospital.key, lost.fact, lost.says_no) == (SAHLGRENSKA, _fact(), True)
    (struck,) = struck_by(lost, today)
    assert (struck.permit.pk, struck.conditions) == (_permit().pk, ("narkos",))
    assert [one.hospital.key for one in struck.covered_by if one.hospital] == [SUS]
    assert [one.key for one in struck.uncovered] == ["barn"]
    assert struck.unattested == ()
    attest(hospital=_hospital(SUS), fact=_fact(), raw=NONE_OF_IT, by=PROGRAM, now=timezone.now())
    (struck,) = struck_by(lost, today)
    assert [one.hospital.key for one in struck.unattested if one.hospital] == [SUS]
    assert struck.nobody_covers
    attest(hospital=_hospital(SUS), fact=_fact(), raw=_round_the_clock(), by=PROGRAM, now=timezone.now())
    # The other loses it too: then nobody covers.
    attest(hospital=_hospital(SUS), fact=_fact(), raw=NONE_OF_IT, by=PROGRAM, now=timezone.now())
    assert [one.nobody_covers for lost in lost_facts(today) for one in struck_by(lost, today)] == [True, True]


def test_a_fact_whose_time_is_out_is_lost_and_one_attested_anew_is_not():
    after = timezone.localdate() + timedelta(days=10_000)
    assert {one.hospital.key for one in lost_facts(after)} == {SAHLGRENSKA, SUS}
    assert lost_fact(SUS, _fact(), timezone.localdate()) is None


def _a_letter() -> Filing:
    """What the holder has begun to write: that a condition is not met."""
    region = _permit().holder.key
    by = actor(a_person(Role.SIGNATORY, region))
    about = address_of(_permit())
    begun = drafts.start_filing(kind="permit_notice", owner=Owner(region), about=about, by=by, once_key=once())
    raw = {
        WHAT: str(Notified.CONDITION), f"{CONDITIONS}-condition": ["Narkos dygnet runt"], DAY: "2026-03-01",
        WORDS: "Narkosläkarna har slutat.",
    }  # fmt: skip
    drafts.save_answers(filing=begun, raw=raw, seen_revision=begun.revision, by=by)
    begun.refresh_from_db()
    return begun


def _sent(letter: Filing) -> Filing:
    by = actor(a_person(Role.SIGNATORY, _permit().holder.key))
    sending.send(
        filing=letter, by=by, received_at=timezone.now(), once_key=once(), seen_revision=letter.revision
    )  # fmt: skip
    return letter


def test_a_holders_letter_waits_until_it_is_taken_up_and_begins_the_matter():
    begun, officer = _a_letter(), actor(a_person(Role.OFFICER))
    assert list(letters_waiting(officer)) == []
    with refuses("no_such_letter"):
        _matter(MatterKind.CHANGE, filing=begun.key)
    _sent(begun)
    (letter,) = letters_waiting(officer)
    assert letter.versions.get().answers_by_key[WORDS] == "Narkosläkarna har slutat."
    assert list(letters_waiting(actor(a_person(Role.SIGNATORY, _permit().holder.key)))) == []
    with refuses("no_such_letter"):
        _matter(MatterKind.CHANGE, hospital=SUS, filing=letter.key)
    _matter(MatterKind.CHANGE, filing=letter.key)
    assert list(letters_waiting(officer)) == []
    with refuses("letter_taken_up"):
        _matter(MatterKind.CHANGE, filing=letter.key)


def test_a_letter_that_tells_of_something_is_no_request_to_be_revoked():
    matter = _matter(filing=_sent(_a_letter()).key)
    with refuses("holder_not_heard"):
        acts.decide(matter=matter, said=_said(stages=(("", timezone.localdate()),)), by=PROGRAM, now=timezone.now())


def test_a_region_writes_about_its_own_permits_only():
    about = address_of(_permit(SUS))
    region = _permit().holder.key
    by = actor(a_person(Role.WRITER, region))
    with refuses("owner_of_another_kind"):
        drafts.start_filing(kind="permit_notice", owner=Owner(region), about=about, by=by, once_key=once())
    assert not Filing.objects.filter(kind="permit_notice").exists()


def test_nobody_is_revoked_unheard_and_the_holder_sees_nothing_before_it_is_heard():
    matter = _matter()
    holder = actor(a_person(Role.SIGNATORY, _permit().holder.key))
    with refuses("holder_not_heard"):
        acts.decide(matter=matter, said=_said(stages=(("", timezone.localdate()),)), by=PROGRAM, now=timezone.now())
    assert list(own_matters(holder)) == []
    tomorrow = timezone.localdate() + timedelta(days=1)
    acts.hear(matter=matter, told="Narkosen saknas.", last_day=tomorrow, by=PROGRAM, now=timezone.now())
    assert list(own_matters(holder)) == [matter]
    assert list(own_matters(actor(a_person(Role.SIGNATORY, _permit(SUS).holder.key)))) == []
    with refuses("hearing_still_open"):
        acts.decide(matter=matter, said=_said(stages=(("", tomorrow),)), by=PROGRAM, now=timezone.now())
    acts.reply(matter=matter, words="Vi har fått nya.", by=holder, now=timezone.now())
    PermitMatter.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    with refuses("reply_too_late"):
        acts.reply(matter=matter, words="Mer.", by=holder, now=timezone.now())
    assert HolderReply.objects.count() == 1
    with refuses("no_such_role"):
        acts.close(matter=matter, why="Prov", by=holder, now=timezone.now())


def test_a_permit_is_revoked_in_stages_and_new_referrals_turn_on_the_day_of_notice():
    today = timezone.localdate()
    matter = _heard(_matter())
    with refuses("revocation_without_last_day"):
        acts.decide(matter=matter, said=_said(), by=PROGRAM, now=timezone.now())
    part, whole = today + timedelta(days=30), today + timedelta(days=90)
    said = _said(stages=(("barn", part), ("", whole)), turned_on=today)
    acts.decide(matter=matter, said=said, by=PROGRAM, now=timezone.now())
    permit = _permit()
    assert (permit.valid_until, permit.turned_on) == (whole, today)
    assert permit.part_days == {"barn": {"until": part.isoformat()}}
    view = area_on(AREA)
    assert view is not None
    assert [one.hospital.key for one in view.row.known.holders if one.hospital] == [SUS]
    page = get(f"/omraden/{AREA}/").text
    assert "Tar inte emot nya remisser Sahlgrenska universitetssjukhuset" in page
    # Until then it is said until when.
    assert f"Vård av barn till och med {date_in_words(part)}" in get(f"/omraden/{AREA}/tillstand/").text
    after = area_on(AREA, part + timedelta(days=1))
    assert after is not None
    assert [one.sub_permits for one in after.holders if one.hospital and one.hospital.key == SAHLGRENSKA] == [()]
    matter.refresh_from_db()
    assert matter.state == MatterState.DECIDED
    with refuses("state_forbids_act"):
        acts.close(matter=matter, why="Prov", by=PROGRAM, now=timezone.now())
    # The place is vacant from when it is decided that it will be, and can be called; and so is the sub-permit's.
    vacant = [(one.part, one.decided, one.held) for one in vacant_places() if one.area == AREA]
    assert vacant == [("", 2, 1), ("barn", 1, 0)]


def test_a_refused_revocation_changes_nothing():
    before = _permit()
    acts.decide(matter=_heard(_matter()), said=_said(granted=False), by=PROGRAM, now=timezone.now())
    assert _permit().pk == before.pk
    assert [one for one in vacant_places() if one.area == AREA] == []


def test_who_asks_itself_need_not_be_heard():
    matter = _matter(ground=Ground.REQUEST)
    last = timezone.localdate() + timedelta(days=30)
    acts.decide(matter=matter, said=_said(stages=(("", last),)), by=PROGRAM, now=timezone.now())
    assert _permit().valid_until == last


def test_an_exemption_is_told_where_the_condition_is():
    matter = _heard(_matter(MatterKind.EXEMPTION, conditions=("narkos",)))
    acts.decide(matter=matter, said=_said(until=date(2030, 1, 1)), by=PROGRAM, now=timezone.now())
    (one,) = Exemption.objects.all()
    assert (one.condition, one.ends) == ("narkos", date(2030, 1, 1))
    assert "till och med 1 januari 2030" in get(f"/omraden/{AREA}/villkor/narkos/").text
    with refuses("exemption_from_nothing"):
        _matter(MatterKind.EXEMPTION)


def test_that_all_is_as_before_is_told_where_the_condition_is_and_day_by_day():
    matter = _matter(MatterKind.RE_EXAMINATION, conditions=("narkos",))
    for page in (f"/omraden/{AREA}/villkor/narkos/", f"/omraden/{AREA}/tillstand/"):
        assert "Tillståndet gäller som förut" not in get(page).text
    acts.decide(matter=_heard(matter), said=_said(granted=False), by=PROGRAM, now=timezone.now())
    for page in (f"/omraden/{AREA}/villkor/narkos/", f"/omraden/{AREA}/tillstand/"):
        assert "Tillståndet gäller som förut" in get(page).text, page


def test_what_the_permit_does_not_have_is_refused():
    with refuses("not_of_the_permit"):
        _matter(MatterKind.CHANGE, conditions=("finns-inte",))
    with refuses("revocation_without_ground"):
        _matter(MatterKind.CHANGE, ground=Ground.BASIS)
    with refuses("no_such_permit"):
        permit_at(f"{AREA}-99")


def test_the_original_stands_where_it_says_otherwise_and_is_said_not_to_be_here_where_it_is_not():
    area = Area.objects.get(key=AREA)
    assert "Beslutet så som det togs finns inte här." in get(f"/omraden/{AREA}/").text
    with refuses("original_not_seen"):
        enter_original(area=area, seen=Seen("board", "7/2021", address="https://a.se"), by=PROGRAM, now=timezone.now())
    seen = Seen(
        "board", "7/2021", date(2021, 3, 1), "https://exempel.invalid/beslut.pdf", "a" * 64, date(2026, 1, 1),
        "Tre enheter, inte två.",
    )  # fmt: skip
    enter_original(area=area, seen=seen, by=PROGRAM, now=timezone.now())
    told = original_decisions(area)
    assert [one.record_number for one in told["board"]] == ["7/2021"]
    assert told["definition"] == []
    page = get(f"/en/omraden/{AREA}/").text
    assert "Tre enheter, inte två." in page
    assert "a" * 64 in page


def test_the_database_itself_refuses_what_is_no_matter_and_any_change_of_a_decision():
    matter = _heard(_matter())
    acts.decide(matter=matter, said=_said(granted=False), by=PROGRAM, now=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        PermitMatter.objects.filter(pk=matter.pk).update(ground="")
    for change in (lambda: PermitDecision.objects.update(granted=True), lambda: PermitDecision.objects.all().delete()):
        with pytest.raises(Exception, match="minnet"), transaction.atomic():
            change()
