"""The memory of one database: all that it remembers by, as one value. Backup, verification, worker and health loop over
the memories there are, so a room with a database of its own (care, with its patients) is covered by saying so once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from nhv.records import (
    clock,
    counters,
    footing,
    leave,
    objects,
    rebuilding,
    references,
    rights,
    room,
    schema,
    touched,
    triggers,
    wholeness,
)
from nhv.records.acts import frame_acts
from nhv.records.diary import Diary
from nhv.records.files import Files
from nhv.records.idempotency import IdempotencyKeys
from nhv.records.keys import KeyRing
from nhv.records.outbox import Outbox
from nhv.records.verification import guarded, the_first
from nhv.records.work import Work

_CLOCK = {
    "behind": "klockan går efter händelseloggens sista post; ställ den, det som kommer in märks så länge",
    "moved": "klockan har flyttats sedan servern startade; kontrollera den och starta om servern",
}


@dataclass(frozen=True)
class Memory:
    """What one database remembers by. `database` is its alias in the settings."""

    database: str
    diary: Diary
    outbox: Outbox
    files: Files
    idempotency: IdempotencyKeys
    work: Work
    keys: KeyRing
    # The tables that may only grow, by name. Apps add theirs when they are made ready, with `only_grows`.
    append_only: list[str] = field(default_factory=list)

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self.database]

    def only_grows(self, *kept: type[models.Model]) -> None:
        """Says that the rows of these tables are never changed or removed: triggers hold it in the database."""
        self.append_only.extend(name for model in kept if (name := model._meta.db_table) not in self.append_only)

    def put_triggers(self) -> None:
        """Make the triggers anew, where the tables are."""
        there = set(self.connection.introspection.table_names())
        if self.diary.entries._meta.db_table in there:
            triggers.put(self.connection, [table for table in self._append_only if table in there], self._erasable)
            touched.put(self.connection, [each for each in self._noted if each.table in there])

    def begin_to_watch(self) -> None:
        """Watch what an earlier release, which began this diary, did not: put the triggers, say what stands there."""
        if new := self.diary.not_yet_watched():
            touched.put(self.connection, [self.diary.watch.tables[table].noted for table in sorted(new)])
            self.diary.begin_to_watch()

    def grant(self, role: str) -> None:
        """Let a lesser role of PostgreSQL run the program on this database."""
        rights.grant(self.connection, role, append_only=self._append_only, erasable=self._erasable)

    def missing_triggers(self) -> list[str]:
        """The triggers that should be there and are not."""
        noted = [trigger for each in self._noted for trigger in each.triggers]
        return triggers.missing(self.connection, self._append_only, self._erasable, noted)

    def altered_triggers(self) -> list[str]:
        """Of the triggers that there are: those that do something else than ours by their name, or are none of ours;
        one Swedish sentence each."""
        altered = objects.trigger_faults(self.connection, self._statements())
        return [*footing.asleep(self.connection), *altered]

    def ailments(self) -> Iterator[str]:
        """What is wrong now, quickly."""
        if missing := self.missing_triggers():
            # In one sentence: a hundred would hide what has been done without them.
            yield f"skyddet {missing[0]} saknas" + (f", och {len(missing) - 1} skydd till" if missing[1:] else "")
        if room.is_full(self.connection):
            yield f"databasen ({self.database}) har inget utrymme kvar; inget nytt tas emot förrän det finns plats"
        if room.is_disk_full(self.files.folder):
            yield f"disken med filer ({self.database}) har inget utrymme kvar; inga filer tas emot så länge"
        if why := clock.doubt(self.diary.last_at()):
            yield _CLOCK[why]

    def faults(self) -> Iterator[str]:
        """Everything that is wrong, slowly: the whole chain is computed again, and the hash of every file."""
        yield from guarded("kontrollen av tillståndet", self.ailments())
        yield from guarded("kontrollen av databasens egna index", wholeness.faults(self.connection))
        yield from guarded("kontrollen av tabellernas form", schema.faults(self.connection))
        yield from guarded("kontrollen av det som vaktar tabellerna", self._strange_objects())
        yield from guarded("kontrollen av tabellerna", self._strange_tables())
        yield from guarded("kontrollen av räknarna", counters.faults(self.connection, self._append_only))
        yield from guarded("kontrollen av det som tabellerna vilar på", footing.faults(self.connection))
        yield from guarded("kontrollen av rättigheterna", self.leave())
        yield from guarded("kontrollen av hänvisningarna", references.faults(self.connection))
        yield from self.diary_faults()
        yield from the_first("kontrollen av filerna", guarded("kontrollen av filerna", self.files.faults()))

    def diary_faults(self) -> Iterator[str]:
        """What is wrong with the diary, and what the tables say otherwise than it does."""
        yield from the_first(
            "kontrollen av händelseloggen", guarded("kontrollen av händelseloggen", self.diary.faults())
        )
        yield from guarded("jämförelsen av tabellerna med händelseloggen", rebuilding.faults(self.diary))

    def leave(self) -> Iterator[str]:
        """Who else than the owner of the tables could take the protection away, and how; one Swedish sentence each."""
        return leave.faults(self.connection, self._append_only, self._erasable)

    def _strange_objects(self) -> Iterator[str]:
        """What is none of ours in the database, or has other words than ours."""
        return objects.faults(self.connection, self._statements())

    def _statements(self) -> list[str]:
        """What makes every trigger of this memory."""
        ours = triggers.statements(self.connection, self._append_only, self._erasable)
        return [*ours, *touched.statements(self.connection.vendor, self._noted)]

    def _strange_tables(self) -> Iterator[str]:
        """Tables and views that are none of ours, and rows where none may be."""
        ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        with self.connection.cursor() as cursor:
            there = self.connection.introspection.get_table_list(cursor)
            for table in there:
                if table.name not in ours | {touched.TABLE, MigrationRecorder.Migration._meta.db_table}:
                    yield f"databasen har en tabell eller vy som inte är vår: {table.name}"
            for name in sorted(self.diary.watch.empty & {table.name for table in there}):
                cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 (our own table name)
                if rows := cursor.fetchone()[0]:
                    yield f"tabellen {name} ska vara tom och har {rows} rader"

    @property
    def _append_only(self) -> list[str]:
        return [self.diary.entries._meta.db_table, self.diary.witnesses._meta.db_table, *self.append_only]

    @property
    def _noted(self) -> list[touched.Columns]:
        return [watched.noted for watched in self.diary.watch.tables.values()]

    @property
    def _erasable(self) -> dict[str, str]:
        return {self.diary.payloads._meta.db_table: self.diary.entries._meta.db_table}


_memories: dict[str, Memory] = {}


def add_memory(memory: Memory) -> Memory:
    """Let this be one of the memories. The same database again replaces what was said of it."""
    _memories[memory.database] = memory
    frame_acts(memory.database, memory.diary)
    return memory


def forget_memory(database: str) -> None:
    """Take a memory away again: for tests that add one."""
    _memories.pop(database)
    frame_acts(database, None)


def memories() -> Iterator[Memory]:
    """Every memory, in the order in which they were added."""
    yield from tuple(_memories.values())


def memory_on(database: str) -> Memory:
    """The memory of a database. Raises KeyError for one that has none."""
    return _memories[database]
