"""What an applicant gets, in a sentence."""

from datetime import date

import pytest
from django.utils.translation import override

from nhv.derived.board_minutes import outcome_in_words
from nhv.specification.motion import ForApplicant, Outcome
from nhv.website.refusals import in_readers_words, with_originals

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
    assert str(outcome_in_words(ForApplicant(application="a1", why="Skäl.", **said), SUB_PERMITS)) == words


def test_it_is_said_in_english_as_well():
    part = {"outcome": Outcome.PART, "sub_permits": ("vuxna",), "valid_from": DAY}
    said = outcome_in_words(ForApplicant(application="a1", why="Skäl.", **part), SUB_PERMITS)
    with override("en"):
        assert in_readers_words(said) == (
            "a permit in part, with the sub-permit “Vuxna”, without the sub-permit “Barn under 18 år”, "
            "from 26 February 2027"
        )
        # What the board has decided in Swedish is read aloud as Swedish.
        assert 'sub-permit “<span lang="sv">Vuxna</span>”, without' in with_originals(said)
    with override("sv"):
        assert "undertillståndet ”Vuxna”, utan" in with_originals(said)
