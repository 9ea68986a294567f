"""What the pages ask. The scope of the one who asks is part of every query: what is out of reach is not there.

Two doors lead to a filing. Its owner's (`own_…`) opens on the working copy and everything received; the receiver's
(`received_…`) opens on what has been received, and knows nothing of drafts.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from nhv.accounts import access
from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import KINDS
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.language.numbers import whole_number
from nhv.language.slugs import slug
from nhv.register.models import Organisation
from nhv.rules.actor import Actor

PAGE = 50
# What a filing hangs on, where it lies in the same database.
_NEAR = ("organisation", "place", "document__area")

Filings = QuerySet[FilingBase]


def own_filings(by: Actor, *, kind: str) -> Filings:
    """The filings that `by` reads as their owner, drafts and all."""
    known = KINDS[kind]
    filings = known.cabinet().filings._default_manager.filter(kind=kind)
    return _with_near(filings.filter(access.owned(access.reach(by, known.activity("read_own")))), "outline")


def own_filing(by: Actor, key: str, *, kind: str) -> FilingBase | None:
    """One of them, or nothing when it is not theirs."""
    return own_filings(by, kind=kind).filter(key=key).first()


@dataclass(frozen=True)
class Wanted:
    """What a list of received filings is narrowed to. An empty value narrows nothing."""

    about: str = ""
    organisation: str = ""
    state: str = ""
    late: bool | None = None
    text: str = ""


def received_filings(by: Actor, wanted: Wanted = Wanted(), *, kind: str) -> Filings:
    """What has been received, the latest first. A draft is not here, nor what was changed in one since."""
    known = KINDS[kind]
    found = known.cabinet().filings._default_manager.filter(kind=kind, received_at__isnull=False)
    found = found.filter(access.owned(access.reach(by, known.activity("read_received"))))
    if wanted.about:
        found = found.filter(about=wanted.about)
    if wanted.organisation:
        found = found.filter(organisation_id=wanted.organisation)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.late is not None:
        found = found.filter(late=wanted.late)
    if wanted.text:
        text = wanted.text[:100]
        named = Q(organisation_id__in=_organisations_named(text))
        if slug(text) and _knows(found, "document"):
            named |= Q(document__area__key__icontains=slug(text))
        number = whole_number(text, digits=11)
        numbered = Q() if number is None else Q(versions__diary_number=number)
        found = found.filter(Q(record_number__icontains=text) | Q(key=text.lower()) | named | numbered).distinct()
    # The place is the working copy's; what was received says its own.
    return _with_near(found).order_by("-received_at", "-pk")


def received_filing(by: Actor, key: str, *, kind: str) -> FilingBase | None:
    """One of them with its versions, requests and notes at hand. Six queries with the reach's."""
    found: QuerySet[Any] = received_filings(by, kind=kind).filter(key=key)
    versions = KINDS[kind].cabinet().versions._default_manager.select_related("outline")
    return found.prefetch_related(Prefetch("versions", versions), "completion_requests", "notes").first()


def _organisations_named(text: str) -> list[str]:
    """The organisations whose name holds this, whatever its case and its dots: «skane» is Skåne. One query."""
    wanted = slug(text)
    return [key for key, name in Organisation.objects.values_list("key", "name") if wanted and wanted in slug(name)]


def _knows(filings: Any, name: str) -> bool:
    return name in {field.name for field in filings.model._meta.get_fields() if field.is_relation}


def _with_near(filings: Any, *also: str) -> Filings:
    there = {field.name for field in filings.model._meta.get_fields() if field.is_relation}
    near = [name for name in (*_NEAR, *also) if name.partition("__")[0] in there]
    # Without a name Django would follow all there is.
    found: Filings = filings.select_related(*near) if near else filings
    return found


def scans_of(filing: FilingBase, version: FilingVersionBase) -> dict[str, str]:
    """By sha256, what the search of a version's files has said: everybody concerned is told the same. One query."""
    hashes = {one["sha256"] for one in version.files}
    rows = cabinet_of(filing).memory.files.rows._default_manager
    return dict(rows.filter(sha256__in=hashes).values_list("sha256", "scan")) if hashes else {}
