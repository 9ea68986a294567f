"""A table row by row, where somebody may have made a row one that no reader expects: it hides none of the others."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from django.db import models

from nhv.records.verification import guarded

M = TypeVar("M", bound=models.Model)
_AT_ONCE: Final = 500


def each_row(rows: "models.QuerySet[M]") -> Iterator[tuple[Any, M | None]]:
    """Every row by its key, in order; nothing for one that has been altered so that it cannot be read."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        yield from _read(rows, keys[start : start + _AT_ONCE])


def of_each(called: str, rows: "models.QuerySet[M]", found: Callable[[M], Iterable[str]]) -> Iterator[str]:
    """What is found of every row, `called` so; a row that cannot be read, or that its check stumbles over, is told of
    and hides no other."""
    for key, row in each_row(rows):
        if row is None:
            yield f"{called} i rad {key} går inte att läsa: något har ändrats i databasen"
        else:
            yield from guarded(f"{called} i rad {key}", found(row))


def _read(rows: "models.QuerySet[M]", keys: list[Any]) -> Iterator[tuple[Any, M | None]]:
    try:
        found = {row.pk: row for row in rows.filter(pk__in=keys)}
    except Exception:
        if len(keys) == 1:
            yield keys[0], None
            return
        for key in keys:
            yield from _read(rows, [key])
    else:
        yield from ((key, found.get(key)) for key in keys)
