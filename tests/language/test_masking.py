"""What is hidden is found however it is written, and other words are left."""

import pytest

from nhv.language.masking import MASKED, masked

CASES = (
    ("Anna Ek ringde.", "Anna Ek", f"{MASKED} ringde."),
    ("ANNA\n  EK ringde.", "Anna Ek", f"{MASKED} ringde."),
    ("Anna-Karin och Anna Karins och annakarin", "Anna-Karin", f"{MASKED} och {MASKED} och {MASKED}"),
    ("An\u00ad\nna kom", "Anna", f"{MASKED} kom"),
    ("19121212-1212, 191212121212", "19121212-1212", f"{MASKED}, {MASKED}"),
    ("070 123 45 67", "070-1234567", MASKED),
    ("A\u030asa och Åsas", "Åsa", f"{MASKED} och {MASKED}"),
    ("Ek i eken, Rek och Ekman", "Ek", f"{MASKED} i eken, Rek och Ekman"),
    ("Inget här", "Ek", "Inget här"),
    ("(a.b) är ett mönster: axb", "a.b", f"({MASKED}) är ett mönster: axb"),
    ("Streck - och - streck", "-", "Streck - och - streck"),
)


@pytest.mark.parametrize(("text", "words", "left"), CASES)
def test_words_are_found_however_they_are_broken_and_nothing_else(text, words, left):
    assert masked(text, [words])[0] == left


def test_places_that_overlap_are_one():
    assert masked("Anna Karin Ek", ["Anna Karin", "Karin Ek"]) == (MASKED, 1)
    assert masked("Anna, Anna", ["Anna"]) == (f"{MASKED}, {MASKED}", 2)
