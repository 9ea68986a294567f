"""The form that is filled in offline: every kind of question goes out and comes back the same."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from nhv.paper.filled_form import Properties, read_form
from nhv.paper.word_form import form
from nhv.specification.answer_reading import AnswerFault, read_answer
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question, QuestionKind
from tests.paper.examples import ANSWERS, LONG_KEY, OUTLINE, PROPERTIES
from tests.support.generated import cases

LEAST_AND_MOST: dict[QuestionKind, tuple[object, ...]] = {
    "yes_no": (True, False),
    "number": (0, 7, 0.125, 12.5, 999_999),
    "text": ("x", "två\nrader\n\noch\tmer", "Ja", "<w:t>&amp;</w:t>", "å" * 8_000, "‑ mjukt"),
    "choice": ("Ja, men", "b"),
    "several_choices": (["b"], ["Ja, men", "b", "<c>"]),
    "date": ("1900-01-01", "2025-11-14"),
    "period": ({"from": "2025-11-14", "until": None}, {"from": "2025-11-14", "until": "2026-03-29"}),
    "roles_and_numbers": (
        [{"role": "Dietist", "number": 0}],
        [{"role": f"Roll {row} & <mer>", "number": row} for row in range(50)],
    ),
    "attachment": ([{"name": "plan.pdf", "sha256": "a" * 64, "size": 10}],),
}
CASES = [(kind, value) for kind, values in LEAST_AND_MOST.items() for value in (None, *values)]


def outline_of(kind: QuestionKind) -> Outline:
    choices = ("Ja, men", "b", "<c>") if "choice" in kind else ()
    question = Question(kind=kind, text="Frågan?", unit="patienter" if kind == "number" else None, choices=choices)
    section = Section(key="avsnitt", heading="Avsnitt", questions=(Asked(key="fraga", question=question),))
    return Outline(kind="application", title="Ansökan", sections=(section,))


def document(data: bytes):
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize(("kind", "value"), CASES, ids=lambda part: str(part)[:20])
def test_every_kind_of_answer_comes_back_as_it_was(kind: QuestionKind, value: object) -> None:
    answers = {} if value is None else {"fraga": value}
    back = read_form(form(outline_of(kind), answers, **PROPERTIES), outline_of(kind))
    assert (back.over(answers), back.unread) == (answers, ())
    assert back.answers == ({} if kind == "attachment" else answers)


def test_every_kind_is_tried() -> None:
    assert set(LEAST_AND_MOST) == {asked.question.kind for asked in OUTLINE.asked()} == set(QuestionKind.__args__)


@cases(25)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\u00a0\u2028•☐“”"), max_size=200))
def test_any_text_that_is_an_answer_comes_back_as_it_was(text: str) -> None:
    outline = outline_of("text")
    try:
        answers = {"fraga": read_answer(next(outline.asked()).question, text)}
    except AnswerFault:
        answers = {}
    assert read_form(form(outline, answers, **PROPERTIES), outline).answers == answers


def test_a_whole_form_comes_back_with_what_it_says_of_itself() -> None:
    back = read_form(form(OUTLINE, ANSWERS, **PROPERTIES), OUTLINE)
    assert (back.over(ANSWERS), back.unread) == (ANSWERS, ())
    assert back.properties == Properties(filing="7f3a", revision=12, version="esofagus/2", outline=OUTLINE.hash)


def test_the_words_stand_beside_each_question() -> None:
    data = form(OUTLINE, ANSWERS, **PROPERTIES, title_facts=[("Sökande", "Region Skåne")])
    made = [(p.style.name, p.text) for p in document(data).paragraphs]
    place = made.index(("Heading 2", "Har sjukhuset intensivvård dygnet runt? (måste besvaras)"))
    assert made[place - 2 : place] == [("Heading 1", "Särskilda villkor"), ("Subtitle", OUTLINE.sections[0].lead)]
    assert made[place + 1 : place + 3] == [
        ("Quote", "Sjukhuset ska ha intensivvård dygnet runt."),
        ("Normal", "Svara för det sjukhus där vården ska bedrivas."),
    ]
    assert ("Normal", "Besvaras bara om svaret på ”Har sjukhuset intensivvård dygnet runt?” är Ja.") in made
    assert ("Heading 3", "Hur uppfylls villkoret om thoraxkirurgi? (måste besvaras)") in made
    assert ("Normal", "Redan bifogat: plan.pdf (12 kB)") in made
    assert document(data).tables[0].cell(0, 1).text == "Region Skåne"


def test_each_control_has_a_tag_a_title_and_a_number_that_word_accepts() -> None:
    controls = list(document(form(OUTLINE, ANSWERS, **PROPERTIES)).element.iter(qn("w:sdt")))
    of_each = {
        name: [control.find(f"{qn('w:sdtPr')}/{qn(f'w:{name}')}").get(qn("w:val")) for control in controls]
        for name in ("tag", "alias", "id")
    }
    assert {"intensivvard", "delar#3", "avtal#until", "bemanning#role#8", "bemanning#number#8"} <= set(of_each["tag"])
    assert len(set(of_each["tag"])) == len(set(of_each["id"])) == len(controls)
    assert max(len(text) for text in of_each["tag"] + of_each["alias"]) <= 64 < len(LONG_KEY)


def test_there_is_room_for_six_more_roles() -> None:
    table = document(form(OUTLINE, ANSWERS, **PROPERTIES)).tables[-1]
    assert len(table.rows) == 1 + len(ANSWERS["bemanning"]) + 6


def test_the_same_answers_give_the_same_bytes() -> None:
    made = form(OUTLINE, ANSWERS, **PROPERTIES)
    assert made == form(OUTLINE, ANSWERS, **PROPERTIES)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None


def asked_about(number: int, **other: object) -> tuple[Asked, Asked]:
    """A question for a number about one clause, and one that adds to it."""
    question = Question(kind="number", text=f"Hur många av slag {number}?", unit="personer")
    main = Asked(key=f"fraga-{number}", question=question, about=f"del-{number}", clause=f"Slag {number}", **other)
    how = Question(kind="text", text="Hur uppfylls det?", required=False)
    return main, Asked(key=f"fraga-{number}-hur", question=how, about=f"del-{number}", further=True)


@pytest.mark.parametrize(("alike", "tables"), [(2, 0), (3, 1), (11, 1)])
def test_questions_that_ask_alike_are_one_table_and_come_back(alike: int, tables: int) -> None:
    questions = tuple(asked for number in range(alike) for asked in asked_about(number))
    section = Section(key="personal", heading="Personal", questions=questions)
    outline = Outline(kind="application", title="Ansökan", sections=(section,))
    answers = {f"fraga-{number}": number for number in range(alike)} | {"fraga-1-hur": "Genom anställning."}
    data = form(outline, answers, **PROPERTIES)
    found = [table for table in document(data).tables if table.cell(0, 0).text == "Villkor"]
    assert len(found) == tables
    assert [len(table.rows) for table in found] == [alike + 1] * tables
    assert read_form(data, outline).answers == answers


def test_what_a_hospital_attests_stands_alone() -> None:
    """Beside its empty field stands what was attested, which no cell has room for."""
    questions = tuple(asked for number in range(4) for asked in asked_about(number, fact="platser"))
    outline = Outline(
        kind="application", title="Ansökan", sections=(Section(key="a", heading="A", questions=questions),)
    )
    data = form(outline, {}, **PROPERTIES)
    assert [table for table in document(data).tables if table.cell(0, 0).text == "Villkor"] == []
