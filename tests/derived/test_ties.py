"""What is tied to one part of an area only, from both of its ends."""

from nhv.derived.ties import limits_of, tied_to
from tests.support.areas import an_area

AREA = an_area(
    exclusions=[
        {"key": "spadbarn", "text": "Spädbarn.", "applies_to": ["bedomning"]},
        {"key": "resor", "text": "Resor."},
    ],
    clarifications=[{"key": "vad-bedomning-ar", "text": "Med bedömning avses …", "applies_to": ["bedomning"]}],
)


def test_a_part_knows_what_is_tied_to_it() -> None:
    assert [one.key for one in limits_of(AREA, "bedomning")] == ["spadbarn", "vad-bedomning-ar"]
    assert limits_of(AREA, "omfattning") == ()


def test_a_limit_knows_its_parts_and_one_of_the_whole_area_has_none() -> None:
    baby, travel = AREA.exclusions
    assert tied_to(AREA, baby) == (AREA.scope[0].points[0],)
    assert tied_to(AREA, travel) == () == tied_to(AREA, AREA.scope[0].points[0])
