"""What is said to be mild, and what is severe."""

import pytest

from nhv.language.severity import is_mild, is_severe


@pytest.mark.parametrize(
    ("text", "mild"),
    [
        ("lindrig ätstörning", True),
        ("okomplicerad epilepsi", True),
        ("ett oskyldigt blåsljud", True),
        ("inte lindrig", False),
        ("blöder lätt", False),
        ("svår astma", False),
        ("mild asthma", True),
    ],
)
def test_what_is_mild(text, mild):
    assert is_mild(text) is mild


@pytest.mark.parametrize(
    ("text", "severe"),
    [("Svårbehandlad epilepsi", True), ("viss avancerad kirurgi", True), ("Moyamoya", False)],
)
def test_what_is_severe(text, severe):
    assert is_severe(text) is severe
