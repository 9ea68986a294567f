"""What the pages ask. The scope of the one who asks is part of every query: what is out of reach is not there.

Two doors lead to a filing. Its owner's (`own_…`) opens on the working copy and everything received; the receiver's
(`received_…`) opens on what has been received, and knows nothing of drafts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from nhv.accounts import access
from nhv.filings.again import EARLIER
from nhv.filings.cabinet import Cabinet, cabinet_of
from nhv.filings.finding import sought_by
from nhv.filings.kinds import KINDS
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.register.order import in_swedish
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
    """One of them, or nothing when it is not theirs. `taken_back_at` is when what was asked for last was taken back, if
    it was, and `taken_back_because` why. `begun_with` has a value where it began with an earlier one's answers."""
    requests: QuerySet[Any] = KINDS[kind].cabinet().requests._default_manager.all()
    asked = requests.filter(filing=OuterRef("pk")).order_by("-number")
    answers: QuerySet[Any] = KINDS[kind].cabinet().answers._default_manager.all()
    earlier = answers.filter(filing=OuterRef("pk"), window__startswith=EARLIER)
    found = own_filings(by, kind=kind).annotate(
        taken_back_at=Subquery(asked.values("withdrawn_at")[:1]),
        taken_back_because=Subquery(asked.values("withdrawn_because")[:1]),
        begun_with=Subquery(earlier.values("window")[:1]),
    )
    return found.filter(key=key).first()


def to_begin_again_from(by: Actor, about: str, *, kind: str) -> Filings:
    """Those about this that are taken back, with whose answers a new one can begin, the latest first."""
    taken_back = own_filings(by, kind=kind).filter(about=about, state=FilingState.WITHDRAWN)
    return taken_back.order_by("-withdrawn_at", "-pk")


@dataclass(frozen=True)
class Wanted:
    """What a list of received filings is narrowed to, and its order (one of ORDERS). An empty value narrows nothing.
    `assignee` is the number of an account, or NOBODY."""

    about: str = ""
    organisation: str = ""
    state: str = ""
    late: bool | None = None
    text: str = ""
    assignee: int | None = None
    order: str = ""


NOBODY = 0
# The latest first where nothing is asked for, and where all else is alike.
ORDERS: dict[str, tuple[str | Combinable, ...]] = {
    "": (),
    "aldst": ("received_at",),
    "fran": (in_swedish("organisation__name"),),
    "sjukhus": (in_swedish("hospital"),),
    "status": ("state",),
}


def received_filings(by: Actor, wanted: Wanted = Wanted(), *, kind: str) -> Filings:
    """What has been received, the latest first. A draft is not here, nor what was changed in one since."""
    known = KINDS[kind]
    found = known.cabinet().filings._default_manager.filter(kind=kind, received_at__isnull=False)
    reached = access.reach(by, known.activity("read_received"))
    if not reached.everything:
        found = found.filter(access.owned(reached) | known.in_cases(reached))
    if reached.barred:
        found = found.exclude(known.within(reached.barred))
    if wanted.about:
        found = found.filter(about=wanted.about)
    if wanted.organisation:
        found = found.filter(organisation_id=wanted.organisation)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.late is not None:
        found = found.filter(in_lane(known.cabinet(), late=wanted.late))
    if wanted.assignee is not None:
        found = found.filter(assignee=wanted.assignee or None)
    if wanted.text:
        found = found.filter(pk__in=found.filter(sought_by(wanted.text)).order_by().values("pk"))
    # The place is the working copy's; what was received says its own.
    return _with_near(found).order_by(*ORDERS[wanted.order], "-received_at", "-pk")


def in_lane(cabinet: Cabinet, *, late: bool) -> Q:
    """Of filings, those whose newest version came late; or those that came in time, by some version: a later one that
    comes late takes nothing away from the one before, so such a filing stands in both lanes."""
    if late:
        return Q(late=True)
    in_time = cabinet.versions._default_manager.filter(_IN_TIME, filing=OuterRef("pk"), completes__isnull=True)
    return Q(late=False) | Q(Exists(in_time))


_IN_TIME = Q(time_class=FilingVersionBase.Class.IN_TIME)


def newest_in_time(filings: Iterable[FilingBase]) -> dict[str, FilingVersionBase]:
    """Filing's key → its newest version that came in time, of those whose newest came late. Two queries, or none."""
    late = [filing for filing in filings if filing.late]
    if not late:
        return {}
    versions: Any = cabinet_of(late[0]).versions._default_manager.filter(_IN_TIME, filing__in=late)
    found = {one.filing.key: one for one in versions.select_related("outline", "filing").order_by("number")}
    # A completion in time of what itself came late makes nothing else of it.
    first = set(versions.filter(completes__isnull=True).values_list("filing__key", flat=True))
    return {key: version for key, version in found.items() if key in first}


def in_time_before(versions: Sequence[FilingVersionBase], shown: FilingVersionBase) -> FilingVersionBase | None:
    """The newest version that came in time, when the one shown came late: one that completes it too, where what it
    completes came in time. `versions` are in the order of numbers."""
    if shown.time_class != shown.Class.LATE:
        return None
    in_time = [one for one in versions if one.time_class == one.Class.IN_TIME]
    return in_time[-1] if any(not one.completes for one in in_time) else None


def received_filing(by: Actor, key: str, *, kind: str) -> FilingBase | None:
    """One of them with its versions, requests and notes at hand. Six queries with the reach's."""
    found: QuerySet[Any] = received_filings(by, kind=kind).filter(key=key)
    versions = KINDS[kind].cabinet().versions._default_manager.select_related("outline")
    return found.prefetch_related(Prefetch("versions", versions), "completion_requests", "notes").first()


def _with_near(filings: Any, *also: str) -> Filings:
    there = {field.name for field in filings.model._meta.get_fields() if field.is_relation}
    near = [name for name in (*_NEAR, *also) if name.partition("__")[0] in there]
    # Without a name Django would follow all there is.
    found: Filings = filings.select_related(*near) if near else filings
    return found


def scans_of(cabinet: Cabinet, files: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """By sha256, what the search of these files in filings of one cabinet has said: everybody concerned is told the
    same. One query, and none without files."""
    hashes = {one["sha256"] for one in files}
    rows = cabinet.memory.files.rows._default_manager
    return dict(rows.filter(sha256__in=hashes).values_list("sha256", "scan")) if hashes else {}
