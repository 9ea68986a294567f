"""Shares, made of the counts that are shown and of nothing else: what they tell, anybody could reckon.

A share stands where its numerator and its base both do, the base is of twenty or more, and neither side is of few.
"""

from collections.abc import Iterator

from nhv.disclosure.policy import may_show_percent, shown_counts
from nhv.disclosure.published import Cell, Published, Table


def with_shares(document: Published) -> Published:
    """The same with a table of shares after each table of some among others; none where no share may stand."""
    return document.model_copy(update={"tables": tuple(_with_each_share(document))})


def _with_each_share(document: Published) -> Iterator[Table]:
    for table in document.tables:
        yield table
        over = document.populations[table.of].within if table.show == "count" else None
        share = _share(document, table, over) if over else None
        if share is not None and any(not cell.hidden for cell in share.cells):
            yield share


def _share(document: Published, table: Table, over: str) -> Table:
    counts = shown_counts(document)

    def cell(own: Cell) -> Cell:
        base = counts.get((over, frozenset(table.at(own).items())))
        if own.value is None or base is None or not may_show_percent(int(own.value), int(base), document.threshold):
            return Cell(at=own.at, hidden=True)
        return Cell(at=own.at, value=float(round(100 * own.value / base)))

    told = {"key": f"{table.key}-share", "show": "percent", "over": over, "cells": tuple(map(cell, table.cells))}
    return table.model_copy(update=told)
