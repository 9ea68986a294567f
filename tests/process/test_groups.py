"""An expert group's meetings, those who stand in for its members, and its text in plain words."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.acts.conflicts import decide_conflict
from nhv.accounts.desk import desk
from nhv.accounts.letters import choose, write_letters
from nhv.accounts.models import Membership, User
from nhv.process.cases.models import Case
from nhv.process.drafting import plain
from nhv.process.drafting.acts import freeze
from nhv.process.drafting.models import FrozenText, PlainText
from nhv.process.drafting.queries import drafted_at, latest_number
from nhv.process.groups import meetings
from nhv.process.groups.acts import declare
from nhv.process.groups.models import GroupMeeting
from nhv.process.groups.queries import members_of
from nhv.process.groups.stand_ins import end_stand_in, stand_in
from nhv.register.models import DiaryPayload, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.process.test_consultations import write
from tests.process.test_drafting import a_case, a_member, added, reworded
from tests.support.calls import once
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")
NOTES = "Vi enades om två enheter."


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def case() -> Case:
    return a_case()


def called(case: Case, at: datetime | None = None, place: str = "https://mote.exempel.invalid/1") -> GroupMeeting:
    now = timezone.now()
    return meetings.call(case=case, begins_at=at or now + timedelta(days=3), place=place, by=US, now=now)


def noted(meeting: GroupMeeting, *present: Membership, later: float = 4, notes: str = NOTES) -> GroupMeeting:
    now = timezone.now() + timedelta(days=later)
    return meetings.note(meeting=meeting, present=[one.pk for one in present], notes=notes, by=US, now=now)


def page(person: object, case: Case, more: str = "") -> str:
    return signed_in(Client(), person).get(f"/grupp/{case.key}/{more}").content.decode()


# --- Meetings ----------------------------------------------------------------------------------------


def test_the_group_meets_and_only_it_and_officers_read_what_was_said(case):
    expert = a_person(Role.EXPERT, case.group.key)
    meeting = called(case)
    (shown,) = [found for part, found in desk(actor(expert), timezone.now()) if part.name == "group_meetings"]
    assert shown == [meeting]
    assert "https://mote.exempel.invalid/1" in page(expert, case)
    GroupMeeting.objects.filter(pk=meeting.pk).update(begins_at=timezone.now())
    meeting.refresh_from_db()
    noted(meeting, expert.memberships.get(), later=0)
    for reader in (expert, a_person(Role.OFFICER)):
        assert NOTES in page(reader, case)
    for stranger in (a_person(Role.EXPERT, an_organisation(once(), "group").key), a_person(Role.REGISTRAR)):
        assert NOTES not in page(stranger, case)
    assert NOTES not in Client().get(f"/pagaende/{case.key}/").content.decode()
    assert NOTES not in "".join(DiaryPayload.objects.values_list("content", flat=True))
    assert desk(actor(expert), timezone.now()) == []


def test_a_meeting_is_called_ahead_somewhere_and_once(case):
    now, then = timezone.now(), timezone.now() + timedelta(days=1)
    for at, place, code in (
        (now, "Rum 1", "group_meeting_passed"),
        (then, " ", "group_meeting_nowhere"),
        (then, "x" * 301, "group_meeting_nowhere"),
    ):
        with refuses(code):
            meetings.call(case=case, begins_at=at, place=place, by=US, now=now)
    called(case, then)
    with refuses("group_meets_then"):
        called(case, then)
    for person in (a_person(Role.EXPERT, case.group.key), a_person(Role.REGISTRAR)):
        with refuses("no_such_role"):
            meetings.call(case=case, begins_at=then, place="Rum 2", by=actor(person), now=now)


def test_what_is_called_off_says_why_and_has_no_notes(case):
    meeting = called(case)
    with refuses("group_meeting_not_held"):
        noted(meeting, later=0)
    meetings.call_off(meeting=meeting, why="Flera är sjuka.", by=US, now=timezone.now())
    assert "Flera är sjuka." in page(a_person(Role.EXPERT, case.group.key), case)
    with refuses("group_meeting_not_held"):
        noted(meeting)
    with refuses("group_meeting_over"):
        meetings.call_off(meeting=meeting, why="Igen.", by=US, now=timezone.now())


def test_those_who_were_there_were_in_the_group_that_day(case):
    one, other = (a_person(Role.EXPERT, case.group.key).memberships.get() for _ in range(2))
    stranger = a_person(Role.EXPERT, an_organisation(once(), "group").key).memberships.get()
    meeting = noted(called(case), one, other)
    assert set(meeting.present.all()) == {one, other}
    with refuses("present_outside_the_group"):
        noted(meeting, one, stranger)
    noted(meeting, one, notes="Rättat.")
    assert (list(meeting.present.all()), GroupMeeting.objects.get().notes) == ([one], "Rättat.")


def test_an_officer_calls_and_notes_by_pressing(case):
    officer = signed_in(Client(), a_person(Role.OFFICER))
    one = a_person(Role.EXPERT, case.group.key).memberships.get()
    form = {"once": once(), "day": "2099-05-04", "hour": "13.00", "place": "Rum 12"}
    assert officer.post(f"/grupp/{case.key}/moten/nytt/", form).status_code == 302
    meeting = GroupMeeting.objects.get()
    GroupMeeting.objects.update(begins_at=timezone.now() - timedelta(minutes=1))
    here = f"/grupp/{case.key}/moten/{meeting.pk}/"
    assert officer.post(here, {"once": once(), "present": [str(one.pk)], "notes": NOTES}).status_code == 302
    assert "checked" in officer.get(here).content.decode()
    assert officer.get(f"/grupp/{case.key}/moten/{10**30}/").status_code == 404


# --- Stand-ins ---------------------------------------------------------------------------------------


def stands_in(case: Case, member: Membership, address: str, *, begins: int = 0, days: int = 7) -> None:
    today = timezone.localdate()
    first = today + timedelta(days=begins)
    stand_in(case=case, member=member, address=address, begins=first, last_day=first + timedelta(days=days), by=US)


def test_a_stand_in_sees_all_that_the_member_sees_during_the_period(case):
    added(case, "Linsbyte", by=a_member(case))
    member, person = a_person(Role.PATIENT_REPRESENTATIVE, case.group.key).memberships.get(), a_person()
    assert not access.can(actor(person), "draft.see")
    stands_in(case, member, person.email.upper())
    assert "Linsbyte" in page(person, case, "text/")
    shown = {one.membership.user: one.stands_in_for for one in members_of(case)}
    assert (shown[person], shown[member.user]) == (member.user.name, "")
    with refuses("interests_not_declared"):
        added(case, "Nytt", by=actor(person))
    declare(case=case, interests="", nothing=True, by=actor(person), now=timezone.now())
    added(case, "Nytt", by=actor(person))


def test_before_the_first_day_and_after_the_last_nothing_is_seen(case):
    member, later, once_was = a_person(Role.EXPERT, case.group.key).memberships.get(), a_person(), a_person()
    stands_in(case, member, later.email, begins=2)
    stands_in(case, member, once_was.email)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=once_was).update(valid_from=yesterday, valid_until=yesterday)
    for person in (later, once_was):
        assert not access.can(actor(person), "draft.see")
    with refuses("role_held_already"):
        stands_in(case, member, later.email)


def told_in_letters(person, *, later=timedelta(minutes=10)):
    write_letters(now=timezone.now() + later)
    found = OutgoingMessage.objects.filter(kind="letter", to=person.email).order_by("pk")
    return [line for text in found.values_list("text", flat=True) for line in text.split("\n\n")[:-1]]


def test_who_asked_for_letters_is_told_of_a_stand_in_that_is_theirs_and_nobody_else_is(case):
    member, person, other = a_person(Role.EXPERT, case.group.key).memberships.get(), a_person(), a_member(case)
    everybody = (member.user, person, User.objects.get(pk=int(other.name)))
    for each in everybody:
        choose(by=actor(each), how="at_once", now=timezone.now())
    stands_in(case, member, person.email)
    said = [told_in_letters(each) for each in everybody]
    assert [len(lines) for lines in said] == [1, 1, 0]
    assert said[0][0].startswith("1 ersättning i en sakkunniggrupp gäller dig. http") and "/grupp/" in said[0][0]
    assert person.name not in said[0][0] and case.title not in said[0][0]
    assert len(told_in_letters(person, later=timedelta(minutes=20))) == 1


def test_who_asked_for_letters_is_told_that_a_meeting_is_called(case):
    member, outside = a_member(case), a_person(Role.EXPERT, an_organisation(once(), "group").key)
    user = User.objects.get(pk=int(member.name))
    for each in (user, outside):
        choose(by=actor(each), how="at_once", now=timezone.now())
    called(case)
    (line,) = told_in_letters(user)
    assert line.startswith("1 möte i en sakkunniggrupp är utlyst. http") and line.endswith("/grupp/")
    assert told_in_letters(outside) == []


def test_it_can_be_ended_at_once(case):
    member, person = a_person(Role.EXPERT, case.group.key).memberships.get(), a_person()
    stands_in(case, member, person.email)
    number = Membership.objects.get(user=person).stands_in.pk
    end_stand_in(case=case, number=number, why="Medlemmen är tillbaka.", by=US)
    assert not access.can(actor(person), "draft.see")
    with refuses("stand_in_over"):
        end_stand_in(case=case, number=number, why="Igen.", by=US)


def test_who_cannot_stand_in_is_told_why(case):
    member, person = a_person(Role.EXPERT, case.group.key).memberships.get(), a_person()
    with refuses("stand_in_without_account"):
        stands_in(case, member, "ingen@exempel.invalid")
    with refuses("stand_in_period"):
        stands_in(case, member, person.email, days=-1)
    with refuses("stand_in_period"):
        stands_in(case, member, person.email, begins=-1)
    stranger = a_person(Role.EXPERT, an_organisation(once(), "group").key).memberships.get()
    with refuses("stood_in_for_nobody"):
        stands_in(case, stranger, person.email)
    Membership.objects.filter(pk=member.pk).update(valid_until=timezone.localdate() + timedelta(days=2))
    member.refresh_from_db()
    with refuses("stand_in_longer_than_member"):
        stands_in(case, member, person.email)
    decide_conflict(user=person, case=case.scope, why="Prov", by=US)
    with refuses("stand_in_in_conflict"):
        stands_in(case, member, person.email, days=1)
    with refuses("no_such_role"):
        today = timezone.localdate()
        by = actor(member.user)
        stand_in(case=case, member=member, address=person.email, begins=today, last_day=today, by=by)


# --- In plain words ----------------------------------------------------------------------------------


def in_plain(case: Case) -> dict[str, tuple[str, bool]]:
    rows = plain.in_plain(case, drafted_at(case, latest_number(case)))
    return {one.key: (one.plain.text if one.plain else "", one.is_behind) for one in rows}


def said(case: Case, text: str, by: Actor, *, seen: int = 0, part: str = "linsbyte") -> PlainText:
    return plain.write_plain(case=case, part=part, text=text, seen=seen, by=by, now=timezone.now())


def test_a_part_has_plain_words_that_tell_when_the_part_is_another(case):
    by = a_member(case)
    added(case, "Linsbyte", by=by)
    assert in_plain(case)["linsbyte"] == ("", False)
    said(case, "Linsen i ögat byts.", by)
    assert in_plain(case)["linsbyte"] == ("Linsen i ögat byts.", False)
    reworded(case, "linsbyte", "Byte av lins", by=by, seen=latest_number(case))
    assert in_plain(case)["linsbyte"] == ("Linsen i ögat byts.", True)
    patient = a_person(Role.PATIENT_REPRESENTATIVE, case.group.key)
    shown = page(patient, case, "text/klarsprak/")
    for words in (
        "Linsen i ögat byts.",
        "Byte av lins",
        "Texten har ändrats",
        f"/grupp/{case.key}/text/del/linsbyte/kommentar/",
    ):
        assert words in shown


def test_it_comes_into_nothing_that_is_frozen(case):
    by = a_member(case)
    write(case, "Återfall")
    key = next(key for key in in_plain(case) if key.startswith("aterfall"))
    said(case, "När sjukdomen kommer tillbaka.", by, part=key)
    freeze(case=case, by=US, now=timezone.now())
    assert "kommer tillbaka" not in FrozenText.objects.get().content
    assert "Återfall" in FrozenText.objects.get().content


def test_two_at_the_same_part_lose_nothing(case):
    by, other = a_member(case), a_member(case)
    added(case, "Linsbyte", by=by)
    said(case, "En text.", by)
    with refuses("plain_text_changed"):
        said(case, "En annan text.", other)
    client = signed_in(Client(), a_person(Role.EXPERT, case.group.key))
    declare(
        case=case, interests="", nothing=True, by=Actor("user", client.session["_auth_user_id"]), now=timezone.now()
    )
    here = f"/grupp/{case.key}/text/klarsprak/linsbyte/"
    shown = client.post(here, {"once": once(), "seen": "0", "text": "Min text."}).content.decode()
    assert "En text." in shown and "Min text." in shown and 'name="seen" value="1"' in shown
    assert client.post(here, {"once": once(), "seen": "1", "text": "En text. Min text."}).status_code == 302
    assert in_plain(case)["linsbyte"][0] == "En text. Min text."


def test_officers_read_it_and_do_not_write_it(case):
    added(case, "Linsbyte", by=a_member(case))
    officer = a_person(Role.OFFICER)
    assert "Inte skrivet i klarspråk" in page(officer, case, "text/klarsprak/")
    with refuses("no_such_role"):
        said(case, "Prov", actor(officer))
    for text, code in ((" ", "plain_text_impossible"), ("x" * 20_000, "plain_text_impossible")):
        with refuses(code):
            said(case, text, a_member(case))
    with refuses("no_such_part"):
        said(case, "Prov", a_member(case), part="finns-inte")
