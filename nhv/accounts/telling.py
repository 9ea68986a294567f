"""Who is told, and by which mail. A mail says that something has happened and where to read it, never what it was about
a person, and goes out with the act that it tells of."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from nhv.accounts.models import Membership
from nhv.records.outbox import Outbox
from nhv.register.memory import OUTBOX
from nhv.register.models import Organisation
from nhv.rules.access import ACCESS, OWN, roles_with

PAGES = {
    "call": "/utlysningar/{key}/",
    "consultation": "/remisser/{key}/",
    "hearing": "/horanden/{key}/",
    "cooperation": "/samverkan/{key}/",
    "own_permit_matter": "/tillstand/{key}/",
    "party_decision": "/ansokningar/{key}/beslut/",
    "error_report": "/stammer-det-inte/{code}/",
    "units": "/enheter/",
    "area": "/omraden/{key}/",
    "desk": "/handlaggning/",
    "groups": "/grupp/",
    "week": "/regionens-vecka/",
    "letters": "/konto/brev/",
    "regional-care": "/egen-region/",
}

# From a unit to its hospital, its region and its healthcare region.
_UP = (1, 2, 3)


def regions_addresses() -> list[tuple[str, str]]:
    """Key and registered address of every region that has one. One query."""
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).exclude(email="")
    return list(regions.values_list("key", "email"))


def people_at(organisation: str, activity: str) -> list[tuple[str, str]]:
    """Number and mail address of everybody who may do this to what is the organisation's of this key today: there, or
    where it belongs, as far as their reach goes. One query."""
    there = Q(organisation__key=organisation, role__in=roles_with(activity))
    own = [role for role, scope in ACCESS.get(activity, {}).items() if scope == OWN]
    above = Q(*((f"organisation__{'__'.join(['children'] * up)}__key", organisation) for up in _UP), _connector=Q.OR)
    held = Membership.objects.on(timezone.localdate()).filter(there | (above & Q(role__in=own)), user__is_active=True)
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
