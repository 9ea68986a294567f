"""What a page hides and strikes: by attribute, by style, and by the simple rules of its own style sheets."""

import re
from collections.abc import Iterator
from typing import Any

import cssselect2
import tinycss2
from lxml import html

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
_MOVES = re.compile(r"vertical-align\s*:\s*(super|sub|text-top)\b", re.IGNORECASE)
_RAISED, _LOWERED = "sup", "sub"
_STRUCK_TAGS = {"s", "strike", "del"}
_HIDDEN_TAGS = {"template", "noscript"}
_HIDDEN_CLASSES = {"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "d-none", "hidden"}
_FOLDED = re.compile(r"accordion|dragspel|collaps|expand|\bpanel|tabpanel|toggle", re.IGNORECASE)


class Looks:
    """Which elements of one page are hidden or struck."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._controlled = {
            name for one in root.iter() if isinstance(one.tag, str) for name in (one.get("aria-controls") or "").split()
        }
        self._by_sheet = _by_sheet(root)

    def apart(self, element: html.HtmlElement) -> str:
        """The named place of what is hidden or struck here; nothing when it is seen as text."""
        if self._is_hidden(element):
            return "" if self.is_folded(element) else HIDDEN
        style = _last(element.get("style") or "")
        struck = element.tag in _STRUCK_TAGS or _STRIKES.search(style) or STRUCK in self._by_sheet.get(element, ())
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
            or HIDDEN in self._by_sheet.get(element, ())
        )

    def moved(self, element: html.HtmlElement) -> str:
        """«sup» or «sub» when a style raises or lowers what stands in the line here."""
        found = _MOVES.search(_last(element.get("style") or ""))
        places = {_moved(found[1])} if found else self._by_sheet.get(element, set())
        return next((move for move in (_RAISED, _LOWERED) if move in places), "")

    def is_folded(self, element: html.HtmlElement) -> bool:
        """Whether a press on the page unfolds what is hidden now: then it is text like any other."""
        if element.get("id") in self._controlled or element.get("role") == "tabpanel":
            return True
        return element.tag not in _HIDDEN_TAGS and bool(_FOLDED.search(element.get("class") or ""))


def _by_sheet(root: html.HtmlElement) -> dict[html.HtmlElement, set[str]]:
    """What the page's own style sheets hide and strike."""
    matcher = cssselect2.Matcher()
    found: dict[html.HtmlElement, set[str]] = {}
    rules = 0
    for selector, place in _rules(root):
        matcher.add_selector(selector, place)
        rules += 1
        if rules >= MOST_RULES:
            break
    elements = sum(1 for _ in root.iter()) if rules else 0
    if not rules or elements > _MOST_ELEMENTS:
        return found
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        places = {place for *_, place in matcher.match(wrapped)}
        if places:
            found[wrapped.etree_element] = places
    return found


def _rules(root: html.HtmlElement) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, str]]:
    for sheet in root.iter("style"):
        for rule in _shown_on_screens(
            tinycss2.parse_stylesheet((sheet.text or "")[:_LONGEST_SHEET], skip_comments=True, skip_whitespace=True)
        ):
            place = _place_of(_last(tinycss2.serialize(rule.content)))
            if not place:
                continue
            try:
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    if selector.pseudo_element is None and not selector.never_matches:
                        yield selector, place
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
    return _moved(found[1]) if found else ""


def _moved(value: str) -> str:
    return _LOWERED if value.casefold() == "sub" else _RAISED


def _last(style: str) -> str:
    """The declarations of a style: of one that stands twice the last holds."""
    said = [declaration.partition(":") for declaration in style.split(";") if ":" in declaration]
    return ";".join(f"{name}:{value}" for name, value in {name.strip().casefold(): v for name, _c, v in said}.items())
