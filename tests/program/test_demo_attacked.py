"""Somebody who has every published file of the demonstration, and a unit that knows its own figures besides, finds
nobody; and would have, had the small figures alone been hidden, or a text said one."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout

import pytest
from django.test import override_settings

from nhv.disclosure.reported import Reported
from nhv.followup import basis
from nhv.followup.models import PublishedEdition
from nhv.program.data_directory import secret_key
from nhv.program.main import main
from nhv.specification.measures import TREATED
from tests.conftest import RUN
from tests.disclosure.generated import own_figures
from tests.disclosure.stranger import FEW, Place, Stranger, place_of, spoken
from tests.support.databases import in_use
from tests.support.demonstrated import copied

AREAS_TOLD, WITH_TWO = 5, "neuromuskulara-sjukdomar"
# The areas of the demonstration with an outcome of which units are protected from each other too.
AMONG_UNITS = ("cytoreduktiv-kirurgi-crs-och-hyperterm-intraperitoneal-kemoterapi-hipec", "vulvacancer")


@pytest.fixture(scope="module", autouse=True)
def demonstration(tmp_path_factory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("copied") / "demonstration"
    address = copied(RUN, folder)
    with override_settings(DATA=folder, SECRET_KEY=secret_key(folder)), in_use(address):
        yield


def printed(*arguments: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["export-published", *arguments, "--json"]) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def files(demonstration) -> dict[str, list[str]]:
    """By area, every file of it, as everybody may fetch them."""
    found: dict[str, list[str]] = {}
    for one in json.loads(printed("--list")):
        text = printed(one["area"], str(one["year"]), "--edition", str(one["edition"]))
        found.setdefault(one["area"], []).append(text)
    return found


def true_of(area: str) -> Reported:
    """What is true for the area's newest file."""
    return basis.from_text(PublishedEdition.objects.filter(area__key=area).latest("year", "number").basis)


def is_few(reported: Reported, of: str, at: Place) -> bool:
    return 0 < reported.value(of, at) < FEW


def test_at_least_five_areas_are_told_of_and_one_of_them_in_two_editions_of_a_year(files):
    assert len(files) >= AREAS_TOLD
    assert any(json.loads(text)["edition"].get("number", 1) == 2 for text in files[WITH_TWO])


def test_nobody_is_found(files):
    hidden = []
    for area, texts in files.items():
        stranger, reported = Stranger(texts), true_of(area)
        few = [(of, at) for of, at in stranger.hidden() if is_few(reported, of, at)]
        assert [one for one in few if stranger.finds(*one)] == [], area
        year = stranger.values["year"][-1]
        unlisted = [at for at in stranger.pairs(TREATED, year) if is_listed(at) and is_few(reported, TREATED, at)]
        assert [at for at in unlisted if stranger.finds(TREATED, at)] == [], area
        for outer, inner, at in stranger.rests(year):
            left = reported.value(outer, at) - reported.value(inner, at)
            assert not (0 < left < FEW and stranger.finds(outer, at, less=inner)), (area, outer, inner, at)
        hidden += few
    assert len(hidden) > 30, "where nobody is few, nobody can be found"


def is_listed(at: Place) -> bool:
    """Whether a report says it: it never crosses home with age or sex."""
    return "home" not in at or not {"age", "sex"} & set(at)


@pytest.mark.parametrize("area", AMONG_UNITS)
def test_nor_by_a_unit_with_its_own_figures_where_the_outcome_asks_for_it(files, area):
    reported, asked = true_of(area), 0
    for unit in reported.dimensions["unit"].values:
        stranger = Stranger(files[area], own_figures(reported, unit))
        few = [(of, at) for of, at in stranger.hidden() if at.get("unit") != unit and is_few(reported, of, at)]
        assert [one for one in few if stranger.finds(*one)] == [], unit
        asked += len(few)
    assert asked


def test_small_figures_alone_hidden_would_have_been_found(files):
    """The control: the same file with every figure but those of one to four."""
    reported, told = true_of(WITH_TWO), json.loads(files[WITH_TWO][-1])
    for table in (one for one in told["tables"] if one["show"] == "count"):
        for cell in table["cells"]:
            value = reported.value(table["of"], place_of(table, cell))
            said = {"hidden": True} if 0 < value < FEW else {"value": value}
            at = cell["at"]
            cell.clear()
            cell |= {"at": at, **said}
    told["texts"] = []
    stranger = Stranger([json.dumps(told)])
    assert [one for one in stranger.hidden() if is_few(reported, *one) and stranger.finds(*one)]


def test_no_text_says_what_no_table_shows(files):
    for area, texts in files.items():
        stranger = Stranger(texts)
        assert stranger.unplaced == [], area
        assert sum(1 for file in stranger.files for _one in spoken(file)) > 20, "the sentences have figures"
