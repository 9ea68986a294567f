"""Roles given, ended, and moved with a person to another organisation."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils import timezone

from nhv.accounts.access import check
from nhv.accounts.acts.shared import check_not_last, check_place, has_role_already, one_act
from nhv.accounts.models import Membership, User
from nhv.accounts.sessions import end_sessions
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role


def give_role(
    *, user: User, organisation: Organisation, role: Role, by: Actor, valid_until: date | None = None
) -> Membership:
    """A role from today on, until a last day or until further notice. Raises Refused."""
    with one_act():
        check(by, "people.change", organisation)
        membership = begin(user, organisation, role, valid_until, by=by)
        end_sessions(user.pk)
        return membership


def end_role(*, membership: Membership, by: Actor, why: str) -> None:
    """Takes a role away, at once: the person's sessions end with it. Raises Refused."""
    with one_act():
        check(by, "people.change", membership.organisation_id)
        end(membership, by=by, why=why)
        end_sessions(membership.user_id)


def move_person(*, user: User, to: Organisation, roles: Collection[Role], by: Actor, why: str) -> None:
    """The person works elsewhere from now on: all roles of today end, and these begin there. Raises Refused."""
    with one_act():
        check(by, "people.change", to)
        held = list(Membership.objects.on(timezone.localdate()).filter(user=user).select_related("organisation"))
        for membership in held:
            check(by, "people.change", membership.organisation_id)
        if not roles:
            raise Refused("role_missing", "Välj minst en roll i den nya organisationen.")
        # First what begins: who is the only administrator both here and there is still never missing.
        for role in roles:
            if not any(old.organisation_id == to.pk and old.role == role for old in held):
                begin(user, to, role, None, by=by)
        for membership in held:
            if membership.organisation_id != to.pk or membership.role not in roles:
                end(membership, by=by, why=why)
        DIARY.record("person_moved", kind="user", key=str(user.pk), by=by, why=why, payload={"to": to.key})
        end_sessions(user.pk)


def begin(
    user: User,
    organisation: Organisation,
    role: Role,
    valid_until: date | None,
    *,
    by: Actor,
    valid_from: date | None = None,
) -> Membership:
    """One membership, from today or a later day on, within an act that has asked whether it may. Raises Refused."""
    check_place(role, organisation, valid_until)
    if not user.is_active:
        raise Refused("account_closed", "Kontot är stängt. En ny inbjudan öppnar det igen.")
    today = timezone.localdate()
    open_rows = Membership.objects.filter(user=user, organisation=organisation, role=role, ended_at__isnull=True)
    if open_rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today)).exists():
        raise has_role_already(organisation)
    # A period that has run out is closed, so that there is one open row of a kind.
    open_rows.update(ended_at=timezone.now(), ended_why="perioden tog slut")
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        valid_from=max(valid_from or today, today),
        valid_until=valid_until,
        granted_by=str(by),
    )
    DIARY.record(
        "role_given",
        kind="user",
        key=str(user.pk),
        by=by,
        payload={"organisation": organisation.key, "role": role, "until": valid_until},
    )
    return membership


def end(membership: Membership, *, by: Actor, why: str) -> None:
    """The same for the end of one."""
    # As it is now: somebody else may have ended it since the page was opened.
    membership.refresh_from_db(fields=["ended_at"])
    if membership.ended_at is not None:
        raise Refused("role_ended_already", "Rollen är redan avslutad. Läs sidan på nytt.")
    words = passage(why)
    if not words:
        raise Refused("role_end_reason_missing", "Skriv varför rollen avslutas.")
    check_not_last(membership)
    membership.ended_at = timezone.now()
    membership.ended_why = words[:300]
    membership.save(update_fields=["ended_at", "ended_why"])
    DIARY.record(
        "role_ended",
        kind="user",
        key=str(membership.user_id),
        by=by,
        payload={"organisation": membership.organisation.key, "role": membership.role},
    )


def limit(membership: Membership, last_day: date, *, by: Actor) -> None:
    """The last day of one, within an act that has asked whether it may: access ends with that day by itself. Raises
    Refused."""
    membership.refresh_from_db(fields=["ended_at"])
    if membership.ended_at is not None:
        raise Refused("role_ended_already", "Rollen är redan avslutad. Läs sidan på nytt.")
    check_place(Role(membership.role), membership.organisation, last_day)
    if last_day < membership.valid_from:
        raise Refused("role_ends_before_it_begins", "Sista dagen är före den första. Rätta dagen.")
    membership.valid_until = last_day
    membership.save(update_fields=["valid_until"])
    told = {"organisation": membership.organisation.key, "role": membership.role, "until": last_day}
    DIARY.record("role_limited", kind="user", key=str(membership.user_id), by=by, payload=told)
