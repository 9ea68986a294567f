"""A Word file → lines: paragraphs, lists with their marks, tables, in the order they stand; then notes and margins."""

import re
from collections.abc import Iterator

from lxml import etree

from nhv.files.tables import sides_apart, table_lines
from nhv.files.word.alternatives import CONTENT, in_order
from nhv.files.word.inserted import lines_inserted, name_inserted
from nhv.files.word.kinds import goes_on_from_above, is_deleted, is_hidden_row, is_placeholder
from nhv.files.word.package import W
from nhv.files.word.pieces import Aside
from nhv.files.word.styles import is_frame, is_large_letter, settings_of
from nhv.files.word.walk import DEEPEST, WordFile, inner, joined_asides
from nhv.files.written import (
    BOX,
    COMMENT,
    DELETED,
    HIDDEN,
    NOTE,
    OTHER_FILE,
    PICTURE,
    PLACEHOLDER,
    Walked,
    Written,
    lines_of,
)

_CHANGES = "Filen har spårade ändringar som inte är godkända; den är läst som om alla vore godkända."
_PICTURES = "Filen har {} bild(er) utan beskrivning; ord som bara står i en bild är inte lästa."
_PARTS = "Filen har en del som inte är läst: «{}»."
_BLOCKS = (f"{W}p", f"{W}tbl")


def word_lines(data: bytes) -> Walked:
    """The lines of a Word file. Raises FileFault for encrypted, damaged or swollen files."""
    return _Lines(WordFile(data, placeholders_apart=True)).walked()


def _lines_within(data: bytes) -> Walked:
    """The lines of a Word file inside another: what it has inserted in turn is only named."""
    return _Lines(WordFile(data, placeholders_apart=True), opens_inserted=False).walked()


class _Lines:
    def __init__(self, file: WordFile, *, opens_inserted: bool = True) -> None:
        self.file = file
        self.opens_inserted = opens_inserted
        self.inserted: dict[str, Walked] = {}
        self.notes: list[str] = []
        self.pictures = 0
        self.carried = ""

    def walked(self) -> Walked:
        walked = Walked(sides_apart([*self.blocks(self.file.body)]))
        walked.lines += [line for note in dict.fromkeys(self.notes) for line in (Written(""), Written(note))]
        walked.lines += [Written(""), *self._margins()]
        walked.tell_apart(margins=True)
        if self.file.has_changes:
            walked.apart.insert(0, _CHANGES)
        if self.pictures:
            walked.apart.append(_PICTURES.format(self.pictures))
        walked.apart += [_PARTS.format(name) for name in self.file.unread_parts() if name not in self.inserted]
        said = [doubt for one in self.inserted.values() for doubt in (*one.doubts, *one.apart)]
        walked.apart += [doubt for doubt in dict.fromkeys(said) if doubt not in walked.apart]
        return walked

    def _margins(self) -> Iterator[Written]:
        """Notes and comments that nothing refers to, then heads and feet, each once."""
        file = self.file
        loose = [
            note for kind in file.notes for name, note in file.notes[kind].items() if (kind, name) not in file.noted
        ]
        for note in loose:
            yield from lines_of(file.whole_text(note), NOTE)
        for comment in [one for name, one in file.comments.items() if name not in file.commented]:
            yield from lines_of(file.whole_text(comment), COMMENT)
        said = dict.fromkeys((place, file.whole_text(part)) for place, part in file.margins())
        for place, text in said:
            yield from lines_of(text, place)

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[Written]:
        """The lines of what holds paragraphs: the body, a cell, a control around some of them."""
        if depth > DEEPEST:
            yield from map(Written, self.file.whole_text(container).split("\n"))
            return
        for child in container:
            if child.tag == f"{W}p" and is_frame(child):
                yield from lines_of(self.file.whole_text(child), BOX)
            elif child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag == f"{W}altChunk":
                yield from self._inserted(child)
            elif is_placeholder(child):
                yield from lines_of(self.file.whole_text(child), PLACEHOLDER)
            elif isinstance(child.tag, str) and _holds_blocks(child):
                shown = _shown(child)
                yield from self.blocks(shown, depth + 1)
                if shown is not child:
                    yield from self._asides(list(self.file.said_otherwise(child, shown)))
        if self.carried:
            yield Written(self.carried)
            self.carried = ""

    def _inserted(self, chunk: etree._Element) -> Iterator[Written]:
        name = name_inserted(chunk, self.file.package)
        found = lines_inserted(name, self.file.package, _lines_within) if self.opens_inserted else None
        if found is not None:
            self.inserted[name] = found
            yield from found.lines
        elif not name:
            yield Written(self.file.file_named(chunk), 0, OTHER_FILE)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Written]:
        pieces = list(self.file.pieces(paragraph))
        text = self.carried + "".join(piece for piece in pieces if isinstance(piece, str))
        self.carried = ""
        if is_large_letter(paragraph):
            self.carried = text
        elif _runs_on(paragraph):
            # The break after it is deleted: the next paragraph goes on from here.
            self.file.has_changes = True
            self.carried = text
        elif text.strip():
            yield from self._text(paragraph, text)
        elif not any(isinstance(piece, Aside) for piece in pieces):
            yield Written("")
        yield from self._asides(joined_asides(iter(pieces)))

    def _text(self, paragraph: etree._Element, text: str) -> Iterator[Written]:
        heading = self.file.styles.heading(paragraph)
        mark = self.file.styles.mark(paragraph)
        if heading:
            # The number before a heading is part of it only where it is words.
            mark = mark if re.search(r"[^\W\d_]{2}", mark) else ""
            yield Written("")
        first, *rest = text.split("\n")
        yield Written((mark.lstrip() if heading else mark) + first if first.strip() else first, heading)
        for line in rest:
            yield Written(" " * (len(mark) + 1 if mark else 0) + line, heading)
        if heading:
            yield Written("")

    def _asides(self, asides: list[Aside]) -> Iterator[Written]:
        for aside in asides:
            if aside.place == NOTE:
                self.notes.append(aside.text)
            elif aside.place == PICTURE and not aside.text:
                self.pictures += 1
            else:
                yield from lines_of(aside.text, aside.place)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Written]:
        shown = [row for row in inner(table, "tr") if not is_hidden_row(row)]
        rows: list[list[list[Written]]] = []
        for row in shown:
            cells = list(inner(row, "tc"))
            found = [list(self.blocks(cell, depth + 1)) for cell in cells]
            if rows and rows[-1] and cells and goes_on_from_above(cells[0]) and not any(map(_has_text, found[0])):
                found[0] = rows[-1][0]
            rows.append(found)
        if rows:
            yield from table_lines(rows)
        for row in table.iter(f"{W}tr"):
            if is_deleted(row):
                self.file.has_changes = True
                yield from lines_of(self.file.whole_text(row), DELETED)
            elif is_hidden_row(row):
                yield from lines_of(self.file.whole_text(row), HIDDEN)


def _has_text(line: Written) -> bool:
    return bool(line.text.strip())


def _holds_blocks(part: etree._Element) -> bool:
    return any(True for _ in part.iter(*_BLOCKS))


def _shown(part: etree._Element) -> etree._Element:
    """Of what stands twice, for new programs and old, the one that Word shows."""
    ways = in_order(part) if part.tag == CONTENT else []
    return next(filter(_holds_blocks, ways), part)


def _runs_on(paragraph: etree._Element) -> bool:
    settings = settings_of(paragraph)
    mark = settings.find(f"{W}rPr") if settings is not None else None
    return mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
