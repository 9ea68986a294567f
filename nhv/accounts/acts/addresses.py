"""The addresses that calls are sent to."""

from nhv.register.leave import check_leave
from nhv.register.models import Organisation
from nhv.register.organisations import register_address
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused


def change_address(*, organisation: Organisation, email: str, by: Actor) -> bool:
    """Make this the organisation's registered address; empty takes it away. Says whether anything is new."""
    check_leave(by, "organisations.address", organisation)
    if organisation.kind != Organisation.Kind.REGION:
        raise Refused(
            "not_a_region",
            "{organisation} är ingen region. Utlysningar skickas till regionerna.",
            organisation=organisation.name,
        )
    return register_address(organisation=organisation, email=email.strip(), by=by)
