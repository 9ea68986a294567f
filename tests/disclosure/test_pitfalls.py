"""The known ways in which a small group is found out, each with the outcome that is right.

Each shows first that the naive way leaks, and then that what is published instead does not.
"""

import numpy as np
import pytest
from pydantic import ValidationError

from nhv.disclosure.editions import standing
from nhv.disclosure.layout import table_by
from nhv.disclosure.policy import faults
from nhv.disclosure.proof import bounds
from nhv.disclosure.published import (
    Cell,
    Dimension,
    Edition,
    Group,
    Population,
    Published,
    Table,
    Text,
    from_json,
    to_json,
)
from nhv.disclosure.publishing import Earlier, Year, prove, publish
from nhv.disclosure.reported import Reported
from nhv.disclosure.system import Row, System
from nhv.disclosure.targets import ANYBODY, Attacker, Target

WITHIN = {"treated": None, "complication": "treated"}


def table(cells, *by, of="treated", year="2025", **more):
    """A table by these dimensions: hidden where None, a band where two."""
    found = []
    for at, value in cells.items():
        place = tuple(at.split()) if by else ()
        if value is None:
            found.append(Cell(at=place, hidden=True))
        elif isinstance(value, tuple):
            found.append(Cell(at=place, between=value))
        else:
            found.append(Cell(at=place, value=value, base=more.get("base")))
    more.pop("base", None)
    key = f"{of}-{year}-{'-'.join(by)}-{more.get('show', 'count')}"
    return Table(
        key=key, **{"show": "count", "of": of, "fixed": {"year": year}, "by": by, "cells": tuple(found)} | more
    )


def document(*tables, units="ab", homes=("n", "s"), years=("2025",), **more):
    """A document that holds these tables."""
    pooled = {f"{years[0]}-{years[-1]}": tuple(years)} if len(years) > 1 else {}
    dimensions = {
        "unit": Dimension(values=tuple(units)),
        "year": Dimension(values=tuple(years), groups=pooled),
        "home": Dimension(values=tuple(homes)),
    }
    populations = {name: Population(within=within) for name, within in WITHIN.items()}
    edition = more.pop("edition", Edition(year=2025))
    return Published(area="x", edition=edition, dimensions=dimensions, populations=populations, tables=tables, **more)


def between(*documents, of="treated", less=None, attacker=ANYBODY, **at):
    """What an outsider finds for a group, or for what is left of `less` when it is taken away."""
    system = System([from_json(to_json(one)) for one in documents], [("treated", ("unit", "home"))])
    at = {"year": "2025"} | at
    own = system.sum(of, at)
    if less:
        own = system.sum(less, at) | dict.fromkeys(own, -1.0)
    return bounds(system, Target(own, 0, ""), attacker)


def reported(counts, homes=("n", "s"), years=("2025",), impossible=(), inner=None):
    """Units by rows, homes by columns (and years first, when there are several)."""
    counts = np.array(counts, dtype=np.int64)
    counts = counts[:, None, :] if len(years) == 1 else counts.transpose(1, 0, 2)
    units = tuple("abcde"[: len(counts)])
    pooled = {f"{years[0]}-{years[-1]}": tuple(years)} if len(years) > 1 else {}
    dimensions = {
        "unit": Dimension(values=units),
        "year": Dimension(values=tuple(years), groups=pooled),
        "home": Dimension(values=tuple(homes)),
    }
    tables = {("treated", ("unit", "year", "home")): counts}
    within = {"treated": None}
    if inner is not None:
        within = WITHIN
        tables["complication", ("unit", "year")] = np.array(inner, dtype=np.int64)[:, None]
    return Reported(dimensions, within, tables, tuple(impossible))


def published(true, *by, earlier=(), year="2025", edition=None, of=("treated",), **more):
    """The file that we would publish, by these dimensions; proved again here."""
    tables = tuple(table_by(one, year, by if one == "treated" else ("unit",), true.dimensions) for one in of)
    asked = Year("x", edition or Edition(year=int(year[-4:])), true, tables, seed=4711, **more)
    text = publish(asked, earlier).text
    reports = [*(one.reported for one in earlier), true]
    assert prove([*(one.text for one in earlier), text], reports, more.get("insiders", False)) == []
    return from_json(text)


def hidden(found, key=0):
    return {cell.at for cell in found.tables[key].cells if cell.hidden}


def test_two_units():
    assert between(document(table({"a": None, "b": 22, "*": 25}, "unit")), unit="a") == (3, 3)
    found = published(reported([[3, 0], [22, 0]]), "unit")
    assert hidden(found) in [{("a",), ("b",)}, {("a",), ("*",)}]


def test_square():
    cells = {"a n": None, "a s": 9, "a *": 12, "b n": None, "b s": 3 + 4, "b *": 15, "* n": 11, "* s": 16, "* *": 27}
    assert between(document(table(cells, "unit", "home")), unit="a", home="n") == (3, 3)
    cells |= {"a s": None, "b s": None, "* n": 9, "* s": 18}
    assert between(document(table(cells, "unit", "home")), unit="a", home="n") == (0, 9)
    assert len(hidden(published(reported([[3, 9], [6, 9]]), "unit", "home"))) >= 4


def test_small_together():
    cells = {"a": 30, "b": None, "c": None, "*": 34}
    assert between(document(table(cells, "unit"), units="abc"), unit="b") == (0, 4)
    assert len(hidden(published(reported([[30], [1], [3]], homes=("n",)), "unit"))) >= 3


def test_zeros_always_shown_narrow():
    cells = {"a": None, "b": None, "*": 6}
    assert between(document(table(cells, "unit"), zeros="shown"), unit="a") == (1, 5)
    assert between(document(table(cells, "unit")), unit="a") == (0, 6)
    found = published(reported([[3], [0], [30]], homes=("n",)), "unit")
    assert found.zeros == "may-hide"


def test_a_known_zero_is_no_cover():
    known = (Group(of="treated", at={"unit": "b", "home": "n"}),)
    naive = document(table({"a n": None, "b n": None, "* n": 3}, "unit", "home"), impossible=known)
    assert between(naive, unit="a", home="n") == (3, 3)
    found = published(reported([[3, 20], [0, 20]], impossible=known), "unit", "home")
    assert not {("a", "n"), ("b", "n")} >= hidden(found)


def test_nested_measures():
    inner = table({"a": 21}, "unit", of="complication")
    assert between(document(table({"a": 23}, "unit"), inner), of="complication", less="treated", unit="a") == (2, 2)
    found = published(reported([[23], [40]], homes=("n",), inner=[21, 20]), "unit", of=("treated", "complication"))
    assert ("a",) in hidden(found, 0) | hidden(found, 1)


@pytest.mark.parametrize(("percent", "base", "numerator"), [(8, 25, 2), (96, 50, 48)])
def test_a_percent_gives_its_numerator(percent, base, numerator):
    told = table({"a": percent}, "unit", of="complication", over="treated", show="percent")
    found = document(table({"a": base}, "unit"), told)
    assert between(found, of="complication", unit="a") == (numerator, numerator)
    assert any("percent" in fault for fault in faults(found))


def test_a_band_of_a_percent_does_not():
    told = table({"a": (0, 12.5)}, "unit", of="complication", over="treated", show="percent")
    found = document(table({"a": 40}, "unit"), told)
    assert between(found, of="complication", unit="a") == (0, 5)
    assert faults(found) == []


def test_all_or_none_of_few_is_hidden():
    counts = [table({"a": 7}, "unit"), table({"a": 7}, "unit", of="complication")]
    told = table({"a": 100}, "unit", of="complication", over="treated", show="percent")
    assert faults(document(*counts, told)) != []
    twenty = [table({"a": 20}, "unit"), table({"a": 20}, "unit", of="complication")]
    assert faults(document(*twenty, told)) == []


def test_a_rate_gives_its_count():
    told = table({"n": 4.9}, "home", show="rate", per=100_000, decimals=1, base=61_173)
    assert between(document(told), home="n") == (3, 3)
    assert any("rate" in fault for fault in faults(document(told)))
    shown = table({"n": 8.2}, "home", show="rate", per=100_000, decimals=1, base=61_173)
    assert faults(document(table({"n": 5}, "home"), shown)) == []


def test_an_interval_has_no_place_of_its_own():
    # Exact limits give numerator and base: they are computed from shown figures, and have no cell to stand in.
    with pytest.raises(ValidationError):
        table({"a": 3}, "unit", show="interval")
    hidden_with_limits = {"at": ["a"], "hidden": True, "between": [2.5, 31.2]}
    with pytest.raises(ValidationError):
        Cell.model_validate(hidden_with_limits)


def test_linked_tables_are_one_system():
    square = table({"a n": None, "a s": None, "b n": None, "b s": None}, "unit", "home")
    by_unit, by_home = table({"a": 12, "b": 15}, "unit"), table({"n": 24, "s": 3}, "home")
    assert between(document(square, by_unit), unit="a", home="s") == (0, 12)
    assert between(document(square, by_unit, by_home), unit="a", home="s") == (0, 3)


def test_pooled_years():
    years = ("2023", "2024", "2025")
    told = [table({"a": 9}, "unit", year="2023"), table({"a": 6}, "unit", year="2024")]
    naive = document(*told, table({"a": None}, "unit"), table({"a": 18}, "unit", year="2023-2025"), years=years)
    assert between(naive, unit="a") == (3, 3)
    true = reported([[[9], [30]], [[6], [30]], [[3], [30]]], homes=("n",), years=years)
    earlier = []
    for year in (*years, "2023-2025"):
        edition = Edition(year=int(year[-4:]), number=1 + len(year) // 9)
        found = published(true, "unit", year=year, edition=edition, earlier=earlier)
        earlier.append(Earlier(to_json(found), true))
    assert hidden(found)


def test_a_small_correction_is_held():
    before, after = reported([[17], [30]], homes=("n",)), reported([[18], [30]], homes=("n",))
    earlier = [Earlier(to_json(published(before, "unit")), before)]
    held = standing(earlier, after)
    assert (held.note, held.corrected, held.reported.value("treated", {"unit": "a"})) == (True, (), 17)
    larger = standing(earlier, reported([[23], [30]], homes=("n",)))
    assert [(one.unit, one.year) for one in larger.corrected] == [("a", "2025")]
    assert larger.reported.value("treated", {"unit": "a"}) == 23


def test_what_was_shown_stays_known():
    one = document(table({"a": 6}, "unit"))
    two = document(table({"a": None}, "unit"), edition=Edition(year=2025, number=2))
    assert between(two, unit="a")[1] > 6
    assert between(one, two, unit="a") == (6, 6)


def test_an_insider_is_met_where_the_setting_is_on():
    true = reported([[3, 20], [8, 20], [0, 20]])
    found = document(table({"a n": None, "b n": None, "c n": 0, "* n": 11}, "unit", "home"), units="abc")
    system = System([found], [("treated", ("unit", "home"))])
    knows = Attacker("b", (Row(system.sum("treated", {"unit": "b", "home": "n"}), 8, 8),))
    assert between(found, unit="a", home="n") == (0, 11)
    assert between(found, attacker=knows, unit="a", home="n") == (3, 3)
    safe = published(true, "unit", "home", insiders=True)
    assert prove([to_json(safe)], [true], True) == []


@pytest.mark.parametrize("show", ["sum", "mean", "min", "max"])
def test_no_sums_means_or_extremes_of_magnitudes(show):
    told = table({"a": 240}, "unit", of="", over="treated", measure="days", show=show)
    assert any("one patient" in fault for fault in faults(document(table({"a": 40}, "unit"), told)))


@pytest.mark.parametrize(("base", "total", "right"), [(9, 60, False), (25, 30, False), (25, 60, True)])
def test_a_median_is_of_many(base, total, right):
    told = table({"a": 31}, "unit", of="", over="treated", measure="wait", show="median")
    found = document(table({"a": base, "*": total}, "unit"), told)
    assert (faults(found) == []) is right


def test_hidden_has_one_mark():
    text = to_json(published(reported([[3, 9], [6, 9]]), "unit", "home"))
    cells = [cell for one in from_json(text).tables for cell in one.cells if cell.hidden]
    assert {cell.model_dump_json(exclude={"at"}, exclude_defaults=True) for cell in cells} == {'{"hidden":true}'}
    with pytest.raises(ValidationError):
        Cell.model_validate({"at": ["a"], "hidden": True, "reason": "c"})


def test_no_other_channel():
    shown = table({"a": 12, "b": None}, "unit")
    assert faults(document(shown, texts=(Text(where="alt", text="a: 12 patients in 2025"),))) == []
    assert faults(document(shown, texts=(Text(where="alt", text="b: 2 patients"),))) == ["alt: 2 is shown in no table"]
    with pytest.raises(ValidationError, match="order"):
        document(table({"b": 40, "a": 12}, "unit"))
    for wrong in (
        {"at": ["b"], "hidden": True, "value": 0},
        {"at": ["b"], "hidden": True, "value": -99},
        {"at": ["b"]},
    ):
        with pytest.raises(ValidationError):
            Cell.model_validate(wrong)


def test_the_rest_is_a_cell():
    homes = ("n", "s", "v", "unknown")
    naive = document(table({"n": 8, "s": 30, "v": 21, "*": 60}, "home"), homes=homes)
    assert between(naive, home="unknown") == (1, 1)
    found = published(reported([[8, 30, 21, 1]], homes=homes), "home")
    assert ("unknown",) in hidden(found)
    assert len(hidden(found)) >= 2
