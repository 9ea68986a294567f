"""What nobody sees where it stands is taken out of a text, and what makes a picture stays."""

import sys
import unicodedata

import pytest

from nhv.language.characters import is_hidden, is_invisible, without_invisible


@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\u2060", "\ufeff", "\u3164", "\uffa0", "\u115f", "\u2800", "\U000e0041", "\u00ad", "\u202e", "\u2066",
     "\u200d", "\u200c", "\u061c", "\u034f", "\ufe0f", "\U000e0100", "\u2028\u200b"[1:]],
)  # fmt: skip
def test_it_is_taken_out_of_a_word(sign):
    assert without_invisible(f"av{sign}slag") == "avslag"


@pytest.mark.parametrize(
    "text",
    ["👩\u200d⚕\ufe0f", "👩🏽\u200d🔬", "👨\u200d👩\u200d👧", "❤\ufe0f\u200d🩹", "1\ufe0f\u20e3", "❤\ufe0f", "☎\ufe0e",
     "Å a\u030a", "tab\tbrytning\n", "12\u00a0000", "12\u202f000", "café �"],
)  # fmt: skip
def test_what_makes_a_picture_and_every_space_stays(text):
    assert without_invisible(text) == text


def test_of_all_signs_that_unicode_has_none_that_is_seen_is_taken_out():
    signs = [chr(number) for number in range(sys.maxunicode + 1)]
    seen = {sign for sign in signs if is_invisible(sign) and unicodedata.category(sign)[0] in "LNPSZ"}
    assert seen == set("\u115f\u1160\u3164\uffa0\u2800"), "fillers and the blank pattern, which are empty"
    # Of the marks of format those stay that are drawn: signs before Arabic, Syriac and Kaithi numbers, hieroglyphs.
    stays = {sign for sign in signs if unicodedata.category(sign) == "Cf" and not is_invisible(sign)}
    names = {unicodedata.name(sign).split()[0] for sign in stays}
    assert names == {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}


@pytest.mark.parametrize(("sign", "hidden"), [("\x07", True), ("\ufdd0", True), ("\ud800", True), ("\ue000", True),
                                              ("\n", False), ("\t", False), ("å", False), ("�", False)])  # fmt: skip
def test_what_no_text_contains(sign, hidden):
    assert is_hidden(sign) == hidden
