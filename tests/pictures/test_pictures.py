"""What holds for every picture: its table says all, nothing gets through, and no colour is needed to read it."""

import dataclasses
import re
from itertools import pairwise

import pytest

from nhv.pictures.inks import COLOUR, GREY, Inks
from nhv.pictures.map import Place
from nhv.pictures.picture import Picture
from nhv.pictures.sweden import counties
from nhv.pictures.timeline import Span, draw_timeline
from nhv.specification.writing import Table
from tests.pictures.examples import (
    NASTY,
    PICTURES,
    SPANS,
    SVG,
    TIMELINE_WORDS,
    TODAY,
    a_map,
    in_black_and_white,
    lettering,
    parsed,
)

EVERY_PICTURE = pytest.mark.parametrize("name", PICTURES)
EVERY_INK = pytest.mark.parametrize("inks", [COLOUR, GREY], ids=["colour", "grey"])
ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "text"}


def unsaid(picture: Picture) -> list[str]:
    """What the drawing shows and no cell of its table says: a line of a cell's text, a number that stands in it."""
    cells = [" ".join(cell.split()) for row in (picture.table.head, *picture.table.rows) for cell in row]
    figures = {figure for cell in cells for figure in re.findall(r"\d+", cell)}
    lines = [" ".join(text.split()) for text in lettering(picture)]
    return [line for line in lines if line not in figures and (line.isdigit() or not any(line in c for c in cells))]


@EVERY_PICTURE
@EVERY_INK
def test_every_word_and_figure_in_the_drawing_stands_in_the_table(name: str, inks: Inks) -> None:
    picture = PICTURES[name](inks)
    assert len(lettering(picture)) >= 3
    assert unsaid(picture) == []


@EVERY_PICTURE
def test_a_table_that_says_less_is_found_out(name: str) -> None:
    picture = PICTURES[name](COLOUR)
    said_less = Table(caption=picture.table.caption, head=picture.table.head, rows=picture.table.rows[1:])
    assert unsaid(dataclasses.replace(picture, table=said_less)) != []


@EVERY_PICTURE
def test_every_row_has_a_cell_for_every_head(name: str) -> None:
    table = PICTURES[name](COLOUR).table
    assert {len(row) for row in table.rows} == {len(table.head)}


@EVERY_PICTURE
@EVERY_INK
def test_text_is_text_and_nothing_else_gets_in(name: str, inks: Inks) -> None:
    drawing = parsed(PICTURES[name](inks))
    attributes = {attribute for element in drawing.iter() for attribute in element.attrib}
    assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= ELEMENTS
    assert [attribute for attribute in attributes if re.match("on|style|href|.*:href|src", attribute)] == []


@EVERY_PICTURE
def test_it_tells_its_name_and_what_it_shows_to_those_who_listen(name: str) -> None:
    picture = PICTURES[name](COLOUR)
    drawing = parsed(picture)
    assert drawing.get("role") == "img"
    for attribute, tag, said in (
        ("aria-labelledby", "title", NASTY.replace("\x00", "\ufffd")),
        ("aria-describedby", "desc", picture.description),
    ):
        (element,) = drawing.findall(f"{SVG}{tag}")
        assert (element.get("id"), element.text) == (drawing.get(attribute), said)


@EVERY_PICTURE
def test_ids_begin_with_the_key_of_the_picture_so_that_two_fit_on_a_page(name: str) -> None:
    ids = parsed(PICTURES[name](COLOUR)).xpath("//@id")
    assert len(ids) == len(set(ids)) >= 2
    assert {each.partition("-")[0] for each in ids} == {name[0]}


@EVERY_PICTURE
def test_the_same_values_give_the_same_drawing(name: str) -> None:
    assert PICTURES[name](COLOUR) == PICTURES[name](COLOUR)


@EVERY_PICTURE
def test_grey_is_the_same_drawing_without_any_colour(name: str) -> None:
    colour, grey = PICTURES[name](COLOUR), PICTURES[name](GREY)
    used = re.findall("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", grey.svg)
    assert used
    assert all(red == green == blue for red, green, blue in used)
    assert re.sub("#[0-9a-f]{6}", "#", grey.svg) == re.sub("#[0-9a-f]{6}", "#", colour.svg)


HOSPITAL = Place("Sjukhus", "12", 55.70, 13.19)


def county(picture: Picture) -> str:
    """How Skåne is drawn, apart from the class."""
    (path,) = (p for p in parsed(picture).iter(f"{SVG}path") if p.get("d") == counties()["12"].path)
    return in_black_and_white(str(sorted((key, value) for key, value in path.attrib.items() if key != "class")))


@EVERY_INK
def test_counties_that_mean_different_things_differ_in_black_and_white(inks: Inks) -> None:
    kinds = [
        county(a_map(inks=inks)),
        county(a_map(HOSPITAL, inks=inks)),
        county(a_map(c12="Region Skåne", inks=inks)),
        county(a_map(HOSPITAL, c12="Region Skåne", inks=inks)),
    ]
    assert len(set(kinds)) == 4


@EVERY_INK
def test_the_hatching_shows_in_black_and_white(inks: Inks) -> None:
    pattern = re.search("<pattern.*</pattern>", a_map(HOSPITAL, inks=inks).svg)
    assert pattern is not None
    assert {"white", "black"} == set(re.findall("white|black", in_black_and_white(pattern[0])))


PAST, COMING = TODAY.replace(year=2025), TODAY.replace(year=2027)


def look(span: Span, inks: Inks) -> tuple[str, int, bool]:
    """How a span is drawn beside all others: its filling in black and white, its corners, whether one is slanting."""
    picture = draw_timeline("T", [*SPANS, span], today=TODAY, key="t", words=TIMELINE_WORDS, inks=inks)
    mark = [path for path in parsed(picture).iter(f"{SVG}path") if path.get("d").endswith("z")][-1]
    corners = [tuple(point.split(",")) for point in mark.get("d").strip("Mz").split("L")]
    slanting = any(x != later_x and y != later_y for (x, y), (later_x, later_y) in pairwise(corners))
    return in_black_and_white(mark.get("fill")), len(corners), slanting


@EVERY_INK
def test_past_and_coming_a_day_and_a_span_an_end_and_none_differ_in_black_and_white(inks: Inks) -> None:
    spans = [Span("En", "", day, end) for day in (PAST, COMING) for end in (day, TODAY.replace(year=2028), None)]
    assert len({look(span, inks) for span in spans}) == 6
