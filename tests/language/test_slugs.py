import pytest

from nhv.language.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neuromuskulära sjukdomar", "neuromuskulara-sjukdomar"),
        ("Viss avancerad esofaguskirurgi", "viss-avancerad-esofaguskirurgi"),
        ("Neuromuskula\u0308ra", "neuromuskulara"),
        (
            "Fosterterapi (och Intrauterina behandlingar)",
            "fosterterapi-och-intrauterina-behandlingar",
        ),
        ("ÅÄÖ é Ø", "aao-e-o"),
        ("  --- ", ""),
    ],
)
def test_a_name_becomes_an_address_in_plain_letters(text, expected):
    assert slug(text) == expected


def test_a_long_name_is_cut_between_words():
    assert slug("ett två tre", longest=8) == "ett-tva"
    assert slug("x" * 200) == "x" * 80
