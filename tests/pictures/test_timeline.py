"""The timeline: days in proportion, bars to their ends, and room for every number."""

from datetime import date
from itertools import pairwise

import pytest

from nhv.pictures.timeline import MARGIN, WIDTH, YEARS_APART, Span, draw_timeline
from tests.pictures.examples import SVG, TIMELINE_WORDS, lettering, parsed

TODAY = date(2026, 3, 1)


def drawn(*spans, today=TODAY):
    return draw_timeline("Tidslinje", spans, today=today, key="t", words=TIMELINE_WORDS)


def on(day, subject="Definitionen"):
    return Span(subject, "Beslutad", day, day)


def marks(picture):
    """How far right the first corner of each mark is, in the order of the drawing; days come after spans."""
    paths = [path.get("d") for path in parsed(picture).iter(f"{SVG}path") if path.get("d").endswith("z")]
    return [float(d[1:].partition(",")[0]) for d in paths]


def years(picture):
    """Each written year and how far right its middle is."""
    return [
        (text.text, float(text.get("x")))
        for text in parsed(picture).iter(f"{SVG}text")
        if text.text.isdigit() and len(text.text) == 4
    ]


def test_days_stand_in_proportion():
    first, second, third = marks(drawn(on(date(2020, 1, 1)), on(date(2022, 1, 1)), on(date(2026, 1, 1))))
    assert second - first == pytest.approx((third - first) / 3, rel=0.01)


def test_a_bar_goes_from_its_first_day_to_its_last_and_to_the_edge_when_it_has_none():
    picture = drawn(Span("En", "", date(2020, 1, 1), date(2022, 1, 1)), Span("Två", "", date(2020, 1, 1), None))
    ended, open_ended = (path.get("d") for path in parsed(picture).iter(f"{SVG}path") if path.get("d").endswith("z"))
    assert ended.count("L") == 3
    assert open_ended.count("L") == 6
    assert str(WIDTH - 3).rstrip("0").rstrip(".") in open_ended
    assert float(ended[1:].split("L")[1].split(",")[0]) < WIDTH / 2


def test_what_begins_today_has_begun():
    fills = [path.get("fill") for path in parsed(drawn(on(TODAY), on(date(2026, 3, 2)))).iter(f"{SVG}path")][-2:]
    assert fills == ["#0b4a5e", "#ffffff"]


def test_this_year_is_always_written_and_no_two_years_cover_each_other():
    crowd = [on(date(year, month, 1)) for year in range(2015, 2031) for month in (1, 6, 12)]
    written = years(drawn(*crowd))
    assert "2026" in [year for year, _x in written]
    assert len(written) > 3
    assert all(later - x >= YEARS_APART for (_, x), (_, later) in pairwise(written))
    assert all(YEARS_APART / 2 <= x <= WIDTH - YEARS_APART / 2 for _year, x in written)


def test_a_subject_has_one_row_whatever_happens_in_it():
    spans = [on(date(2020, 1, 1), "A"), on(date(2021, 1, 1), "B"), on(date(2022, 1, 1), "A")]
    assert [word for word in lettering(drawn(*spans)) if word in ("A", "B")] == ["A", "B"]


def test_a_long_name_is_broken_and_nothing_stands_outside():
    picture = drawn(on(TODAY, "Tillstånd: " + ", ".join(["Västra Götalandsregionen"] * 6)))
    height = float(parsed(picture).get("height"))
    assert len(lettering(picture)) > 5
    assert all(0 < float(text.get("y")) < height for text in parsed(picture).iter(f"{SVG}text"))


@pytest.mark.parametrize("span", [on(date.max), on(date.min), Span("A", "", date.min, None), on(TODAY)], ids=str)
def test_the_utmost_days_can_be_drawn(span):
    assert all(MARGIN - 8.1 <= x <= WIDTH for x in marks(drawn(span)))
    assert len(drawn(span).svg) < 20_000


def test_the_table_has_a_row_for_each_and_one_for_today():
    spans = (on(date(2020, 1, 1)), Span("Tillstånd", "Gäller", date(2021, 1, 1), None))
    assert drawn(*spans).table.rows == (
        ("Definitionen", "Beslutad", "2020-01-01", "2020-01-01"),
        ("Tillstånd", "Gäller", "2021-01-01", ""),
        ("I dag", "", "2026-03-01", "2026-03-01"),
    )
