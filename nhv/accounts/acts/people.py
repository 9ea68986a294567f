"""A person whose name is written otherwise, or who is to have no account any more."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from nhv.accounts.access import check
from nhv.accounts.acts.roles import end
from nhv.accounts.acts.shared import check_not_oneself, check_reaches_whole_person, one_act
from nhv.accounts.deeds import NAME_CORRECTED
from nhv.accounts.models import Invitation, Membership, User
from nhv.accounts.sessions import end_sessions
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded, passage
from nhv.rules.refusals import Refused

MOST_NAME = 200


def correct_name(*, user: User, name: str, by: Actor, why: str) -> None:
    """The person is called so from now on, also where something is told of what they did before. What they were called
    stands in the diary. Raises Refused."""
    with one_act():
        check(by, "people.change")
        check_reaches_whole_person(by, user)
        former, new = user.name, " ".join(bounded(name, MOST_NAME).split())
        if not new or new == former:
            raise Refused("name_not_new", "Skriv namnet som det ska vara.")
        if not passage(why):
            raise Refused("name_reason_missing", "Skriv varför namnet rättas.")
        user.name = new
        user.save(update_fields=["name"])
        DIARY.record(NAME_CORRECTED, kind="user", key=str(user.pk), by=by, why=why, payload={"from": former, "to": new})


def deactivate(*, user: User, by: Actor, why: str) -> None:
    """Closes an account: roles, ways in and sessions end at once. What the person has done stays. Raises Refused."""
    with one_act():
        check(by, "people.change")
        check_not_oneself(by, user)
        check_reaches_whole_person(by, user)
        # As it is now: somebody else may have closed it since the page was opened.
        user.refresh_from_db()
        if not user.is_active:
            raise Refused("account_closed_already", "Kontot är redan stängt. Läs sidan på nytt.")
        for membership in Membership.objects.on(timezone.localdate()).filter(user=user).select_related("organisation"):
            end(membership, by=by, why=why)
        # A link that waits in the person's mail would open the account again.
        waiting = Invitation.objects.filter(email=user.email, accepted_at__isnull=True, withdrawn_at__isnull=True)
        waiting.update(withdrawn_at=timezone.now())
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        Authenticator.objects.filter(user=user).delete()
        SocialAccount.objects.filter(user=user).delete()
        DIARY.record("account_closed", kind="user", key=str(user.pk), by=by, why=why.replace("\x00", " "))
        end_sessions(user.pk)
