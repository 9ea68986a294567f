"""What an applicant gets, in a sentence."""

from datetime import date

import pytest

from nhv.derived.board_minutes import outcome_in_words
from nhv.specification.motion import ForApplicant, Outcome

SUB_PERMITS = {"barn": "Barn under 18 år", "vuxna": "Vuxna"}
DAY = date(2027, 2, 26)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"outcome": Outcome.REFUSE}, "avslag"),
        ({"outcome": Outcome.GRANT, "valid_from": DAY}, "tillstånd, från och med 26 februari 2027"),
        (
            {"outcome": Outcome.GRANT, "sub_permits": ("barn", "vuxna")},
            "tillstånd, med undertillstånden ”Barn under 18 år”; ”Vuxna”",
        ),
        (
            {"outcome": Outcome.GRANT, "sub_permits": ("barn",), "parts": ({"key": "barn", "valid_from": DAY},)},
            "tillstånd, med undertillståndet ”Barn under 18 år” från och med 26 februari 2027",
        ),
        # A part says what it does not hold.
        (
            {"outcome": Outcome.PART, "sub_permits": ("vuxna",)},
            "tillstånd till en del, med undertillståndet ”Vuxna”, utan undertillståndet ”Barn under 18 år”",
        ),
    ],
)
def test_an_outcome_says_which_sub_permits_it_is_of(said, words):
    assert outcome_in_words(ForApplicant(application="a1", why="Skäl.", **said), SUB_PERMITS) == words


def test_it_is_said_in_english_as_well():
    part = {"outcome": Outcome.PART, "sub_permits": ("vuxna",), "valid_from": DAY}
    words = outcome_in_words(ForApplicant(application="a1", why="Skäl.", **part), SUB_PERMITS, "en")
    assert words.startswith("a permit in part, with the sub-permit “Vuxna”, without the sub-permit “Barn under 18 år”")
    assert words.endswith(", from 26 February 2027")
