"""What somebody has written in a form beside its fields: above, below and between them, in notes, boxes and comments.

None of it is an answer, and none of it is lost in silence: it is told of, with where it stands. What the form itself
says is known by making the same form again.
"""

import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from nhv.files.word.package import W
from nhv.files.word.pieces import Aside
from nhv.files.word.styles import value_of
from nhv.files.word.walk import WordFile, joined_asides
from nhv.files.written import FIELD_CODE, MOVED, NOTE, PICTURE
from nhv.paper.controls import bookmark_of, table_tag
from nhv.specification.outline import Outline

OUTSIDE = "Utanför fälten"
CHANGES = "Spårade ändringar"
A_PICTURE = "Bild"
PART = "Del av filen som inte är läst"
MOST_BESIDE = 200
_LONGEST = 2_000
# Lines that differ from one making of the form to the next.
_OUR_BEGINNINGS = ("sjukhusetharintygat", "redanbifogat")


@dataclass(frozen=True)
class Beside:
    """Words that are in no field. `near` is the question that they stand by; `kept` when they go with its answer."""

    place: str
    near: str
    text: str
    kept: bool = False


def texts_outside(file: WordFile) -> frozenset[str]:
    """What a form says outside its fields, paragraph by paragraph, as it is compared."""
    inside = (_without_fields(file, one) for one in file.body.iter(f"{W}p"))
    around = (line for _place, part in file.margins() for line in file.whole_text(part).split("\n"))
    return frozenset(map(_squeezed, (*inside, *around, *file.unread_parts())))


def written_beside(file: WordFile, outline: Outline, ours: Collection[str]) -> tuple[Beside, ...]:
    """What is written beside the fields of a returned form; `ours` is what the form says by itself."""
    found = list(_Reader(file, outline, ours).read())
    return tuple(found[:MOST_BESIDE])


class _Reader:
    def __init__(self, file: WordFile, outline: Outline, ours: Collection[str]) -> None:
        self.file, self.ours = file, ours
        self.questions = [(_squeezed(asked.question.text), asked.question.text) for asked in outline.asked()]
        self.tables = {bookmark_of(table_tag(asked)) for asked in outline.asked()}
        self.near = ""

    def read(self) -> Iterator[Beside]:
        read_by_mark = self._read_by_bookmark()
        for paragraph in self.file.body.iter(f"{W}p"):
            if next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
                continue
            text = _without_fields(self.file, paragraph)
            plain = _squeezed(text)
            self.near = next((said for begins, said in self.questions if plain.startswith(begins)), self.near)
            if plain and not self._is_ours(plain) and paragraph not in read_by_mark and not self._in_table(paragraph):
                yield Beside(OUTSIDE, self.near, text.strip()[:_LONGEST])
            yield from self._asides(paragraph)
        yield from self._around()

    def _around(self) -> Iterator[Beside]:
        """What stands on every page, in parts that are not read, and that there are changes nobody has accepted."""
        file = self.file
        lines = [(place, line) for place, part in file.margins() for line in file.whole_text(part).split("\n")]
        lines += [(PART, name) for name in file.unread_parts()]
        for place, text in dict.fromkeys(lines):
            if text.strip() and not self._is_ours(_squeezed(text)):
                yield Beside(place, "", text.strip()[:_LONGEST])
        if file.has_changes:
            yield Beside(CHANGES, "", "")

    def _is_ours(self, plain: str) -> bool:
        return plain in self.ours or plain.startswith(_OUR_BEGINNINGS)

    def _asides(self, paragraph: etree._Element) -> Iterator[Beside]:
        in_field = [aside for control in _controls(paragraph) for aside in self.file.asides_of(control)]
        for aside in joined_asides(self.file.pieces(paragraph)):
            if (aside.text.strip() or aside.place == PICTURE) and aside.place not in (MOVED, FIELD_CODE):
                kept = aside.place == NOTE and aside in in_field
                yield Beside(
                    aside.place if aside.text.strip() else A_PICTURE,
                    self.near,
                    " ".join(aside.text.split())[:_LONGEST],
                    kept,
                )

    def _in_table(self, paragraph: etree._Element) -> bool:
        """Whether it stands in a table of roles, which is read whole."""
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        marks = table.iter(f"{W}bookmarkStart") if table is not None else ()
        return any(mark.get(f"{W}name") in self.tables for mark in marks)

    def _read_by_bookmark(self) -> set[etree._Element]:
        """The paragraphs of fields whose controls have lost their names: there the bookmark tells what is answered."""
        found: set[etree._Element] = set()
        inside: list[etree._Element] = []
        number, named = "", False
        for part in self.file.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}p", f"{W}tag"):
            if part.tag == f"{W}bookmarkStart" and (part.get(f"{W}name") or "").startswith("nhv_"):
                number, named = part.get(f"{W}id", ""), False
                inside = [around] if (around := next(part.iterancestors(f"{W}p"), None)) is not None else []
            elif part.tag == f"{W}bookmarkEnd" and number and part.get(f"{W}id") == number:
                found |= set() if named else set(inside)
                number = ""
            elif part.tag == f"{W}p" and number:
                inside.append(part)
            elif part.tag == f"{W}tag":
                named = True
        return found


def notes_in(file: WordFile, control: etree._Element) -> list[str]:
    """The notes of a field, each with its mark: they go with the answer."""
    return [aside.text for aside in file.asides_of(control) if isinstance(aside, Aside) and aside.place == NOTE]


def _controls(paragraph: etree._Element) -> list[etree._Element]:
    around = [one for one in paragraph.iterancestors(f"{W}sdt") if _tag(one)]
    return [paragraph] if around else [one for one in paragraph.iter(f"{W}sdt") if _tag(one)]


def _tag(control: etree._Element) -> str:
    return value_of(control.find(f"{W}sdtPr/{W}tag"))


def _without_fields(file: WordFile, paragraph: etree._Element) -> str:
    """The text of a paragraph apart from what is in its fields; nothing for one that is in a field itself."""
    if any(_tag(one) for one in paragraph.iterancestors(f"{W}sdt")):
        return ""
    if next(paragraph.iter(f"{W}sdt"), None) is None:
        return file.text_of(paragraph)
    bare = copy.deepcopy(paragraph)
    for control in [one for one in bare.iter(f"{W}sdt") if _tag(one)]:
        around = control.getparent()
        if around is not None:
            control.tail = None
            around.remove(control)
    return file.text_of(bare)


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
