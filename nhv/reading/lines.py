"""Numbered lines: the common form of every file, whatever its type."""

import re
from dataclasses import dataclass

from nhv.files.written import Walked
from nhv.language.numbers import with_our_digits
from nhv.language.words import normalise
from nhv.reading.faults import ReadingFault

# A published page has some hundred lines, a long decision two thousand. Beyond this it is something else.
MOST_LINES = 3_000
MOST_CHARACTERS = 300_000
LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the extracted text, numbered from 1. `heading` is the file's own heading level, 0 when none.

    `place` names what the file itself sets apart from its running text, as struck or hidden; most lines have none.
    """

    number: int
    text: str
    heading: int = 0
    place: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, and what was uncertain about getting it; `apart` is what the file sets apart, in words."""

    lines: tuple[Line, ...]
    doubts: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def numbered(walked: Walked) -> Extracted:
    """The lines of a file, numbered. Raises ReadingFault when there are too many or none."""
    found: list[Line] = []
    characters = 0
    for text, heading, place in walked.lines:
        characters += len(text)
        if len(found) >= MOST_LINES:
            raise ReadingFault(f"texten har fler än {MOST_LINES} rader", what_to_do="dela filen eller välj rätt sida")
        if characters > MOST_CHARACTERS or len(text) > LONGEST_LINE:
            raise ReadingFault("texten är för lång för att vara en NHV-sida", what_to_do="välj rätt fil")
        found.append(Line(len(found) + 1, _clean(text), heading, place))
    if all(line.is_blank for line in found):
        raise ReadingFault("filen innehåller ingen text", what_to_do="hämta sidan på nytt")
    return Extracted(tuple(found), tuple(walked.doubts), tuple(walked.apart))


def split(text: str) -> list[str]:
    """The lines of a text as an editor numbers them: only real line ends break, never form feeds and the like."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


_LINE_BREAKERS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _clean(line: str) -> str:
    """One line stays one line, and tabs stay for the layout to see."""
    return with_our_digits(normalise(_LINE_BREAKERS.sub(" ", line)))
