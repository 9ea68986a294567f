"""A web page → lines as the page looks as text: lists with their marks and indents, one block a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from nhv.files.encoding import decode, unescaped
from nhv.files.faults import FileFault
from nhv.files.symbols import UNREAD, with_signs
from nhv.files.tables import table_lines
from nhv.files.web.elements import (
    BLOCKS,
    HEADINGS,
    PARAGRAPHS,
    box,
    follows_its_box,
    follows_its_term,
    is_of_a_side,
    is_sign,
    names_a_side,
    rows_more,
)
from nhv.files.web.looks import Looks
from nhv.files.web.notes import MARK, NoteLinks
from nhv.files.web.pressed import BUTTON, Pressed
from nhv.files.written import FOOT, GENERATED, HEAD, INNER_PAGE, MARGIN, SIGN, Walked, Written, lowered, raised

MOST_TAGS = 100_000
DEEPEST = 150
# Of what is raised and has words of its own that are shown when it is pointed at.
_LONGEST_MARK = 4

MENU = "Webbplatsens meny"
ALTERNATIVE = "Bildens alternativa text"
FORM = "Formulärfält på sidan"
EMBEDDED = "Inbäddat på sidan"

# What holds no words for a reader.
_SILENT = {"script", "style", "head"}
_PLACES = {"footer": FOOT, "aside": MARGIN, "nav": MENU, "select": FORM, "datalist": FORM, "textarea": FORM}
_PLACES |= dict.fromkeys(("svg", "canvas", "video", "audio"), EMBEDDED)
_PLACES |= dict.fromkeys(("iframe", "object"), INNER_PAGE)
_ROLES = {"contentinfo": FOOT, "navigation": MENU, "complementary": MARGIN, "search": FORM}
_ANSWER = re.compile(r"^\s*(?:ja|nej)\W*$", re.IGNORECASE)
# From a note back to the text.
_BACK = re.compile(r"\s*[↩↑⏎]\ufe0e?$")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)


def web_lines(data: bytes) -> Walked:
    """The lines of an HTML page. Raises FileFault for what is too large or is no page."""
    if data.count(b"<") > MOST_TAGS:
        raise FileFault(
            "page_too_many_tags", "Sidan har fler än {most} taggar. Spara bara själva sidan.", most=MOST_TAGS
        )
    declared = _DECLARED.search(data[:4_000])
    text, doubts = decode(data, declared[1].decode("ascii") if declared else None)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise FileFault("page_unreadable", "Sidan går inte att läsa som HTML. Hämta sidan på nytt.") from None
    pressed = Pressed(root)
    looks = Looks(root, pressed.panels)
    writer = _Writer(looks, NoteLinks(root, looks), pressed)
    writer.walk(root, 0)
    writer.end_line()
    notes = [line for note in dict.fromkeys(writer.notes) for line in (Written(""), Written(note))]
    lines, escaped = unescaped([*writer.lines, *notes])
    walked = Walked(lines, [*doubts, *escaped])
    walked.tell_apart()
    return walked


@dataclass
class _List:
    ordered: bool
    next_number: int
    mark: str


@dataclass
class _Writer:
    """Collects lines while walking the page from top to bottom."""

    looks: Looks
    links: NoteLinks
    pressed: Pressed
    lines: list[Written] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    later: list[Written] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    prefix: str = ""
    heading: int = 0
    kept_spaces: bool = False
    font: str = ""
    in_cell: bool = False

    def walk(self, element: html.HtmlElement, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT:
            return
        around, self.font = self.font, self.looks.font(element) or self.font
        self._walk(element, tag, depth)
        self.font = around

    def _walk(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        place = self.looks.apart(element) or _place_of(element)
        if not place and (label := self.pressed.label(element)):
            self.headed(label)
        if depth > DEEPEST:
            self.say(" ".join(str(text) for text in element.itertext()))
        elif place:
            self.apart(element, place, depth)
        elif moved := self.moves(element):
            self.moved(element, moved, depth)
        elif self.pressed.is_said_later(element):
            return
        elif tag == "table":
            self.table(element, depth)
        else:
            self.seen(element, tag, depth)

    def seen(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        match tag:
            case _ if self.pressed.is_button(element):
                self.button(element, tag, depth)
            case "br":
                self.end_line()
            case "ul" | "ol" | "menu":
                self.list_(element, depth)
            case "li":
                self.item(element, depth)
            case _ if tag == "img" or is_sign(element):
                self.pictured(element.get("alt") or element.get("aria-label") or element.get("title") or "")
            case _ if (ticked := box(element)) is not None:
                self.say(f"{ticked} ")
                self.inside(element, depth)
            case "input":
                self.set_apart(element.get("value") or "", FORM)
            case "rt":
                self.say(f" ({element.text_content()})")
            case _ if tag in BLOCKS:
                self.block(element, tag, depth)
            case _:
                self.inside(element, depth)

    def pictured(self, words: str) -> None:
        """A picture's words. One that is the whole answer of a cell («Nej») is what the cell says."""
        if _ANSWER.match(words) and self.in_cell and not any(piece.strip() for piece in self.pieces):
            self.say(words)
        else:
            self.set_apart(words, ALTERNATIVE)

    def headed(self, label: str) -> None:
        """A heading that the page has somewhere else than over its text."""
        self.end_line()
        self.lines += [Written(""), Written(label, 3), Written("")]

    def button(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        if not self.pressed.heads(element):
            self.apart(element, BUTTON, depth)
            return
        before, self.heading = self.heading, self.heading or 3
        self.block(element, tag, depth)
        self.heading = before

    def moves(self, element: html.HtmlElement) -> str:
        """«sup» or «sub» by its tag or style; the mark of a note is raised, however it looks."""
        if element.tag in {"sup", "sub"}:
            return str(element.tag)
        return self.looks.moved(element) or ("sup" if self.links.is_mark(element) else "")

    def moved(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        """Raised or lowered words. A note that is written into its own mark stands apart."""
        whole = " ".join("".join(self._words(element)).split())
        if tag == "sup" and MARK.match(element.text or "") and not MARK.match(whole) and len(element):
            mark = raised((element.text or "").strip())
            self.say(mark)
            self.notes.append(f"{mark} {whole.removeprefix((element.text or '').strip()).strip()}")
        else:
            self.say(raised(whole) if tag == "sup" else lowered(whole))
            if (
                tag == "sup"
                and (said := " ".join((element.get("title") or "").split()))
                and len(whole) <= _LONGEST_MARK
            ):
                self.notes.append(f"{raised(whole)} {said}")

    def _words(self, element: html.HtmlElement) -> Iterator[str]:
        """The words in an element, each as it is seen in its font."""
        around, self.font = self.font, self.looks.font(element) or self.font
        yield self._seen(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._words(child)
            yield self._seen(child.tail or "")
        self.font = around

    def _seen(self, text: str) -> str:
        seen = with_signs(text, self.font)
        if UNREAD in seen and UNREAD not in text:
            self.later.append(Written(self.font, 0, SIGN))
        return seen

    def apart(self, element: html.HtmlElement, place: str, depth: int) -> None:
        """What is set apart is walked by itself, and comes after the line that it stands in."""
        inner = _Writer(self.looks, self.links, self.pressed, notes=self.notes, font=self.font)
        inner.inside(_page_within(element), depth + 1)
        inner.end_line()
        for line in inner.lines:
            self.set_apart(line.text, line.place or place)

    def set_apart(self, text: str, place: str) -> None:
        if text.strip():
            self.later.append(Written(" ".join(text.split()), 0, place))
            if not any(piece.strip() for piece in self.pieces):
                self._let_out()

    def _let_out(self) -> None:
        self.lines += self.later
        self.later = []

    def inside(self, element: html.HtmlElement, depth: int) -> None:
        self.say(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self.say(child.tail)
        for text in self.looks.generated(element):
            self.set_apart(text, GENERATED)

    def say(self, text: str | None) -> None:
        if not text:
            return
        text = self._seen(text)
        if not self.kept_spaces:
            self.pieces.append(text)
            return
        first, *rest = text.split("\n")
        self.pieces.append(first)
        for line in rest:
            self.end_line(also_empty=True)
            self.pieces.append(line)

    def block(self, element: html.HtmlElement, tag: str, depth: int) -> None:
        if not (follows_its_term(element) or follows_its_box(element)):
            self.end_line()
        separate = tag in PARAGRAPHS and not self.lists
        if separate:
            self.blank()
        before = self.heading, self.kept_spaces
        self.heading = 3 if tag == "dt" and names_a_side(element) else HEADINGS.get(tag, self.heading)
        self.kept_spaces = self.kept_spaces or tag == "pre"
        if tag == "dd" and is_of_a_side(element):
            self.prefix = " • "
        self.say(_spaced(self.links.mark_before(element)))
        self.inside(element, depth)
        following = element.getnext()
        if following is not None and follows_its_term(following) and any(piece.strip() for piece in self.pieces):
            self.say("" if "".join(self.pieces).rstrip().endswith(":") else ":")
            self.say(" ")
        else:
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
        self.lists.append(_List(element.tag == "ol", int(start) if start.isdecimal() else 1, mark))
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
        if current.ordered and value.isdecimal():
            current.next_number = int(value)
        self.prefix = _spaced(self.links.mark_before(element)) or indent[1:] + _mark(current)
        current.next_number += 1
        self.inside(element, depth)
        self.end_line()
        self.prefix = ""

    def table(self, table: html.HtmlElement, depth: int) -> None:
        """The caption, then the rows, each cell walked by itself."""
        self.end_line()
        self.blank()
        rows: list[list[list[Written]]] = []
        label: list[Written] = []
        spanned = 0
        for part in table.iter("caption", "tr"):
            if next(part.iterancestors("table"), None) is not table:
                continue
            if part.tag == "caption":
                self.walk(part, depth + 1)
            elif place := self.looks.apart(part):
                self.apart(part, place, depth)
            else:
                cells = [cell for cell in part if cell.tag in {"td", "th"}]
                row = [label] if spanned else []
                row += [self._cell(cell, depth) for cell in cells]
                # A first cell that goes on downwards stands in every row that it reaches.
                spanned = spanned - 1 if spanned else rows_more(cells)
                label = row[0] if row else []
                rows.append(row)
        self.end_line()
        if any(rows):
            self.lines += table_lines(rows)
        self.blank()

    def _cell(self, cell: html.HtmlElement, depth: int) -> list[Written]:
        inner = _Writer(self.looks, self.links, self.pressed, notes=self.notes, font=self.font, in_cell=True)
        inner.walk(cell, depth + 1)
        inner.end_line()
        return inner.lines

    def end_line(self, *, also_empty: bool = False) -> None:
        raw = "".join(self.pieces)
        self.pieces = []
        text = raw.rstrip() if self.kept_spaces else _BACK.sub("", _one_line(raw))
        if text.strip():
            # What follows a line break inside an item has the item's indent and no mark.
            indent = self.prefix or ("  " * len(self.lists) + " " if self.lists else "")
            self.lines.append(Written(indent + text, self.heading))
            self.prefix = ""
        elif also_empty:
            self.lines.append(Written(""))
        self._let_out()

    def blank(self) -> None:
        if self.lines and self.lines[-1].text:
            self.lines.append(Written(""))


def _page_within(element: html.HtmlElement) -> html.HtmlElement:
    """The page that is written into a frame, or else the element itself."""
    written = element.get("srcdoc") if element.tag == "iframe" else None
    if not (written or "").strip():
        return element
    try:
        return html.fragment_fromstring(written, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return element


def _place_of(element: html.HtmlElement) -> str:
    """The named place of the furniture of a site."""
    role = (element.get("role") or "").lower()
    if element.tag == "header" or role == "banner":
        # The head of the page, unless it holds the page's own title.
        return "" if next(element.iter("h1"), None) is not None or _is_in_article(element) else HEAD
    return _ROLES.get(role) or _PLACES.get(str(element.tag), "")


def _is_in_article(element: html.HtmlElement) -> bool:
    return next(element.iterancestors("article", "main", "section"), None) is not None


def _mark(current: _List) -> str:
    if not current.ordered:
        return "• "
    if current.mark == "a" and current.next_number <= 26:
        return f"{chr(ord('a') + current.next_number - 1)}) "
    return f"{current.next_number}. "


def _spaced(mark: str) -> str:
    return mark and f"{mark} "


def _one_line(text: str) -> str:
    """White space as a browser shows it: one space; tabs of table cells stay."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()
