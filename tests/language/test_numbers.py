import pytest

from nhv.language.numbers import FoundNumber, find_numbers, read_number, whole_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fyra", 4),
        ("En", 1),
        ("ett", 1),
        ("tjugo", 20),
        ("tjugoett", 21),
        ("nittionio", 99),
        ("18", 18),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("fyror", None),
        ("-4", None),
        ("", None),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text, expected):
    assert read_number(text) == expected


def test_numbers_are_found_where_they_stand_and_articles_are_marked():
    assert find_numbers("vid fyra enheter, en av 12 (dnr 8.9-3)") == (
        FoundNumber(4, 4, 8),
        FoundNumber(1, 18, 20, article=True),
        FoundNumber(12, 24, 26),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("007", 7),
        ("999", 999),
        ("1000", None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("١٢", None),
        (" 7", None),
    ],
)
def test_what_a_program_wrote_is_our_own_ten_digits_and_not_too_many(text, expected):
    assert whole_number(text, digits=3) == expected
