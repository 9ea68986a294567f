"""Rates and medians stand only where the counts that they are of do, and those are many; and tell no more."""

import pytest

from nhv.disclosure.medians import with_medians
from nhv.disclosure.policy import faults
from nhv.disclosure.published import Cell, Dimension, Edition, Population, Published, Table
from nhv.disclosure.rates import with_rates

LIVE_THERE = {"gotland": 61_173, "stockholm": 2_400_000, "skane": 1_400_000}
POOLED = "2023-2025"


def counted(by: str, numbers: dict[str, int | None], year: str = "2025") -> Table:
    cells = tuple(
        Cell(at=(one,), hidden=True) if number is None else Cell(at=(one,), value=number)
        for one, number in numbers.items()
    )
    return Table(key=f"{by}-{year}", show="count", of="treated", fixed={"year": year}, by=(by,), cells=cells)


def published(*tables: Table) -> Published:
    return Published(
        area="x",
        edition=Edition(year=2025),
        dimensions={
            "unit": Dimension(values=("a", "b")),
            "home": Dimension(values=(*LIVE_THERE, "unknown"), groups={"gotland-stockholm": ("gotland", "stockholm")}),
            "year": Dimension(values=("2023", "2024", "2025"), groups={POOLED: ("2023", "2024", "2025")}),
        },
        populations={"treated": Population()},
        tables=tables,
    )


@pytest.mark.parametrize(
    ("place", "cases", "year", "rate", "base"),
    [
        ("gotland", 16, "2025", 26.2, 61_173),
        ("gotland", 15, "2025", None, None),
        ("gotland", 0, "2025", None, None),
        ("gotland", None, "2025", None, None),
        ("unknown", 40, "2025", None, None),
        ("gotland", 18, POOLED, 9.8, 3 * 61_173),
        ("gotland-stockholm", 123, "2025", 5.0, 2_461_173),
    ],
)
def test_a_rate_is_of_what_is_shown_and_of_all_who_live_there(place, cases, year, rate, base):
    order = [*LIVE_THERE, "unknown", "gotland-stockholm"]
    numbers = dict(sorted({"skane": 70, place: cases}.items(), key=lambda one: order.index(one[0])))
    document = with_rates(published(counted("home", numbers, year)), LIVE_THERE)
    (own,) = (one for one in document.tables if one.show == "rate")
    found = {cell.at[0]: (cell.value, cell.base) for cell in own.cells}
    assert found.get(place, (None, None)) == (rate, base)
    assert found["skane"][0] is not None and faults(document) == []


def test_no_rates_where_none_may_stand_or_nothing_is_told_of_homes():
    few, by_unit = published(counted("home", {"gotland": 7})), published(counted("unit", {"a": 70}))
    assert with_rates(few, LIVE_THERE) == few and with_rates(by_unit, LIVE_THERE) == by_unit


@pytest.mark.parametrize(
    ("own", "rest", "shown"), [(20, 20, True), (19, 40, False), (None, 40, False), (40, 19, False), (40, 0, True)]
)
def test_a_median_is_of_many_and_leaves_many(own, rest, shown):
    numbers = {"a": own, "b": rest, "*": (own or 30) + rest}
    document = with_medians(published(counted("unit", numbers)), {"wait": {"a": 31, "b": 12}}, "treated")
    cells = {cell.at[0]: cell.value for one in document.tables if one.show == "median" for cell in one.cells}
    assert cells.get("a") == (31 if shown else None)
    assert faults(document) == []


def test_while_a_correction_is_held_the_medians_stand_that_stood():
    counts = published(counted("unit", {"a": 40, "b": 40, "*": 80}))
    first = with_medians(counts, {"wait": {"a": 31, "b": 12}}, "treated")
    assert with_medians(counts, {"wait": {"a": 32, "b": 12}}, "treated", first) == first
    assert with_medians(counts, {"wait": {"a": 32, "b": 12}}, "treated") != first
