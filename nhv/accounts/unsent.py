"""What was written in a form and not received waits here for whoever wrote it, in the browser where they wrote it.

Twelve hours, 256 KiB a form, twenty forms a person. The words are sealed under a key that the browser alone holds, in
a cookie: neither the database, nor the person in another browser, nor another person in that browser can read them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import router, transaction
from django.db.models import Q, QuerySet
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


def keep(*, user_id: int, key: str, form: str, written: Written, instead_of: Sequence[int] = ()) -> int | None:
    """Let it wait, instead of what was written in the same form before, and of what the form was filled in with (by
    number). The number under which it waits; nothing when there was no room for so much."""
    said = json.dumps(asdict(written), ensure_ascii=False)
    if len(said.encode()) > MOST_BYTES:
        return None
    theirs = UnsentForm.objects.filter(user_id=user_id)
    with transaction.atomic(using=router.db_for_write(UnsentForm)):
        received = theirs.filter(form=_digest(form), content=RECEIVED).first()
        if received is not None:
            # Sent by the page while it was left, and here after what it became.
            return received.pk
        row, _is_new = UnsentForm.objects.update_or_create(
            user_id=user_id,
            browser=_digest(key),
            form=_digest(form),
            defaults={"content": sealed(said, under=_lock(user_id, key)), "kept_at": timezone.now()},
        )
        theirs.filter(browser=_digest(key), pk__in=instead_of).exclude(pk=row.pk).delete()
        _forget_oldest(theirs.exclude(content=RECEIVED))
    return row.pk


def waiting(*, user_id: int, key: str) -> list[Unsent]:
    """What this person wrote in this browser and that still waits, the newest last. One query."""
    rows = UnsentForm.objects.filter(user_id=user_id, browser=_digest(key), kept_at__gt=timezone.now() - KEPT)
    waits = rows.exclude(content=RECEIVED).order_by("kept_at", "pk")
    found = [(row, opened(row.content, under=_lock(user_id, key))) for row in waits]
    return [Unsent(row.pk, row.kept_at, Written(**json.loads(said))) for row, said in found if said is not None]


def let_go(*, user_id: int, key: str, numbers: Sequence[int], form: str = "") -> None:
    """It is received, or not wanted: by number, and what was written in the form."""
    if numbers or form:
        is_it = Q(pk__in=numbers) | Q(form=_digest(form))
        UnsentForm.objects.filter(is_it, user_id=user_id, browser=_digest(key)).exclude(content=RECEIVED).delete()


def receive(*, user_id: int, key: str, form: str, is_on_its_way: bool) -> None:
    """What was written in the form waits no longer; nor will what is still on its way here, in whichever browser."""
    theirs = UnsentForm.objects.filter(user_id=user_id)
    with transaction.atomic(using=router.db_for_write(UnsentForm)):
        known = key and theirs.filter(browser=_digest(key), form=_digest(form)).update(content=RECEIVED)
        if is_on_its_way and not known:
            UnsentForm.objects.get_or_create(
                user_id=user_id,
                browser="",
                form=_digest(form),
                defaults={"content": RECEIVED, "kept_at": timezone.now()},
            )
            _forget_oldest(theirs.filter(content=RECEIVED))


def _forget_oldest(rows: QuerySet[UnsentForm]) -> None:
    oldest = list(rows.order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST_FORMS : 2 * MOST_FORMS])
    UnsentForm.objects.filter(pk__in=oldest).delete()


def forget_old() -> None:
    """Nothing waits longer than half a day."""
    UnsentForm.objects.filter(kept_at__lte=timezone.now() - KEPT).delete()


def _lock(user_id: int, key: str) -> str:
    return f"unsent form:{user_id}:{key}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
