import pytest

from nhv.language.words import (
    join_broken,
    key_of,
    normalise,
    plain_key,
    read_code,
    tokens,
)


def test_text_is_made_clean_and_composed():
    assert (
        normalise("Ska\u030ane\u00a0multi\u00addisci\u200bplin\x00är\r\nrad \udc80") == "Skåne multidisciplin är\nrad  "
    )


def test_accents_are_dropped_but_not_those_of_swedish_letters():
    assert key_of("Idé-SJÖN Ménière") == "ide-sjön meniere"
    assert plain_key("Ögon") == "ogon"


def test_tokens_are_words_numbers_and_codes():
    found = tokens("ALS-team, C15.9 (c159) orpha 83330 JCC10 3 år «G12.1»")
    assert [token.key for token in found] == [
        "als-team",
        "C15.9",
        "C15.9",
        "ORPHA:83330",
        "JCC10",
        "3",
        "år",
        "G12.1",
    ]
    assert found[0].parts == ("als", "team")
    assert [token.is_code for token in found] == [
        False,
        True,
        True,
        True,
        True,
        False,
        False,
        True,
    ]


def test_a_token_stands_where_it_says():
    text = "Vid misstänkt G12.1 hos barn"
    assert [text[token.start : token.end] for token in tokens(text)] == text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c15", "C15"),
        ("C15.", None),
        ("G121", "G12.1"),
        ("G12.1B", "G12.1B"),
        ("ALS", None),
        ("B12", "B12"),
    ],
)
def test_a_code_has_one_written_form(text, expected):
    assert read_code(text) == expected


def test_work_is_bounded_whatever_the_text():
    assert len(tokens("a " * 10_000, most=50)) == 50
    assert len(tokens("x" * 10_000)[0].key) == 60


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("viss avan-", "cerad esofaguskirurgi", "viss avancerad esofaguskirurgi"),
        ("multidisci-", "plinär konferens", "multidisciplinär konferens"),
        ("eller NHV-", "ansokan@example.se.", "eller NHV-ansokan@example.se."),
        ("hälso-", "och sjukvård", "hälso- och sjukvård"),
        ("Hälso-", "eller sjukvård", "Hälso- eller sjukvård"),
        ("en 18-", "åring", "en 18-åring"),
        ("i Nord-", "Sverige", "i Nord-Sverige"),
        ("COVID-", "19", "COVID-19"),
        ("med 177Lu-", "märkt ämne", "med 177Lu-märkt ämne"),
        ("ALS-", "team", "ALS-team"),
        ("SJUKDO-", "MAR", "SJUKDOMAR"),
        ("icke-", "inflammatoriska", "icke-inflammatoriska"),
        ("dygnet-runt-", "beredskap", "dygnet-runt-beredskap"),
        ("NHV-enhe-", "ten", "NHV-enheten"),
        ("att nat-", "ionella MDK.", "att nationella MDK."),
        ("utan", "bindestreck", "utan bindestreck"),
        ("ett tankstreck –", "här", "ett tankstreck – här"),
        ("mjukt\u00ad", "streck", "mjuktstreck"),
        ("", "ensam", "ensam"),
        ("ensam-", "", "ensam-"),
        ("punkt -", "lista", "punkt - lista"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_made_whole(left, right, expected):
    assert join_broken(left, right) == expected


def test_a_dictionary_may_decide_whether_the_hyphen_is_part_of_the_word():
    known = {
        "peer",
        "support",
        "avancerad",
        "e",
        "stöd",
        "grupp",
        "stödgrupp",
    }.__contains__
    assert join_broken("kamrat-", "stöd", known) == "kamratstöd"
    assert join_broken("stöd-", "grupp", known) == "stödgrupp"
