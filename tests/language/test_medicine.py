import pytest

from nhv.language.analyser import analyser
from nhv.language.medicine import Medicine


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
