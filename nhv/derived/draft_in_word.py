"""A text that is being written as a form to fill in with Word: the wording of each part, and a field for a comment."""

from collections.abc import Iterator
from typing import Any, Final

from nhv.specification.area import Area
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.parts import MOST_CHARACTERS
from nhv.specification.questions import Question

MOST_COMMENT = 2_000
WORDING, COMMENT = "lydelse", "kommentar"
# The lists of the document → the heading of their section.
SECTIONS: Final = {
    "scope": "Vad som är nationell högspecialiserad vård",
    "clarifications": "Förtydliganden",
    "exclusions": "Avgränsningar",
    "sub_permits": "Undertillstånd",
    "pathways": "Vägar in",
    "conditions": "Villkor",
    "measures": "Uppföljningsmått",
}
_NAMES: Final = {
    "ScopeGroup": "Rubrik",
    "Point": "Punkt",
    "InnerPoint": "Underpunkt",
    "Clarification": "Förtydligande",
    "Exclusion": "Avgränsning",
    "SubPermit": "Undertillstånd",
    "Pathway": "Väg in",
    "Criterion": "Kriterium",
    "Condition": "Villkor",
    "Measure": "Mått",
}


def draft_in_word(area: Area) -> Outline | None:
    """The form; nothing where no part of the text has a wording."""
    sections, number = [], 0
    for name, heading in SECTIONS.items():
        questions: list[Asked] = []
        for part in _worded(getattr(area, name)):
            number += 1
            questions += _asked(part, number)
        if questions:
            sections.append(Section(key=name.replace("_", "-"), heading=heading, questions=tuple(questions)))
    return Outline(kind="draft", title=f"Utkast: {area.name}", sections=tuple(sections)) if sections else None


def wordings(area: Area) -> dict[str, str]:
    """The answers that the form is sent out with, by its own keys."""
    return {key: text for key, _part, text in _numbered(area)}


def parts_of_form(area: Area) -> dict[str, str]:
    """The key of the part that each field of the form is about."""
    outline = draft_in_word(area)
    return {asked.key: asked.about or "" for asked in outline.asked()} if outline else {}


def _numbered(area: Area) -> Iterator[tuple[str, str, str]]:
    parts = [part for name in SECTIONS for part in _worded(getattr(area, name))]
    for number, part in enumerate(parts, 1):
        yield f"{WORDING}-{number}", part.key, part.text


def _asked(part: Any, number: int) -> tuple[Asked, Asked]:
    name = f"{_NAMES[type(part).__name__]} {number}"
    wording = Question(kind="text", text=f"{name}: lydelse", required=False, most=MOST_CHARACTERS)
    comment = Question(kind="text", text=f"{name}: kommentar", required=False, most=MOST_COMMENT)
    return (
        Asked(key=f"{WORDING}-{number}", question=wording, about=part.key),
        Asked(key=f"{COMMENT}-{number}", question=comment, about=part.key),
    )


def _worded(parts: Any) -> Iterator[Any]:
    """These parts and those that stand in them, where they say something, in reading order."""
    for part in parts:
        if getattr(part, "text", None):
            yield part
        for name in ("points", "criteria"):
            yield from _worded(getattr(part, name, ()))
