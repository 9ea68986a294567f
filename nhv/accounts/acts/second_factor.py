"""A lost second factor: taken away by an administrator who has met the person, or by two who agree."""

from allauth.mfa.models import Authenticator
from django.utils import timezone

from nhv.accounts import mails
from nhv.accounts.access import check
from nhv.accounts.acts.shared import check_not_oneself, check_reaches_whole_person, one_act
from nhv.accounts.models import SecondFactorReset, User
from nhv.accounts.sessions import end_sessions
from nhv.register.memory import DIARY, OUTBOX
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused


def ask_for_reset(*, user: User, by: Actor, why: str) -> SecondFactorReset:
    """Asks another administrator to agree. Nothing changes until then. Raises Refused."""
    with one_act():
        _check(by, user, why)
        if SecondFactorReset.objects.filter(user=user, done_at__isnull=True).exists():
            raise Refused("reset_pending", "Begäran finns redan. En annan administratör ska bekräfta den.")
        reset = SecondFactorReset.objects.create(user=user, asked_by=str(by), why=why.strip()[:300])
        DIARY.record("second_factor_reset_asked", kind="user", key=str(user.pk), by=by)
        return reset


def confirm_reset(*, reset: SecondFactorReset, by: Actor) -> None:
    """The second administrator agrees, and the factors are gone. Raises Refused."""
    with one_act():
        _check(by, reset.user, reset.why)
        if not SecondFactorReset.objects.filter(pk=reset.pk, done_at__isnull=True).exists():
            raise _decided_already()
        if reset.asked_by == str(by):
            raise Refused(
                "reset_needs_another_administrator", "Du bad själv om det. En annan administratör ska bekräfta."
            )
        reset.confirmed_by, reset.done_at = str(by), timezone.now()
        reset.save(update_fields=["confirmed_by", "done_at"])
        _take_away(reset, by=by)


def decline_reset(*, reset: SecondFactorReset, by: Actor) -> None:
    """Nothing comes of it: the person has found the telephone, or it was not the person who asked. Raises Refused."""
    with one_act():
        check(by, "people.change")
        check_reaches_whole_person(by, reset.user)
        if not SecondFactorReset.objects.filter(pk=reset.pk, done_at__isnull=True).delete()[0]:
            raise _decided_already()
        DIARY.record("second_factor_reset_declined", kind="user", key=str(reset.user_id), by=by)


def reset_after_meeting(*, user: User, by: Actor, why: str) -> None:
    """One administrator is enough who has met the person and says how the identity was checked. Raises Refused."""
    with one_act():
        _check(by, user, why)
        SecondFactorReset.objects.filter(user=user, done_at__isnull=True).delete()
        reset = SecondFactorReset.objects.create(
            user=user, asked_by=str(by), why=why.strip()[:300], met_in_person=True, done_at=timezone.now()
        )
        _take_away(reset, by=by)


def _check(by: Actor, user: User, why: str) -> None:
    check(by, "people.change")
    check_not_oneself(by, user)
    check_reaches_whole_person(by, user)
    if not user.is_active:
        raise Refused("account_closed", "Kontot är stängt. En ny inbjudan öppnar det igen.")
    if not why.strip():
        raise Refused("identity_check_missing", "Skriv hur du vet att det är rätt person.")


def _decided_already() -> Refused:
    return Refused("reset_decided_already", "Begäran är redan avgjord. Läs sidan på nytt.")


def _take_away(reset: SecondFactorReset, *, by: Actor) -> None:
    Authenticator.objects.filter(user=reset.user_id).delete()
    end_sessions(reset.user_id)
    DIARY.record(
        "second_factor_reset",
        kind="user",
        key=str(reset.user_id),
        by=by,
        payload={"asked_by": reset.asked_by, "met_in_person": reset.met_in_person},
    )
    OUTBOX.post(
        kind="second_factor_reset",
        to=reset.user.email,
        key=f"second_factor_reset:{reset.pk}",
        **mails.second_factor_reset(),
    )
