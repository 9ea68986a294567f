"""The security log: who tried what and was refused, counted by kind, sender and hour.

A sender is the account, when somebody is signed in, else a hash of the address under the server's secret and the day:
it tells one from another for a day, and nobody who they are. Refusals are counted in the process first and written at
most once a second, so that a flood of them does not keep others from the database.
"""

import hmac
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import cast

from django.conf import settings
from django.db import DatabaseError, connections, router, transaction
from django.db.models import Count, F, Sum
from django.utils import timezone

from nhv.accounts.models import AttemptCount
from nhv.rules.alarms import KINDS, Kind, sentence

log = logging.getLogger("nhv.attempts")

KEPT = timedelta(days=90)
# So many senders of one kind have a row of their own in an hour; all others share one.
MOST_SENDERS, OTHERS = 500, "others"
SECONDS_BETWEEN_WRITINGS = 1.0

_waiting: Counter[tuple[datetime, Kind, str]] = Counter()
_lock = threading.Lock()
_written_at = 0.0


def sender_of(address: str) -> str:
    """What stands in the log for an address: the same for a day."""
    text = f"{timezone.now().astimezone(UTC):%Y-%m-%d}\0{address}".encode("utf-8", "replace")
    return "~" + hmac.digest(settings.SECRET_KEY.encode(), text, sha256).hex()[:16]


def note(kind: Kind, who: str) -> None:
    """Count one that was refused. Never raises: a refusal is told whether or not it can be counted."""
    hour = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    with _lock:
        full = len(_waiting) >= MOST_SENDERS
        _waiting[hour, kind, who if not full or (hour, kind, who) in _waiting else OTHERS] += 1
    if time.monotonic() - _written_at >= SECONDS_BETWEEN_WRITINGS:
        write()


def write() -> None:
    """Write what this process has counted. Within an act it waits, so that an act undone takes no count with it."""
    global _written_at
    if connections[router.db_for_write(AttemptCount)].in_atomic_block:
        return
    with _lock:
        counted = dict(_waiting)
        _waiting.clear()
        _written_at = time.monotonic()
    try:
        for (hour, kind, who), number in counted.items():
            _add(hour, kind, who, number)
    except DatabaseError as error:
        log.warning("avvisade försök kunde inte räknas: %s", type(error).__name__)


@dataclass(frozen=True)
class Hour:
    """What was refused of one kind in one hour: how many, by how many, and the most by one and who that was."""

    hour: datetime
    kind: Kind
    number: int
    senders: int
    most: int
    who: str


def hours(since: datetime, *, most: int = 500) -> list[Hour]:
    """The log, the newest hour first. Two queries."""
    write()
    rows = AttemptCount.objects.filter(hour__gte=since)
    largest = {(row.hour, row.kind): row for row in rows.order_by("number")[: most * 20]}
    sums = rows.values("hour", "kind").annotate(all=Sum("number"), senders=Count("pk")).order_by("-hour", "kind")[:most]
    return [
        Hour(each["hour"], cast(Kind, each["kind"]), each["all"], each["senders"], row.number, row.who)
        for each in sums
        if (row := largest.get((each["hour"], each["kind"])))
    ]


def alarms() -> Iterator[str]:
    """One Swedish sentence for each kind that has come so often, in this hour or the one before, that somebody should
    look. One query."""
    write()
    since = timezone.now() - timedelta(hours=2)
    sums = AttemptCount.objects.filter(hour__gt=since).values("kind").annotate(all=Sum("number"))
    found = dict(sums.values_list("kind", "all"))
    yield from (sentence(kind, found[kind]) for kind in KINDS if found.get(kind, 0) >= KINDS[kind].alarm_at)


def forget_old() -> None:
    """What is older than three months is no use to anybody."""
    AttemptCount.objects.filter(hour__lt=timezone.now() - KEPT).delete()


def _add(hour: datetime, kind: Kind, who: str, number: int) -> None:
    with transaction.atomic(using=router.db_for_write(AttemptCount)):
        there = AttemptCount.objects.filter(hour=hour, kind=kind)
        if there.filter(who=who).update(number=F("number") + number):
            return
        name = who if there.count() < MOST_SENDERS else OTHERS
        AttemptCount.objects.bulk_create([AttemptCount(hour=hour, kind=kind, who=name)], ignore_conflicts=True)
        there.filter(who=name).update(number=F("number") + number)
