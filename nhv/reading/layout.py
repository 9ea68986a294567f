"""Numbered lines → blocks: headings, paragraphs and list items, with words and sentences made whole again.

The layout is judged from the text alone, since every file type ends up as lines: a PDF breaks sentences at the
margin, a web page has one paragraph a line, and both may have been saved as something else in between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from nhv.language.words import join_broken
from nhv.reading.headings import KnownHeading, known_heading
from nhv.reading.lines import Line
from nhv.reading.wording import is_abbreviated

# Longer than any paragraph of a decision; what goes on after it is a new one.
LONGEST_TEXT = 6_000

Kind = Literal["heading", "paragraph", "item"]
Family = Literal["bullet", "dash", "number", "letter", "none"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that belongs together. `level` counts from 0 within a list; `lines` are line numbers; `depth` is
    the file's own level of a heading, 0 where it says none."""

    kind: Kind
    text: str
    lines: tuple[int, ...]
    level: int = 0
    marker: str = ""
    known: KnownHeading | None = None
    doubt: str | None = None
    depth: int = 0

    @property
    def opens_list(self) -> bool:
        return self.text.endswith((":", ";"))

    @property
    def number(self) -> str:
        """«2» of the marker «2.», «b» of «b)»; empty for bullets."""
        return self.marker.strip("().")


_BULLETS = "•●▪■□◦○‣⁃∙·*\uf0b7\uf0a7\uf0d8\u2043➢➤➲➔❖✓✔◆★☞▶►"
_DASHES = "-–—−‐‑"
_MARKER = re.compile(
    rf"""^(?:
        (?P<bullet>[{re.escape(_BULLETS)}]|o(?=\s))(?P<bullet_gap>\s*)
      | (?P<dash>[{re.escape(_DASHES)}])(?=\s)\s*
      | \(?(?P<number>\d{{1,2}})[.)](?=\s|$)\s*
      | \(?(?P<letter>[a-z])\)(?=\s|$)\s*
      | (?P<letter_dot>[a-h])\.(?=\s)\s*
    )(?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)
_ENDED = (".", ":", ";", "!", "?", ".)", "…")
# A line that ends like this is not finished, whatever comes next.
_LEADS_ON = re.compile(
    r"(?:,|/|\b(?:och|eller|samt|av|med|för|vid|i|på|till|om|enligt|som|från|mot|under|inom|genom|den|det|de|en|ett|att|ska|kan))$",
    re.IGNORECASE,
)
_BROKEN_WORD = re.compile(r"[^\W\d_]{2}-$")
_ALONE = re.compile(r"^(?:mailto:|https?://)\S+$")
# A line that begins with a region is a holder of its own, however full the line above it is.
_HOLDER = re.compile(
    r"^(?:Region\s+[A-ZÅÄÖ]|(?:[A-ZÅÄÖ][a-zåäö]+\s+)?[A-ZÅÄÖ][a-zåäö]+regionen\b|Landstinget\b|[A-ZÅÄÖ][a-zåäö]+\s+läns\s+landsting)"
)
# What our own papers say under a list that is open stands on lines of its own, however close to the list.
_OF_OUR_OWN = re.compile(r"^Listan ger exempel\.")
_ENUMERATED_HEADING_GAP = re.compile(r"^(?P<heading>[^:\t]{4,60}?)\s*(?::|\t)\s*(?P<rest>\S.*)$")


@dataclass(slots=True)
class _Mark:
    family: Family
    text: str
    rest: str


@dataclass(slots=True)
class _Open:
    """The block being built, and how it looked on the page."""

    kind: Kind
    text: str
    lines: list[int]
    indent: int
    family: Family = "none"
    marker: str = ""
    heading: int = 0
    last_line: str = ""
    level: int = 0
    doubt: str | None = None
    depth: int = 0


def blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks of the lines, in order. Blank lines only separate; every other line is in at least one block."""
    builder = _Builder(_Page(lines))
    for line in lines:
        builder.add(line)
    found = [_block(opened) for opened in builder.finished()]
    return _with_unmarked_items(found)


class _Page:
    """What the whole page says about how its lines are broken."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [(line.text, line.heading) for line in lines]
        carried = [
            len(text.strip())
            for (text, heading), (following, _) in pairwise(texts)
            if not heading and text.strip() and _goes_on(following) and not text.rstrip().endswith(_ENDED)
        ]
        broken = sum(1 for text, _ in texts if _BROKEN_WORD.search(text.rstrip()))
        longest = max((len(text) for text, _ in texts), default=0)
        self.is_wrapped = longest <= 220 and (len(carried) >= 4 or broken >= 2)
        self.usual_blanks = _usual_blanks(lines)
        self.width = sorted(carried)[int(len(carried) * 0.8)] if carried else 80

    def is_full(self, line: str) -> bool:
        """Whether the line reaches so far that the next word may have been pushed to a new line."""
        return self.is_wrapped and len(line.strip()) >= 0.78 * self.width


def _usual_blanks(lines: Sequence[Line]) -> int:
    """1 when nearly every line is followed by a blank one, so that only wider gaps separate; otherwise 0."""
    filled = [index for index, line in enumerate(lines) if not line.is_blank]
    gaps = [below - above - 1 for above, below in pairwise(filled)]
    if len(gaps) < 20:
        return 0
    close, wide = sum(gap == 0 for gap in gaps), sum(gap > 1 for gap in gaps)
    return 1 if close < 0.05 * len(gaps) and wide > 0.1 * len(gaps) else 0


def _goes_on(text: str) -> bool:
    """Whether a line reads as the middle of a sentence: a small letter or a bracket, and no list mark."""
    bare = text.strip()
    return bool(bare) and (bare[0].islower() or bare[0] in "(,;)&") and _mark(bare) is None


def _mark(bare: str) -> _Mark | None:
    match = _MARKER.match(bare)
    if match is None:
        return None
    rest = match["rest"]
    if match["bullet"]:
        # A star glued to a word is a footnote, and so is any sign glued to nothing but a sign.
        if match["bullet"] == "*" and not match["bullet_gap"] and rest:
            return None
        return _Mark("bullet", match["bullet"], rest)
    if match["dash"]:
        return _Mark("dash", match["dash"], rest)
    if match["number"]:
        return _Mark("number", match["number"] + ".", rest)
    return _Mark("letter", (match["letter"] or match["letter_dot"]) + ")", rest)


class _Builder:
    def __init__(self, page: _Page) -> None:
        self.page = page
        self.done: list[_Open] = []
        self.open: _Open | None = None
        self.blanks = 0
        self.stack: list[_Open] = []

    def add(self, line: Line) -> None:
        bare = line.text.strip()
        # A tab before the text is an indent; one inside it parts the cells of a row.
        before = line.text[: len(line.text) - len(line.text.lstrip())].replace("\t", "    ")
        if not bare:
            self.blanks += 1
            return
        self.blanks = max(self.blanks - self.page.usual_blanks, 0)
        self._add(line, bare, len(before))
        self.blanks = 0

    def _add(self, line: Line, bare: str, indent: int) -> None:
        mark = _mark(bare)
        if mark is not None and self._is_list_mark(mark, indent):
            self.start(_Open("item", mark.rest.strip(), [line.number], indent, mark.family, mark.text, last_line=bare))
        elif line.heading or (_may_head(bare) and known_heading(bare) is not None):
            depth = line.heading
            self.start(_Open("heading", bare, [line.number], indent, heading=depth or 1, last_line=bare, depth=depth))
        elif (parts := _heading_with_text(bare)) is not None:
            heading, rest = parts
            self.start(_Open("heading", heading, [line.number], indent, heading=1, last_line=heading))
            self.start(_Open("paragraph", rest, [line.number], indent, last_line=rest))
        elif self.open is not None and self._continues(bare, indent):
            self.open.text = join_broken(self.open.text, bare)
            self.open.lines.append(line.number)
            self.open.last_line = bare
        elif self._is_inside_item(indent) and not _OF_OUR_OWN.match(bare):
            self.start(_Open("item", bare, [line.number], indent, "none", last_line=bare))
        else:
            self.start(_Open("paragraph", bare, [line.number], indent, last_line=bare))

    def _is_list_mark(self, mark: _Mark, indent: int) -> bool:
        """A number in the middle of a sentence may fall first on a line: «… enligt punkt / 2. Vid …»."""
        if mark.family == "bullet" or self.open is None or self.blanks or indent:
            return True
        if self.open.text.endswith(_ENDED) or self.open.kind == "heading":
            return True
        if mark.family == "dash":
            return not self.page.is_full(self.open.last_line) or self.open.family == "dash"
        return self._follows(mark) or not self.page.is_full(self.open.last_line)

    def _follows(self, mark: _Mark) -> bool:
        before = next((item.marker for item in reversed(self.stack) if item.family == mark.family), None)
        number = mark.text.strip(".)")
        if before is None:
            return number in {"1", "a"}
        last = before.strip(".)")
        if mark.family == "number":
            return int(number) in {1, int(last) + 1}
        return ord(number) == ord(last) + 1

    def _continues(self, bare: str, indent: int) -> bool:
        """Whether the line belongs to the open block rather than being one of its own."""
        opened = self.open
        assert opened is not None
        if opened.kind == "heading":
            return not self.blanks and opened.heading == 0
        if _ALONE.match(bare) or _ALONE.match(opened.last_line):
            return False
        if not opened.text:
            return True
        if len(opened.text) > LONGEST_TEXT or _OF_OUR_OWN.match(bare):
            return False
        if _BROKEN_WORD.search(opened.last_line):
            return self.blanks <= 2
        # A number under the words of a point, further in than its mark, is in the middle of its sentence.
        goes_on = _goes_on(bare) or (opened.kind == "item" and indent > opened.indent and bare[0].isdigit())
        ended = opened.text.endswith(_ENDED) and not is_abbreviated(opened.text)
        if opened.text.count("(") > opened.text.count(")") and ")" in bare and self.blanks <= 1:
            return True
        if _HOLDER.match(bare) and not _LEADS_ON.search(opened.text):
            return False
        if self.blanks:
            if self.blanks == 1 and self.page.is_wrapped and _LEADS_ON.search(opened.text):
                return True
            unfinished = self.page.is_wrapped or bool(_LEADS_ON.search(opened.text))
            return self.blanks <= 2 and goes_on and not ended and unfinished
        if goes_on and (not ended or (opened.text.endswith((":", ";")) and self.page.is_full(opened.last_line))):
            return True
        if _LEADS_ON.search(opened.text):
            return True
        if ended and not (self.page.is_wrapped and opened.text.endswith((".", ".)"))):
            return goes_on and opened.text.endswith((".", ".)")) and self.page.is_full(opened.last_line)
        if opened.kind == "item" and indent <= opened.indent and not self.page.is_full(opened.last_line):
            return False
        return self.page.is_full(opened.last_line)

    def _is_inside_item(self, indent: int) -> bool:
        """An unmarked line further in than the item before it: a line break inside the item, or a list in it."""
        if not self.stack or self.blanks > 1:
            return False
        last = self.stack[-1]
        return indent > last.indent if last.family != "none" else indent == last.indent

    def start(self, opened: _Open) -> None:
        self.finish()
        self.open = opened
        if opened.kind == "item":
            self._place(opened)
        else:
            self.stack = []

    def _place(self, item: _Open) -> None:
        """Give the item its level among the items before it."""
        while self.stack and self._leaves(self.stack[-1], item):
            self.stack.pop()
        item.level = len(self.stack)
        self.stack.append(item)

    def _leaves(self, before: _Open, item: _Open) -> bool:
        """Whether `item` is not inside `before`, so that `before` is no parent of it."""
        opens = before.text.endswith((":", ";"))
        if item.family == "none":
            return before.family == "none"
        if item.family == before.family and item.marker[:1] == before.marker[:1] and item.family != "number":
            # One step in is a level where the parent asks for a list, otherwise a trembling hand.
            step = item.indent - before.indent
            return not (step >= 2 or (step == 1 and opens))
        if item.indent > before.indent:
            return not (opens or item.indent - before.indent >= 2 or item.family != before.family)
        if before.family == "number" and item.family == "letter":
            return False
        if item.indent < before.indent:
            return True
        if item.family == before.family:
            return True
        outer = any(other.family == item.family and other is not before for other in self.stack)
        nests = opens or (before.family == "number" and item.family in {"letter", "bullet", "dash"})
        return outer or not nests

    def finish(self) -> None:
        if self.open is not None:
            self.done.append(self.open)
            self.open = None

    def finished(self) -> list[_Open]:
        self.finish()
        return self.done


def _may_head(text: str) -> bool:
    """Whether a line looks like a heading at all: «definitionen.» is the end of a sentence."""
    return not text[0].islower() and not text.endswith(".")


def _heading_with_text(bare: str) -> tuple[str, str] | None:
    """«Giltighetstid: Tillståndet gäller …» as heading and text; only for headings spelled right."""
    match = _ENUMERATED_HEADING_GAP.match(bare)
    if match is None:
        return None
    known = known_heading(match["heading"])
    if known is None or known.typed_as is not None or known.role in {"other", "scope", "period", "annex"}:
        return None
    return match["heading"], match["rest"]


def _block(opened: _Open) -> Block:
    text = " ".join(opened.text.split(" ")).strip()
    text = re.sub(r" {2,}", " ", text)
    # A heading may have been broken over two lines and is known only when whole.
    known = known_heading(text) if opened.kind != "item" and _may_head(text) else None
    kind: Kind = "heading" if known is not None else opened.kind
    return Block(kind, text, tuple(opened.lines), opened.level, opened.marker, known, opened.doubt, opened.depth)


_UNMARKED = "Punkterna saknar punkttecken på sidan; de är lästa som en lista eftersom raden före slutar med kolon."
_UNINDENTED = "Indraget saknas på sidan; punkten är lagd under den föregående eftersom den slutar med kolon."


def _with_unmarked_items(found: list[Block]) -> list[Block]:
    """Lists whose marks or indents were lost on the way, read as lists all the same, with a doubt."""
    result: list[Block] = []
    index = 0
    while index < len(found):
        block = found[index]
        result.append(block)
        index += 1
        if block.kind == "paragraph" and block.text.endswith(":"):
            run = _unmarked_run(found, index)
            result += [replace(item, kind="item", doubt=_UNMARKED) for item in run]
            index += len(run)
    return _indented(result)


def _unmarked_run(found: list[Block], start: int) -> list[Block]:
    """Two or more short unfinished lines after a colon; a full sentence or another colon ends the run."""
    run: list[Block] = []
    for block in found[start:]:
        if block.kind != "paragraph" or len(block.text) > 160 or block.text.endswith(":") or "@" in block.text:
            break
        run.append(block)
        if block.text.endswith("."):
            break
    sentences = sum(1 for block in run if block.text.endswith(".") and block.text[:1].isupper())
    return run if len(run) >= 2 and sentences <= 1 else []


def _indented(found: list[Block]) -> list[Block]:
    """After «Med … avses personer med:» come small letters at the same indent: they stand inside it."""
    result: list[Block] = []
    parent: Block | None = None
    for block in found:
        if block.kind != "item":
            parent = None
        elif parent is not None and block.level == parent.level and _is_child(block, parent):
            result.append(replace(block, level=parent.level + 1, doubt=block.doubt or _UNINDENTED))
            continue
        elif block.text.endswith(":"):
            parent = block
        elif parent is not None and block.level <= parent.level:
            parent = None
        result.append(block)
    # A parent that got real children by indent keeps them as they are.
    return result


def _is_child(block: Block, parent: Block) -> bool:
    return block.text[:1].islower() and parent.text[:1].isupper()
