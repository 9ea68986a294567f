"""One click, one case: what an act gave is kept under the key that its form carried, and given again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.db import connections, models, router
from django.utils import timezone

from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.refusals import MOST_SHOWN, OtherContent, Refused

Result = dict[str, Any]

_LONGEST = 100


class IdempotencyKeyBase(models.Model):
    """That an act was done under this key, by whom, with what, and what it gave (JSON).

    `carried` is what the form carried, by name, for whoever sends something else under the same key.
    """

    key = models.CharField(max_length=_LONGEST, unique=True)
    act = models.CharField(max_length=60)
    actor = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    carried = models.TextField(default="{}")
    result = models.TextField()
    at = models.DateTimeField()

    class Meta:
        abstract = True


@dataclass(frozen=True)
class IdempotencyKeys:
    """The kept keys of one database. `keeps_content` is for those whose forms tell nothing of patients."""

    rows: type[IdempotencyKeyBase]
    keeps_content: bool = True

    def run(self, key: str, act: str, by: Actor, carries: Mapping[str, Any], do: Callable[[], Result]) -> Result:
        """What `do` gives, done once: the same key again gives the first's result without doing anything.

        `carries` is all that the form says, by name. The same key with something else in it raises OtherContent.
        `do` and the key are kept in one transaction. Of two at the same time the second waits for the first.
        """
        carried = {name: _text(value) for name, value in carries.items()}
        with one_transaction(self.rows):
            known = self.result(key, act, by, carried)
            if known is not None:
                return known
            result = do()
            self.keep(key, act, by, carried, result)
            return result

    def result(self, key: str, act: str, by: Actor, carried: Mapping[str, str]) -> Result | None:
        """What the act gave under this key, or nothing when it has not been done. Within the act's transaction: from
        now until it ends nobody else gets past this line with the same key. Raises Refused for another's key and
        OtherContent for other content."""
        if len(key) > _LONGEST or not key.isprintable():
            raise Refused(
                "form_key_unreadable", "Formulärets nyckel går inte att läsa. Öppna sidan på nytt och skicka därifrån."
            )
        self._alone_with(key)
        row = self.rows._default_manager.using(self._database).filter(key=key).first()
        if row is None:
            return None
        if (row.act, row.actor) != (act, str(by)):
            raise Refused(
                "form_key_used", "Formuläret är redan använt till något annat. Öppna sidan på nytt och skicka därifrån."
            )
        if row.fingerprint != _fingerprint(carried):
            raise OtherContent(first=json.loads(row.carried), now=dict(carried))
        self._write_again(row)
        kept: Result = json.loads(row.result)
        return kept

    def is_used(self, key: str, act: str, by: Actor) -> bool:
        """Whether this act has been done under this key by the same actor, with whatever content. One query."""
        return self.rows._default_manager.using(self._database).filter(key=key, act=act, actor=str(by)).exists()

    def keep(self, key: str, act: str, by: Actor, carried: Mapping[str, str], result: Result) -> None:
        """Keep what the act gave, in the act's transaction."""
        if not connections[self._database].in_atomic_block:
            raise RuntimeError("a key is kept inside the transaction of its act")
        if not key:
            raise Refused("form_key_missing", "Formuläret saknar sin nyckel. Öppna sidan på nytt och skicka därifrån.")
        shown = {name: text[:MOST_SHOWN] for name, text in carried.items()} if self.keeps_content else {}
        self.rows(
            key=key,
            act=act,
            actor=str(by),
            fingerprint=_fingerprint(carried),
            carried=json.dumps(shown, ensure_ascii=False),
            result=json.dumps(result, ensure_ascii=False),
            at=timezone.now(),
        ).save(force_insert=True, using=self._database)

    def add_to_result(self, key: str, more: Result) -> None:
        """Keep this too of what the act gave, after the act: what is known only when all is done."""
        rows = self.rows._default_manager.using(self._database).filter(key=key)
        for row in rows:
            rows.update(result=json.dumps({**json.loads(row.result), **more}, ensure_ascii=False))

    def without_content(self) -> "IdempotencyKeys":
        """The same keys, for a form whose words are not to be kept here."""
        return replace(self, keeps_content=False)

    def _alone_with(self, key: str) -> None:
        # SQLite: BEGIN IMMEDIATE has already made us the only writer. PostgreSQL: a lock per key until the commit;
        # without it the second would do all its work and fail at the end, on the unique key.
        connection = connections[self._database]
        if connection.vendor == "postgresql" and connection.in_atomic_block:
            number = int.from_bytes(sha256(key.encode()).digest()[:4], signed=True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS, number])

    def _write_again(self, row: IdempotencyKeyBase) -> None:
        # The first time may have ended with nobody knowing whether the standby has it. Only a transaction that
        # writes waits for the standby, and it waits for everything before it too.
        if connections[self._database].in_atomic_block:
            row.save(using=self._database, update_fields=["at"])

    @property
    def _database(self) -> str:
        return router.db_for_write(self.rows)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _fingerprint(carried: Mapping[str, str]) -> str:
    return sha256(json.dumps(carried, sort_keys=True).encode()).hexdigest()


# Any number will do, as long as nothing else of ours takes pairs of locks that begin with it.
_LOCKS = 0x4F4E43
