"""What every drawing gives: the picture, what it shows in words, and the table that says all that it says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhv.language.characters import printable
from nhv.pictures.svg import Svg
from nhv.specification.writing import Table


@dataclass(frozen=True)
class Picture:
    """A finished picture. Never shown without its table, or a list on the page that says as much."""

    title: str
    description: str
    svg: Svg
    table: Table


def table_of(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """The table under the title of its picture, with the same characters as are drawn."""
    return Table(
        caption=printable(title),
        head=tuple(printable(cell) for cell in head),
        rows=tuple(tuple(printable(cell) for cell in row) for row in rows),
    )
