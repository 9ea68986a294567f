"""The rules of a verdict, on an area made for them."""

import json

import pytest

from nhv.derived.answers.entries import named_in, search_entries, wordings
from nhv.derived.answers.prepared import from_plain, prepare, to_plain
from nhv.derived.answers.sentences import BOTH
from nhv.language.analyser import analyser
from nhv.specification.area import Area
from tests.derived.answers.conftest import asking

BADGERS = Area.model_validate(
    {
        "key": "gravlingsvard",
        "name": "Grävlingsvård",
        "units": 3,
        "terms": [{"text": "grävlingssnuva", "kind": "broader", "depends_on": ["snuvan är svår"]}],
        "scope": [
            {
                "key": "vard",
                "heading": "Vård av grävlingar",
                "points": [
                    {
                        "key": "tasskirurgi",
                        "text": "Kirurgi vid svåra tasskador.",
                        "terms": [
                            {"text": "tasskada", "kind": "broader", "depends_on": ["skadan är svår"]},
                            {"text": "krossad tass", "kind": "lay"},
                            {"text": "klofraktur", "population": {"text": "barn"}},
                        ],
                        "codes": [
                            {"system": "ICD-10-SE", "code": "S98.1", "strength": "exact", "source": "test"},
                            {"system": "ICD-10-SE", "code": "S97", "strength": "broader", "source": "test"},
                        ],
                    },
                    {"key": "palsvard", "text": "Pälsvård hos vuxna.", "population": {"from_age": 18, "text": "vuxna"}},
                ],
            }
        ],
        "clarifications": [
            {
                "key": "svara-skador",
                "text": "Med svåra tasskador avses exempelvis men inte uteslutande:",
                "open_list": True,
                "applies_to": ["tasskirurgi"],
                "terms": [{"text": "nosskada"}, {"text": "katarakt"}],
                "points": [{"key": "brott", "text": "brott i flera ben"}],
            }
        ],
        "exclusions": [
            {
                "key": "klovard",
                "text": "Klippning av klor sker generellt på hemmaplan.",
                "hedge": "generellt",
                "instead": {"level": "region", "who": "gryten"},
                "still_included": [{"when": "Krossade tassar opereras ändå.", "clause": "tasskirurgi"}],
                "terms": [
                    {"text": "kloklippning"},
                    {"text": "tasskada", "kind": "broader", "depends_on": ["bara klon är skadad"]},
                ],
            }
        ],
    }
)


@pytest.fixture(scope="module")
def ask():
    return asking(BADGERS)


@pytest.mark.parametrize(
    ("question", "verdict", "key"),
    [
        ("krossad tass", "included", "tasskirurgi"),
        ("krossade tassar", "included", "tasskirurgi"),
        ("S98.1", "included", "tasskirurgi"),
        ("s981", "included", "tasskirurgi"),
        ("S97.0", "depends", "tasskirurgi"),
        ("kloklippning", "excluded", "klovard"),
        ("tasskada", "depends", "tasskirurgi"),
        ("nosskada", "unstated", "svara-skador"),
        ("grävlingsvård", "area", ""),
        ("klofraktur", "depends", "tasskirurgi"),
        ("klofraktur 5 år", "included", "tasskirurgi"),
        ("pälsvård", "depends", "palsvard"),
        ("pälsvård 40 år", "included", "palsvard"),
        ("pälsvård hos vuxna", "included", "palsvard"),
        ("pälsvård 5 år", "unstated", "palsvard"),
        ("nosskada-patient", "unstated", "svara-skador"),
        ("pälsvårdspatient 40 år", "included", "palsvard"),
        ("kataraktoperation", "unstated", "svara-skador"),
        ("klofraktur som inte svarat på behandling", "depends", "tasskirurgi"),
    ],
)
def test_each_question_gets_its_verdict(ask, question, verdict, key):
    found = ask(question)
    assert (found.verdict, found.clause_key) == (verdict, key)


@pytest.mark.parametrize(
    "question",
    [
        "nosblod",
        "kirurgi",
        "svår",
        "tandläkare",
        "tassoperation",
        "kataraktinflammation",
        "bröstcancer",
        "!!!",
        "",
        "3 år",
        "rävens tass i saxen hos farbrodern",
    ],
)
def test_what_only_resembles_is_no_answer(ask, question):
    assert ask(question) is None


def test_what_names_more_than_two_clauses_says_what_decides_for_each(ask):
    assert ask("tasskada").depends_on == (
        "Skadan är svår: då ingår det.",
        "Bara klon är skadad: då är det inte nationell högspecialiserad vård.",
    )


def test_what_is_wider_than_the_area_says_on_what_it_depends(ask):
    assert ask("grävlingssnuva").depends_on == ("snuvan är svår",)


def test_an_adult_gets_no_answer_from_care_of_children(ask):
    assert (ask("klofraktur 50 år"), ask("klofraktur 5 år").verdict) == (None, "included")


def test_a_short_form_in_the_wording_weighs_as_a_short_form():
    point = {"key": "tkm", "text": "Transkutan klomassage (TKM) vid svåra tasskador."}
    ask = asking(
        Area.model_validate({"key": "massage", "name": "Massage", "scope": [{"key": "vard", "points": [point]}]})
    )
    assert ask("TKM").verdict == "included"
    assert ask("TKM nosblod") is None


def test_an_exclusion_keeps_its_hedge_its_exceptions_and_who_does_it_instead(ask):
    found = ask("kloklippning")
    assert "”generellt”" in found.why
    assert found.instead == "Gryten"
    assert [(step.requirement, step.what, step.clause_key) for step in found.steps] == [
        ("must", "Krossade tassar opereras ändå.", "tasskirurgi")
    ]


def test_the_sentences_are_there_in_english_and_the_clause_stays_swedish():
    found = asking(BADGERS, "en")("kloklippning")
    assert found.why.startswith("It is not national highly specialised care")
    assert found.clause == "Klippning av klor sker generellt på hemmaplan."
    assert BOTH["sv"].keys() == BOTH["en"].keys()


def test_an_entry_stored_is_the_same_entry():
    for entry in search_entries(BADGERS):
        prepared = prepare(entry, analyser())
        assert from_plain(json.loads(json.dumps(to_plain(prepared)))) == prepared


def test_a_wording_names_its_examples_and_its_short_forms():
    assert named_in("ärftliga sjukdomar såsom spinal muskelatrofi") == ("spinal muskelatrofi",)
    assert named_in("inklusive endoskopisk mukosaresektion (EMR) och annat") == ("EMR", "endoskopisk mukosaresektion")
    assert wordings("uttalad fibros i mediastinum, ex efter tidigare lutskada") == (
        "uttalad fibros i mediastinum, ex efter tidigare lutskada",
        "uttalad fibros i mediastinum",
    )
