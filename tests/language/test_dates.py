import datetime

import pytest

from nhv.language.dates import FoundDate, date_in_words, find_dates, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 april 2023", (2023, 4, 1)),
        ("den 17 juni 2025", (2025, 6, 17)),
        ("den 14\u00a0november\n2025", (2025, 11, 14)),
        ("1 apr. 2023", (2023, 4, 1)),
        ("1:a april 2023", (2023, 4, 1)),
        ("1 Januari, 2024", (2024, 1, 1)),
        ("2023-04-01", (2023, 4, 1)),
        ("2023-04-01.", (2023, 4, 1)),
        ("1/4 2023", (2023, 4, 1)),
        ("9 mars 2022", (2022, 3, 9)),
        ("13/2/2027", (2027, 2, 13)),
        ("2/2-2027", (2027, 2, 2)),
    ],
)
def test_a_date_is_read_in_every_usual_form(text, expected):
    assert read_date(text) == datetime.date(*expected)


@pytest.mark.parametrize(
    "text",
    [
        "april 2023",
        "31 februari 2023",
        "8.9-32412/2021",
        "2023",
        "",
        "1 april 2023 till",
        "01/02/2027",
        "1/2-2027",
    ],
)
def test_what_is_no_whole_date_is_not_guessed_at(text):
    assert read_date(text) is None


def test_every_date_in_a_sentence_is_found_where_it_stands():
    text = "Gäller från 1 april 2023 till 2025-12-31 (dnr 8.9-32412/2021)."
    assert find_dates(text) == (
        FoundDate(datetime.date(2023, 4, 1), 12, 24),
        FoundDate(datetime.date(2025, 12, 31), 30, 40),
    )


def test_a_date_said_in_words_is_read_back():
    day = datetime.date(2024, 2, 29)
    assert read_date(date_in_words(day)) == day
