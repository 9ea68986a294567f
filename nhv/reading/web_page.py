"""A web page → lines as the page looks as text: lists with their marks and indents, one block a line."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from nhv.reading.encoding import decode
from nhv.reading.faults import ReadingFault
from nhv.reading.lines import Extracted, numbered

MOST_TAGS = 100_000
DEEPEST = 150

# What holds no words for a reader.
_SILENT = {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "datalist", "math"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS = {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "fieldset", "form", "hr", *_HEADINGS}
_BLOCKS = _PARAGRAPHS | {
    *("address", "article", "aside", "body", "button", "caption", "center", "dd", "details", "dialog", "div", "dt"),
    *("figcaption", "footer", "header", "html", "label", "legend", "li", "main", "menu", "nav", "option", "section"),
    *("summary", "tbody", "tfoot", "thead", "tr"),
}
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)


def read_web_page(data: bytes) -> Extracted:
    """The lines of an HTML page. Raises ReadingFault for what is too large or holds no text."""
    if data.count(b"<") > MOST_TAGS:
        raise ReadingFault(f"sidan har fler än {MOST_TAGS} taggar", what_to_do="spara bara själva sidan")
    declared = _DECLARED.search(data[:4_000])
    text, doubts = decode(data, declared[1].decode("ascii") if declared else None)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise ReadingFault("sidan går inte att läsa som HTML", what_to_do="hämta sidan på nytt") from None
    writer = _Writer()
    writer.walk(root, 0)
    writer.end_line()
    return numbered(writer.lines, doubts)


@dataclass
class _List:
    ordered: bool
    next_number: int
    mark: str


@dataclass
class _Writer:
    """Collects lines while walking the page from top to bottom."""

    lines: list[tuple[str, int]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    prefix: str = ""
    heading: int = 0
    in_cell: bool = False
    kept_spaces: bool = False

    def walk(self, element: html.HtmlElement, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT or depth > DEEPEST:
            return
        match tag:
            case "br":
                self.end_line()
            case "ul" | "ol" | "menu":
                self.list_(element, depth)
            case "li":
                self.item(element, depth)
            case "td" | "th":
                self.cell(element, depth)
            case _ if tag in _BLOCKS:
                self.block(element, tag, depth)
            case _:
                self.inside(element, depth)

    def inside(self, element: html.HtmlElement, depth: int) -> None:
        self.say(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self.say(child.tail)

    def say(self, text: str | None) -> None:
        if not text:
            return
        if not self.kept_spaces:
            self.pieces.append(text)
            return
        first, *rest = text.split("\n")
        self.pieces.append(first)
        for line in rest:
            self.end_line(also_empty=True)
            self.pieces.append(line)

    def block(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        if self.in_cell:
            # A cell is one piece of its row, whatever stands in it.
            self.pieces.append(" ")
            self.inside(element, depth)
            self.pieces.append(" ")
            return
        self.end_line()
        separate = tag in _PARAGRAPHS and not self.lists
        if separate:
            self.blank()
        before = self.heading, self.kept_spaces
        self.heading = _HEADINGS.get(tag, self.heading)
        self.kept_spaces = self.kept_spaces or tag == "pre"
        self.inside(element, depth)
        self.end_line()
        self.heading, self.kept_spaces = before
        if separate:
            self.blank()

    def list_(self, element: html.HtmlElement, depth: int) -> None:
        self.end_line()
        if not self.lists:
            self.blank()
        start = element.get("start") or "1"
        style = f"{element.get('type') or ''} {element.get('style') or ''}"
        mark = "a" if "alpha" in style or element.get("type") in {"a", "A"} else "1"
        self.lists.append(_List(element.tag == "ol", int(start) if start.isascii() and start.isdigit() else 1, mark))
        self.inside(element, depth)
        self.end_line()
        self.lists.pop()
        if not self.lists:
            self.blank()

    def item(self, element: html.HtmlElement, depth: int) -> None:
        self.end_line()
        indent = "  " * max(len(self.lists), 1)
        current = self.lists[-1] if self.lists else _List(False, 1, "1")
        value = element.get("value") or ""
        if current.ordered and value.isascii() and value.isdigit():
            current.next_number = int(value)
        self.prefix = indent[1:] + _mark(current)
        current.next_number += 1
        self.inside(element, depth)
        self.end_line()
        self.prefix = ""

    def cell(self, element: html.HtmlElement, depth: int) -> None:
        if any(piece.strip() for piece in self.pieces):
            self.pieces.append("\t")
        before, self.in_cell = self.in_cell, True
        self.inside(element, depth)
        self.in_cell = before

    def end_line(self, *, also_empty: bool = False) -> None:
        raw = "".join(self.pieces)
        self.pieces = []
        text = raw.rstrip() if self.kept_spaces else _one_line(raw)
        if not text.strip():
            if also_empty:
                self.lines.append(("", 0))
            return
        # What follows a line break inside an item has the item's indent and no mark.
        indent = self.prefix or ("  " * len(self.lists) + " " if self.lists else "")
        self.lines.append((indent + text, self.heading))
        self.prefix = ""

    def blank(self) -> None:
        if self.lines and self.lines[-1][0]:
            self.lines.append(("", 0))


def _mark(current: _List) -> str:
    if not current.ordered:
        return "• "
    if current.mark == "a" and current.next_number <= 26:
        return f"{chr(ord('a') + current.next_number - 1)}) "
    return f"{current.next_number}. "


def _one_line(text: str) -> str:
    """White space as a browser shows it: one space; tabs of table cells stay."""
    cells = [re.sub(r"[ \n\r\f\v]+", " ", cell).strip() for cell in text.split("\t")]
    return "\t".join(cell for cell in cells if cell)
