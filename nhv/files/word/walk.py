"""The one walk through a Word file: the words in reading order, as they stand when all tracked changes are accepted.

What the file sets apart (struck, hidden, deleted, in a box, a note, a comment, a picture's words) comes where it is
anchored, as an `Aside` that says what it is; whoever walks decides what becomes of it. An element that is not known
here is walked through, never skipped: a program that we have not met loses no words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nhv.files.symbols import sign_of, with_signs
from nhv.files.word import alternatives
from nhv.files.word.bound import value_bound
from nhv.files.word.drawings import words_drawn
from nhv.files.word.equations import M, equation_text
from nhv.files.word.fields import FieldReader, form_field
from nhv.files.word.kinds import (
    is_deleted,
    is_hidden_row,
    is_later_in_row,
    is_left_to_fill,
    is_placeholder,
    paragraph_around,
)
from nhv.files.word.package import R, W, WordPackage
from nhv.files.word.pieces import Aside, Mark, Piece, seen_in
from nhv.files.word.styles import Look, Styles, is_frame, is_on_colour
from nhv.files.written import (
    BOUND,
    BOX,
    COMMENT,
    DELETED,
    FOOT,
    HEAD,
    HIDDEN,
    MOVED,
    NOTE,
    OTHER_FILE,
    OTHERWISE,
    PICTURE,
    PLACEHOLDER,
    SIGN,
    STRUCK,
    lowered,
    parted_by_strokes,
    raised,
)

DEEPEST = 100

# Settings and marks, which hold no words of the text.
_PASSED_BY = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "fldData",
        "rubyPr", "proofErr", "permStart", "permEnd", "footnoteRef", "endnoteRef", "annotationRef", "smartTagPr",
        "customXmlPr", "lastRenderedPageBreak",
    )
)  # fmt: skip
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_GONE = {f"{W}del": DELETED, f"{W}moveFrom": MOVED}
_NOT_IN_FORCE = frozenset({DELETED, MOVED, STRUCK, HIDDEN})
_CHANGED = frozenset({f"{W}ins", f"{W}moveTo", *_GONE})
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n"} | {
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_IN_RUNS = frozenset({f"{W}t", f"{W}delText", f"{W}sym", *_SIGNS})
_KINDS = ("footnotes", "endnotes", "comments", "header", "footer", "styles", "numbering", "settings")
# Parts that hold no words of the document, by their folder and name.
_WORDLESS = re.compile(
    r"^(?:\[Content_Types\]\.xml|.*\.rels|docProps/.*|customXml/.*|_xmlsignatures/.*|word/(?:media|fonts|theme|glossary"
    r"|printerSettings)/.*|word/(?:styles|stylesWithEffects|numbering|settings|webSettings|fontTable|people"
    r"|comments(?:Extended|Ids|Extensible)|document\d*|footnotes\d*|endnotes\d*|comments\d*|header\d*|footer\d*)\.xml"
    r"|word/charts/(?:style|colors)\d*\.xml|word/charts/chart(?:Ex)?\d*\.xml|word/drawings/.*"
    r"|word/diagrams/(?:data|layout|quickStyle|colors|drawing)\d*\.xml|word/embeddings/.*\.xlsx)$",
    re.IGNORECASE,
)
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass
class _Seam:
    """What parts the next paragraph from what came before it."""

    text: str = ""


@dataclass
class Where:
    """Where the walk is: the paragraph around, how deep, and the seam that is due."""

    paragraph: etree._Element | None = None
    depth: int = 0
    seam: _Seam = field(default_factory=_Seam)

    def inside(self, paragraph: etree._Element | None = None) -> "Where":
        return Where(self.paragraph if paragraph is None else paragraph, self.depth + 1, self.seam)


class WordFile:
    """An opened Word file and the words in it."""

    def __init__(self, data: bytes, *, placeholders_apart: bool = False) -> None:
        """Raises FileFault for what cannot be opened within the limits."""
        self.placeholders_apart = placeholders_apart
        self.package = WordPackage(data)
        self.body = self.package.body()
        self.styles = Styles(self.package.only("numbering", "numbering.xml"), self.package.only("styles", "styles.xml"))
        self.has_changes = False
        self.notes = {kind: self._apart(f"{kind}s", kind) for kind in ("footnote", "endnote")}
        self.comments = self._apart("comments", "comment")
        self.noted: dict[tuple[str, str], int] = {}
        self.commented: set[str] = set()
        self._fields = FieldReader()

    @property
    def properties(self) -> dict[str, str]:
        """The file's custom properties, as text."""
        found = self.package.xml("docProps/custom.xml")
        entries = found if found is not None else ()
        return {entry.get("name", ""): "".join(str(text) for text in entry.itertext()).strip() for entry in entries}

    def _apart(self, kind: str, name: str) -> dict[str, etree._Element]:
        part = self.package.only(kind, f"{kind}.xml")
        found = part.findall(f"{W}{name}") if part is not None else []
        return {one.get(f"{W}id", ""): one for one in found if one.get(f"{W}type", "normal") == "normal"}

    def unread_parts(self) -> list[str]:
        """The names of parts that may hold words and are not walked through."""
        known = {self.package.main, *(name for kind in _KINDS for name in self.package.related(kind))}
        return [name for name in self.package.names if not _WORDLESS.match(name) and name not in known]

    def file_named(self, part: etree._Element) -> str:
        """The file outside this one whose words belong here, as far as it is named."""
        relation = self.package.relations(self.package.main).get(part.get(f"{R}id", ""))
        return relation.target if relation is not None else "utan namn"

    def margins(self) -> Iterator[tuple[str, etree._Element]]:
        """(named place, part) of each head and foot."""
        for kind, place in (("header", HEAD), ("footer", FOOT)):
            parts = map(self.package.xml, self.package.related(kind))
            yield from ((place, part) for part in parts if part is not None)

    def text_of(self, part: etree._Element) -> str:
        """The text alone: a picture says that it is one, all else that is set apart is left out."""
        return "".join(
            piece if isinstance(piece, str) else "[bild]"
            for piece in self.pieces(part)
            if isinstance(piece, str) or (isinstance(piece, Aside) and piece.place == PICTURE)
        )

    def asides_of(self, part: etree._Element) -> list[Aside]:
        """What is set apart in a part of the file; neighbours of one kind are one."""
        return joined_asides(self.pieces(part))

    def whole_text(self, part: etree._Element) -> str:
        """All words, those set apart as well."""
        pieces = self.pieces(part)
        return "".join(
            p if isinstance(p, str) else f" {p.text}" if isinstance(p, Aside) else "" for p in pieces
        ).strip()

    def pieces(self, part: etree._Element, where: Where | None = None) -> Iterator[Piece]:
        """Text, marks and asides of everything inside a part, in reading order.

        Paragraphs and rows are parted by a line break, cells by a tab, and a point in a list begins with a bullet.
        """
        if where is None:
            # A walk that begins in the middle of the document knows nothing of fields that began before.
            around, self._fields = self._fields, FieldReader()
            yield from self._inside(part, Where(paragraph_around(part)))
            yield from self._fields.left_open()
            self._fields = around
        elif where.depth > DEEPEST:
            yield "".join(text.text or "" for text in part.iter(f"{W}t"))
        else:
            yield from self._inside(part, where)

    def _inside(self, part: etree._Element, where: Where) -> Iterator[Piece]:
        for child in part:
            if isinstance(child.tag, str) and child.tag not in _PASSED_BY:
                yield from self._piece(child, where)

    def _piece(self, child: etree._Element, where: Where) -> Iterator[Piece]:
        tag = child.tag
        self.has_changes = self.has_changes or tag in _CHANGED
        if tag in _GONE or is_deleted(child):
            self.has_changes = True
            yield Aside(_GONE.get(tag, DELETED), self._words_gone(child))
        elif is_hidden_row(child):
            yield Aside(HIDDEN, self.whole_text(child))
        elif self.placeholders_apart and is_placeholder(child):
            yield Aside(PLACEHOLDER, self.whole_text(child))
        elif tag == f"{W}p" and is_frame(child):
            yield Aside(BOX, self.whole_text(child))
        elif tag == f"{W}p":
            yield from self._paragraph(child, where)
        elif tag == f"{W}tr":
            yield from self._row(child, where)
        elif tag == f"{W}tc":
            yield from self._cell(child, where)
        elif tag == f"{W}r":
            yield from self.run(child, where)
        elif tag == f"{W}subDoc":
            yield Aside(OTHER_FILE, self.file_named(child))
        elif tag == f"{W}bookmarkStart":
            yield Mark(child.get(f"{W}id", ""), child.get(f"{W}name", ""))
        elif tag == f"{W}bookmarkEnd":
            yield Mark(child.get(f"{W}id", ""))
        elif tag == f"{M}oMath":
            yield equation_text(child)
        elif tag in _IN_RUNS:
            # Deeper in a run than usual, or in none.
            yield from self._in_run(child, self._look_around(child, where), where)
        elif tag == alternatives.CONTENT:
            yield from self._alternative(child, where)
        elif tag in _PICTURES:
            yield from words_drawn(child, self.package, self.whole_text)
        else:
            yield from self.pieces(child, where.inside())
            if tag == f"{W}sdt" and (bound := value_bound(child, self.package)):
                yield Aside(BOUND, bound)

    def _paragraph(self, paragraph: etree._Element, where: Where) -> Iterator[Piece]:
        if where.seam.text:
            yield where.seam.text
        where.seam.text = "\n"
        if self.styles.is_point(paragraph):
            yield "• "
        yield from self.pieces(paragraph, where.inside(paragraph))

    def _row(self, row: etree._Element, where: Where) -> Iterator[Piece]:
        if where.seam.text:
            yield where.seam.text
        where.seam.text = ""
        yield from self.pieces(row, where.inside())
        where.seam.text = "\n"

    def _cell(self, cell: etree._Element, where: Where) -> Iterator[Piece]:
        before = [one for one in cell.itersiblings(preceding=True) if one.tag in (f"{W}tc", f"{W}sdt")]
        if before or is_later_in_row(cell):
            yield "\t"
        where.seam.text = ""
        yield from self.pieces(cell, where.inside())

    def _alternative(self, content: etree._Element, where: Where) -> Iterator[Piece]:
        """The same thing twice, for new programs and old: once is enough. Other words are told."""
        for way in alternatives.in_order(content):
            found = list(self.pieces(way, where.inside()))
            if any(piece.text if isinstance(piece, Aside) else piece for piece in found):
                yield from found
                yield from self.said_otherwise(content, way)
                return

    def said_otherwise(self, content: etree._Element, shown: etree._Element) -> Iterator[Aside]:
        """What another program shows here instead, when those are other words."""
        other = alternatives.said_otherwise(content, shown, self.whole_text)
        if other:
            yield Aside(OTHERWISE, other)

    def _look_around(self, part: etree._Element, where: Where) -> Look:
        run = next(part.iterancestors(f"{W}r"), None)
        return self.styles.look(run, where.paragraph) if run is not None else Look()

    def run(self, run: etree._Element, where: Where) -> Iterator[Piece]:
        """The words of a run, which all look the same."""
        look = self.styles.look(run, where.paragraph)
        pieces = [piece for child in run for piece in self._in_run(child, look, where)]
        unseen = look.hidden or (look.pale and not is_on_colour(run))
        apart = HIDDEN if unseen else STRUCK if look.struck else ""
        self.has_changes = self.has_changes or bool(apart and run.find(f"{W}rPr/{W}rPrChange") is not None)
        for piece in pieces:
            if not isinstance(piece, str):
                yield piece
            elif apart:
                yield Aside(apart, piece)
            else:
                yield from (Aside(STRUCK, words) if struck else words for words, struck in parted_by_strokes(piece))

    def _in_run(self, child: etree._Element, look: Look, where: Where) -> Iterator[Piece]:
        tag = child.tag
        if not isinstance(tag, str) or tag in _PASSED_BY:
            return
        if tag == f"{W}fldChar":
            yield from self._fields.hear(child)
        elif self._fields.in_code or tag in {f"{W}instrText", f"{W}delInstrText"}:
            self._fields.code("".join(str(text) for text in child.itertext()))
        elif tag in {f"{W}t", f"{W}delText"}:
            self._fields.seen()
            text = (child.text or "").replace("\n", " ")
            if self.placeholders_apart and is_left_to_fill(child, self._fields.giving):
                yield Aside(PLACEHOLDER, text.strip(" «»<>"))
                return
            seen = text if look.font == look.font_beyond == "" else with_signs(text, look.font, look.font_beyond)
            yield from seen_in(_placed(seen, look), look.font or look.font_beyond, text)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}sym":
            yield from seen_in(_placed(_symbol(child), look), child.get(f"{W}font", ""))
        elif tag in _NOTES:
            yield from self._note(_NOTES[tag], child)
        elif tag == f"{W}commentReference":
            yield from self._comment(child)
        elif tag == f"{W}ruby":
            yield from self._ruby(child, where)
        elif tag == f"{W}ffData":
            yield form_field(child)
        else:
            yield from self._piece(child, where)

    def _ruby(self, ruby: etree._Element, where: Where) -> Iterator[Piece]:
        over = "".join(text.text or "" for text in ruby.iterfind(f"{W}rt//{W}t"))
        base = ruby.find(f"{W}rubyBase")
        if base is not None:
            yield from self.pieces(base, where.inside())
        if over:
            yield f" ({over})"

    def _note(self, kind: str, reference: etree._Element) -> Iterator[Piece]:
        name = reference.get(f"{W}id", "")
        note = self.notes[kind].get(name)
        if note is None:
            return
        mark = raised(str(self.noted.setdefault((kind, name), len(self.noted) + 1)))
        if reference.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off"):
            own = _text_after(reference)
            mark = raised(own) or mark
        else:
            own = ""
            yield mark
        pieces = list(self.pieces(note))
        said = " ".join(_in_force(pieces).split()).removeprefix(own).lstrip()
        yield Aside(NOTE, f"{mark} {said}")
        yield from (piece for piece in pieces if isinstance(piece, Aside) and piece.place in _NOT_IN_FORCE)

    def _comment(self, reference: etree._Element) -> Iterator[Piece]:
        name = reference.get(f"{W}id", "")
        comment = self.comments.get(name)
        if comment is not None:
            self.commented.add(name)
            yield Aside(COMMENT, self.whole_text(comment))

    def _words_gone(self, part: etree._Element) -> str:
        return " ".join(self.whole_text(part).split())


def _in_force(pieces: list[Piece]) -> str:
    """The words, also those that stand apart, without what is struck, hidden or taken out."""
    words = (
        piece if isinstance(piece, str) else f" {piece.text}"
        for piece in pieces
        if isinstance(piece, str) or (isinstance(piece, Aside) and piece.place not in _NOT_IN_FORCE)
    )
    return "".join(words)


def joined_asides(pieces: Iterator[Piece]) -> list[Aside]:
    """The asides among pieces; those of one kind with nothing between them are one."""
    found: list[Aside] = []
    adjacent = False
    for piece in pieces:
        if isinstance(piece, Aside):
            if adjacent and found[-1].place == piece.place and piece.place not in (NOTE, BOX, COMMENT, SIGN):
                found[-1] = Aside(piece.place, found[-1].text + piece.text)
            else:
                found.append(piece)
            adjacent = True
        elif isinstance(piece, str) and piece.strip():
            adjacent = False
    return found


def inner(part: etree._Element, name: str) -> Iterator[etree._Element]:
    """The nearest elements with this local name, also within controls and changes; not those of inner tables."""
    for child in part:
        if child.tag == f"{W}{name}":
            if not is_deleted(child):
                yield child
        elif isinstance(child.tag, str) and child.tag not in _PASSED_BY and child.tag != f"{W}tbl":
            yield from inner(child, name)


def _text_after(reference: etree._Element) -> str:
    """The mark of one's own that stands after the reference to a note."""
    return "".join(text.text or "" for text in reference.itersiblings(f"{W}t")).strip()


def _symbol(part: etree._Element) -> str:
    try:
        return sign_of(int(part.get(f"{W}char", ""), 16), part.get(f"{W}font", ""))
    except ValueError:
        return "\ufffd"


def _placed(text: str, look: Look) -> str:
    return raised(text) if look.place > 0 else lowered(text) if look.place < 0 else text
