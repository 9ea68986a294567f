"""Who is told, and by which mail. A mail says that something has happened and where to read it, never what it was about
a person, and goes out with the act that it tells of."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from nhv.accounts.models import Membership
from nhv.records.outbox import Outbox
from nhv.register.memory import OUTBOX
from nhv.register.models import Organisation
from nhv.rules.access import roles_with

PAGES = {
    "call": "/utlysningar/{key}/",
    "consultation": "/remisser/{key}/",
    "hearing": "/horanden/{key}/",
    "own_permit_matter": "/tillstand/{key}/",
    "party_decision": "/ansokningar/{key}/beslut/",
    "error_report": "/stammer-det-inte/{code}/",
    "units": "/enheter/",
    "area": "/omraden/{key}/",
    "desk": "/handlaggning/",
    "week": "/regionens-vecka/",
    "letters": "/konto/brev/",
    "regional-care": "/egen-region/",
}


def regions_addresses() -> list[tuple[str, str]]:
    """Key and registered address of every region that has one. One query."""
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).exclude(email="")
    return list(regions.values_list("key", "email"))


def people_at(organisation: str, activity: str) -> list[tuple[str, str]]:
    """Number and mail address of everybody who may do this at the organisation of this key today. One query."""
    held = Membership.objects.on(timezone.localdate()).filter(
        organisation__key=organisation, role__in=roles_with(activity), user__is_active=True
    )
    return [(str(number), email) for number, email in held.values_list("user_id", "user__email").distinct()]


def tell(
    who: Iterable[tuple[str, str]], *, kind: str, subject: str, text: str, about: str, outbox: Outbox = OUTBOX
) -> None:
    """One mail to each, in the transaction of the act. `about` is what it concerns: the same is told once."""
    for name, to in sorted(set(who)):
        outbox.post(kind=kind, to=to, subject=subject, text=text, key=f"{kind}:{about}:{name}")


def link(page: str, **which: str) -> str:
    """The public address of a page, for a mail: the Swedish one. The website's tests hold that each leads somewhere."""
    return address(PAGES[page].format(**which))


def address(path: str) -> str:
    """The whole public address of a path here, for a mail."""
    return f"{settings.BASE_URL}{path}"
