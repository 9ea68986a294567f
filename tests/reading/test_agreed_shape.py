"""The JSON of a reading is whole in itself: every path in the trace leads to something in it."""

from pathlib import Path
from typing import Any

import pytest

from nhv.reading.result import read_document

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


def at(found: Any, path: str) -> Any:
    for step in path.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_path_of_the_trace_is_there_and_every_line_is_told(path: Path) -> None:
    found = read_document(path.read_bytes(), path.name).as_json()
    assert [told for told in found["trace"] if at(found, told["path"]) is None] == []
    lines = {told["line"] for part in ("trace", "elsewhere", "unread") for told in found[part]}
    text = path.read_text().split("\n")
    assert lines == {number for number, line in enumerate(text, 1) if line.strip()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_clarifications_and_exclusions_say_who_does_it_instead(path: Path) -> None:
    area = read_document(path.read_bytes(), path.name).as_json()["area"]
    assert all("instead" in limit for limit in (*area["clarifications"], *area["exclusions"]))


def test_a_date_that_cannot_be_is_a_doubt() -> None:
    text = PAGES[0].parent.joinpath("fjallsjuka.txt").read_text().replace("1 april 2024", "31 februari 2024")
    found = read_document(text.encode(), "sida.txt").as_json()
    assert [permit["valid_from"] for permit in found["permits"]] == [None, None, None]
    assert any("inget läsbart datum" in doubt["why"] for doubt in found["doubts"])
