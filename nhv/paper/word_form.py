"""The Word way out: an outline with what is already answered → a form to fill in offline, one control an answer.

What is filled in comes back through `filled_form.read_form`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from nhv.language.characters import printable
from nhv.paper.controls import (
    PLACEHOLDER_STYLE,
    ROLE_HEAD,
    WRITE,
    WRITE_NUMBER,
    WRITE_ROLE,
    Field,
    Fields,
    answer_field,
    choice_fields,
    period_fields,
    table_tag,
    tag_of,
)
from nhv.paper.word_document import STONE, add_row, add_table, add_text, blank, packed
from nhv.specification.answers import Answers, in_words
from nhv.specification.outline import Asked, Outline, in_tables, shape_of
from nhv.specification.questions import QuestionKind

ROOM_FOR_ROWS = 6
CONDITION = "Villkor"
ONE_A_ROW = "Ett villkor på varje rad. Underlag laddas upp på ansökans sida."
YES, NO = "Ja", "Nej"

_HELP = (
    "Så fyller du i: skriv eller välj i de grå fälten. Lämna ett fält tomt om frågan inte är besvarad. Spara filen som "
    "Word-dokument (.docx) och ladda upp den på ansökans sida. Svaren läses in, och där ser du vad som ändrades.",
    "Flytta eller ta inte bort fälten. Text som skrivs utanför dem kommer inte med i svaren; den visas för er när ni "
    "laddar upp filen. I tabeller med roller går det bra att lägga till rader. Skriv roller och antal, inga namn på "
    "personer.",
    "Att ladda upp filen är inte att lämna in ansökan. Det gör den som får skicka in, på ansökans sida.",
)
_FILES = "Filer laddas upp på ansökans sida. De besvaras inte här."


def form(
    outline: Outline,
    answers: Answers,
    *,
    filing: str,
    revision: int,
    version: str,
    title_facts: Sequence[tuple[str, str]] = (),
    attested: Mapping[str, str] = MappingProxyType({}),
    lead: Sequence[str] = _HELP,
) -> bytes:
    """The .docx. `filing`, `revision` (of the answers it was made from) and `version` (of the area document) are kept
    in the file's properties as `nhv-filing`, `nhv-revision`, `nhv-version`, with the outline's hash as `nhv-outline`.

    `title_facts` stand first: whose application, which call, last day. `attested` says, by the question's key, what the
    hospital has attested: it stands beside an empty field, so that what is not written here goes on following it.
    `lead` says how one fills it in. The same arguments give the same bytes.
    """
    document = blank(outline.title, subject="Formulär att fylla i")
    document.styles.add_style(PLACEHOLDER_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True).font.color.rgb = STONE
    if title_facts:
        add_table(document, None, (), title_facts)
    for words in lead:
        add_text(document, words)
    fields = Fields(document)
    for section in outline.sections:
        add_text(document, section.heading, "Heading 1")
        if section.lead:
            add_text(document, section.lead, "Subtitle")
        for group in in_tables(_with_further(section.questions), lambda one: shape_of(one[0], one[1:])):
            if len(group) > 1:
                _add_alike(fields, group, answers)
            for asked in group[0] if len(group) == 1 else ():
                _add_question(document, outline, asked, attested.get(asked.key))
                _FIELDS[asked.question.kind](fields, asked, answers.get(asked.key))
    _add_properties(
        document,
        {
            "nhv-filing": filing,
            "nhv-revision": str(revision),
            "nhv-version": version,
            "nhv-outline": outline.hash,
        },
    )
    return packed(document)


def _with_further(questions: Iterable[Asked]) -> list[list[Asked]]:
    """Each question with those that add to it."""
    found: list[list[Asked]] = []
    for asked in questions:
        if asked.further and found:
            found[-1].append(asked)
        else:
            found.append([asked])
    return found


def _add_alike(fields: Fields, group: Sequence[Sequence[Asked]], answers: Answers) -> None:
    """Questions that ask alike, as one table: a row each, with a column for the answer and for what may be added. Files
    are added on the page."""
    first, *further = [asked for asked in group[0] if asked.question.kind != "attachment"]
    head = (CONDITION, _needed(first), *(asked.question.text for asked in further))
    table = add_table(fields.document, ONE_A_ROW, head, ())
    for questions in group:
        cells = add_row(table, (questions[0].clause or "", *head[1:]), bold=1).cells
        add_text(cells[0], questions[0].question.text)
        written = [asked for asked in questions if asked.question.kind != "attachment"]
        for cell, asked in zip(cells[1:], written, strict=True):
            _FIELDS[asked.question.kind](fields.inside(cell), asked, answers.get(asked.key))
            cell._tc.remove(cell.paragraphs[0]._p)  # what the row began with: the cell holds a field


def _needed(asked: Asked) -> str:
    return "Svar (måste ges)" if asked.question.required else "Svar (frivilligt)"


def _add_question(document: Any, outline: Outline, asked: Asked, attested: str | None) -> None:
    question = asked.question
    needed = " (intygat)" if attested else " (måste besvaras)" if question.required else " (frivillig)"
    add_text(document, question.text + needed, "Heading 3" if asked.further else "Heading 2")
    if asked.clause:
        paragraph = add_text(document, asked.clause, "Quote")
        paragraph.paragraph_format.keep_with_next = True
    if asked.known == "unknown":
        add_text(document, "Frågan är vår tolkning: förlagan är inte känd för oss.", "Quote")
    if asked.only_if:
        first = outline.find(asked.only_if.key)
        wanted = asked.only_if.answer
        answer = (YES if wanted else NO) if isinstance(wanted, bool) else wanted
        text = first.question.text if first else asked.only_if.key
        add_text(document, f"Besvaras bara om svaret på ”{text}” är {answer}.")
    if question.hint:
        add_text(document, question.hint)
    if attested:
        add_text(document, attested)


def _yes_no(fields: Fields, asked: Asked, value: Any) -> None:
    fields.dropdown(answer_field(asked), (YES, NO), "" if value is None else YES if value else NO)


def _choice(fields: Fields, asked: Asked, value: Any) -> None:
    fields.dropdown(answer_field(asked), asked.question.choices, value or "")


def _several_choices(fields: Fields, asked: Asked, value: Any) -> None:
    for field, choice in zip(choice_fields(asked), asked.question.choices, strict=True):
        fields.checkbox(field, checked=choice in (value or ()))


def _text(fields: Fields, asked: Asked, value: Any) -> None:
    fields.text(answer_field(asked), value or "", placeholder=WRITE, alone=True)


def _number(fields: Fields, asked: Asked, value: Any) -> None:
    fields.text(answer_field(asked), _digits(value), placeholder=WRITE_NUMBER)


def _date(fields: Fields, asked: Asked, value: Any) -> None:
    fields.day(answer_field(asked), value or "")


def _period(fields: Fields, asked: Asked, value: Any) -> None:
    first, last = period_fields(asked)
    fields.day(first, (value or {}).get("from") or "")
    fields.day(last, (value or {}).get("until") or "")


def _roles_and_numbers(fields: Fields, asked: Asked, value: Any) -> None:
    rows = [(row["role"], _digits(row["number"])) for row in value or ()]
    table = add_table(fields.document, f"Roller och antal: {asked.question.text}", ROLE_HEAD, ())
    head = table.cell(0, 0).paragraphs[0].runs
    fields.bookmark(table_tag(asked), head[0]._r, head[-1]._r)
    for place, texts in enumerate([*rows, *[("", "")] * ROOM_FOR_ROWS], start=1):
        cells = add_row(table, ("", "")).cells
        for cell, part, text, placeholder in zip(
            cells, ("role", "number"), texts, (WRITE_ROLE, WRITE_NUMBER), strict=True
        ):
            field = Field(tag_of(asked.key, f"#{part}#{place}"), f"{ROLE_HEAD[part == 'number']}, rad {place}")
            fields.cell(cell.paragraphs[0], field, text, placeholder=placeholder)


def _attachment(fields: Fields, asked: Asked, value: Any) -> None:
    add_text(fields.document, _FILES)
    if value:
        add_text(fields.document, f"Redan bifogat: {in_words(asked.question, value)}")


_FIELDS: dict[QuestionKind, Callable[[Fields, Asked, Any], None]] = {
    "yes_no": _yes_no,
    "number": _number,
    "text": _text,
    "choice": _choice,
    "several_choices": _several_choices,
    "date": _date,
    "period": _period,
    "roles_and_numbers": _roles_and_numbers,
    "attachment": _attachment,
}


def _digits(value: int | float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")


_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)


def _add_properties(document: Any, properties: dict[str, str]) -> None:
    """Custom properties, all as text. The first number is 2: the format keeps 0 and 1 to itself."""
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(printable(text))}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(properties.items(), start=2)
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, _CUSTOM_XML.format(rows).encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
