"""Shares stand only where both their numbers do, of twenty or more and with few on neither side; and tell no more."""

import pytest

from nhv.disclosure.policy import faults
from nhv.disclosure.published import Cell, Dimension, Edition, Population, Published, Table
from nhv.disclosure.shares import with_shares

UNITS = ("a", "b", "c")


def counted(of: str, numbers: dict[str, int | None]) -> Table:
    cells = tuple(
        Cell(at=(unit,), hidden=True) if number is None else Cell(at=(unit,), value=number)
        for unit, number in numbers.items()
    )
    return Table(key=of, show="count", of=of, fixed={"year": "2025"}, by=("unit",), cells=cells)


def published(inner: int | None, outer: int | None) -> Published:
    """One unit with these numbers, and another whose share always stands."""
    return Published(
        area="x",
        edition=Edition(year=2025),
        dimensions={"unit": Dimension(values=UNITS), "year": Dimension(values=("2025",))},
        populations={"treated": Population(), "well": Population(within="treated")},
        tables=(counted("treated", {"a": outer, "b": 30}), counted("well", {"a": inner, "b": 9})),
    )


@pytest.mark.parametrize(
    ("inner", "outer", "share"),
    [
        (9, 30, 30),
        (12, 40, 30),
        (0, 20, 0),
        (20, 20, 100),
        (5, 19, None),
        (4, 40, None),
        (36, 40, None),
        (None, 40, None),
        (9, None, None),
    ],
)
def test_a_share_stands_only_where_it_may(inner, outer, share):
    document = with_shares(published(inner, outer))
    own = next(one for one in document.tables if one.show == "percent")
    assert (own.of, own.over, own.by, own.fixed) == ("well", "treated", ("unit",), {"year": "2025"})
    assert [cell.value for cell in own.cells] == [share, 30]
    assert [one for one in faults(document) if "percent" in one] == []


def test_no_table_where_no_share_may_stand():
    document = published(9, 30)
    hidden = tuple(
        one.model_copy(update={"cells": (Cell(at=("a",), hidden=True),)}) if one.of == "well" else one
        for one in document.tables
    )
    document = document.model_copy(update={"tables": hidden})
    assert with_shares(document) == document
