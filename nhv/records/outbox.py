"""The outbox: messages kept in the transaction of the act that sends them, and delivered afterwards by the worker.

A message is delivered at least once. The worker takes one message at a time and puts its next attempt ahead before it
sends, so several workers never send the same message at once; one that dies between sending and marking leaves the
message to be sent again. Twice can happen, zero cannot.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections, models, router, transaction
from django.db.models import Min, Q
from django.utils import timezone

from nhv.records.acts import one_transaction

# How long a worker has a message for itself: well beyond the time-out of one sending (30 s).
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
# After so many attempts somebody should look: the message is still tried, and `/health/` tells.
MANY_ATTEMPTS = 5


class MessageBase(models.Model):
    """One mail to one address. `key` says what it is about, so that the same thing is never told twice."""

    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None), name="%(class)s_to_send")]


@dataclass(frozen=True)
class Message:
    """What is sent. `number` stays the same when a message is sent a second time."""

    number: int
    kind: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Lag:
    """How far behind delivery is: how many wait, for how long the oldest has, how many fail again and again."""

    waiting: int
    oldest: timedelta | None
    failing: int


@dataclass(frozen=True)
class Stuck:
    """A message that has not gone out, though it was tried. `refused` when the mail server says no for good."""

    name: str
    to: str
    attempts: int
    refused: bool


Send = Callable[[Message], None]
# What a mail server answers for good begins with 5 (RFC 5321, 4.2.1): no such address, mailbox closed.
_FOR_GOOD = re.compile(r"\b5\d\d\b")
_MOST_STUCK = 500


@dataclass(frozen=True)
class Outbox:
    """The outbox of one database."""

    messages: type[MessageBase]

    def post(self, *, kind: str, to: str, subject: str, text: str, key: str) -> None:
        """Put a message in the outbox, in the transaction of the act. A second one with the same key is nothing.

        Raises RuntimeError outside a transaction, where a message could be sent about an act that never was.
        """
        if not connections[self._database].in_atomic_block:
            raise RuntimeError("a message is posted inside the transaction of its act")
        now = timezone.now()
        message = self.messages(
            kind=kind, to=to, subject=" ".join(subject.split())[:300], text=text, key=key, created_at=now, due_at=now
        )
        self._rows.bulk_create([message], ignore_conflicts=True)

    def deliver(self, send: Send, *, now: datetime | None = None, most: int = 1_000) -> int:
        """Send the messages that are due, and give how many went. What `send` raises is kept as the fault."""
        sent = 0
        for _ in range(most):
            message = self._take(now or timezone.now())
            if message is None:
                break
            try:
                send(message)
            except Exception as fault:
                # Whatever the mail server did: the message stays, and is tried again after its wait.
                words = " ".join(f"{type(fault).__name__}: {fault}".split())
                self._rows.filter(pk=message.number).update(last_fault=words[:300])
            else:
                sent_at = now or timezone.now()
                # An act: the diary bears witness to what has gone, and when.
                with one_transaction(self.messages):
                    self._rows.filter(pk=message.number).update(sent_at=sent_at, last_fault="")
                sent += 1
        return sent

    def lag(self, *, now: datetime | None = None) -> Lag:
        """What waits to be sent. One query."""
        waiting = self._rows.filter(sent_at=None).aggregate(
            number=models.Count("pk"),
            oldest=Min("created_at"),
            failing=models.Count("pk", filter=Q(attempts__gte=MANY_ATTEMPTS)),
        )
        oldest = (now or timezone.now()) - waiting["oldest"] if waiting["oldest"] else None
        return Lag(waiting["number"], oldest, waiting["failing"])

    def stuck(self, *, beginning: str = "", to: str = "") -> list[Stuck]:
        """Messages that were tried and have not gone out, whose key begins so, or that go to this address. One query.

        `name` is what follows the beginning in the key.
        """
        tried = self._rows.filter(sent_at=None).exclude(last_fault="")
        tried = tried.filter(key__startswith=beginning) if beginning else tried
        tried = tried.filter(to=to) if to else tried
        rows = tried.order_by("pk").values_list("key", "to", "attempts", "last_fault")[:_MOST_STUCK]
        return [
            Stuck(key.removeprefix(beginning), address, attempts, bool(_FOR_GOOD.search(fault)))
            for key, address, attempts, fault in rows
        ]

    def erase_texts(self, *, sent_before: datetime) -> int:
        """Erase what was said in messages sent before this time: they may hold links, and nobody needs them now."""
        with one_transaction(self.messages):
            return self._rows.filter(sent_at__lt=sent_before).exclude(text="").update(text="")

    def _take(self, now: datetime) -> Message | None:
        """The message that has been due longest, now ours until its next attempt is due."""
        due = self._rows.filter(sent_at=None, due_at__lte=now).order_by("due_at", "pk")
        # Asked every other second, so it must not hold up those who write when there is nothing to do.
        if not due.exists():
            return None
        with transaction.atomic(using=self._database):
            if connections[self._database].vendor == "postgresql":
                due = due.select_for_update(skip_locked=True)
            row = due.first()
            if row is None:
                return None
            row.due_at = now + min(FIRST_WAIT * 2 ** min(row.attempts, 16), LONGEST_WAIT)
            row.attempts += 1
            row.save(using=self._database, update_fields=["due_at", "attempts"])
            return Message(row.pk, row.kind, row.to, row.subject, row.text)

    @property
    def _database(self) -> str:
        return router.db_for_write(self.messages)

    @property
    def _rows(self) -> "models.QuerySet[MessageBase]":
        return self.messages._default_manager.using(self._database)
