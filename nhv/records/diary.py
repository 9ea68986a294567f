"""The diary (händelselogg): who did what to which record, when and why. Append-only, gapless, hash-chained.

The payload lies in a side table, so that it can be erased by decision while the chain still verifies: the
chain holds the payload's sha256, not the payload. Beside it lies the witness: what the rows that the act touched are
from now on, so that the state of all tables can be rebuilt from the diary and compared (`nhv/records/rebuilding.py`).
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import connections, models, router
from django.db.models.functions import Left

from nhv.records import clock, touched
from nhv.records.acts import one_transaction
from nhv.records.any_text import any_text, legible
from nhv.records.each_row import each_row
from nhv.records.keys import only_read
from nhv.records.watch import Sight, Watch, plain
from nhv.rules.actor import Actor
from nhv.rules.reasons import MOST_WHY, shortened

FIRST_PREVIOUS = "0" * 64
# Any number will do for the lock, as long as all writers of one diary ask for the same.
_LOCK = 0x4E4856
# What an act has done after its last entry, and what was done without any, is an entry of its own.
KEPT, ROWS = "rows_kept", "rows"
# From here on a table is watched that an earlier release did not watch: the entry says what stood in it.
BEGUN = "watch_begun"
_PROGRAM = Actor("program", "nhv")
M = TypeVar("M", bound=models.Model)


class DiaryEntryBase(models.Model):
    """One act. Points by name, not by key, so nothing it mentions is locked."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=120)
    actor = models.CharField(max_length=120)
    why = models.CharField(max_length=MOST_WHY, blank=True)
    payload_sha256 = models.CharField(max_length=64)
    # Empty where the act touched nothing that is watched.
    witness_sha256 = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering = ("number",)

    def expected_hash(self) -> str:
        """The sha256 of all other fields in canonical form; `at` to the microsecond in UTC."""
        fields = {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "act": self.act,
            "subject_kind": self.subject_kind,
            "subject_key": self.subject_key,
            "actor": self.actor,
            "why": self.why,
            "payload_sha256": self.payload_sha256,
            "witness_sha256": self.witness_sha256,
            "previous_hash": self.previous_hash,
        }
        return _sha256(canonical(fields))


class DiaryPayloadBase(models.Model):
    """What the act was about, as canonical JSON. May be erased, by an act that says so in the diary."""

    number = models.BigIntegerField(primary_key=True)
    content = models.TextField()

    class Meta:
        abstract = True


class DiaryWitnessBase(models.Model):
    """What the rows that the act touched are from now on, as canonical JSON. Never erased: it holds nothing personal.

    `{"key": …, "rows": {table: {key of the row: {column: value} or null}}}`, where `key` names the key of its hashes.
    """

    number = models.BigIntegerField(primary_key=True)
    content = models.TextField()

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Diary:
    """The diary of one database: its concrete tables, what it bears witness to, and what can be done with them."""

    entries: type[DiaryEntryBase]
    payloads: type[DiaryPayloadBase]
    witnesses: type[DiaryWitnessBase]
    watch: Watch

    @property
    def parts(self) -> tuple[type[models.Model], ...]:
        """Its own tables."""
        return (self.entries, self.payloads, self.witnesses)

    @property
    def database(self) -> str:
        return router.db_for_write(self.entries)

    def record(
        self,
        act: str,
        *,
        kind: str,
        key: str,
        by: Actor,
        why: str = "",
        payload: dict[str, Any] | None = None,
    ) -> DiaryEntryBase:
        """Write one entry, in the transaction of the act. Raises when there is no transaction to be part of."""
        connection = connections[self.database]
        if not connection.in_atomic_block:
            raise RuntimeError("a diary entry is written inside the transaction of its act")
        self.take_turn()
        last = self.numbered(self.entries).order_by("-number").first()
        content, witness = canonical(payload or {}), self._witness(self.watch.sight(connection), last)
        entry = self.entries(
            number=(last.number if last else 0) + 1,
            # Never before the last: a clock that has been set back does not turn the order around.
            at=max(clock.now(), last.at) if last else clock.now(),
            act=act,
            subject_kind=kind,
            subject_key=key,
            actor=str(by),
            why=shortened(why),
            payload_sha256=_sha256(content),
            witness_sha256=_sha256(witness) if witness else "",
            previous_hash=last.hash if last else FIRST_PREVIOUS,
        )
        entry.hash = entry.expected_hash()
        entry.save(force_insert=True, using=self.database)
        self.payloads(number=entry.number, content=content).save(force_insert=True, using=self.database)
        if witness:
            self.witnesses(number=entry.number, content=witness).save(force_insert=True, using=self.database)
            touched.forget(connection)
        return entry

    def begin_act(self) -> None:
        """Forget what somebody else may have touched before, so that this act does not vouch for it."""
        touched.throw_away(connections[self.database])

    def begin_to_watch(self) -> None:
        """Say what stands in the tables that are watched since a later release than the one that began this diary:
        once for each, and never for a table that it has watched from its beginning."""
        for table in sorted(self.not_yet_watched()):
            with one_transaction(self.entries):
                touched.note_all(connections[self.database], table, self.watch.tables[table].key)
                self.record(BEGUN, kind=ROWS, key=table, by=_PROGRAM)

    def not_yet_watched(self) -> set[str]:
        """The tables of which this diary does not say what stood in them when an earlier release had begun it."""
        entries = self.entries._default_manager.using(self.database)
        first = self.witnesses._default_manager.using(self.database).filter(number=1).values_list("content", flat=True)
        if not entries.exists():
            return set()
        try:
            begun = json.loads(first.first() or "{}").get("watched", [])
            return self.watch.late - {*begun, *entries.filter(act=BEGUN).values_list("subject_key", flat=True)}
        except (ValueError, TypeError, AttributeError, RecursionError):
            # Somebody has altered it: the diary's own verification tells, and nothing is begun anew.
            return set()

    def vouch(self, row: models.Model) -> None:
        """Bear witness, at the end of the act, to a row that was saved before it began, or is gone since."""
        touched.note(connections[self.database], row._meta.db_table, str(row.pk))

    def end_act(self) -> None:
        """Bear witness to what the act touched after its last entry."""
        if touched.noted(connections[self.database]):
            self.record(KEPT, kind=ROWS, key="", by=_PROGRAM)

    def erase_payload(self, number: int, *, by: Actor, why: str) -> None:
        """Erase one payload by decision. The entry and the chain stay; the erasure is itself an entry."""
        with one_transaction(self.entries):
            self.record("payload_erased", kind="diary", key=str(number), by=by, why=why)
            self.payloads._default_manager.using(self.database).filter(number=number).delete()

    def faults(self) -> Iterator[str]:
        """What does not verify, in number order: gaps, broken links, altered entries, altered payloads, witnesses."""
        yield from self._without_number()
        witnesses = self.numbered(self.witnesses)
        told = {number: _sha256(content) for number, content in witnesses.values_list("number", "content").iterator()}
        contents = dict(self.numbered(self.payloads).values_list("number", "content"))
        erased: set[str] = set()
        previous, expected = FIRST_PREVIOUS, 1
        is_as_written = self._times_as_written()
        missing_contents = []
        for number, entry in each_row(self.numbered(self.entries)):
            if entry is None:
                yield f"post {number} är ändrad i efterhand och går inte att läsa"
                # What it said is not known; the next one still does.
                told.pop(number, "")
                contents.pop(number, "")
                previous, expected = "", number + 1
                continue
            if entry.act == "payload_erased":
                erased.add(entry.subject_key)
            if entry.number != expected:
                yield f"post {_span(expected, entry.number - 1)} saknas i händelseloggen (nästa är {entry.number})"
                expected = entry.number
            if previous and entry.previous_hash != previous:
                yield f"post {entry.number} hänger inte ihop med posten före"
            # A time that is no time reads as none at all, and one may be written in several ways.
            if entry.at is None or entry.hash != entry.expected_hash() or not is_as_written(number, entry.at):
                yield f"post {entry.number} är ändrad i efterhand"
            if entry.number not in contents:
                missing_contents.append(entry.number)
            elif _sha256(contents.pop(entry.number)) != entry.payload_sha256:
                yield f"innehållet i post {entry.number} är ändrat i efterhand"
            if told.pop(entry.number, "") != entry.witness_sha256:
                yield f"vittnesmålet i post {entry.number} är ändrat i efterhand"
            previous, expected = entry.hash, expected + 1
        for number in missing_contents:
            if str(number) not in erased:
                yield f"innehållet i post {number} saknas utan beslut om gallring"
        yield from (f"post {number} saknas i händelseloggen men dess innehåll finns" for number in sorted(contents))
        yield from (f"post {number} saknas i händelseloggen men dess vittnesmål finns" for number in sorted(told))

    def _times_as_written(self) -> Callable[[int, datetime], bool]:
        """What tells whether the time of an entry stands in the database as it is written there. Only SQLite keeps a
        time as text, in which another day, or something after it, is read as the same moment. One query."""
        connection = connections[self.database]
        if connection.vendor != "sqlite":
            return lambda _number, _at: True
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(self.entries._meta.db_table)
            cursor.execute(f"SELECT number, typeof(at), CAST(at AS BLOB) FROM {table}")  # noqa: S608 (our own name)
            written = {number: (kind, bytes(raw or b"")) for number, kind, raw in cursor.fetchall()}
        return lambda number, at: (
            written.get(number) == ("text", str(connection.ops.adapt_datetimefield_value(at)).encode())
        )

    def numbered(self, part: type[M]) -> "models.QuerySet[M]":
        """The rows of one of its tables that have a number. SQLite keeps anything there, and what is none has no place
        in the order; `faults` names it."""
        rows: models.QuerySet[M] = part._default_manager.using(self.database)
        if connections[self.database].vendor != "sqlite":
            return rows
        kind: Any = models.Func(models.F("number"), function="typeof", output_field=models.CharField())
        aliased: Any = rows.alias(kind_of_number=kind)
        numbered: models.QuerySet[M] = aliased.filter(kind_of_number="integer")
        return numbered

    def _without_number(self) -> Iterator[str]:
        """The rows of its tables that somebody has given something else than a number. One query a table."""
        connection = connections[self.database]
        for part in self.parts if connection.vendor == "sqlite" else ():
            table = connection.ops.quote_name(part._meta.db_table)
            with connection.cursor() as cursor:
                # A plus keeps SQLite from reading the value as what its column says that it is.
                cursor.execute(f"SELECT +number FROM {table} WHERE typeof(number) <> 'integer'")  # noqa: S608
                for (found,) in cursor.fetchall():
                    what = "ingenting" if found is None else f"«{legible(plain(found))}»"
                    yield f"en rad i {part._meta.db_table} har {what} där ett nummer ska stå: den hör inte dit"

    def last_at(self) -> datetime | None:
        """When the last entry was written. One query."""
        entries = self.numbered(self.entries).order_by("-number")
        at: datetime | None = entries.values_list("at", flat=True).first()
        return at

    def birth(self) -> str:
        """The hash of the first entry: what tells this diary from all others, wherever it is served. One query."""
        first = self.entries._default_manager.using(self.database).filter(number=1)
        return str(first.values_list("hash", flat=True).first() or FIRST_PREVIOUS)

    def head(self) -> tuple[int, str]:
        """The last number and hash: a checkpoint that can be kept elsewhere and compared with later."""
        entries = self.numbered(self.entries).order_by("-number")
        with any_text(connections[self.database]):
            last: tuple[int, Any] | None = entries.values_list("number", "hash").first()
        # What stands there may be no text: it is told all the same, and its entry is named as altered.
        return (last[0], legible(plain(last[1]))) if last else (0, FIRST_PREVIOUS)

    def is_hashed_with_another_key(self) -> bool:
        """Whether what the last entry says of rows was hashed under another key than the one that is here, or none is.
        One query."""
        witnesses = self.numbered(self.witnesses).order_by("-number")
        # What is told is in the order of its names, so that the key stands first; the rest of a load is megabytes.
        begins = witnesses.values_list(Left("content", 80), flat=True).first()
        with only_read():
            return begins is not None and not str(begins).startswith(f'{{"key":"{self.watch.key_id()}"')

    def take_turn(self) -> None:
        """Be the only writer until the transaction ends. An act that reads before it writes begins with this."""
        # SQLite: BEGIN IMMEDIATE has already made us the only writer. PostgreSQL: a lock until the commit,
        # because the next number and the previous hash must be read and written by one writer at a time.
        connection = connections[self.database]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

    def _witness(self, sight: Sight, last: DiaryEntryBase | None) -> str:
        said = {"key": self.watch.key_id(), "rows": sight}
        if last is None:
            # The first entry names what this diary has watched from its beginning, so that nobody makes it begin anew.
            return canonical({**said, "watched": sorted(self.watch.late)})
        return canonical(said) if sight else ""


def canonical(content: dict[str, Any]) -> str:
    """What is told, as the diary writes it."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _span(first: int, last: int) -> str:
    """«7», or «7–9»: whoever writes an entry with a number far ahead makes one fault of it, and not a million."""
    return str(first) if first >= last else f"{first}–{last}"


def _sha256(text: str) -> str:
    """What stands in a cell may be no text, and is then nothing that was ever hashed."""
    return hashlib.sha256(str(text).encode("utf-8", "surrogateescape")).hexdigest()
