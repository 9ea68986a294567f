"""Figures: how many, at a place, in a month, by one measure of an area. As a file brings them, read row by row."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from nhv.language.faults import Fault
from nhv.specification.rows import WrongRows

MOST_ROWS = 10_000
MOST_COUNT = 100_000
HEADINGS = ("area", "place", "measure", "month", "count")
_MOST_IN_A_CELL = 200
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class FigureRow:
    """`area`, `place` (where one turns: a unit, else a hospital, else a region) and `measure` are keys; `month` is its
    first day. `line` is where the row stands in what brought it, to be named when it is refused."""

    area: str
    place: str
    measure: str
    month: date
    count: int
    line: int = 0

    @property
    def key(self) -> tuple[str, str, str, date]:
        """What one source says one count of."""
        return self.area, self.place, self.measure, self.month


def read_figures(text: str) -> tuple[FigureRow, ...]:
    """The rows of a CSV file with the headings HEADINGS, in any order, parted by commas or semicolons.

    Raises Fault for a file that is no such table or has too many rows, WrongRows for rows that cannot be read.
    """
    lines = text.splitlines() or [""]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in lines[0] else ",")
    headings = [cell.strip().lower() for cell in next(reader, [])]
    if sorted(headings) != sorted(HEADINGS):
        raise Fault(
            "figures_headings", "Första raden ska ha rubrikerna {headings}. Rätta dem.", headings=", ".join(HEADINGS)
        )
    return without_faults(_read(reader, headings))


def without_faults(read: Iterator[tuple[int, FigureRow | Fault]]) -> tuple[FigureRow, ...]:
    """The rows, when all are right. Raises WrongRows for those that are not, Fault for too many or none."""
    rows, faults = list[FigureRow](), list[tuple[int, Fault]]()
    for line, found in read:
        if isinstance(found, Fault):
            faults.append((line, found))
        else:
            rows.append(found)
        if len(rows) + len(faults) > MOST_ROWS:
            raise Fault("figures_too_many", "Det är för många rader: högst {most} åt gången. Dela dem.", most=MOST_ROWS)
    if faults:
        raise WrongRows(faults=faults)
    if not rows:
        raise Fault("figures_none", "Det finns inga rader med uppgifter. Skriv minst en under rubrikerna.")
    return tuple(rows)


def _read(reader: Iterator[list[str]], headings: list[str]) -> Iterator[tuple[int, FigureRow | Fault]]:
    line_of: Callable[[], int] = lambda: reader.line_num  # type: ignore[attr-defined]  # noqa: E731
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line_of(), _row(cells, headings, line_of())
    except csv.Error:
        yield line_of(), Fault("figures_no_table", "Raden är ingen rad i en CSV-fil. Spara filen som CSV på nytt.")


def _row(cells: list[str], headings: list[str], line: int) -> FigureRow | Fault:
    if len(cells) != len(headings):
        return Fault(
            "figures_cells",
            "Raden har {number} fält men ska ha {wanted}. Rätta den.",
            number=len(cells),
            wanted=len(headings),
        )
    told = {heading: cell.strip()[:_MOST_IN_A_CELL] for heading, cell in zip(headings, cells, strict=True)}
    month = _MONTH.fullmatch(told["month"])
    if month is None:
        return Fault("figures_month", "”{said}” är ingen månad. Skriv den som 2026-03.", said=told["month"])
    if not _COUNT.fullmatch(told["count"]):
        return Fault("figures_count", "”{said}” är inget antal. Skriv ett heltal, noll eller mer.", said=told["count"])
    first_day = date(max(int(month[1]), date.min.year), int(month[2]), 1)
    return FigureRow(told["area"], told["place"], told["measure"], first_day, int(told["count"]), line)
