"""What the pages ask. The scope of the one who asks is part of every query: what is out of reach is not there.

Two doors lead to a filing. Its owner's (`own_…`) opens on the working copy and everything received; the authority's
(`received_…`) opens on what has been received, and knows nothing of drafts.
"""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from nhv.accounts import access
from nhv.filings.kinds import KINDS
from nhv.filings.models import Filing, FilingVersion
from nhv.register.models import Organisation
from nhv.rules.actor import Actor

PAGE = 50


# --- The owner's door ------------------------------------------------------------------------------


def own_filings(by: Actor, *, kind: str = "application") -> QuerySet[Filing]:
    """The filings of the organisations that `by` reads for, drafts and all."""
    reach = access.reach(by, KINDS[kind].read_own)
    return _whole(Filing.objects.filter(kind=kind, organisation__in=reach.organisations))


def own_filing(by: Actor, key: str, *, kind: str = "application") -> Filing | None:
    """One of them, or nothing when it is not theirs."""
    return own_filings(by, kind=kind).filter(key=key).first()


# --- The authority's door --------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What an officer's list is narrowed to. An empty value narrows nothing."""

    call: str = ""
    region: str = ""
    state: str = ""
    late: bool | None = None
    text: str = ""


def received_filings(by: Actor, wanted: Wanted = Wanted(), *, kind: str = "application") -> QuerySet[Filing]:
    """What has been received, the latest first. A draft is not here, nor what was changed in one since."""
    if not access.reach(by, KINDS[kind].read_received).everything:
        return Filing.objects.none()
    found = Filing.objects.filter(kind=kind, received_at__isnull=False)
    if wanted.call:
        found = found.filter(call__key=wanted.call)
    if wanted.region:
        found = found.filter(organisation__key=wanted.region)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.late is not None:
        found = found.filter(late=wanted.late)
    if wanted.text:
        text = wanted.text[:100]
        named = Q(organisation__in=_regions_named(text))
        found = found.filter(Q(record_number__icontains=text) | Q(key=text.lower()) | named)
    # The hospital is the working copy's; what was received says its own.
    return found.select_related("organisation", "call__document").order_by("-received_at", "-pk")


def _regions_named(text: str) -> list[int]:
    """The regions whose name holds this. Compared here: SQLite knows the case of ASCII only. One query."""
    names = Organisation.objects.filter(kind=Organisation.Kind.REGION).values_list("pk", "name")
    return [number for number, name in names if text.casefold() in name.casefold()]


def received_filing(by: Actor, key: str, *, kind: str = "application") -> Filing | None:
    """One of them with its versions, requests and notes at hand. Six queries with the reach's."""
    found = received_filings(by, kind=kind).filter(key=key).select_related(None)
    return (
        found.select_related("organisation", "call__document__area", "document__area")
        .prefetch_related(
            Prefetch("versions", FilingVersion.objects.select_related("outline")), "completion_requests", "notes"
        )
        .first()
    )


def _whole(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    return filings.select_related("organisation", "hospital", "call__document__area", "document__area", "outline")
