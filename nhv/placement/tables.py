"""Tables that something is reckoned from: tabs between, `#` before what is said about them, each row with its line."""

import csv
import hashlib
from collections.abc import Iterator, Mapping

from nhv.rules.refusals import Refused

MOST_ROWS = 5_000


class numbered:  # noqa: N801
    """Reads a number out of a row of a table, and says which row when it is none."""

    def __init__(self, table: str, line: int) -> None:
        self.table, self.line = table, line

    def __call__(self, row: Mapping[str, str], column: str) -> float:
        try:
            value = float(row[column])
        except (KeyError, TypeError, ValueError):
            value = -1.0
        if not 0 <= value < 1e9:
            raise Refused(
                "row_not_a_number",
                "{table}, rad {line}: ”{column}” ska vara ett tal som inte är negativt. Rätta raden.",
                table=self.table,
                line=self.line,
                column=column,
            )
        return value


def rows(text: str, table: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows under the heading, each with its line in the file."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not 1 < len(lines) <= MOST_ROWS:
        raise Refused(
            "table_size",
            "{table} ska ha en rubrikrad och mellan en och {most} rader under den.",
            table=table,
            most=MOST_ROWS - 1,
        )
    reader = csv.DictReader((line for _number, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _line), row in zip(lines[1:], reader, strict=True):
        yield number, {column: value or "" for column, value in row.items() if column}


def sha256(text: str) -> str:
    """Of a table, so that what is reckoned can be reckoned again from the same."""
    return hashlib.sha256(text.encode()).hexdigest()
