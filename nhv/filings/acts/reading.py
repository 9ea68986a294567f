"""Reading before the close: allowed, since what has been received is a public document, and never unseen by those who
sent it."""

from collections.abc import Collection
from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from nhv.filings.cabinet import cabinet_of
from nhv.filings.kinds import KINDS, kind_of
from nhv.filings.queries import received_filings
from nhv.filings.receiving import ACTS
from nhv.filings.tables import FilingBase
from nhv.records import clock
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.deadlines import SWEDEN

READ_EARLY = "filing_read_early"


MOST_TOLD = 20


def noted_of(by: Actor) -> list[tuple[datetime, FilingBase]]:
    """What has been noted of the reading of `by`, the latest first, of what they still reach: when, and what was read.
    One query, and two more when there is any (two for each kind)."""
    noted: list[tuple[datetime, FilingBase]] = []
    for cabinet in {kind.cabinet().filings: kind.cabinet() for kind in KINDS.values()}.values():
        entries = cabinet.memory.diary.entries._default_manager.filter(act=READ_EARLY, actor=str(by))
        read = list(entries.order_by("-number").values_list("subject_key", "at")[:MOST_TOLD])
        keys = {key for key, _at in read}
        kinds = cabinet.filings._default_manager.filter(key__in=keys).order_by().values_list("kind", flat=True)
        reached = {
            filing.key: filing
            for kind in (kinds.distinct() if keys else ())
            for filing in received_filings(by, kind=kind).filter(key__in=keys)
        }
        noted += [(at, reached[key]) for key, at in read if key in reached]
    return sorted(noted, key=lambda one: one[0], reverse=True)[:MOST_TOLD]


def is_early(filing: FilingBase, now: datetime) -> bool:
    """Whether others may still send theirs."""
    closes_at = kind_of(filing).closes_at(filing)
    return closes_at is not None and clock.earliest(now) < closes_at


def note_reading(*, filing: FilingBase, by: Actor, now: datetime, roles: Collection[Role] = ()) -> None:
    """If it is early, the diary tells that `by` has read it: once a person and day, and anew when a version has come
    since. Of those who have one of the `roles` whose work it is to read it, besides what its kind notes."""
    kind = kind_of(filing)
    if kind.readers.intersection(roles):
        kind.when_read(filing, by)
    if not is_early(filing, now):
        return
    diary = cabinet_of(filing).memory.diary
    midnight = datetime.combine(timezone.localdate(now, SWEDEN), time.min, SWEDEN)
    read_today = Q(act=READ_EARLY, actor=str(by), at__gte=midnight)
    told = diary.entries._default_manager.filter(subject_kind="filing", subject_key=filing.key)
    # By their order in the diary: what was read before the newest came was an older one.
    newest = told.filter(read_today | Q(act__in=ACTS.values())).order_by("-number").values_list("act", flat=True)
    if newest.first() != READ_EARLY:
        with one_transaction(type(filing)):
            diary.record(READ_EARLY, kind="filing", key=filing.key, by=by)
