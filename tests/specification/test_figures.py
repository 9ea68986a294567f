"""Figures in a file: each row is read, or refused by its line; nothing is guessed."""

from datetime import date

import pytest

from nhv.language.faults import Fault
from nhv.specification.figures import MOST_ROWS, FigureRow, read_figures
from nhv.specification.rows import WrongRows

HEAD = "area,place,measure,month,count\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "prov,su,operationer,2026-03,7\n",
        "area;place;measure;month;count\r\nprov;su;operationer;2026-03;7\r\n",
        'count,month,measure,place,area\n\n"7", 2026-03 ,operationer,su,prov\n,,,,\n',
    ],
    ids=["commas", "semicolons", "another order, quotes, spaces and empty lines"],
)
def test_a_table_is_read(text):
    (row,) = read_figures(text)
    assert row.key == ("prov", "su", "operationer", date(2026, 3, 1))
    assert row.count == 7


def test_each_row_knows_its_line():
    rows = read_figures(HEAD + "a,b,c,2026-01,0\n\na,b,c,2026-02,1\n")
    assert rows[0] == FigureRow("a", "b", "c", date(2026, 1, 1), 0, line=2)
    assert [row.line for row in rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "figures_headings"),
        ("area,place\n", "figures_headings"),
        (HEAD, "figures_none"),
        (HEAD + "a,b,c,2026-01,1\n" * (MOST_ROWS + 1), "figures_too_many"),
    ],
    ids=["nothing", "other headings", "no rows", "too many"],
)
def test_what_is_no_table_of_figures_is_refused(text, code):
    with pytest.raises(Fault) as refused:
        read_figures(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,b,c,2026-13,1", "figures_month"),
        ("a,b,c,2026-3,1", "figures_month"),
        ("a,b,c,mars,1", "figures_month"),
        ("a,b,c,2026-01,-1", "figures_count"),
        ("a,b,c,2026-01,1.5", "figures_count"),
        ("a,b,c,2026-01,", "figures_count"),
        ("a,b,c,2026-01,١", "figures_count"),
        ("a,b,c,2026-01,<5", "figures_count"),
        ("a,b,c,2026-01", "figures_cells"),
        ("a,b,c,2026-01,1,2", "figures_cells"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_by_its_line(row, code):
    with pytest.raises(WrongRows) as refused:
        read_figures(HEAD + "a,b,c,2026-01,1\n" + row + "\n")
    assert [(line, fault.code) for line, fault in refused.value.faults] == [(3, code)]
    assert "rad 3: " in str(refused.value)
