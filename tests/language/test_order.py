"""Names in Swedish order."""

import unicodedata

import pytest

from nhv.language.order import swedish_order

IN_ORDER = [
    "",
    "2 Sjukhuset",
    "Ale",
    "Ale lasarett",
    "Ale-Öppna",
    "Alebo",
    "ecole",
    "école",
    "Eda",
    "malmö",
    "Malmö",
    "Mölndal",
    "Übersjö",
    "Ydre",
    "Zinkgruvan",
    "Åmål",
    "Ånge",
    "Älmhult",
    "ærø",
    "Ödeshög",
    "Øresund",
    "Östhammar",
]


def test_names_stand_as_in_a_swedish_register() -> None:
    assert sorted(dict.fromkeys(IN_ORDER[::-1]), key=swedish_order) == IN_ORDER


@pytest.mark.parametrize("name", ["Åmål", "Mölndal", "école"])
def test_a_letter_and_its_accent_apart_are_the_letter(name: str) -> None:
    assert swedish_order(unicodedata.normalize("NFD", name)) == swedish_order(name)
