"""The search on both databases: written with the publication, asked in few queries, never undone by a question."""

import json

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from nhv.register import search as searching
from nhv.register.index import postings_right
from nhv.register.models import Posting, SearchEntry, SearchToken
from nhv.register.publication import publish
from nhv.register.search import search
from nhv.rules.actor import Actor
from tests.support.areas import WEST, a_file, an_area
from tests.support.patience import little_work

US = Actor("program", "test")
FIELDS = [
    "area",
    "area_name",
    "verdict",
    "confidence",
    "certainty_note",
    "not_understood",
    "clause",
    "clause_english",
    "clause_key",
    "part",
    "why",
    "instead",
    "exclusion_key",
    "depends_on",
    "turns_on",
    "if_met",
    "permission",
    "parts",
    "what_is_national",
    "steps",
    "pathway",
    "ways_in",
    "begins",
    "in_force_until",
    "in_force",
    "permits_state",
    "units_decided",
    "holders",
    "holders_are",
    "holders_note",
    "narrower",
    "nearest",
    "ended",
    "complete",
    "source",
]


def first(question, **filters):
    answers = search(question, **filters)["answers"]
    return (answers[0]["area"], answers[0]["verdict"], answers[0]["clause_key"]) if answers else None


def test_a_child_is_sent_to_the_units_for_children(register):
    answer = search("spinal muskelatrofi 3 år")["answers"][0]
    assert list(answer) == FIELDS
    assert (answer["verdict"], answer["in_force"], answer["units_decided"]) == ("included", True, 2)
    assert [holder["region"] for holder in answer["holders"]] == ["Region Stockholm", "Västra Götalandsregionen"]


def test_an_adult_is_sent_to_any_of_the_four(register):
    answer = search("spinal muskelatrofi 40 år")["answers"][0]
    assert (answer["units_decided"], len(answer["holders"]), answer["holders_are"]) == (4, 4, "whole")


def test_the_answer_is_plain_json_and_says_what_was_understood(register):
    found = search("Spinal muskelatrofi, 3 år")
    assert json.loads(json.dumps(found)) == found
    assert found["understood"] == {
        "age": "3 år",
        "terms": ["spinal", "muskelatrofi"],
        "place": None,
        "from_abroad": False,
    }
    assert found["did_you_mean"] is None
    assert found["register"]["areas"] > 2


def test_a_slip_of_the_finger_is_mended_and_said(register):
    found = search("akalsi")
    assert found["did_you_mean"] == "akalasi"
    assert first("akalsi") == ("viss-avancerad-esofaguskirurgi", "excluded", "akalasi")


def test_what_is_not_in_the_register_gets_no_answer(register):
    assert search("blindtarmsinflammation")["answers"] == []


def test_silence_about_another_age_is_no_answer_beside_an_area_that_answers(sqlite_register):
    found = search("tarmsvikt 7 år")
    assert "unstated" not in [answer["verdict"] for answer in found["answers"]]
    assert found["answers"][0]["area"] == "tarmrehabilitering-for-barn"
    adults = search("tarmsvikt 40 år")
    assert "vard-vid-tarmsvikt-hos-vuxna" in [answer["area"] for answer in adults["answers"]]


def test_a_sentence_in_english_is_read_with_its_age(register):
    answer = search("my child of 3 years has spinal muscular atrophy, where can she be treated", language="en")[
        "answers"
    ][0]
    assert (answer["verdict"], answer["units_decided"]) == ("included", 2)


def test_answers_can_be_narrowed_by_healthcare_region_and_verdict(register):
    assert first("ALS", verdict="excluded") is not None
    assert first("ALS", verdict="included") is None
    assert first("Duchennes muskeldystrofi", healthcare_region="norra") is None


def test_a_search_costs_few_queries_whatever_it_holds(register):
    search("ALS")
    for question in ("matstrupscancer", "neuromuskulära sjukdomar barn", "x " * 2_000):
        search(question)
        with CaptureQueriesContext(connection) as queries:
            search(question)
        assert len(queries) <= 4


def test_a_publication_is_found_at_once_and_its_former_words_are_not(register):
    publish([a_file(WEST, aliases=["Kvarnstensvård"])], by=US)
    assert first("kvarnstensvård") == ("provomrade", "area", None)
    publish([a_file(WEST, aliases=["Slipstensvård"])], by=US)
    assert first("kvarnstensvård") is None
    assert first("slipstensvård") == ("provomrade", "area", None)
    assert postings_right()


def test_the_counts_of_tokens_are_those_of_the_postings(register):
    publish([a_file(WEST, aliases=["Kvarnstensvård"])], by=US)
    publish([a_file(WEST, aliases=["Slipstensvård"])], by=US)
    counted = dict(SearchToken.objects.values_list("token", "entries"))
    held: dict[str, int] = {}
    for token in Posting.objects.values_list("token", flat=True):
        held[token] = held.get(token, 0) + 1
    assert counted == held


def test_each_token_knows_how_many_areas_hold_it(register):
    publish([a_file(WEST, aliases=["Kvarnstensvård"])], by=US)
    publish([a_file(WEST, aliases=["Slipstensvård"])], by=US)
    held: dict[str, set[str]] = {}
    for token, area in Posting.objects.values_list("token", "entry__area_key"):
        held.setdefault(token, set()).add(area)
    assert dict(SearchToken.objects.values_list("token", "areas")) == {
        token: len(areas) for token, areas in held.items()
    }


def test_a_publication_that_fails_leaves_no_postings(register):
    before = Posting.objects.count()
    good, bad = a_file(WEST), a_file({"region": "Region Ingenstans"}, key="annat", name="Annat")
    with pytest.raises(Exception, match="Ingenstans"):
        publish([good, bad], by=US)
    assert Posting.objects.count() == before
    assert not SearchEntry.objects.filter(area_key=an_area().key).exists()


def test_missing_postings_are_noticed(register):
    assert postings_right()
    SearchEntry.objects.filter(area_key="neuromuskulara-sjukdomar").first().postings.all().delete()
    assert not postings_right()


def test_names_still_answer_when_the_index_cannot_be_read(register, monkeypatch):
    def broken(*_):
        raise DatabaseError("gone")

    monkeypatch.setattr(searching, "candidates", broken)
    found = search("neuromuskulära")
    assert found["answers"] == []
    assert [one["area"] for one in found["related"]] == ["neuromuskulara-sjukdomar"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "!!! ((( \"'",
        "\x00\x07\ud800 ALS",
        "matstrupe" * 1_200,
        'cancer NOT (OR AND " * ' * 400,
        "sjukdom i muskler hos barn " * 400,
        "%_\\' --; DROP TABLE register_posting",
    ],
)
def test_any_question_is_answered_in_bounded_time(sqlite_register, question):
    search(question)
    with little_work():
        found = search(question)
    json.dumps(found).encode("utf-8")


def test_a_decomposed_letter_is_the_same_letter(sqlite_register):
    assert first("neuromuskula\u0308ra sjukdomar") == first("neuromuskulära sjukdomar")


@pytest.mark.parametrize("whose", ["vuxen {}", "{} 65 år", "{} hos vuxen", "{}"])
@pytest.mark.parametrize("disease", ["matstrupscancer", "esofaguscancer"])
def test_an_age_settles_nothing_that_is_not_about_age(sqlite_register, whose: str, disease: str) -> None:
    """A clause about grown-ups who were born with another disease was taken for what the question denied."""
    found = search(whose.format(disease))["answers"][0]
    assert (found["area"], found["verdict"]) == ("viss-avancerad-esofaguskirurgi", "depends")
    assert not any(turn["settled"] for turn in found["turns_on"])


@pytest.mark.parametrize("who", ["9 år", "barn 9 år", "vuxen"])
@pytest.mark.parametrize("share", ["30 %", "30%", "30 procent"])
def test_a_share_is_the_same_by_its_sign_and_by_its_word(sqlite_register, who: str, share: str) -> None:
    found = search(f"brännskada {who} {share}")["answers"][0]
    assert (found["area"], found["verdict"]) == ("svara-brannskador", "included")
    assert found["clause_key"] == "ytlig-delhudsskada"


@pytest.mark.parametrize("asked", ["HIPEC", "EXIT", "TIPS", "hipec umeå"])
def test_a_procedure_that_an_area_is_about_gets_the_yes_of_its_clause(sqlite_register, asked):
    answer = search(asked)["answers"][0]
    assert (answer["verdict"], answer["confidence"]) == ("included", "sure")
    assert answer["clause"]


@pytest.mark.parametrize("asked", ["vulvacancer", "medfött diafragmabråck", "PGD", "neuromuskulära sjukdomar"])
def test_a_disease_and_an_area_that_says_more_than_yes_stay_whole_areas(sqlite_register, asked):
    assert search(asked)["answers"][0]["verdict"] == "area"


@pytest.mark.parametrize("asked", ["brännskada 3 år 8 %", "burn 3 years 8 %"])
def test_a_burn_of_who_is_too_old_for_the_line_about_infants_stays_with_burns(sqlite_register, asked):
    answers = search(asked)["answers"]
    assert [(one["area"], one["verdict"]) for one in answers] == [("svara-brannskador", "depends")]


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("burn 30 % adult", "included"),
        ("burns 8% 2 years", "included"),
        ("brännskada 8 %", "depends"),
        ("child burn 8 %", "depends"),
    ],
)
def test_burns_are_measured_in_english_too_and_an_age_that_is_not_told_decides(sqlite_register, asked, verdict):
    assert first(asked)[:2] == ("svara-brannskador", verdict)


def test_a_clause_is_not_said_to_be_found_by_another_number_than_was_asked(sqlite_register):
    why = search("burns 25 % 40 years")["answers"][0]["why"]
    assert "brännskada" in why and "procent" not in why


def test_whom_a_clause_is_about_is_said_once(sqlite_register):
    assert search("cochleaimplantat barn")["answers"][0]["why"].count("barn under 18 år") == 1
    # Where the clause does not say it itself, the sentence about the age is there.
    assert "Gäller ”barn och ungdomar under 18 år”." in search("korttarmssyndrom 4 år")["answers"][0]["why"]
