"""What must not stand in a published document whatever the bounds are: no proof by counting sees it."""

import re
from collections.abc import Iterator

from nhv.disclosure.published import Cell, Published, Table

LEAST_BASE = 20
_NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")


def faults(document: Published) -> list[str]:
    """Each fault, with the table or the text it stands in."""
    return [*_in_tables(document), *_in_texts(document)]


def may_show_percent(numerator: int, base: int, threshold: int = 5) -> bool:
    """From twenty, and with nobody, or not few, on either side."""
    sides = (numerator, base - numerator)
    return base >= LEAST_BASE and not any(0 < side < threshold for side in sides)


def may_show_median(document: Published, table: Table, cell: Cell) -> bool:
    """Where those that it is of are shown and many, and so is the rest of each total that is shown."""
    counts = shown_counts(document)
    return _enough(table, cell, counts.get((table.over, frozenset(table.at(cell).items()))), counts)


def _in_tables(document: Published) -> Iterator[str]:
    counts = shown_counts(document)
    for table in document.tables:
        for cell in table.cells:
            if not cell.hidden and (fault := _fault(document, table, cell, counts)):
                yield f"{table.key} {cell.at}: {fault}"


_Counts = dict[tuple[str, frozenset[tuple[str, str]]], float]


def shown_counts(document: Published) -> _Counts:
    """The counts that are shown, by population and place."""
    return {
        (table.of, frozenset(table.at(cell).items())): cell.value
        for table in document.tables
        for cell in table.cells
        if table.show == "count" and cell.value is not None
    }


def _fault(document: Published, table: Table, cell: Cell, counts: _Counts) -> str | None:
    at = frozenset(table.at(cell).items())
    own, base = counts.get((table.of, at)), counts.get((table.over, at))
    if table.show == "count":
        few = cell.value is not None and 0 < cell.value < document.threshold
        return "few" if few else None
    if table.show == "rate":
        return None if own is not None else "a rate without its shown count"
    if table.show == "median":
        return None if _enough(table, cell, base, counts) else "a median of few, or of all but few"
    if table.show == "percent":
        return _percent_fault(cell, own, base, document.threshold)
    return "one patient can be most of a sum, a mean or an extreme"


def _percent_fault(cell: Cell, own: float | None, base: float | None, threshold: int) -> str | None:
    if cell.between is not None:
        return None if base is not None and base >= LEAST_BASE else "a band of a small base"
    if own is None or base is None:
        return "a percent without its shown numerator and base"
    return None if may_show_percent(int(own), int(base), threshold) else "a percent of few"


def _enough(table: Table, cell: Cell, base: float | None, counts: _Counts) -> bool:
    """The base is shown and large, and so is what is left of each total that is shown."""
    if base is None or base < LEAST_BASE:
        return False
    where = table.at(cell)
    wholes = [
        counts.get((table.over, frozenset((name, value) for name, value in where.items() if name != left)))
        for left in table.by
    ]
    return all(whole is None or whole in (base,) or whole - base >= LEAST_BASE for whole in wholes)


def _in_texts(document: Published) -> Iterator[str]:
    """A text says no number that is not shown, nor a year or the threshold."""
    known = {float(document.threshold), 3.0, 100.0, *_shown(document), *_named(document)}
    for text in document.texts:
        for said in _NUMBER.findall(text.text):
            if float(said.replace(" ", "").replace("\u00a0", "").replace(",", ".")) not in known:
                yield f"{text.where}: {said} is shown in no table"


def _shown(document: Published) -> Iterator[float]:
    for table in document.tables:
        for cell in table.cells:
            yield from [cell.value] if cell.value is not None else cell.between or ()


def _named(document: Published) -> Iterator[float]:
    """Numbers in the names of values, such as years and ages."""
    names = [*(value for one in document.dimensions.values() for value in (*one.values, *one.groups))]
    for name in names:
        yield from (float(number) for number in re.findall(r"\d+", name))
