"""What a page hides and strikes: by attribute, by style, and by the simple rules of its own style sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import cssselect2
import tinycss2
from lxml import html

from nhv.files.web.colours import ground, ground_of_page, ink, is_same, is_unseen
from nhv.files.written import HIDDEN, STRUCK

MOST_RULES = 400
_LONGEST_SHEET = 400_000
# With more elements than this the rules of the page's own sheets are not looked at, only styles and attributes.
_MOST_ELEMENTS = 20_000

_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|!|$)"
    r"|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:left|text-indent|top)\s*:\s*-\d{4,}"
    r"|(?:^|;)\s*(?:max-)?height\s*:\s*0(?:px|em)?\s*(?:;|!|$)(?=[^}]*overflow\s*:\s*hidden)"
    r"|overflow\s*:\s*hidden[^}]*;\s*(?:max-)?height\s*:\s*0(?:px|em)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_STRIKES = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
# A length moves as well as a word does, and so does a place beside the line; a step of a pixel or two is only looks.
_LENGTH = r"(?![0-2]?(?:\.\d+)?px|0+(?:\.0*)?[a-z%])\d*\.?\d+(?:px|pt|em|rem|ex|%)"
_MOVES = re.compile(
    rf"vertical-align\s*:\s*(?:(?P<up>super|text-top|{_LENGTH})|(?P<down>sub\b|-{_LENGTH}))"
    r"|position\s*:\s*relative\b.*?(?:(?P<raised>top\s*:\s*-|bottom\s*:\s*(?!-))"
    rf"|(?P<sunk>top\s*:\s*(?!-)|bottom\s*:\s*-)){_LENGTH}",
    re.IGNORECASE | re.DOTALL,
)
_RAISED, _LOWERED = "sup", "sub"
_STRUCK_TAGS = {"s", "strike", "del"}
_HIDDEN_TAGS = {"template", "noscript"}
_HIDDEN_CLASSES = {"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "d-none", "hidden"}
# What people call the marks of notes, whose look is said in a sheet somewhere else.
_MARKS = re.compile(r"(?:^|[\s_-])(?:fotnot|footnote|noteref|fnref|fn|superscript|sup)(?:[\s_-]|$)", re.IGNORECASE)
_FOLDED = re.compile(r"accordion|dragspel|collaps|expand|\bpanel|tabpanel|toggle", re.IGNORECASE)


_GENERATED = re.compile(r"""["']([^"']*[^\W\d_][^"']*)["']""")
_COLOURS = ("color", "background-color", "background")
_FONTS = ("font-family", "font")
# What stands before the families where a font is said in one line: its size, and perhaps the height of the line.
_SIZE_BEFORE = re.compile(r"^.*?(?:[\d.]+(?:pt|px|em|rem|ex|%)|\b(?:small|medium|large)\b)(?:/\S+)?\s+", re.DOTALL)


@dataclass
class _Sheet:
    """What the page's own sheets say of one element."""

    places: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    generated: list[str] = field(default_factory=list)


_NOTHING = _Sheet()


class Looks:
    """Which elements of one page are hidden or struck."""

    def __init__(self, root: html.HtmlElement, panels: frozenset[str] = frozenset()) -> None:
        """`panels` are the ids of what tabs show."""
        self._controlled = panels | {
            name for one in root.iter() if isinstance(one.tag, str) for name in (one.get("aria-controls") or "").split()
        }
        self._by_sheet = _by_sheet(root)
        self._ground = ground_of_page(root)

    def apart(self, element: html.HtmlElement) -> str:
        """The named place of what is hidden or struck here; nothing when it is seen as text."""
        if self._is_hidden(element):
            return "" if self.is_folded(element) else HIDDEN
        style = _last(element.get("style") or "")
        struck = element.tag in _STRUCK_TAGS or (element.get("role") or "").lower() == "deletion"
        struck = struck or _STRIKES.search(style) or STRUCK in self._sheet(element).places
        return STRUCK if struck else ""

    def _is_hidden(self, element: html.HtmlElement) -> bool:
        if element.tag in _HIDDEN_TAGS or element.get("hidden") is not None:
            return True
        if element.tag == "dialog" and element.get("open") is None:
            return True
        if element.tag == "input" and (element.get("type") or "").lower() == "hidden":
            return True
        classes = set((element.get("class") or "").split())
        return bool(
            _HIDES.search(_last(element.get("style") or ""))
            or classes & _HIDDEN_CLASSES
            or HIDDEN in self._sheet(element).places
            or self._is_pale(element)
        )

    def _is_pale(self, element: html.HtmlElement) -> bool:
        """Whether the words have the colour of what is beneath them, and none in them another."""
        said = self._said(element)
        colour = ink(said)
        if colour is None:
            return False
        beneath = next((found for one in _upwards(element) if (found := ground(self._said(one)))), self._ground)
        alike = is_unseen(said) or is_same(colour, beneath)
        return alike and all(ink(self._said(one)) is None for one in element.iterdescendants(tag=html.etree.Element))

    def _said(self, element: html.HtmlElement) -> dict[str, str]:
        return self._sheet(element).said | _declared(element.get("style") or "")

    def font(self, element: html.HtmlElement) -> str:
        """The first font that is said for an element itself; nothing when it has that of what is around it."""
        said = self._said(element)
        families = said.get("font-family") or _SIZE_BEFORE.sub("", said.get("font") or "") or element.get("face") or ""
        return families.partition(",")[0].partition("!")[0].strip().strip("\"'")

    def _sheet(self, element: html.HtmlElement) -> _Sheet:
        return self._by_sheet.get(element, _NOTHING)

    def generated(self, element: html.HtmlElement) -> list[str]:
        """Words that a style sheet writes before or after an element."""
        return self._sheet(element).generated

    def moved(self, element: html.HtmlElement) -> str:
        """«sup» or «sub» when a style raises or lowers what stands in the line here."""
        if _MARKS.search(element.get("class") or "") and (element.text or "").strip().isdecimal() and not len(element):
            return _RAISED
        found = _MOVES.search(_last(element.get("style") or ""))
        places = {_moved(found)} if found else self._sheet(element).places
        return next((move for move in (_RAISED, _LOWERED) if move in places), "")

    def is_folded(self, element: html.HtmlElement) -> bool:
        """Whether a press on the page unfolds what is hidden now: then it is text like any other."""
        if element.get("id") in self._controlled or element.get("role") == "tabpanel":
            return True
        return element.tag not in _HIDDEN_TAGS and bool(_FOLDED.search(element.get("class") or ""))


def _upwards(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield element
    yield from element.iterancestors()


def _by_sheet(root: html.HtmlElement) -> dict[html.HtmlElement, _Sheet]:
    """What the page's own style sheets hide, strike, colour and write."""
    matcher = cssselect2.Matcher()
    found: dict[html.HtmlElement, _Sheet] = {}
    rules = 0
    for selector, said in _rules(root):
        matcher.add_selector(selector, said)
        rules += 1
        if rules >= MOST_RULES:
            break
    elements = sum(1 for _ in root.iter()) if rules else 0
    if not rules or elements > _MOST_ELEMENTS:
        return found
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        for *_, pseudo, said in matcher.match(wrapped):
            _add(found.setdefault(wrapped.etree_element, _Sheet()), pseudo, said)
    return found


def _add(sheet: _Sheet, pseudo: str | None, said: str) -> None:
    if pseudo in ("before", "after"):
        sheet.generated += [text.strip() for text in _GENERATED.findall(_declared(said).get("content", ""))]
    elif pseudo is None:
        sheet.places |= {place} if (place := _place_of(said)) else set()
        sheet.said |= {name: value for name, value in _declared(said).items() if name in {*_COLOURS, *_FONTS}}


def _rules(root: html.HtmlElement) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, str]]:
    for sheet in root.iter("style"):
        for rule in _shown_on_screens(
            tinycss2.parse_stylesheet((sheet.text or "")[:_LONGEST_SHEET], skip_comments=True, skip_whitespace=True)
        ):
            said = _last(tinycss2.serialize(rule.content))
            if not (_place_of(said) or {*_COLOURS, *_FONTS, "content"} & _declared(said).keys()):
                continue
            try:
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    if not selector.never_matches:
                        yield selector, said
            except cssselect2.SelectorError:
                continue


def _shown_on_screens(rules: list[Any]) -> Iterator[Any]:
    """The rules that hold where people read: also those for screens alone, not those for print."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
            media = tinycss2.serialize(rule.prelude).strip().casefold()
            if media in ("", "all", "screen", "only screen"):
                yield from _shown_on_screens(tinycss2.parse_rule_list(rule.content, True, True))


def _place_of(said: str) -> str:
    if _HIDES.search(said):
        return HIDDEN
    if _STRIKES.search(said):
        return STRUCK
    found = _MOVES.search(said)
    return _moved(found) if found else ""


def _moved(found: re.Match[str]) -> str:
    return _RAISED if found["up"] or found["raised"] else _LOWERED


def _last(style: str) -> str:
    """The declarations of a style: of one that stands twice the last holds."""
    return ";".join(f"{name}:{value}" for name, value in _declared(style).items())


def _declared(style: str) -> dict[str, str]:
    said = [declaration.partition(":") for declaration in style.split(";") if ":" in declaration]
    return {name.strip().casefold(): value for name, _colon, value in said}
