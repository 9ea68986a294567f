"""The papers that we make ourselves are read back whole: the easiest real documents there are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nhv.derived.call import call_writing
from nhv.paper.page import html_page
from nhv.paper.pdf import pdf
from nhv.paper.word import word
from nhv.reading.result import read_document
from nhv.specification.toml import read_area_file, read_general

FOLDER = Path(__file__).parents[2] / "areas"
DOCUMENT = read_area_file((FOLDER / "viss-avancerad-esofaguskirurgi.toml").read_text())
WRITING = call_writing(DOCUMENT.area, DOCUMENT.calls[0], read_general((FOLDER / "general.toml").read_text()))
AS: dict[str, Callable[[], bytes]] = {
    "call.docx": lambda: word(WRITING),
    "call.html": lambda: html_page(WRITING).encode(),
    "call.pdf": lambda: pdf(WRITING),
}


@pytest.fixture(scope="module", params=AS)
def read(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read_document(AS[request.param](), request.param).as_json()


def test_a_call_is_a_call_with_all_that_it_asks(read: dict[str, Any]) -> None:
    call = DOCUMENT.calls[0]
    assert (read["kind"], read["unread"], read["doubts"]) == ("call", [], [])
    assert (read["call"]["deadline"], read["call"]["email"], read["call"]["postal_address"]) == (
        call.deadline.isoformat(),
        call.email,
        call.postal_address,
    )
    assert {name.casefold() for name in read["call"]["attachments"]} == {"ifylld ansökningsblankett", "verksamhetsplan"}


def test_the_conditions_of_a_call_are_those_of_the_area(read: dict[str, Any]) -> None:
    conditions = [(one.group, one.text) for one in DOCUMENT.area.conditions]
    assert [(one["group"], one["text"]) for one in read["area"]["conditions"]] == conditions


def test_a_call_defines_what_the_area_does(read: dict[str, Any]) -> None:
    area = DOCUMENT.area
    assert (read["area"]["units"], read["area"]["population"]["from_age"]) == (area.units, area.population.from_age)
    assert [point["text"] for group in read["area"]["scope"] for point in group["points"]] == [
        point.text for group in area.scope for point in group.points
    ]
    assert [one["text"] for one in read["area"]["exclusions"]] == [one.text for one in area.exclusions]
