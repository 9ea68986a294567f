"""What was filed, said as prose for print, PDF and Word."""

import io

import docx
import pytest
from pypdf import PdfReader

from nhv.paper.filed import UNANSWERED, comparison_writing, filed_writing
from nhv.paper.pdf import pdf
from nhv.paper.word import word
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question
from nhv.specification.writing import Bullets, Facts, Heading, Paragraph, Table
from tests.paper.examples import ANSWERS, LONG_KEY, OUTLINE

FACTS = [("Sökande", "Region Skåne"), ("Mottagen", "14 november 2025")]


def test_every_section_question_clause_and_answer_is_said_in_words() -> None:
    writing = filed_writing(
        OUTLINE, ANSWERS, title="Ansökan från Region Skåne", facts=FACTS, lead="Så lämnades den in."
    )
    villkor = OUTLINE.sections[0]
    text = {asked.key: asked.question.text for asked in OUTLINE.asked()}
    assert writing.blocks == (
        Paragraph(text="Så lämnades den in.", tone="lead"),
        Facts(pairs=tuple(FACTS)),
        Heading(level=2, text="Särskilda villkor"),
        Paragraph(text=villkor.lead),
        Heading(level=3, text=text["intensivvard"]),
        Paragraph(text="Sjukhuset ska ha intensivvård dygnet runt.", tone="note"),
        Paragraph(text="Ja"),
        Heading(level=4, text=text[LONG_KEY]),
        Paragraph(text="Jourlinje dygnet runt."),
        Paragraph(text='Två "platser" – åtta dagar <i sträck> & mer.\tKlart.'),
        Heading(level=3, text=text["volym"]),
        Paragraph(text="1\u00a0234,5 patienter per år"),
        Heading(level=3, text=text["ansvar"]),
        Paragraph(text="En privat vårdgivare – avtal"),
        Heading(level=3, text=text["delar"]),
        Bullets(items=("Resektion", "Fistelbehandling & stentar")),
        Heading(level=2, text="Verksamhetsplan"),
        Heading(level=3, text=text["start"]),
        Paragraph(text="29 mars 2026"),
        Heading(level=3, text=text["avtal"]),
        Paragraph(text="från 1 januari 2026 tills vidare"),
        Heading(level=3, text=text["bemanning"]),
        Table(
            caption=f"Roller och antal: {text['bemanning']}",
            head=("Roll", "Antal"),
            rows=(("Specialist i kirurgi", "4"), ("Dietist", "2")),
        ),
        Heading(level=3, text=text["verksamhetsplan"]),
        Table(
            caption="Bilagor: Bifoga verksamhetsplanen.",
            head=("Fil", "Storlek", "Kontrollsumma"),
            rows=(("plan.pdf", "12\u00a0000 byte", "0" * 64),),
        ),
    )


def test_what_is_not_answered_says_so_and_what_is_not_put_is_left_out() -> None:
    writing = filed_writing(OUTLINE, {}, title="Tom")
    questions = [block.text for block in writing.blocks if isinstance(block, Heading) and block.level == 3]
    assert len(questions) == len(list(OUTLINE.asked())) - 1
    assert "Hur uppfylls villkoret om thoraxkirurgi?" not in questions
    assert writing.blocks.count(Paragraph(text=UNANSWERED)) == len(questions)


def test_what_might_have_been_added_and_was_not_is_left_out() -> None:
    asked = Asked(key="hur", question=Question(kind="text", text="Hur uppfylls det?", required=False), further=True)
    outline = Outline(kind="prov", title="Prov", sections=(Section(key="s", heading="S", questions=(asked,)),))
    assert filed_writing(outline, {}, title="Tom").blocks == ()
    assert Paragraph(text="Väl.") in filed_writing(outline, {"hur": "Väl."}, title="Fylld").blocks


def test_two_versions_stand_side_by_side() -> None:
    after = ANSWERS | {"volym": 40, "delar": ["Resektion"]}
    del after["start"]
    writing = comparison_writing(OUTLINE, ANSWERS, after, title="Ändringar", names=("Version 1", "Version 2"))
    assert writing.blocks == (
        Heading(level=2, text="Särskilda villkor"),
        Table(
            caption="Ändrade svar: Särskilda villkor",
            head=("Fråga", "Version 1", "Version 2"),
            rows=(
                ("Hur många patienter opereras per år?", "1\u00a0234,5 patienter per år", "40 patienter per år"),
                ("Vilka delar söks?", "Resektion; Fistelbehandling & stentar", "Resektion"),
            ),
        ),
        Heading(level=2, text="Verksamhetsplan"),
        Table(
            caption="Ändrade svar: Verksamhetsplan",
            head=("Fråga", "Version 1", "Version 2"),
            rows=(("När kan verksamheten starta?", "29 mars 2026", UNANSWERED),),
        ),
    )
    same = comparison_writing(OUTLINE, ANSWERS, ANSWERS, title="Ändringar", names=("A", "B"))
    assert same.blocks == (Paragraph(text="Inget svar skiljer sig mellan de två."),)


@pytest.mark.parametrize("answers", [{"intensivvard": True}, ANSWERS], ids=["almost empty", "answered"])
def test_every_kind_can_be_printed(answers: dict) -> None:
    writing = filed_writing(OUTLINE, answers, title="Ansökan")
    printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(writing))).pages)
    typed = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word(writing))).paragraphs)
    for asked in OUTLINE.asked():
        assert asked.question.text in " ".join(printed.split())
        assert asked.question.text in typed
