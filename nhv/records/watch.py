"""What the diary bears witness to: the tables whose rows it can rebuild, and what it says of each value.

Of days, numbers, choices and names of our own the diary keeps the value itself. Of everything else (addresses, free
text, JSON) it keeps a hash under the memory's own key, so that what is erased from the tables cannot be guessed from
the diary. A discreet memory keeps no value at all.
"""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from nhv.records import touched
from nhv.records.any_text import any_text
from nhv.records.keys import KeyRing

Row = dict[str, Any]
"""What the diary says of a row: column → value, or HIDDEN and a hash."""
Sight = dict[str, dict[str, Row | None]]
"""Table → key of a row → what it is now, or nothing where it is gone."""

HIDDEN = "~"
_AT_ONCE = 500
_SHOWN_KINDS = (
    models.IntegerField, models.DateField, models.TimeField, models.BooleanField, models.FloatField, models.SlugField,
    models.ForeignKey,
)  # fmt: skip


@dataclass(frozen=True)
class Watched:
    """One table: its columns, and those whose values the diary may hold."""

    model: type[models.Model]
    columns: tuple[str, ...]
    shown: frozenset[str]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return str(_key_of(self.model).column)

    @property
    def noted(self) -> touched.Columns:
        return touched.Columns(self.table, self.key, self.columns)


@dataclass(frozen=True)
class Watch:
    """What is watched in one database. `keys` holds the key of its hashes; a `discreet` one shows no value."""

    keys: KeyRing
    discreet: bool = False
    tables: dict[str, Watched] = field(default_factory=dict)
    # Tables that nobody watches, and why: whoever looks can see that it is no oversight.
    left_out: dict[str, str] = field(default_factory=dict)
    # Those among them where no row may ever be.
    empty: set[str] = field(default_factory=set)
    # Those that a release has had before it watched them.
    late: set[str] = field(default_factory=set)

    def add(
        self, *tables: type[models.Model], shown: Sequence[str] = (), but: Sequence[str] = (), late: bool = False
    ) -> None:
        """Bear witness to these tables too: of `shown` texts the value itself, of the columns `but` nothing. `late`: a
        register begun by an earlier release has rows of which its diary says nothing (`Diary.begin_to_watch`)."""
        self.late.update(model._meta.db_table for model in tables if late)
        for model in tables:
            fields = [each for each in model._meta.concrete_fields if each.name not in but]
            plain = {str(each.column) for each in fields if each.name in shown or _is_plain(each)}
            key = {str(_key_of(model).column)}
            names = tuple(str(each.column) for each in fields)
            self.tables[model._meta.db_table] = Watched(model, names, frozenset(key if self.discreet else key | plain))

    def leave_out(self, *tables: type[models.Model], because: str) -> None:
        """Says that nobody watches these tables."""
        self.left_out.update({model._meta.db_table: because for model in tables})

    def keep_empty(self, *tables: type[models.Model], because: str) -> None:
        """Says that nothing may stand in these tables."""
        self.leave_out(*tables, because=because)
        self.empty.update(model._meta.db_table for model in tables)

    def key_id(self) -> str:
        """Which key the hashes are made under: the first digits of its own hash."""
        return sha256(self.keys.witness_key()).hexdigest()[:16]

    def sight(self, connection: BaseDatabaseWrapper) -> Sight:
        """The rows that this transaction has touched, as they are now. One query and one a table."""
        keys: dict[str, dict[str, set[str]]] = {}
        for (table, key), columns in touched.noted(connection).items():
            keys.setdefault(table, {})[key] = columns
        return {table: self._seen(connection, self.tables[table], each) for table, each in keys.items()}

    def rows(self, connection: BaseDatabaseWrapper, watched: Watched, keys: Sequence[str] = ()) -> Iterator[Row]:
        """The rows of a table as the diary would say them: all, or those with these keys."""
        secret = self.keys.witness_key()
        of_key = _key_of(watched.model)
        # A plus before a column keeps SQLite from reading a value as what its column says that it is.
        plus = "+" if connection.vendor == "sqlite" else ""
        columns = ", ".join(plus + f'"{name}"' for name in watched.columns)
        query = f"SELECT {columns} FROM {watched.table}"  # noqa: S608 (our own names)
        values: list[Any] = [of_key.to_python(key) for key in keys]
        if keys:
            query += f' WHERE "{watched.key}" IN ({", ".join(["%s"] * len(keys))})'
        with connection.cursor() as cursor, any_text(connection):
            cursor.execute(query, values)
            while found := cursor.fetchmany(_AT_ONCE):
                for row in found:
                    yield self._said(watched, dict(zip(watched.columns, map(plain, row), strict=True)), secret)

    def _seen(
        self, connection: BaseDatabaseWrapper, watched: Watched, noted: Mapping[str, set[str]]
    ) -> dict[str, Row | None]:
        """The rows with these keys, of each the columns that are named, or all; nothing for one that is gone."""
        keys = list(noted)
        seen: dict[str, Row | None] = dict.fromkeys(keys)
        for start in range(0, len(keys), _AT_ONCE):
            for row in self.rows(connection, watched, keys[start : start + _AT_ONCE]):
                columns = noted[str(row[watched.key])]
                seen[str(row[watched.key])] = {name: row[name] for name in row if not columns or name in columns}
        return seen

    def _said(self, watched: Watched, row: Row, secret: bytes) -> Row:
        name = f"{watched.table}\0{row[watched.key]}\0"
        return {
            column: value if value is None or column in watched.shown else _hidden(secret, f"{name}{column}\0{value}")
            for column, value in row.items()
        }


def shown(row: Mapping[str, Any], column: str) -> str:
    """What the diary or the table says, for people: the value, or the beginning of its hash."""
    value = row.get(column)
    if isinstance(value, str) and value.startswith(HIDDEN):
        return f"något med hash {value[1:9]}"
    return "ingenting" if value is None or value == "" else f"«{value}»"


def _hidden(secret: bytes, text: str) -> str:
    return HIDDEN + hmac.digest(secret, text.encode("utf-8", "surrogatepass"), sha256).hex()[:32]


def _is_plain(each: "models.Field[Any, Any]") -> bool:
    return isinstance(each, _SHOWN_KINDS) or bool(each.choices)


def _key_of(model: type[models.Model]) -> "models.Field[Any, Any]":
    key = model._meta.pk
    assert key is not None
    return key


def plain(value: Any) -> Any:
    """A value of the database as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        # No column of ours holds bytes: what stands in one of text is told from every text, also from none.
        return f"X'{bytes(value).hex()}'"
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
