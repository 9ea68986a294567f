"""What every act on something that moves begins with: the row as it is now, and whether its table lets somebody act."""

from typing import Any, Protocol, TypeVar, cast

from django.db import models

from nhv.accounts import access
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.moves import Process
from nhv.rules.reach import CaseScope

Row = TypeVar("Row", bound=models.Model)


class Moving(Protocol):
    """What moves by a table and belongs to a case: a case itself, a weighing, a meeting."""

    state: Any

    @property
    def scope(self) -> CaseScope:
        """What access asks of it."""


def locked(row: Row, *near: str) -> Row:
    """The row as it is now, for nobody else to change until the act has ended, with the rows that `near` names."""
    # On SQLite the whole database is ours; an entry in the diary is written in turn on PostgreSQL. Joined rows are not
    # locked: of them the first act's commit would be waited for, and nothing of them changes.
    DIARY.take_turn()
    return type(row)._default_manager.select_for_update(of=("self",)).select_related(*near).get(pk=row.pk)


def open_to(process: Process, act: str, row: Row, by: Actor, *near: str) -> Row:
    """The same of what moves by this table, if it lets `by` do this with it now. Raises Refused."""
    row = locked(row, *near)
    moving = cast(Moving, row)
    access.check_case(by, process.needs(act), moving.scope)
    process.check(act, source=moving.state)
    return row
