"""What is registered beside what could be expected: by chance's own limits, and of a hidden number no more than its
bounds tell."""

from nhv.disclosure.expected import stands, with_expected
from nhv.disclosure.intervals import beyond_expected
from nhv.disclosure.published import (
    EVERY,
    Cell,
    Dimension,
    Edition,
    Expectation,
    ExpectedCell,
    Population,
    Published,
    Table,
)

TOLD = Expectation(least=100, most=200, counts="nya fall", source="En källa")
LIVES = {"north": 1_000_000, "south": 3_000_000}
HOMES = Dimension(values=("north", "south", "unknown"), groups={"all-known": ("north", "south")})
YEARS = Dimension(values=("2023", "2024", "2025"), groups={"2023-2025": ("2023", "2024", "2025")})


def a_table(key, when, by, cells) -> Table:
    return Table(key=key, show="count", of="treated", fixed={"year": when}, by=by, cells=tuple(cells))


def a_document(*tables) -> Published:
    units = Dimension(values=("a", "b"))
    return Published(
        area="x",
        edition=Edition(year=2025),
        dimensions={"unit": units, "home": HOMES, "year": YEARS},
        populations={"treated": Population()},
        tables=tables,
    )


ONE_YEAR = a_table("one", "2025", ("home",), [Cell(at=("north",), value=20), Cell(at=(EVERY,), value=120)])
POOLED = a_table(
    "pooled",
    "2023-2025",
    ("unit", "home"),
    [
        Cell(at=("a", "north"), value=30),
        Cell(at=(EVERY, "north"), value=60),
        Cell(at=(EVERY, "unknown"), value=9),
        Cell(at=(EVERY, EVERY), hidden=True),
    ],
)


def expected_in(*tables) -> dict[tuple[str, ...], tuple[float, float]]:
    found = with_expected(a_document(*tables), "treated", TOLD, LIVES).expected
    assert found is not None
    return {one.at: (one.least, one.most) for one in found.cells}


def test_a_year_is_shared_by_how_many_live_where():
    assert expected_in(ONE_YEAR) == {("north",): (25.0, 50.0), (EVERY,): (100.0, 200.0)}


def test_years_together_are_chosen_and_count_for_as_many_and_those_of_nowhere_have_none():
    assert expected_in(ONE_YEAR, POOLED) == {(EVERY, "north"): (75.0, 150.0), (EVERY, EVERY): (300.0, 600.0)}


def test_where_no_table_tells_where_they_live_nothing_is_expected():
    by_unit = a_table("u", "2025", ("unit",), [Cell(at=("a",), value=40)])
    assert with_expected(a_document(by_unit), "treated", TOLD, LIVES).expected is None


def test_beyond_chance_begins_where_the_worked_funnel_says():
    """Eight expected: at 99.8 % nobody, or nineteen or more; at 95 % two or fewer, or fifteen or more."""

    def outside(level: float) -> dict[str, list[int]]:
        said = {seen: beyond_expected(seen, 8, 8, level) for seen in range(40)}
        return {word: [seen for seen in said if said[seen] == word] for word in ("fewer", "more")}

    assert outside(0.998) == {"fewer": [0], "more": list(range(19, 40))}
    assert outside(0.95) == {"fewer": [0, 1, 2], "more": list(range(15, 40))}


def test_a_span_is_left_at_its_ends_and_thousands_take_no_time():
    assert [beyond_expected(seen, 8, 20) for seen in (0, 19, 20)] == ["fewer", "within", "within"]
    assert beyond_expected(100_000, 8, 20) == "more"


def test_of_a_hidden_number_is_said_only_what_holds_for_all_that_it_may_be():
    expected = ExpectedCell(at=("north",), least=30.0, most=40.0)
    assert stands(0, 9, expected) == "fewer"
    assert stands(0, 30, expected) == "unknown", "nobody would be fewer, and thirty is not"
    assert stands(25, 34, expected) == "within"
    assert stands(70, 100_000, expected) == "more"
