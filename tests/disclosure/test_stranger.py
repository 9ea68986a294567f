"""A stranger with the files alone, who reckons by other means than the product, finds nobody of those that are hidden
or that nobody listed; and finds those whom hiding the small alone gives away."""

import json
from dataclasses import replace

import numpy as np
import pytest

from nhv.disclosure import publishing
from nhv.disclosure.published import from_json
from nhv.disclosure.publishing import Earlier, publish
from tests.disclosure.generated import (
    Area,
    corrected,
    corrected_in_one_place,
    edition,
    own_figures,
    small_hidden,
    worded,
)
from tests.disclosure.stranger import FEW, Stranger
from tests.support.faults import IS_DRILL

YEARS = ["2023", "2024", "2025"]
AREAS = range(40 if IS_DRILL else 3)


def found_out(stranger, reported) -> list[tuple[str, dict[str, str]]]:
    """The hidden groups of one to four that the stranger can tell."""
    narrow = [(of, at) for of, at in stranger.hidden() if stranger.finds(of, at)]
    return [(of, at) for of, at in narrow if 0 < reported.value(of, at) < 5]


@pytest.mark.parametrize("number", AREAS)
def test_a_stranger_finds_nobody_in_all_editions(number):
    area = Area(number, units=3)
    before = area.reported(YEARS, outcome=True)
    after = corrected(before, np.random.default_rng(number), 12, "2025")
    earlier = []
    for true, which in ((before, 1), (after, 2)):
        earlier.append(edition(area, true, "2025", which, earlier))
    stranger = Stranger([worded(one.text) for one in earlier])
    assert list(stranger.hidden()) and stranger.unplaced == []
    assert found_out(stranger, earlier[-1].reported) == []


@pytest.mark.parametrize("number", [1, 11, 15])
def test_nor_by_believing_that_a_correction_only_added_patients(number, monkeypatch):
    area = Area(number)
    before = area.reported(YEARS, outcome=bool(number % 2))
    after = corrected_in_one_place(before, before.dimensions["unit"].values[-1], 7, "2025")
    found = {}
    for guessed in (True, False):
        if not guessed:
            monkeypatch.setattr(publishing, "guesser", lambda *_of, **_since: None)
        earlier: list[Earlier] = []
        for true, which in ((before, 1), (after, 2)):
            earlier.append(edition(area, true, "2025", which, earlier))
        assert from_json(earlier[1].text).edition.corrected, "the correction is restated, not held"
        found[guessed] = found_out(Stranger([one.text for one in earlier], only_added=True), after)
    assert found[True] == []
    assert found[False], "and where nobody asked what such a reader finds, somebody was found"


def test_nor_among_those_that_no_table_lists():
    area = Area(7, units=2)
    reported = area.reported(YEARS, outcome=True)
    done = edition(area, reported, "2025", 1, [])
    stranger = Stranger([done.text])
    few = [at for at in stranger.pairs("treated", "2025") if "unit" in at and 0 < _value(reported, at) < 5]
    assert few
    assert not [at for at in few if stranger.finds("treated", at)]


def _value(reported, at) -> int:
    try:
        return reported.value("treated", at)
    except LookupError:
        return 0


def test_nor_by_a_unit_with_its_own_figures_where_the_setting_is_on():
    area = Area(11)
    year = area.year(area.reported(YEARS, outcome=True), "2025")
    units = year.reported.dimensions["unit"].values
    found = {}
    for setting in (False, True):
        text = worded(publish(replace(year, insiders=setting)).text)
        found[setting] = [
            (unit, of, at)
            for unit in units
            for stranger in [Stranger([text], own_figures(year.reported, unit))]
            for of, at in found_out(stranger, year.reported)
            if at.get("unit") != unit
        ]
    assert found[False], "a unit could have told another's"
    assert found[True] == []


def a_file(*more, alt="") -> str:
    """Two units' patients, one of them hidden with what is left of it; and whatever more is said."""
    cells = [{"at": ["a"], "value": 40}, {"at": ["b"], "hidden": True}, {"at": ["c"], "hidden": True}]
    treated = {"key": "t", "show": "count", "of": "treated", "fixed": {"year": "2025"}, "by": ["unit"], "cells": cells}
    return json.dumps(
        {
            "threshold": FEW,
            "edition": {"year": 2025},
            "dimensions": {
                "unit": {"values": ["a", "b", "c"]},
                "home": {"values": ["north", "south"]},
                "year": {"values": ["2025"]},
            },
            "populations": {"treated": {}, "complication": {"within": "treated"}},
            "tables": [treated, *more],
            "texts": [{"where": "title of t", "text": "Patienter"}, {"where": "alt of t", "text": alt}],
        }
    )


def of_one(show: str, of: str, by: str, at: str, **said) -> dict[str, object]:
    table = {
        "key": show,
        "show": show,
        "of": of,
        "over": "treated",
        "per": 100_000,
        "decimals": said.pop("decimals", 0),
    }
    return table | {"fixed": {"year": "2025"}, "by": [by], "cells": [{"at": [at], **said}]}


@pytest.mark.parametrize(
    ("told", "of", "at"),
    [
        (a_file(alt="Patienter. a: 40; b: 3; c: dolt."), "treated", {"unit": "b"}),
        (a_file(of_one("count", "treated", "unit", "b", between=[1, 4])), "treated", {"unit": "b"}),
        (a_file(of_one("percent", "complication", "unit", "a", value=8)), "complication", {"unit": "a"}),
        (a_file(of_one("percent", "complication", "unit", "a", between=[0, 10])), "complication", {"unit": "a"}),
        (
            a_file(of_one("rate", "treated", "home", "north", value=4.9, base=61_173, decimals=1)),
            "treated",
            {"home": "north"},
        ),
    ],
    ids=["a text", "a band", "a percent", "a band of percent", "a rate"],
)
def test_a_small_figure_said_in_another_way_is_found(told, of, at):
    at = {**at, "year": "2025"}
    assert Stranger([told]).finds(of, at)
    silent = json.loads(told)
    for table in silent["tables"][1:]:
        table["cells"] = [{"at": cell["at"], "hidden": True} for cell in table["cells"]]
    assert not Stranger([json.dumps({**silent, "texts": []})]).finds(of, at)


def test_a_number_in_a_sentence_that_no_table_shows_is_told_of():
    told = json.loads(a_file())
    told["texts"] = [{"where": "sentence", "text": "Tre av 40 dog 2025, 2 av dem kvinnor."}]
    assert Stranger([json.dumps(told)]).unplaced == ["sentence: 2"]


def test_the_same_stranger_finds_those_whom_hiding_the_small_alone_gives_away():
    area = Area(4)
    year = area.year(area.reported(YEARS), "2025")
    assert found_out(Stranger([small_hidden(year)]), year.reported)
