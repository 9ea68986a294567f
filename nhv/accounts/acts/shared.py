"""What the acts have in common: rules about roles, and their one way to begin."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from nhv.accounts.access import reach
from nhv.accounts.models import Membership, User
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.rules.roles import ADMINISTRATORS, PLACES, Role


@contextmanager
def one_act() -> Iterator[None]:
    """One transaction, and nobody else's beside it: «the last administrator» is asked and answered in one."""
    with one_transaction(User):
        DIARY.take_turn()
        yield


def check_place(role: Role, organisation: Organisation, valid_until: date | None) -> None:
    """Raises Refused when the role cannot be held at such an organisation, or for such a time."""
    if organisation.kind not in PLACES[role]:
        raise Refused(f"Den rollen kan ingen ha vid {organisation.name}; välj en annan roll eller organisation.")
    if valid_until is not None and valid_until < timezone.localdate():
        raise Refused("Sista dagen har redan varit; välj en dag framåt, eller ingen alls.")
    if valid_until is not None and role in ADMINISTRATORS:
        # Otherwise the last administrator could vanish overnight, without anybody doing it.
        raise Refused("En administratörs roll har ingen sista dag; avsluta den när någon annan har tagit över.")


def check_not_last(membership: Membership) -> None:
    """Raises Refused when nobody would be left to let people in."""
    if membership.role not in ADMINISTRATORS:
        return
    others = Membership.objects.on(timezone.localdate()).filter(
        organisation=membership.organisation_id, role=membership.role
    )
    if not others.exclude(user=membership.user_id).exists():
        raise Refused(
            f"Det är den sista administratören vid {membership.organisation.name}; ge först någon annan den rollen."
        )


def check_reaches_whole_person(by: Actor, user: User) -> None:
    """Raises Refused unless `by` may change all that the person does here: some acts hit the person as a whole."""
    reached = reach(by, "people.change")
    ever = Membership.objects.filter(user=user)
    # Who has no role today still belongs to those who had the last word on the former ones.
    held = ever.on(timezone.localdate()) if ever.on(timezone.localdate()).exists() else ever
    places = set(held.values_list("organisation_id", flat=True))
    if not reached.everything and not (places and places <= reached.organisations):
        raise Refused("Personen har roller också i andra organisationer; be Socialstyrelsens administratör göra det.")


def check_not_oneself(by: Actor, user: User) -> None:
    """Raises Refused when somebody would do to themselves what another is to do."""
    if by == Actor("user", str(user.pk)):
        raise Refused("Det här kan du inte göra med dig själv; be någon annan med samma roll.")
