"""The state of the tables rebuilt from the diary, and compared with the tables both ways."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from nhv.records.diary import Diary
from nhv.records.keys import NO_WITNESS
from nhv.records.verification import guarded, the_first
from nhv.records.watch import HIDDEN, Row, Watched, shown


@dataclass(frozen=True)
class Told:
    """What the diary says of a row (nothing where it is gone), in which entry last, and of each column in which; with
    hashes under which key."""

    row: Row | None
    number: int
    key_id: str
    columns: dict[str, int]

    def then(self, row: Row | None, number: int, key_id: str) -> "Told":
        """With what a later entry says: the row is gone, or these columns are these from now on."""
        if row is None:
            return Told(None, number, key_id, {})
        return Told({**(self.row or {}), **row}, number, key_id, {**self.columns, **dict.fromkeys(row, number)})


_NOTHING = Told(None, 0, "", {})


State = dict[str, dict[str, Told]]
"""Table → key of a row → what the diary says last."""


def state(diary: Diary, *, until: int | None = None) -> State:
    """What the tables are according to the diary, now or after entry `until`. What cannot be read says nothing: the
    diary's own verification names it."""
    found: State = {table: {} for table in diary.watch.tables}
    rows = diary.numbered(diary.witnesses).order_by("number")
    if until is not None:
        rows = rows.filter(number__lte=until)
    for number, content in rows.values_list("number", "content").iterator():
        try:
            said = json.loads(content)
            for table, seen in said["rows"].items():
                of_table = found.setdefault(table, {})
                for key, row in seen.items():
                    of_table[key] = of_table.get(key, _NOTHING).then(row, number, str(said["key"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found


def faults(diary: Diary) -> Iterator[str]:
    """Rows that are not what the diary says, one Swedish sentence for each field, each row gone, each row too many."""
    told, key_id = state(diary), diary.watch.key_id()
    other = {said.key_id for rows in told.values() for said in rows.values()} - {key_id}
    if other:
        yield (
            f"händelseloggens hashar är gjorda med nyckeln {', '.join(sorted(other))}, här "
            f"{'saknas den' if key_id == NO_WITNESS else f'är {key_id}'}: fritext kan inte jämföras; lägg tillbaka "
            "witness.key ur en säkerhetskopia"
        )
    new = diary.not_yet_watched()
    for table in sorted(new):
        yield f"tabellen {table} bevittnas inte ännu: databasen är av en äldre utgåva; starta tjänsten en gång"
    for table, watched in diary.watch.tables.items():
        if table in new:
            continue
        found = guarded(f"jämförelsen av {table}", _faults_of(diary, watched, told.get(table, {}), key_id))
        yield from the_first(f"jämförelsen av {table}", found)


def fingerprints(state: State) -> dict[str, tuple[int, str]]:
    """Of each table how many rows it has and one hash of them all."""
    found = {}
    for table, rows in state.items():
        there = {key: told.row for key, told in sorted(rows.items()) if told.row is not None}
        text = json.dumps(there, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        found[table] = (len(there), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return found


def _faults_of(diary: Diary, watched: Watched, told: dict[str, Told], key_id: str) -> Iterator[str]:
    connection, left = connections[diary.database], dict(told)
    for row in diary.watch.rows(connection, watched):
        key = str(row[watched.key])
        said = left.pop(key, None)
        if said is None or said.row is None:
            yield f"{_named(watched, key, row)} finns i tabellen men inte enligt händelseloggen"
        elif row != said.row:
            yield from _differences(_named(watched, key, said.row), said, row, key_id)
    for key, gone in left.items():
        if gone.row is not None:
            name = _named(watched, key, gone.row)
            yield f"{name} saknas i tabellen men finns enligt händelseloggen (post {gone.number})"


def _differences(name: str, said: Told, row: Row, key_id: str) -> Iterator[str]:
    # A column that is younger than the entry is not in it, and one that has gone is no longer asked for.
    for column in (said.row or {}).keys() & row.keys():
        then, now = (said.row or {})[column], row[column]
        both_hidden = all(str(value).startswith(HIDDEN) for value in (then, now))
        if then != now and not (both_hidden and said.key_id != key_id):
            yield (
                f"{name}, fältet {column}: händelseloggen säger {shown(said.row or {}, column)} "
                f"(post {said.columns[column]}), tabellen {shown(row, column)}"
            )


def _named(watched: Watched, key: str, row: Row) -> str:
    """The row by its table and key, and by its own name where it has one that the diary may hold."""
    own = row.get("key") or row.get("name")
    own = "" if own is None or str(own).startswith(HIDDEN) or str(own) == key else f" ({own})"
    return f"raden {watched.table} {key}{own}"
