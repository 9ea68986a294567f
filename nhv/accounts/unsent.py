"""What was written in a form and not received waits here for whoever wrote it, in the browser where they wrote it.

Twelve hours, 256 KiB a form, twenty forms a person. The words are sealed under a key that the browser alone holds, in
a cookie: neither the database, nor the person in another browser, nor another person in that browser can read them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import router, transaction
from django.utils import timezone

from nhv.accounts.models import UnsentForm
from nhv.accounts.sealing import opened, sealed

KEPT = timedelta(hours=12)
MOST_BYTES = 256 * 1_024
MOST_FORMS = 20
RECEIVED = ""  # in place of the words of a form that waits no longer


@dataclass(frozen=True)
class Written:
    """A form as it was sent: the page it stood on, where it was sent, its fields, and the names of its files."""

    page: str
    action: str
    fields: Mapping[str, Sequence[str]]
    files: Sequence[str] = ()


@dataclass(frozen=True)
class Unsent:
    """What waits, and since when."""

    number: int
    kept_at: datetime
    written: Written


def keep(*, user_id: int, key: str, form: str, written: Written) -> bool:
    """Let it wait, instead of what was written in the same form before. Whether there was room for so much."""
    said = json.dumps(asdict(written), ensure_ascii=False)
    if len(said.encode()) > MOST_BYTES:
        return False
    theirs = UnsentForm.objects.filter(user_id=user_id)
    with transaction.atomic(using=router.db_for_write(UnsentForm)):
        if theirs.filter(browser=_digest(key), form=_digest(form), content=RECEIVED).exists():
            # Sent by the page while it was left, and here after what it became.
            return True
        UnsentForm.objects.update_or_create(
            user_id=user_id,
            browser=_digest(key),
            form=_digest(form),
            defaults={"content": sealed(said, under=_lock(user_id, key)), "kept_at": timezone.now()},
        )
        oldest = list(theirs.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST_FORMS : 2 * MOST_FORMS])
        UnsentForm.objects.filter(pk__in=oldest).delete()
    return True


def waiting(*, user_id: int, key: str) -> list[Unsent]:
    """What this person wrote in this browser and that still waits, the newest last. One query."""
    rows = UnsentForm.objects.filter(user_id=user_id, browser=_digest(key), kept_at__gt=timezone.now() - KEPT)
    waits = rows.exclude(content=RECEIVED).order_by("kept_at", "pk")
    found = [(row, opened(row.content, under=_lock(user_id, key))) for row in waits]
    return [Unsent(row.pk, row.kept_at, Written(**json.loads(said))) for row, said in found if said is not None]


def let_go(*, user_id: int, key: str, form: str = "", numbers: Iterable[int] = ()) -> None:
    """It is received, or not wanted: the form that it was written in, or by number."""
    theirs = UnsentForm.objects.filter(user_id=user_id, browser=_digest(key))
    if form:
        theirs.filter(form=_digest(form)).update(content=RECEIVED)
    if numbers := list(numbers):
        theirs.filter(pk__in=numbers).delete()


def forget_old() -> None:
    """Nothing waits longer than half a day."""
    UnsentForm.objects.filter(kept_at__lte=timezone.now() - KEPT).delete()


def _lock(user_id: int, key: str) -> str:
    return f"unsent form:{user_id}:{key}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
