"""The fields of the Word form: what each is named, and how it is built.

A field is a content control whose tag is the question's key, with what it is a part of after a `#`: `villkor-2#from`.
Word keeps controls and tags; LibreOffice before 7.5 drops the tags, and keeps bookmarks. So a bookmark stands around
each field, with its label and what follows it inside: typing over a whole field then leaves the bookmark where it is.

Word allows 64 characters of tag and 40 of bookmark, so longer keys are cut and told apart by a hash; whoever reads the
form asks for the tags it expects and never takes a tag apart.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from nhv.language.characters import printable
from nhv.specification.outline import Asked

CHOOSE = "Välj"
WRITE = "Skriv svaret här"
WRITE_NUMBER = "Skriv ett tal"
WRITE_ROLE = "Skriv en roll"
CHOOSE_DAY = "Välj eller skriv ett datum"
PLACEHOLDERS = frozenset({CHOOSE, WRITE, WRITE_NUMBER, WRITE_ROLE, CHOOSE_DAY})
PLACEHOLDER_STYLE = "Placeholder Text"
CHECKED, UNCHECKED = "☒", "☐"
CHECKBOX_NAMESPACE = "http://schemas.microsoft.com/office/word/2010/wordml"
ROLE_HEAD = ("Roll", "Antal")

_LONGEST_TAG = 64


@dataclass(frozen=True)
class Field:
    """One field: its tag, the title a screen reader says, and the words before and after it on the line."""

    tag: str
    alias: str
    label: str = ""
    tail: str = ""


def tag_of(key: str, part: str = "") -> str:
    """The tag of the control that holds the answer to `key`, or the `part` of it: `#3`, `#from`, `#role#1`."""
    tag = key + part
    if len(tag) <= _LONGEST_TAG:
        return tag
    return f"{key[:32]}~{hashlib.sha256(key.encode()).hexdigest()[:12]}{part}"


def bookmark_of(tag: str) -> str:
    """The name of the bookmark around the field with this tag."""
    return f"nhv_{hashlib.sha256(tag.encode()).hexdigest()[:24]}"


def answer_field(asked: Asked) -> Field:
    """The field of a question that has one."""
    question = asked.question
    most = f" (högst {question.most} tecken)" if question.kind == "text" and question.most else ""
    tail = question.unit if question.kind == "number" and question.unit else ""
    return Field(tag_of(asked.key), question.text, f"Svar{most}:", tail)


def choice_fields(asked: Asked) -> tuple[Field, ...]:
    """The boxes of a question with several choices, one a choice."""
    return tuple(
        Field(tag_of(asked.key, f"#{place}"), choice, tail=choice)
        for place, choice in enumerate(asked.question.choices, start=1)
    )


def period_fields(asked: Asked) -> tuple[Field, Field]:
    """The first and the last day of a period."""
    text = asked.question.text
    return (
        Field(tag_of(asked.key, "#from"), f"Från och med: {text}", "Från och med:"),
        Field(tag_of(asked.key, "#until"), f"Till och med: {text}", "Till och med (tomt betyder tills vidare):"),
    )


def table_tag(asked: Asked) -> str:
    """What the table of a question of roles is known by: its head has the bookmark of this tag."""
    return tag_of(asked.key, "#table")


class Fields:
    """Adds fields to a document, each control and bookmark with a number of its own."""

    def __init__(self, document: Any, numbers: Iterator[int] | None = None) -> None:
        self.document = document
        self.numbers = numbers or count(1)

    def inside(self, cell: Any) -> "Fields":
        """The same, in a cell of a table."""
        return Fields(cell, self.numbers)

    def text(self, field: Field, text: str, *, placeholder: str, alone: bool = False) -> None:
        """A field for text; `alone` sets it on a line of its own, below its label.

        It is a control for rich text: in one for plain text LibreOffice moves the line breaks to its start.
        """
        self._line(field, lambda paragraph: self.cell(paragraph, field, text, placeholder=placeholder), alone=alone)

    def dropdown(self, field: Field, choices: tuple[str, ...], chosen: str) -> None:
        """A list to choose one from. Its first line is empty, so that a choice can be taken back."""
        items = [("", CHOOSE), *((choice, choice) for choice in choices)]
        kind = _element(
            "w:dropDownList",
            {},
            *(_element("w:listItem", {"w:displayText": shown, "w:value": value}) for value, shown in items),
        )
        self._line(field, lambda paragraph: self._control(paragraph, field, kind, chosen, CHOOSE))

    def day(self, field: Field, day: str) -> None:
        """A day, chosen in a calendar or written. `day` is ISO, or empty."""
        kind = _element(
            "w:date",
            {"w:fullDate": f"{day}T00:00:00Z"} if day else {},
            _value("w:dateFormat", "yyyy-MM-dd"),
            _value("w:lid", "sv-SE"),
            _value("w:storeMappedDataAs", "dateTime"),
            _value("w:calendar", "gregorian"),
        )
        self._line(field, lambda paragraph: self._control(paragraph, field, kind, day, CHOOSE_DAY))

    def checkbox(self, field: Field, *, checked: bool) -> None:
        """A box to tick. The sign itself says whether it is, for programs that know no boxes."""
        kind = _checkbox_element("checkbox")
        for name, value in (("checked", "1" if checked else "0"), ("checkedState", "2612"), ("uncheckedState", "2610")):
            state = _checkbox_element(name)
            state.set(f"{{{CHECKBOX_NAMESPACE}}}val", value)
            if name != "checked":
                state.set(f"{{{CHECKBOX_NAMESPACE}}}font", "MS Gothic")
            kind.append(state)
        fonts = _element("w:rFonts", dict.fromkeys(("w:ascii", "w:eastAsia", "w:hAnsi"), "MS Gothic"))
        sign, look = CHECKED if checked else UNCHECKED, _element("w:rPr", {}, fonts)
        self._line(field, lambda paragraph: self._control(paragraph, field, kind, sign, "", look))

    def cell(self, paragraph: Any, field: Field, text: str, *, placeholder: str) -> None:
        """A field for text in a paragraph that is there already, without a bookmark."""
        self._control(paragraph, field, None, text, placeholder)

    def bookmark(self, tag: str, first: Any, last: Any) -> None:
        """The bookmark of `tag` around these elements and all between them."""
        number = str(next(self.numbers))
        first.addprevious(_element("w:bookmarkStart", {"w:id": number, "w:name": bookmark_of(tag)}))
        last.addnext(_element("w:bookmarkEnd", {"w:id": number}))

    def _line(self, field: Field, control: Callable[[Any], None], *, alone: bool = False) -> None:
        """Label, field and tail on one line, or the label on a line before, with the bookmark around all of it."""
        first = last = self.document.add_paragraph()
        if field.label:
            first.add_run(f"{field.label}{'' if alone else ' '}").bold = True
        if alone:
            first.paragraph_format.keep_with_next = True
            last = self.document.add_paragraph()
        control(last)
        if field.tail:
            last.add_run(f" {printable(field.tail)}")
        self.bookmark(field.tag, first._p, last._p)

    def _control(self, paragraph: Any, field: Field, kind: Any, text: str, placeholder: str, look: Any = None) -> None:
        # The order of the settings is fixed by the format. The lock keeps the control, never what stands in it.
        settings = [
            _value("w:alias", _short(field.alias)),
            _value("w:tag", field.tag),
            _value("w:id", str(next(self.numbers))),
            _value("w:lock", "sdtLocked"),
        ]
        if not text:
            settings.append(_element("w:showingPlcHdr"))
            look = _element("w:rPr", {}, _value("w:rStyle", PLACEHOLDER_STYLE.replace(" ", "")))
        if kind is not None:
            settings.append(kind)
        content = _element("w:sdtContent", {}, _run(printable(text or placeholder), look))
        paragraph._p.append(_element("w:sdt", {}, _element("w:sdtPr", {}, *settings), content))


def _run(text: str, look: Any) -> Any:
    run = _element("w:r", {}, *([look] if look is not None else []))
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(OxmlElement("w:br"))
        for tab, piece in enumerate(line.split("\t")):
            if tab:
                run.append(OxmlElement("w:tab"))
            written = _element("w:t", {"xml:space": "preserve"})
            written.text = piece
            run.append(written)
    return run


def _element(name: str, attributes: dict[str, str] | None = None, *children: Any) -> Any:
    made = OxmlElement(name)
    for attribute, value in (attributes or {}).items():
        made.set(qn(attribute), printable(value))
    made.extend(children)
    return made


def _value(name: str, value: str) -> Any:
    return _element(name, {"w:val": value})


def _checkbox_element(name: str) -> Any:
    return OxmlElement(f"w14:{name}", nsdecls={"w14": CHECKBOX_NAMESPACE})


def _short(alias: str) -> str:
    """A control's title holds 64 characters on one line."""
    line = " ".join(printable(alias).split())
    return line if len(line) <= _LONGEST_TAG else f"{line[: _LONGEST_TAG - 1]}…"
