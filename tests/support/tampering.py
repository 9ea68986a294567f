"""Changes made behind the program's back: raw SQL with the triggers off, one row and one field at a time."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db import DataError, connection, models, transaction

from nhv.records import rebuilding
from nhv.records.memory import memories
from nhv.records.verification import faults

Kind = Literal["update", "delete", "insert"]
# Of three changes one takes a row away or adds one.
KINDS: tuple[Kind, ...] = ("update", "update", "update", "update", "delete", "insert")
OURS = ("register", "accounts", "filings", "masking", "process", "followup", "account", "mfa", "socialaccount")


@dataclass(frozen=True)
class Change:
    """One statement's worth of harm to one row. `column` is the one that is changed, of an update: to `value`, where it
    is given (bytes as text that is none), else to another of its kind."""

    kind: Kind
    model: type[models.Model]
    key: Any
    column: str
    chance: int
    value: Any = None

    def __str__(self) -> str:
        return f"{self.kind} {self.model._meta.db_table}.{self.column} {self.key}"


def tables() -> list[type[models.Model]]:
    """Every table of the product that has a row, the diary's own among them, but for those that somebody has said are
    left out."""
    diaries = {part._meta.db_table for memory in memories() for part in memory.diary.parts}
    left_out = {table for memory in memories() for table in memory.diary.watch.left_out} - diaries
    found = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    there = [model for model in found if model._meta.db_table not in left_out and model._base_manager.exists()]
    return sorted(there, key=lambda model: model._meta.db_table)


def changes(seed: int, number: int) -> list[Change]:
    """So many changes, each table as likely as another: the same for the same seed and the same rows."""
    chance, among = random.Random(seed), tables()
    found = []
    for _ in range(number):
        model = chance.choice(among)
        keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        fields = [each.column for each in model._meta.concrete_fields if not each.primary_key]
        column = chance.choice(fields or [model._meta.pk.column])
        found.append(Change(chance.choice(KINDS), model, chance.choice(keys), column, chance.randrange(1 << 30)))
    return found


def said() -> Iterator[str]:
    """What `nhv verify` says, but that the triggers are off."""
    return (fault for fault in faults() if not fault.startswith("skyddet "))


def is_found() -> bool:
    """Whether `nhv verify` says anything; what most often does is asked first."""
    return any(any(rebuilding.faults(memory.diary)) for memory in memories()) or next(said(), None) is not None


def unseen(seed: int, number: int) -> tuple[int, list[str]]:
    """So many changes, each made and undone: how many went through, and those of them that nobody sees, by name."""
    missed, happened = [], 0
    for change in changes(seed, number):
        with done(change) as went_through:
            happened += went_through
            if went_through and not is_found():
                missed.append(str(change))
    return happened, missed


@contextmanager
def done(change: Change) -> Iterator[bool]:
    """The change, with no trigger and no foreign key in its way, undone when the block ends. Gives whether the database
    let it through: what a constraint refuses has not happened."""
    with transaction.atomic():
        switch_off_triggers()
        try:
            with transaction.atomic():
                _do(change)
            happened = True
        except Exception as refusal:
            happened = _is_no_refusal(refusal)
        yield happened
        transaction.set_rollback(True)


def _is_no_refusal(error: Exception) -> bool:
    from django.db import IntegrityError

    if isinstance(error, DataError | IntegrityError):
        return False
    raise error


def switch_off_triggers() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def _do(change: Change) -> None:
    table, key = change.model._meta.db_table, change.model._meta.pk
    value = key.get_db_prep_value(change.key, connection)
    with connection.cursor() as cursor:
        match change.kind:
            case "delete":
                cursor.execute(f'DELETE FROM {table} WHERE "{key.column}" = %s', [value])
            case "insert":
                _insert_a_copy(cursor, change, value)
            case "update":
                cursor.execute(f'SELECT "{change.column}" FROM {table} WHERE "{key.column}" = %s', [value])
                (now,) = cursor.fetchone()
                new = _another(change, now) if change.value is None else change.value
                if new == now:
                    raise DataError("nothing would change")
                mark = "CAST(%s AS TEXT)" if isinstance(new, bytes) else "%s"
                cursor.execute(f'UPDATE {table} SET "{change.column}" = {mark} WHERE "{key.column}" = %s', [new, value])


def _insert_a_copy(cursor: Any, change: Change, value: Any) -> None:
    """The row once more under another key, with what must be unique made so."""
    model = change.model
    columns = [each.column for each in model._meta.concrete_fields]
    quoted = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(f'SELECT {quoted} FROM {model._meta.db_table} WHERE "{model._meta.pk.column}" = %s', [value])
    row = dict(zip(columns, cursor.fetchone(), strict=True))
    for each in model._meta.concrete_fields:
        if each.primary_key or each.unique or each.column in ("number", "version"):
            row[each.column] = _of_kind(each, row[each.column], change.chance)
    marks = ", ".join(["%s"] * len(columns))
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({marks})", list(row.values()))


def _another(change: Change, now: Any) -> Any:
    return _of_kind(change.model._meta.get_field(_name(change)), now, change.chance)


def _name(change: Change) -> str:
    return next(each.name for each in change.model._meta.concrete_fields if each.column == change.column)


def _of_kind(field: Any, now: Any, chance: int) -> Any:
    """Another value of the column's kind than the one that it has."""
    target = field.target_field if field.is_relation else field
    small = chance % 1000 + 1
    match target:
        case models.JSONField():
            return f'{{"changed": {small}}}'
        case models.BooleanField():
            return not now
        case models.IntegerField():
            return (now or 0) + small
        case models.FloatField():
            return (now or 0) + 0.5
        case models.DateTimeField():
            return f"2031-01-{small % 28 + 1:02} 10:00:00" + ("+00" if connection.vendor == "postgresql" else "")
        case models.DateField():
            return f"2031-02-{small % 28 + 1:02}"
        case models.TimeField():
            return f"{small % 24:02}:59:00"
        case _:
            longest = target.max_length or 40
            return (f"{small}{now or ''}")[:longest] if f"{small}{now or ''}"[:longest] != now else f"{small}"
