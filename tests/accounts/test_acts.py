"""What can be done with people: each act leaves its line in the diary, ends sessions, and is refused in words."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from nhv.accounts import acts
from nhv.accounts.access import can
from nhv.accounts.models import Invitation, Membership, SecondFactorReset, Session, User
from nhv.register.models import DiaryEntry, DiaryPayload, Organisation, OutgoingMessage
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.days import in_days
from tests.support.diary import of_acts
from tests.support.people import PASSWORD, a_person, actor, has_role, has_second_factor, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")


def place(key):
    return Organisation.objects.get(key=key)


def diary():
    return list(of_acts().order_by("number").values_list("act", flat=True))


def an_invitation(email="ny@exempel.invalid", role=Role.WRITER, at="region-ett", by=US, **other):
    """Sends one, and gives the token that stands in the mail."""
    acts.invite(email=email, organisation=place(at), role=role, by=by, link=lambda token: f"<{token}>", **other)
    mail = OutgoingMessage.objects.filter(to=email.lower()).latest("pk")
    return mail.text.partition("<")[2].partition(">")[0]


def test_an_invitation_makes_a_person_with_a_role(people):
    token = an_invitation("Ny@Exempel.invalid")
    user = acts.accept_invitation(token=token, name=" Ny Person ", password=PASSWORD)
    assert (user.email, user.name, user.check_password(PASSWORD)) == ("ny@exempel.invalid", "Ny Person", True)
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert can(actor(user), "application.write", place("region-ett"))
    assert diary() == ["invited", "account_opened", "role_given", "invitation_accepted"]


def test_a_link_opens_once(people):
    token = an_invitation()
    acts.accept_invitation(token=token, name="Ny", password=PASSWORD)
    with refuses("invitation_link_ended"):
        acts.accept_invitation(token=token, name="Ny", password=PASSWORD)


def test_a_new_invitation_shuts_the_old_link(people):
    old, new = an_invitation(), an_invitation()
    assert acts.find_invitation(old) is None
    assert acts.find_invitation(new) is not None


def test_an_old_or_withdrawn_link_does_not_open(people):
    token = an_invitation()
    invitation = acts.find_invitation(token)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert acts.find_invitation(token) is None
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    acts.withdraw_invitation(invitation=invitation, by=US)
    assert acts.find_invitation(token) is None
    with refuses("invitation_ended"):
        acts.withdraw_invitation(invitation=invitation, by=US)


def test_who_has_an_account_accepts_as_that_person_only(people):
    there, other = a_person(Role.WRITER, "region-tva"), a_person()
    token = an_invitation(there.email)
    for who in (None, other):
        with refuses("account_exists"):
            acts.accept_invitation(token=token, name="Någon annan", password=PASSWORD, as_user=who)
    assert acts.accept_invitation(token=token, as_user=there) == there
    assert Membership.objects.filter(user=there).count() == 2


def test_the_token_is_kept_nowhere_but_in_the_mail(people):
    token = an_invitation()
    kept = json.dumps(list(Invitation.objects.values()), default=str) + json.dumps(
        list(DiaryPayload.objects.values_list("content", flat=True))
    )
    assert token not in kept


def test_the_diary_holds_numbers_and_never_names_or_addresses(people):
    user = acts.accept_invitation(token=an_invitation(), name="Ny Person", password=PASSWORD)
    acts.end_role(membership=user.memberships.get(), by=US, why="slutade")
    kept = json.dumps(list(DiaryEntry.objects.values()) + list(DiaryPayload.objects.values()), default=str)
    assert "exempel.invalid" not in kept
    assert "Ny Person" not in kept
    assert f'"{user.pk}"' in kept


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (lambda: {"email": "ingen adress"}, "email_unreadable"),
        (lambda: {"role": Role.OFFICER}, "role_impossible_there"),
        (lambda: {"role": Role.WRITER, "at": "region-ett-sjukhus"}, "role_impossible_there"),
        (lambda: {"valid_until": in_days(-1)}, "role_last_day_passed"),
        (lambda: {"role": Role.REGION_ADMINISTRATOR, "valid_until": in_days(0)}, "administrator_without_last_day"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_and_leaves_nothing(people, told, code):
    with refuses(code):
        an_invitation(**told())
    assert (Invitation.objects.count(), OutgoingMessage.objects.count(), diary()) == (0, 0, [])


def test_a_regions_administrator_lets_people_into_that_region_alone(people):
    administrator = actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett"))
    an_invitation(role=Role.ATTESTER, at="region-ett-sjukhus", by=administrator)
    for at, role in (("region-tva", Role.WRITER), ("socialstyrelsen", Role.ADMINISTRATOR)):
        with refuses("role_elsewhere"):
            an_invitation(role=role, at=at, by=administrator)


def test_each_act_on_a_role_ends_the_persons_sessions(people):
    user = a_person(Role.WRITER, "region-ett")
    for act in (
        lambda: acts.give_role(user=user, organisation=place("region-ett"), role=Role.SIGNATORY, by=US),
        lambda: acts.end_role(membership=user.memberships.get(role=Role.SIGNATORY), by=US, why="vikariatet slut"),
        lambda: acts.move_person(user=user, to=place("region-tva"), roles=[Role.WRITER], by=US, why="ny anställning"),
        lambda: acts.reset_after_meeting(user=user, by=US, why="visade legitimation"),
        lambda: acts.deactivate(user=user, by=US, why="slutade"),
    ):
        signed_in(Client(), user)
        bystander = signed_in(Client(), a_person())
        act()
        assert not Session.objects.filter(user=user).exists()
        assert bystander.get("/konto/").status_code == 200


def test_a_role_that_is_taken_away_is_gone_at_once_and_remembered(people):
    user = a_person(Role.WRITER, "region-ett")
    membership = user.memberships.get()
    acts.end_role(membership=membership, by=US, why="slutade")
    assert not can(actor(user), "application.write")
    membership.refresh_from_db()
    assert (membership.ended_why, membership.ended_at is not None) == ("slutade", True)
    with refuses("role_ended_already"):
        acts.end_role(membership=membership, by=US, why="slutade")


def test_a_role_does_not_end_without_a_reason(people):
    with refuses("role_end_reason_missing"):
        acts.end_role(membership=a_person(Role.WRITER, "region-ett").memberships.get(), by=US, why=" ")


def test_the_same_role_twice_is_refused_until_the_first_has_run_out(people):
    user = a_person(Role.WRITER, "region-ett")
    again = {"user": user, "organisation": place("region-ett"), "role": Role.WRITER, "by": US}
    with refuses("role_held_already"):
        acts.give_role(**again)
    user.memberships.update(valid_from="2020-01-01", valid_until="2020-12-31")
    acts.give_role(**again)
    assert can(actor(user), "application.write")


@pytest.mark.parametrize(
    ("role", "at"), [(Role.ADMINISTRATOR, "socialstyrelsen"), (Role.REGION_ADMINISTRATOR, "region-ett")]
)
def test_the_last_administrator_stays(people, role, at):
    last = a_person(role, at)
    elsewhere = place("region-tva")
    ways = (
        lambda: acts.end_role(membership=last.memberships.get(role=role), by=US, why="slutade"),
        lambda: acts.deactivate(user=last, by=US, why="slutade"),
        lambda: acts.move_person(user=last, to=elsewhere, roles=[Role.WRITER], by=US, why="ny anställning"),
    )
    for way in ways:
        with refuses("last_administrator"):
            way()
    assert diary() == []
    a_person(role, at)
    ways[0]()
    assert diary() == ["role_ended"]


def test_a_moved_person_keeps_nothing_of_the_old_organisation(people):
    user = a_person(Role.WRITER, "region-ett")
    has_role(user, Role.SIGNATORY, "region-ett")
    acts.move_person(user=user, to=place("region-tva"), roles=[Role.WRITER], by=US, why="ny anställning")
    held = Membership.objects.on(timezone.localdate()).filter(user=user)
    assert list(held.values_list("organisation__key", "role")) == [("region-tva", "writer")]


def test_a_region_cannot_move_people_out_of_or_into_another(people):
    administrator = actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett"))
    for at, to in (("region-tva", "region-ett"), ("region-ett", "region-tva")):
        with refuses("role_elsewhere"):
            acts.move_person(
                user=a_person(Role.WRITER, at), to=place(to), roles=[Role.WRITER], by=administrator, why="byter"
            )


def test_a_closed_account_has_no_way_in_and_a_new_invitation_opens_it(people):
    user = a_person(Role.WRITER, "region-ett")
    acts.deactivate(user=user, by=US, why="slutade")
    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password(), has_second_factor(user)) == (False, False, False)
    again = acts.accept_invitation(token=an_invitation(user.email), name="Samma", password=PASSWORD)
    assert (again.pk, again.is_active) == (user.pk, True)


def test_an_invitation_that_waits_does_not_open_an_account_that_has_been_closed_since(people):
    user = a_person(Role.WRITER, "region-ett")
    waiting = an_invitation(user.email, role=Role.SIGNATORY)
    acts.deactivate(user=user, by=US, why="slutade")
    with refuses("invitation_link_ended"):
        acts.accept_invitation(token=waiting, name="Samma", password=PASSWORD)


def test_a_second_factor_is_reset_by_two_who_agree(people):
    user = a_person(Role.WRITER, "region-ett")
    one, two = (actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett")) for _ in range(2))
    reset = acts.ask_for_reset(user=user, by=one, why="ringde från sitt tjänstenummer")
    assert has_second_factor(user)
    with refuses("reset_needs_another_administrator"):
        acts.confirm_reset(reset=reset, by=one)
    with refuses("reset_pending"):
        acts.ask_for_reset(user=user, by=two, why="igen")
    acts.confirm_reset(reset=reset, by=two)
    assert not has_second_factor(user)
    assert OutgoingMessage.objects.get(to=user.email).kind == "second_factor_reset"
    with refuses("reset_decided_already"):
        acts.confirm_reset(reset=reset, by=two)


def test_a_second_factor_is_reset_by_one_who_has_met_the_person(people):
    user = a_person(Role.WRITER, "region-ett")
    one = actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett"))
    with refuses("identity_check_missing"):
        acts.reset_after_meeting(user=user, by=one, why="")
    acts.reset_after_meeting(user=user, by=one, why="visade legitimation")
    assert not has_second_factor(user)
    assert SecondFactorReset.objects.get().met_in_person


def test_nobody_resets_their_own_second_factor_nor_closes_their_own_account(people):
    administrator = a_person(Role.ADMINISTRATOR)
    for act in (acts.reset_after_meeting, acts.ask_for_reset, acts.deactivate):
        with refuses("not_to_oneself"):
            act(user=administrator, by=actor(administrator), why="själv")


def test_a_region_does_not_take_the_second_factor_of_who_works_elsewhere_too(people):
    officer = a_person(Role.OFFICER)
    has_role(officer, Role.WRITER, "region-ett")
    administrator = actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett"))
    for act in (acts.reset_after_meeting, acts.deactivate):
        with refuses("roles_elsewhere"):
            act(user=officer, by=administrator, why="försök")


def test_nobody_without_a_role_in_the_region_is_touched_by_it(people):
    stranger = a_person()
    administrator = actor(a_person(Role.REGION_ADMINISTRATOR, "region-ett"))
    with refuses("roles_elsewhere"):
        acts.deactivate(user=stranger, by=administrator, why="försök")
    assert User.objects.get(pk=stranger.pk).is_active


def test_an_act_that_fails_after_its_line_in_the_diary_leaves_nothing(people, monkeypatch):
    user = a_person(Role.WRITER, "region-ett")

    def fail(*args, **named):
        raise OSError("strömmen gick")

    monkeypatch.setattr("nhv.accounts.acts.roles.end_sessions", fail)
    with pytest.raises(OSError, match="strömmen gick"):
        acts.end_role(membership=user.memberships.get(), by=US, why="slutade")
    assert diary() == []
    assert can(actor(user), "application.write")
