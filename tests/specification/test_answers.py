"""What people write becomes one shape of value for each kind of question, or a sentence that says what to do."""

import json
from datetime import date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhv.specification.answer_reading import AnswerFault, read_answer
from nhv.specification.answers import (
    Change,
    alone,
    answers_hash,
    changed,
    in_words,
    is_put,
    missing,
    put,
    read_answers,
)
from nhv.specification.layers import canonical_text
from nhv.specification.outline import Asked, OnlyIf, Outline, Section
from nhv.specification.questions import Question, QuestionKind
from tests.specification.answering import EVERY_KIND, QUESTIONS, answers, values
from tests.support.generated import cases
from tests.support.refusals import refuses

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
    "kind, raw, code",
    [
        *((kind, empty, "answer_empty") for kind in QUESTIONS for empty in (None, "", " \n", [], [""], {})),
        ("yes_no", "kanske", "not_yes_or_no"),
        ("yes_no", 1, "not_yes_or_no"),
        ("number", True, "not_a_number"),
        ("number", "tolv", "not_a_number"),
        ("number", "1e5", "not_a_number"),
        ("number", "1 00", "not_a_number"),
        ("number", "١٢", "not_a_number"),
        ("number", float("nan"), "not_a_number"),
        ("number", float("inf"), "not_a_number"),
        ("number", "1.000", "number_ambiguous"),
        ("number", "12\u202e34", "not_a_number"),
        ("number", "9" * 40, "number_too_large"),
        ("number", "−3", "number_negative"),
        ("number", 10**3000, "number_too_large"),
        ("number", "1,2345", "number_too_fine"),
        ("text", 5, "not_text"),
        ("text", "a\x00b", "hidden_characters"),
        ("text", "08-12\u202e34", "hidden_characters"),
        ("text", "a\ud800", "hidden_characters"),
        ("text", "lagom\x07långt", "hidden_characters"),
        ("text", "a" * 8_001, "answer_too_long"),
        ("choice", "Natt", "not_a_choice"),
        ("several_choices", "Dagtid", "not_a_list"),
        ("several_choices", ["Natt"], "not_a_choice"),
        ("date", "31 februari 2025", "not_a_date"),
        ("date", "01/02/2027", "not_a_date"),
        ("date", 20251114, "not_a_date"),
        ("date", datetime(2025, 11, 14), "not_a_date"),
        ("date", "0025-11-14", "date_unlikely"),
        ("period", {"until": "2025-11-14"}, "period_without_start"),
        ("period", "2025", "not_a_period"),
        ("period", {"from": "2025-11-14", "to": "2026-11-14"}, "not_a_period"),
        (
            "period",
            {"from": "2025-11-14", "until": "2025-11-13"},
            "period_backwards",
        ),
        ("roles_and_numbers", [{"role": "Kurator"}], "count_missing"),
        ("roles_and_numbers", [{"number": 2}], "line_missing"),
        ("roles_and_numbers", [{"role": "Kurator", "number": 1.5}], "not_a_count"),
        ("roles_and_numbers", [SURGEONS, {**SURGEONS, "role": "specialist inom KIRURGI"}], "role_twice"),
        ("roles_and_numbers", [{"role": f"Roll {n}", "number": 1} for n in range(51)], "too_many_rows"),
        ("roles_and_numbers", [{"role": "a\nb", "number": 1}], "line_broken"),
        ("roles_and_numbers", [["Kurator", 1]], "not_a_row"),
        ("attachment", [PLAN, PLAN], "file_name_twice"),
        ("attachment", [{**PLAN, "name": "../plan.pdf"}], "file_name_with_slash"),
        ("attachment", [{**PLAN, "sha256": "A" * 64}], "checksum_malformed"),
        ("attachment", [{**PLAN, "size": True}], "size_malformed"),
        ("attachment", [{**PLAN, "path": "x"}], "not_a_file"),
        ("attachment", [{**PLAN, "name": f"{n}.pdf"} for n in range(11)], "too_many_rows"),
    ],
)
def test_is_refused(kind: str, raw: Any, code: str) -> None:
    with refuses(code):
        read_answer(QUESTIONS[kind], raw)


@pytest.mark.parametrize(
    "kind, raw, words",
    [
        ("number", "1.000", "”1.000” kan läsas på två sätt. Skriv 1000 eller 1,000."),
        ("text", "a" * 8_001, "Texten har 8\u00a0001 tecken; högst 8\u00a0000 får plats. Korta den."),
        ("roles_and_numbers", [{"number": 2}], "Rollen saknas."),
        (
            "period",
            {"from": "2025-11-14", "until": "2025-11-13"},
            "Den sista dagen, den 13 november 2025, kommer före den första, den 14 november 2025. Ändra en av dem.",
        ),
    ],
)
def test_is_refused_in_words_with_what_was_given(kind: str, raw: Any, words: str) -> None:
    with pytest.raises(AnswerFault) as fault:
        read_answer(QUESTIONS[kind], raw)
    assert str(fault.value) == words


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
    with refuses("number_too_large", "answer_too_long", "too_many_rows"):
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
        assert str(fault)[0].isupper() or str(fault)[0] == "”"
        assert str(fault).endswith(".")
    else:
        assert in_words(QUESTIONS[kind], value)


@cases(60)
@given(answers())
def test_the_canonical_text_is_the_same_whatever_the_order_and_however_stored(given_answers: dict[str, Any]) -> None:
    turned = dict(reversed(given_answers.items()))
    assert canonical_text(turned) == canonical_text(given_answers)
    stored = json.loads(canonical_text(given_answers))
    assert stored == given_answers
    assert answers_hash(read_answers(EVERY_KIND, stored).answers) == answers_hash(given_answers)


def test_the_canonical_text_is_plain_json_in_utf8() -> None:
    assert canonical_text({"text": "åäö", "number": 12.5}) == '{"number":12.5,"text":"åäö"}'
    assert canonical_text({}) == "{}"


def test_many_answers_are_read_at_once_and_what_is_empty_is_left_out() -> None:
    raw = {"yes-no": "ja", "number": "många", "text": " ", "roles-and-numbers": [{"role": "", "number": ""}], "x": 1}
    read = read_answers(EVERY_KIND, raw)
    assert read.answers == {"yes-no": True}
    faults = {key: fault.code for key, fault in read.faults.items()}
    assert faults == {"number": "not_a_number", "x": "question_unknown"}


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


def test_a_question_that_reads_as_another_is_said_with_its_condition() -> None:
    twin = Asked(key="kurator", question=DIETIST.question, about="kurator", clause="Kurator")
    section = Section(key="alla", heading="Alla", questions=(CONTRACTOR, DIETIST, twin))
    outline = OUTLINE.model_copy(update={"sections": (section,)})
    assert [alone(outline, asked) for asked in (DIETIST, twin)] == ["Dietist: Hur många?", "Kurator: Hur många?"]


def test_changes_are_told_in_words_in_reading_order() -> None:
    before = {"utforare": True, "namn": "Privat AB", "delar": ["Barn"]}
    after = {"dietist-fran": "2026-01-01", "utforare": False, "delar": ["Barn"]}
    assert changed(OUTLINE, before, after) == (
        Change("utforare", "Avtal?", "Ja", "Nej"),
        Change("namn", "Med vem?", "Privat AB", None),
        Change("dietist-fran", "Dietist: Från när?", None, "1 januari 2026"),
    )


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n"])
def test_a_line_break_of_any_kind_is_a_line_break(sign: str) -> None:
    assert read_answer(Question(kind="text", text="Vad?"), f"Ett.{sign}Två.") == "Ett.\nTvå."
