"""A table → lines, by what it is: a page laid out in cells, columns with headings, rows with lists, or plain rows."""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from nhv.files.written import BESIDE, Written

Cell = Sequence[Written]

_MARKED = re.compile(r"^\s*(?:[•–-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_HEAD_BESIDE = re.compile(r"^\s*(?P<head>[^\t•▪●◦]{2,60}?)\s*\t\s*[•▪●◦]\s*(?P<point>\S.*)$")
_INDENT_OF_POINT = re.compile(r"^(\s*)[•▪●◦]")
# Longer than any cell of facts: the table is there for the look of the page.
_LINES_OF_A_PAGE = 8
_IN = re.compile(
    r"^(?:ingår|omfattas|omfattar|inkluderas|(?:ska|skall)\s+(?:ingå|omfattas|inkluderas)|ja)\b", re.IGNORECASE
)
_CLARIFIES = re.compile(r"^förtydligande", re.IGNORECASE)
_OUT = re.compile(
    r"^(?:(?:ingår|omfattas|omfattar|inkluderas)\s+(?:inte|ej)|(?:ska|skall)\s+(?:inte|ej)\s+(?:ingå|omfattas|inkluderas)"
    r"|undantag|exkluderas|avgränsning|nej)\b",
    re.IGNORECASE,
)


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[Written]:
    """The lines of a table. Rows are lists of cells; a cell is lines, with marks where they are points of a list."""
    filled = [row for row in rows if any(map(_filled, row))]
    # In a row without words in force something may still be struck or hidden.
    beside = [line for row in rows if not any(map(_filled, row)) for cell in row for line in cell if line.place]
    return [*(_lines(filled) if filled else []), *beside]


def _lines(rows: Sequence[Sequence[Cell]]) -> list[Written]:
    if any(_is_page(cell) for row in rows for cell in row) or all(len(row) <= 1 for row in rows):
        return [line for row in rows for cell in row for line in _with_side(cell)]
    apart = [line for row in rows for cell in row for line in cell if line.place]
    spans = [place for place, (one, two) in enumerate(pairwise(rows)) if _is_one_cell(one, two)]
    rows = [[_filled(cell) for cell in row] for row in rows]
    if len([cell for cell in rows[0] if cell]) == 1 < len(rows) and (
        {"in", "out"} <= _sides(rows[1]) or _asks(rows[1:], also_full=True)
    ):
        # One heading over the headings of the columns: it names the table, and is no part of any.
        title = [Written(line.text.strip(), 3) for cell in rows[0] for line in cell]
        return [Written(""), *title, Written(""), *_of_rows(rows[1:], []), *apart]
    return _of_rows(rows, spans) + apart


def _of_rows(rows: Sequence[Sequence[Cell]], spans: Sequence[int]) -> list[Written]:
    if _has_columns(rows):
        return _by_column(rows)
    if _asks(rows):
        # Which column a mark stands in is what it says: empty cells keep their place.
        return [*(Written("\t".join(_in_line(cell) or "–" for cell in row)) for row in rows), Written("")]
    if all(_heads_its_row(row) for row in rows):
        return [line for row in rows for line in _under_its_side(row)] + [Written("")]
    first = spans[0] if spans else len(rows)
    plain = [line for row in rows[:first] for line in _row(row)]
    under = [
        line for place, row in enumerate(rows[first:], first) for line in _under_its_label(row, place - 1 in spans)
    ]
    return [*plain, *under, Written("")]


_MARK_ONLY = re.compile(r"^(?:ja|nej|x|[✓✔☑☒✗✘☐•●–-])?\.?$", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:är\s+|utgör\s+)?(?:nhv|nationell\w*|ingår|omfattas|inkluderas)\b(?!.*\b(?:inte|ej)\b)", re.IGNORECASE
)


def _asks(rows: Sequence[Sequence[Cell]], *, also_full: bool = False) -> bool:
    """Whether a column asks if the rows are in, and its cells are marks of which some are empty, or `also_full`."""
    head, *rest = rows
    if len(head) < 2 or not rest or any(len(row) != len(head) for row in rows) or not all(head):
        return False
    for at, cell in enumerate(head[1:], 1):
        answers = [_in_line(row[at]) for row in rest]
        if _ASKS.match(_in_line(cell)) and all(map(_MARK_ONLY.match, answers)) and any(answers):
            return also_full or not all(answers)
    return False


def _in_line(cell: Cell) -> str:
    return " ".join(" ".join(line.text.split()) for line in cell)


def _sides(row: Sequence[Cell]) -> set[str]:
    return {_side(cell) for cell in row}


def _heads_its_row(row: Sequence[Cell]) -> bool:
    """Whether the first cell says that what stands beside it is in, or is not."""
    label = _in_line(row[0]) if row else ""
    return len(row) == 2 and bool(row[1]) and heads_a_side(label) and not _MARK_ONLY.match(label)


def _under_its_side(row: Sequence[Cell]) -> list[Written]:
    """The side as a heading, and each line beside it as a point. One that begins in small letters goes on."""
    points: list[Written] = []
    for line in row[1]:
        if points and line.text.strip()[:1].islower() and not _MARKED.match(line.text):
            points[-1] = points[-1]._replace(text=f"{points[-1].text} {line.text.strip()}")
        else:
            points.append(_marked(line))
    return [Written(""), Written(_in_line(row[0]), 3), Written(""), *points]


def sides_apart(lines: Sequence[Written]) -> list[Written]:
    """The lines of a text where columns are made by tabs: «Ingår ⇥ Ingår inte» over rows of as many cells.

    Rows that do not have a cell for each heading are left as they stand."""
    found: list[Written] = []
    at = 0
    while at < len(lines):
        head = _cells_by_tab(lines[at])
        if len(head) < 2 or {"in", "out"} != _sides(head):
            found.append(lines[at])
            at += 1
            continue
        rows = [head]
        while at + len(rows) < len(lines) and len(row := _cells_by_tab(lines[at + len(rows)])) == len(head):
            rows.append(row)
        at += len(rows)
        found += _by_column(_joined_rows(rows))
    return found


def _cells_by_tab(line: Written) -> list[list[Written]]:
    cells = [] if line.place else [cell.strip() for cell in line.text.strip().split("\t")]
    return [[Written(cell)] for cell in cells] if all(cells) else []


def _joined_rows(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """A row where every cell begins in small letters goes on from the row above."""
    found: list[Sequence[Cell]] = []
    for row in rows:
        if len(found) > 1 and all(cell[0].text[:1].islower() for cell in row):
            found[-1] = [[Written(f"{a[0].text} {b[0].text}")] for a, b in zip(found[-1], row, strict=True)]
        else:
            found.append(row)
    return found


def heads_apart(lines: Sequence[Written]) -> list[Written]:
    """Rows of a drawn table, as lines, where a point stands beside what heads it: the head on a line of its own."""
    found: list[Written] = []
    for line, following in zip_longest(lines, lines[1:], fillvalue=Written("")):
        beside = _HEAD_BESIDE.match(line.text)
        if beside:
            # The points of one cell stand under each other.
            below = _INDENT_OF_POINT.match(following.text)
            found += [Written(""), line._replace(text=beside["head"], heading=3), Written("")]
            found.append(line._replace(text=f"{below[1] if below else ' '}• {beside['point']}"))
        else:
            found.append(line)
    return found


def _filled(cell: Cell) -> list[Written]:
    return [line for line in cell if line.text.strip() and not line.place]


def _is_page(cell: Cell) -> bool:
    return any(line.heading for line in cell) or len(_filled(cell)) > _LINES_OF_A_PAGE or _holds_table(cell)


def _holds_table(cell: Cell) -> bool:
    """Whether a cell has rows of a table in it, which a blank line ends."""
    return any("\t" in line.text.strip() for line in cell) and any(not line.text.strip() for line in cell)


def _with_side(cell: Cell) -> list[Written]:
    """The lines of a cell; the first is a heading where it says that all of it is in, or is not."""
    return [
        line._replace(heading=line.heading or 3) if not index and len(cell) > 1 and heads_a_side(line.text) else line
        for index, line in enumerate(cell)
    ]


def _is_one_cell(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the first cell goes on into the row below: a walk gives the same lines again then."""
    return bool(row and below and row[0] and row[0] is below[0])


def _under_its_label(row: Sequence[Cell], is_said: bool) -> list[Written]:
    """A row of a table whose labels stand for several rows: the label heads them, and is said once."""
    label, *cells = row
    if any(map(_is_list, cells)) or not label or not any(cells):
        return _row(row)
    head = [] if is_said else [Written(""), *(Written(line.text.strip(), 3) for line in label), Written("")]
    return [*head, *(_marked(line) for line in _row(cells))]


def _is_list(cell: Cell) -> bool:
    return any(_MARKED.match(line.text) for line in cell)


def _has_columns(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row heads columns that each hold a list or one side of «ingår | ingår inte»."""
    head, *rest = rows
    if len(head) < 2 or not rest or any(_is_list(cell) or len(cell) > 1 for cell in head):
        return False
    sides = [_side(cell) for cell in head]
    return {"in", "out"} <= set(sides) or any(sum(map(_is_list, row)) >= 2 for row in rest)


def heads_a_side(text: str) -> bool:
    """Whether a line is the heading of a column of what is in, or of what is not."""
    return len(text.split()) <= 3 and bool(_IN.match(text.strip()) or _OUT.match(text.strip()))


def _side(cell: Cell) -> str:
    text = cell[0].text.strip() if cell else ""
    return "out" if _OUT.match(text) else "in" if _IN.match(text) else ""


def _by_column(rows: Sequence[Sequence[Cell]]) -> list[Written]:
    head, *rest = _with_labels(rows)
    has_sides = {"in", "out"} <= _sides(head)
    found: list[Written] = []
    for title, *cells in zip_longest(head, *rest, fillvalue=[]):
        if has_sides and not _side(title) and not _CLARIFIES.match(_in_line(title)):
            said = [line.text.strip(" •") for cell in cells for line in cell]
            found += [Written(f"{_in_line(title)}: {words}", 0, BESIDE) for words in said]
            continue
        found += [Written(""), *(Written(line.text.strip(), 3) for line in title), Written("")]
        found += [_marked(line) for cell in cells for line in cell]
    return [*found, Written("")]


def _with_labels(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Rows without what stands before the first side of «ingår | ingår inte», which is said before each line instead.

    What a row is about is no clause. A cell that only has a dash says nothing."""
    head, *rest = rows
    first = next((at for at, cell in enumerate(head) if _side(cell)), 0)
    if not {"in", "out"} <= {_side(cell) for cell in head}:
        return rows
    found: list[Sequence[Cell]] = [head[first:]]
    for row in rest:
        labels = [" ".join(line.text.strip() for line in cell) for cell in row[:first]]
        label = ", ".join(label for label in labels if any(map(str.isalpha, label)))
        cells = [[line for line in cell if any(map(str.isalnum, line.text))] for cell in row[first:]]
        found.append([[_labelled(line, label) for line in cell] for cell in cells] if label else cells)
    return found


def _labelled(line: Written, label: str) -> Written:
    mark = _MARKED.match(line.text)
    start = mark[0] if mark else " • "
    return line._replace(text=f"{start}{label}: {line.text[mark.end() if mark else 0 :].strip()}")


def _row(row: Sequence[Cell]) -> list[Written]:
    """A row with a list: what stands beside the list heads it. Other rows are one line, their cells parted by tabs."""
    if not any(map(_is_list, row)):
        texts = [" ".join(line.text.strip() for line in cell) for cell in row]
        return [Written("\t".join(" ".join(text.split()) for text in texts if text))]
    found: list[Written] = []
    for cell in row:
        if _is_list(cell):
            found += cell
        elif cell:
            found += [Written(""), *(Written(line.text.strip(), 3) for line in cell), Written("")]
    return found


def _marked(line: Written) -> Written:
    return line if _MARKED.match(line.text) else line._replace(text=f" • {line.text.strip()}")
