import pytest

from nhv.language.ages import Age, age_at_onset, ages_of, find_age


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("spinal muskelatrofi 3 år", (3, 3)),
        ("3-åring med SMA", (3, 3)),
        ("treåring med SMA", (3, 3)),
        ("6 mån", (0, 0)),
        ("18 månader", (1, 1)),
        ("45-årig kvinna med myastenia gravis", (45, 45)),
        ("barn 3 år", (3, 3)),
        ("nyfödd", (0, 0)),
        ("barn och ungdomar", (13, 17)),
        ("vuxen", (18, 130)),
        ("tonåring", (13, 19)),
        ("barn under 18 år", (0, 17)),
        ("18 år och uppåt", (18, 130)),
        ("flicka 12 år", (12, 12)),
        ("min dotter", (0, 17)),
        ("spinal muscular atrophy 3 years", (3, 3)),
        ("5 year old child", (5, 5)),
        ("a 45-year-old woman", (45, 45)),
        ("6 months old", (0, 0)),
        ("younger than 10 years", (0, 9)),
        ("newborn", (0, 0)),
        ("my child", (0, 17)),
        ("in an adult", (18, 130)),
    ],
)
def test_an_age_is_read_from_what_people_write(text, expected):
    found = find_age(text)
    assert (found.age.low, found.age.high) == expected


@pytest.mark.parametrize(
    "text",
    [
        "fistel",
        "sedan 3 år",
        "för 5 år sedan",
        "3 years ago",
        "for 2 years",
        "barnkirurgi",
        "barn och vuxna",
        "2023",
    ],
)
def test_what_is_no_age_gives_none(text):
    assert find_age(text) is None


def test_an_age_says_where_its_words_stand():
    found = find_age("SMA, barn 3 år")
    assert found.age == Age(3, 3, "barn 3 år")
    assert found.spans == ((5, 9), (10, 14))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barn och ungdomar", (None, 18)),
        ("vuxna, 18 år och uppåt", (18, None)),
        ("vuxna", (18, None)),
        ("barn under 16 år", (None, 16)),
        ("alla åldrar", (None, None)),
        ("barn och vuxna", (None, None)),
    ],
)
def test_a_population_in_words_is_read_as_ages(text, expected):
    assert ages_of(text) == expected


def test_an_age_lies_inside_outside_or_across():
    assert Age(3, 3, "").within(None, 18) is True
    assert Age(18, 18, "").within(None, 18) is False
    assert Age(13, 19, "").within(18, None) is None
    assert [Age(17, 17, "").is_child, Age(18, 18, "").is_child, Age(13, 19, "").is_child] == [True, False, None]


@pytest.mark.parametrize(
    ("disease", "is_childs"),
    [
        ("Infantil spinal muskelatrofi, typ I [Werdnig-Hoffmann]", True),
        ("Nekrotiserande enterokolit hos foster och nyfödd", True),
        ("Infantil, juvenil och presenil katarakt", False),
        ("Motorneuronsjukdom", False),
    ],
)
def test_a_disease_may_say_by_its_name_that_it_is_a_childs(disease, is_childs):
    assert bool(age_at_onset(disease)) is is_childs
