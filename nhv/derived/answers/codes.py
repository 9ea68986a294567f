"""How a code that was asked for stands to the codes of the documents."""

from nhv.derived.answers.entries import Phrase
from nhv.derived.answers.hits import Level
from nhv.language.analyser import Unit


def system(code: str) -> str:
    """Of which kind a written code is: ORPHA, a procedure (two or three letters first), or a diagnosis."""
    if code.startswith("ORPHA"):
        return "ORPHA"
    return "procedure" if code[1].isalpha() else "diagnosis"


def code_level(unit: Unit, phrase: Phrase) -> Level | None:
    if phrase.strength == "related":
        return "hint" if phrase.text in (unit.stem, *unit.families) else None
    if phrase.text in (unit.stem, *unit.families):
        return "broader" if phrase.strength == "broader" else "named"
    family, _, _ = phrase.text.partition(".")
    return "broader" if unit.stem == family and "." in phrase.text else None
