"""What the diary knows of refused attempts: of each hour that is over how many there were of each kind, and nobody's
name. So whoever empties or lowers the counts is told of. What is counted later (a process that was slow to write) makes
an hour's count larger, which is no fault."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from nhv.accounts import attempts
from nhv.accounts.models import AttemptCount
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor

TOLD, HOUR = "attempts_counted", "attempts"
# What is about to be forgotten is not asked for: the one who forgets runs once a day.
_ASKED = attempts.KEPT - timedelta(days=2)
_BY = Actor("program", "nhv work")


def tell_the_diary() -> None:
    """Tell it of each hour that is over and that it does not know, where something was refused."""
    attempts.write()
    over = timezone.now().replace(minute=0, second=0, microsecond=0)
    known = {datetime.fromisoformat(hour) for hour in _told()}
    for hour in sorted(_hours(timezone.now() - _ASKED, over) - known):
        with one_transaction(AttemptCount):
            DIARY.record(TOLD, kind=HOUR, key=hour.isoformat(), by=_BY, payload={"counts": _counts(hour)})


def faults() -> Iterator[str]:
    """Hours of which fewer are counted than the diary says, one Swedish sentence each."""
    since = timezone.now() - _ASKED
    for key, said in _told().items():
        hour = datetime.fromisoformat(key)
        counted = _counts(hour) if hour >= since else said
        for kind, number in sorted(said.items()):
            if counted.get(kind, 0) < number:
                yield (
                    f"avvisade försök ({kind}) {hour:%Y-%m-%d kl. %H}: händelseloggen säger {number}, tabellen "
                    f"{counted.get(kind, 0)}"
                )


def _told() -> dict[str, Mapping[str, int]]:
    entries = DIARY.entries._default_manager.filter(act=TOLD).values_list("number", "subject_key")
    keys = dict(entries)
    contents = DIARY.payloads._default_manager.filter(number__in=keys).values_list("number", "content")
    return {keys[number]: counts for number, content in contents if (counts := _counts_in(content)) is not None}


def _counts_in(content: str) -> Mapping[str, int] | None:
    """What an entry says; nothing for one that is altered, of which the diary's own verification tells."""
    try:
        return {str(kind): int(number) for kind, number in json.loads(content)["counts"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _hours(since: datetime, until: datetime) -> set[datetime]:
    rows = AttemptCount.objects.filter(hour__gte=since, hour__lt=until)
    return set(rows.values_list("hour", flat=True).distinct())


def _counts(hour: datetime) -> dict[str, int]:
    sums = AttemptCount.objects.filter(hour=hour).values("kind").annotate(all=Sum("number"))
    return dict(sums.values_list("kind", "all"))
