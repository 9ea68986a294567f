"""A word planted in every kind of place of a file is found once: in a field, a named place, unread, or a doubt."""

from pathlib import Path

import pytest

from nhv.reading.result import Reading, read_document
from tests.reading import planting, planting_pdf

PAGE = (Path(__file__).parent / "pages" / "fjallsjuka.txt").read_text()
FILES = {
    "sida.docx": (planting.word_file, planting.TOKENS),
    "sida.html": (planting.web_page, planting.PAGE_TOKENS),
    "sida.pdf": (planting_pdf.pdf, planting_pdf.PDF_TOKENS),
}
# What the file says is no text of it may never become a field.
NEVER_TEXT = {
    "deleted", "moved from", "struck", "struck twice", "struck by style", "hidden", "hidden by paragraph style",
    "deleted row", "comment", "field's code", "header", "footer", "not displayed", "not visible",
    "hidden by a style sheet", "aside", "menu", "head of the page", "white", "without scripts", "template",
    "field not filled in", "box without its tick",
    "without ink", "outside the page", "layer that is off", "grey as paper", "note", "stamp", "turned", "bookmark",
    "remark on what is struck", "what a field is called", "read aloud instead", "title", "XFA form",
}  # fmt: skip


@pytest.fixture(scope="module", params=FILES)
def planted(request: pytest.FixtureRequest) -> tuple[Reading, dict[str, str]]:
    make, tokens = FILES[request.param]
    return read_document(make(PAGE), request.param), tokens


def test_no_word_is_lost_and_none_comes_twice(planted: tuple[Reading, dict[str, str]]) -> None:
    reading, tokens = planted
    text = "\n".join(line.text for line in reading.lines)
    doubts = " ".join(doubt.why for doubt in reading.doubts)
    times = {kind: text.count(token) for kind, token in tokens.items()}
    told = {kind for kind, token in tokens.items() if token in doubts}
    assert {kind: count for kind, count in times.items() if count != 1 and kind not in told} == {}
    assert all(count <= 1 for count in times.values())


def test_every_planted_line_has_a_place(planted: tuple[Reading, dict[str, str]]) -> None:
    reading, _tokens = planted
    found = reading.as_json()
    placed = {entry["line"] for part in ("trace", "elsewhere", "unread") for entry in found[part]}
    assert {line.number for line in reading.lines if not line.is_blank} == placed


def test_what_the_file_says_is_no_text_is_in_no_field(planted: tuple[Reading, dict[str, str]]) -> None:
    reading, tokens = planted
    fields = reading.area_file.model_dump_json()
    assert {kind for kind, token in tokens.items() if kind in NEVER_TEXT and token in fields} == set()
    # The control: words in ordinary places are read as text.
    running = "\n".join(line.text for line in reading.lines if not line.place)
    assert sum(token in running for token in tokens.values()) >= 2


def test_forty_kinds_of_places_are_tried() -> None:
    assert min(len(tokens) for _make, tokens in FILES.values()) >= 25
    assert len(planting.TOKENS) >= 40 and len(planting_pdf.PDF_TOKENS) >= 40
