import pytest

from nhv.language.times import find_times


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("hjärtopererad som barn, nu måste det göras om", 18, 130),
        ("hade hjärtfel som liten, behöver nu opereras vid 40 års ålder", 40, 40),
        ("opererad för atresi som nyfödd, nu 34 år", 34, 34),
        ("debut vid 5 år, nu 22 år", 22, 22),
        ("operated as a child, now 30 years old", 30, 30),
        ("bröstcancer 45", 45, 45),
        ("född i vecka 24", 0, 0),
        ("barn 3 år", 3, 3),
    ],
)
def test_the_age_is_that_of_now(text, low, high):
    age = find_times(text).age
    assert (age.low, age.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "SMA typ 1",
        "stadium 12",
        "grad 13",
        "polio 1952",
        "PSA 45",
        "50 mg",
        "22+3",
        "sedan 20 år",
        "gravid v 20",
        "brännskada 40 % kroppsyta",
        "burn 40 %",
        "40 procents brännskada",
        "gradient 60 mmHg",
        "60 mm Hg",
        "strålning 50 Gy",
    ],
)
def test_not_every_number_is_an_age(text):
    assert find_times(text).age is None


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("gravid v 20", 20),
        ("foster v 24", 24),
        ("22+3", 22),
        ("graviditetsvecka 26", 26),
        ("v. 24 anemi hos fostret", 24),
        ("pregnant week 20", 20),
        ("6 veckor gammal", None),
        ("född v 24", None),
    ],
)
def test_weeks_of_a_pregnancy_are_no_age(text, weeks):
    assert find_times(text).weeks == weeks


@pytest.mark.parametrize(
    ("text", "preterm"), [("för tidigt född", True), ("född v 24", True), ("prematur", True), ("nyfödd", False)]
)
def test_who_is_born_too_early(text, preterm):
    assert find_times(text).preterm is preterm
