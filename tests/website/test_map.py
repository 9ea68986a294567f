"""The map of Sweden: borders and hospitals in the same projection, and marks that do not cover each other."""

import pytest

from nhv.website.map.marks import spread
from nhv.website.map.picture import Place, borders, draw
from nhv.website.map.projection import HEIGHT, WIDTH, project


def test_all_21_counties_are_there_and_small():
    assert len(borders()) == 21
    assert sum(len(path) for path, _middle in borders().values()) < 50_000


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Treriksröset", 69.06, 20.55),
        ("Smygehuk", 55.34, 13.36),
        ("Haparanda", 65.84, 24.14),
        ("Strömstad", 58.94, 11.17),
    ],
)
def test_the_corners_of_sweden_lie_on_the_map(place, latitude, longitude):
    x, y = project(latitude, longitude)
    assert 0 < x < WIDTH, place
    assert 0 < y < HEIGHT, place


def test_north_is_up_and_east_is_right():
    kiruna, lund, visby = project(67.86, 20.23), project(55.70, 13.19), project(57.64, 18.30)
    assert kiruna[1] < visby[1] < lund[1]
    assert lund[0] < visby[0]


def test_marks_that_would_cover_each_other_are_moved_and_say_so():
    marks = spread([(100.0, 100.0), (101.0, 100.0), (300.0, 100.0)], apart=30.0)
    assert [mark.number for mark in marks] == [1, 2, 3]
    assert [mark.moved for mark in marks] == [False, True, False]
    assert all(
        (a.drawn[0] - b.drawn[0]) ** 2 + (a.drawn[1] - b.drawn[1]) ** 2 >= 30.0**2
        for a in marks
        for b in marks
        if a is not b
    )


def test_a_holder_without_a_named_hospital_stands_in_its_region():
    picture = draw("Prov", [Place("Region Uppsala", "/regioner/region-uppsala/", "03")])
    ((mark, _place),) = picture.marks
    assert mark.place == borders()["03"][1]
    assert [outline.code for outline in picture.outlines if outline.shown == "holder"] == ["03"]
