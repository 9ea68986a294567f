"""Text is broken so that it fits, and never lost."""

import pytest

from nhv.pictures.lettering import lines


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        ("kort", 200, ("kort",)),
        ("skribent, behörig att skicka in", 200, ("skribent, behörig att", "skicka in")),
        ("Örnsköldsvikssjukhusets", 60, ("Örnsköl", "dsvikss", "jukhuse", "ts")),
        ("", 200, ("",)),
        ("smalt", 1, ("s", "m", "a", "l", "t")),
    ],
)
def test_text_is_broken_between_words_and_within_one_only_when_it_must(text, width, broken):
    assert lines(text, width=width, size=14) == broken


def test_bold_text_gets_less_room():
    text = "ord " * 20
    assert len(lines(text, width=200, size=14, bold=True)) >= len(lines(text, width=200, size=14))
