import pytest

from nhv.language.analyser import analyser
from nhv.language.medicine import Medicine, is_an_act


@pytest.mark.parametrize(
    ("word", "breadth"),
    [
        ("höger", "neutral"),
        ("utredning", "neutral"),
        ("utreddes", "neutral"),
        ("tumören", "broad"),
        ("missbildningar", "broad"),
        ("lever", "organ"),
        ("knäoperation", "subject"),
        ("hydrocefalus", "subject"),
        ("skelettmetastaser", "organ"),
        ("hunden", "subject"),
        ("spinal", None),
        # What every day and every chart says, and the one way in which a chart shortens.
        ("sidan", "neutral"),
        ("mmhg", "neutral"),
        ("ventrikelca", "organ"),
    ],
)
def test_what_a_word_means_to_an_area_that_does_not_speak_of_it(word, breadth):
    swedish = analyser()
    (unit,) = swedish.units(word)
    assert Medicine(swedish).of_parts(unit.stem, unit.parts) == breadth


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("orkidektomi", True), ("kraniotomi", True), ("ileostomi", True), ("anatomi", False), ("laparoskopi", False)],
)
def test_operations_are_known_by_how_their_names_are_made(word, is_one):
    assert is_an_act(word) is is_one
