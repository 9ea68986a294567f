"""What anybody can work out about a hidden figure: between which numbers it lies, from the published files alone."""

from collections.abc import Iterator, Sequence

from nhv.disclosure.proof import all_bounds
from nhv.disclosure.published import Cell, Published, Table, from_json
from nhv.disclosure.reported import Reported
from nhv.disclosure.system import System
from nhv.disclosure.targets import Target

Intervals = dict[str, dict[str, tuple[int, int]]]


def intervals_of(texts: Sequence[str], reported: Reported) -> Intervals:
    """By table and cell of the last file, the least and the most that a hidden figure can be."""
    system = System([from_json(text) for text in texts], reported.counts)
    newest = system.documents[-1]
    found: Intervals = {}
    for table in (one for one in newest.tables if one.show == "count"):
        hidden = {cell_key(cell): table.at(cell) for cell in table.cells if cell.hidden}
        wanted = [Target(system.sum(table.of, at), reported.value(table.of, at), key) for key, at in hidden.items()]
        found[table.key] = dict(zip(hidden, all_bounds(system, wanted) if wanted else [], strict=True))
    different = {tuple(sorted(system.sum(table.of, table.at(cell)))) for table, cell in _counted(newest)}
    if len(different) == 1:
        alone = newest.threshold
        return {of: {key: _alone(*ends, alone) for key, ends in each.items()} for of, each in found.items()}
    return found


def _counted(document: Published) -> Iterator[tuple[Table, Cell]]:
    return ((table, cell) for table in document.tables if table.show == "count" for cell in table.cells)


def _alone(low: int, high: int, threshold: int) -> tuple[int, int]:
    """Hidden with no other, a figure is hidden for being small itself: below twice the threshold, and somebody."""
    return max(low, 1), min(high, 2 * threshold - 1)


def cell_key(cell: Cell) -> str:
    """What stands for a cell within its table."""
    return "/".join(cell.at)
