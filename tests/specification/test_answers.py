"""What people write becomes one shape of value for each kind of question, or a sentence that says what to do."""

import json
from datetime import date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhv.specification.answers import (
    AnswerFault,
    Change,
    alone,
    answers_hash,
    canonical,
    changed,
    in_words,
    is_put,
    missing,
    put,
    read_answer,
    read_answers,
)
from nhv.specification.outline import Asked, OnlyIf, Outline, Section
from nhv.specification.questions import Question, QuestionKind
from tests.specification.answering import EVERY_KIND, QUESTIONS, answers, values
from tests.support.generated import cases

SHA = "a" * 64
PLAN = {"name": "plan.pdf", "sha256": SHA, "size": 1_234_567}
SURGEONS = {"role": "Specialist inom kirurgi", "number": 4}

every_kind = pytest.mark.parametrize("kind", QUESTIONS)


def test_a_question_of_each_kind_is_tried() -> None:
    assert tuple(QUESTIONS) == get_args(QuestionKind)


@pytest.mark.parametrize(
    "kind, raw, value, words",
    [
        ("yes_no", True, True, "Ja"),
        ("yes_no", " nej ", False, "Nej"),
        ("number", 12, 12, "12 platser"),
        ("number", 12.0, 12, "12 platser"),
        ("number", "12,5", 12.5, "12,5 platser"),
        ("number", "12.5 platser", 12.5, "12,5 platser"),
        ("number", "1 234 567", 1_234_567, "1\u00a0234\u00a0567 platser"),
        ("number", "1\u00a0000,125", 1000.125, "1\u00a0000,125 platser"),
        ("number", "0", 0, "0 platser"),
        ("text", " Två rader\r\nhär. ", "Två rader\nhär.", "Två rader\nhär."),
        ("text", "a\u030angstro\u0308m", "ångström", "ångström"),
        ("text", "=1+1", "=1+1", "=1+1"),
        ("choice", " Dagtid", "Dagtid", "Dagtid"),
        (
            "several_choices",
            ["Finns inte", "Dagtid", "Dagtid", ""],
            ["Dagtid", "Finns inte"],
            "Dagtid; Finns inte",
        ),
        ("date", "2025-11-14", "2025-11-14", "14 november 2025"),
        ("date", "14 november 2025", "2025-11-14", "14 november 2025"),
        ("date", date(2025, 11, 14), "2025-11-14", "14 november 2025"),
        (
            "period",
            {"from": "1 april 2026", "until": ""},
            {"from": "2026-04-01", "until": None},
            "från 1 april 2026 tills vidare",
        ),
        (
            "period",
            {"from": "2026-04-01", "until": "2027-03-31"},
            {"from": "2026-04-01", "until": "2027-03-31"},
            "från 1 april 2026 till 31 mars 2027",
        ),
        (
            "roles_and_numbers",
            [{"role": " Specialist inom kirurgi", "number": "4"}, {"role": ""}, {"role": "Dietist", "number": 2.0}],
            [SURGEONS, {"role": "Dietist", "number": 2}],
            "Specialist inom kirurgi: 4; Dietist: 2",
        ),
        ("attachment", [PLAN], [PLAN], "plan.pdf (1,2 MB)"),
        ("attachment", [{**PLAN, "size": 1}], [{**PLAN, "size": 1}], "plan.pdf (1 kB)"),
    ],
)
def test_is_read_and_said(kind: str, raw: Any, value: Any, words: str) -> None:
    question = QUESTIONS[kind]
    read = read_answer(question, raw)
    assert (read, type(read)) == (value, type(value))
    assert in_words(question, read) == words


@pytest.mark.parametrize(
    "kind, raw, words",
    [
        *((kind, empty, "Svaret är tomt") for kind in QUESTIONS for empty in (None, "", " \n", [], [""], {})),
        ("yes_no", "kanske", "Svara ja eller nej."),
        ("yes_no", 1, "Svara ja eller nej."),
        ("number", True, "Skriv ett tal med siffror, till exempel 12 eller 12,5."),
        ("number", "tolv", "Skriv ett tal med siffror, till exempel 12 eller 12,5."),
        ("number", "1e5", "Skriv ett tal med siffror"),
        ("number", "1 00", "Skriv ett tal med siffror"),
        ("number", "١٢", "Skriv ett tal med siffror"),
        ("number", float("nan"), "Skriv ett tal med siffror"),
        ("number", float("inf"), "Skriv ett tal med siffror"),
        ("number", "1.000", "«1.000» kan läsas på två sätt. Skriv 1000 eller 1,000."),
        ("number", "−3", "Talet kan inte vara mindre än 0."),
        ("number", 10**3000, "Talet kan inte vara större än 1\u00a0000\u00a0000\u00a0000."),
        ("number", "1,2345", "Skriv talet med högst tre decimaler."),
        ("text", 5, "Svaret ska vara text."),
        ("text", "a\x00b", "Texten innehåller styrtecken"),
        ("text", "a\ud800", "Texten innehåller styrtecken"),
        ("text", "lagom\u202elångt", "Texten innehåller styrtecken"),
        ("text", "a" * 8_001, "Texten har 8\u00a0001 tecken; högst 8\u00a0000 får plats. Korta den."),
        ("choice", "Natt", "Välj ett av de alternativ som finns."),
        ("several_choices", "Dagtid", "Svaret ska vara en lista."),
        ("several_choices", ["Natt"], "Välj ett av de alternativ som finns."),
        ("date", "31 februari 2025", "Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2027-01-01."),
        ("date", 20251114, "Skriv datumet som ÅÅÅÅ-MM-DD"),
        ("date", datetime(2025, 11, 14), "Skriv datumet som ÅÅÅÅ-MM-DD"),
        ("date", "0025-11-14", "Året ska vara mellan 1900 och 2199."),
        ("period", {"until": "2025-11-14"}, "Ange den första dagen."),
        ("period", "2025", "Ange en första dag och, om den är känd, en sista dag."),
        ("period", {"from": "2025-11-14", "to": "2026-11-14"}, "Ange en första dag"),
        (
            "period",
            {"from": "2025-11-14", "until": "2025-11-13"},
            "Den sista dagen, 2025-11-13, kommer före den första, 2025-11-14. Ändra en av dem.",
        ),
        ("roles_and_numbers", [{"role": "Kurator"}], "Ange ett antal för «Kurator»."),
        ("roles_and_numbers", [{"number": 2}], "Rollen saknas."),
        ("roles_and_numbers", [{"role": "Kurator", "number": 1.5}], "Antalet ska vara ett heltal från 0 till"),
        ("roles_and_numbers", [SURGEONS, {**SURGEONS, "role": "specialist inom KIRURGI"}], "Rollen «specialist inom"),
        ("roles_and_numbers", [{"role": f"Roll {n}", "number": 1} for n in range(51)], "Högst 50 rader får plats."),
        ("roles_and_numbers", [{"role": "a\nb", "number": 1}], "Rollen ska stå på en rad."),
        ("roles_and_numbers", [["Kurator", 1]], "Varje rad ska ha en roll och ett antal."),
        ("attachment", [PLAN, PLAN], "Två bilagor heter «plan.pdf». Byt namn på en av dem."),
        ("attachment", [{**PLAN, "name": "../plan.pdf"}], "Filnamnet får inte innehålla snedstreck."),
        ("attachment", [{**PLAN, "sha256": "A" * 64}], "Kontrollsumman för «plan.pdf» har fel form."),
        ("attachment", [{**PLAN, "size": True}], "Storleken på «plan.pdf» har fel form."),
        ("attachment", [{**PLAN, "path": "x"}], "Varje bilaga ska ha namn, kontrollsumma och storlek."),
        ("attachment", [{**PLAN, "name": f"{n}.pdf"} for n in range(11)], "Högst 10 rader får plats."),
    ],
)
def test_is_refused_in_words(kind: str, raw: Any, words: str) -> None:
    with pytest.raises(AnswerFault) as fault:
        read_answer(QUESTIONS[kind], raw)
    assert str(fault.value).startswith(words)


@pytest.mark.parametrize(
    "kind, most, fits, does_not",
    [
        ("number", 168, 168, 168.5),
        ("number", 0, 0, 1),
        ("text", 5, "femma", "sexan."),
        ("attachment", 1, [PLAN], [PLAN, {**PLAN, "name": "två.pdf"}]),
    ],
)
def test_a_question_may_set_its_own_bound(kind: Any, most: int, fits: Any, does_not: Any) -> None:
    question = Question(kind=kind, text="Hur?", most=most)
    assert read_answer(question, fits) == fits
    with pytest.raises(AnswerFault):
        read_answer(question, does_not)


@every_kind
@cases(60)
@given(data=st.data())
def test_a_value_that_was_read_reads_as_itself_also_from_json(kind: str, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    assert read_answer(QUESTIONS[kind], value) == value
    assert read_answer(QUESTIONS[kind], json.loads(json.dumps(value))) == value


@pytest.mark.parametrize("kind", ["yes_no", "number", "text", "choice", "date"])
@cases(60)
@given(data=st.data())
def test_what_is_said_in_one_line_is_read_again(kind: str, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    assert read_answer(QUESTIONS[kind], in_words(QUESTIONS[kind], value)) == value


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["role", "number", "from", "until", "name", "sha256", "size"]), inner)
    ),
    max_leaves=8,
)


@every_kind
@cases(60)
@given(raw=_json)
def test_whatever_comes_is_read_or_refused_in_words(kind: str, raw: Any) -> None:
    try:
        value = read_answer(QUESTIONS[kind], raw)
    except AnswerFault as fault:
        assert str(fault)[0].isupper() or str(fault)[0] == "«"
        assert str(fault).endswith(".")
    else:
        assert in_words(QUESTIONS[kind], value)


@cases(60)
@given(answers())
def test_the_canonical_text_is_the_same_whatever_the_order_and_however_stored(given_answers: dict[str, Any]) -> None:
    turned = dict(reversed(given_answers.items()))
    assert canonical(turned) == canonical(given_answers)
    stored = json.loads(canonical(given_answers))
    assert stored == given_answers
    assert answers_hash(read_answers(EVERY_KIND, stored).answers) == answers_hash(given_answers)


def test_the_canonical_text_is_plain_json_in_utf8() -> None:
    assert canonical({"text": "åäö", "number": 12.5}) == '{"number":12.5,"text":"åäö"}'.encode()
    assert canonical({}) == b"{}"


def test_many_answers_are_read_at_once_and_what_is_empty_is_left_out() -> None:
    raw = {"yes-no": "ja", "number": "många", "text": " ", "roles-and-numbers": [{"role": "", "number": ""}], "x": 1}
    assert read_answers(EVERY_KIND, raw) == (
        {"yes-no": True},
        {
            "number": "Skriv ett tal med siffror, till exempel 12 eller 12,5.",
            "x": "Frågan finns inte i det här formuläret.",
        },
    )


CONTRACTOR = Asked(key="utforare", question=Question(kind="yes_no", text="Avtal?"))
NAME = Asked(key="namn", question=Question(kind="text", text="Med vem?"), only_if=OnlyIf(key="utforare", answer=True))
PARTS = Asked(
    key="delar", question=Question(kind="several_choices", text="Vad?", choices=("Barn", "Vuxna"), required=False)
)
CHILDREN = Asked(
    key="barn", question=Question(kind="number", text="Hur många barn?"), only_if=OnlyIf(key="delar", answer="Barn")
)
DIETIST = Asked(key="dietist", question=Question(kind="number", text="Hur många?"), about="dietist", clause="Dietist")
SINCE = Asked(
    key="dietist-fran",
    question=Question(kind="date", text="Från när?", required=False),
    about="dietist",
    further=True,
)
OUTLINE = Outline(
    kind="prov",
    title="Prov",
    sections=(
        Section(key="ett", heading="Ett", questions=(CONTRACTOR, NAME, PARTS, CHILDREN)),
        Section(key="villkor", heading="Villkor", questions=(DIETIST, SINCE)),
    ),
)


@pytest.mark.parametrize(
    "given_answers, name, children",
    [
        ({}, False, False),
        ({"utforare": False}, False, False),
        ({"utforare": True, "delar": ["Vuxna"]}, True, False),
        ({"delar": ["Barn", "Vuxna"]}, False, True),
        ({"utforare": 1, "delar": "Barn"}, False, True),
    ],
)
def test_a_question_is_put_when_the_one_before_it_says_so(
    given_answers: dict[str, Any], name: bool, children: bool
) -> None:
    assert (is_put(CONTRACTOR, given_answers), is_put(NAME, given_answers)) == (True, name)
    assert is_put(CHILDREN, given_answers) == children


def test_missing_is_what_is_required_and_put_and_not_answered() -> None:
    assert missing(OUTLINE, {}) == (CONTRACTOR, DIETIST)
    assert missing(OUTLINE, {"utforare": True, "dietist": 0}) == (NAME,)
    assert missing(OUTLINE, {"utforare": False, "dietist": 0}) == ()


def test_an_answer_to_what_is_no_longer_asked_stays_behind() -> None:
    given_answers = {"dietist": 2, "namn": "Privat AB", "utforare": False}
    assert list(put(OUTLINE, given_answers).items()) == [("utforare", False), ("dietist", 2)]


def test_a_question_said_alone_names_the_condition_it_adds_to() -> None:
    assert [alone(OUTLINE, asked) for asked in (CONTRACTOR, DIETIST, SINCE)] == [
        "Avtal?",
        "Hur många?",
        "Dietist: Från när?",
    ]


def test_changes_are_told_in_words_in_reading_order() -> None:
    before = {"utforare": True, "namn": "Privat AB", "delar": ["Barn"]}
    after = {"dietist-fran": "2026-01-01", "utforare": False, "delar": ["Barn"]}
    assert changed(OUTLINE, before, after) == (
        Change("utforare", "Avtal?", "Ja", "Nej"),
        Change("namn", "Med vem?", "Privat AB", None),
        Change("dietist-fran", "Dietist: Från när?", None, "1 januari 2026"),
    )
