"""Notes of a web page: which raised signs are marks, and what on the page each of them points to."""

import re

from lxml import html

from nhv.files.web.looks import Looks
from nhv.files.written import raised

MARK = re.compile(r"^\s*[\[(]?(\d{1,3})[\])]?\s*$")
# What may be a note as a whole. A heading that a number points to is a chapter.
_HOLD_NOTES = {"li", "p", "div", "dd", "aside"}


class NoteLinks:
    """The links of a page whose words are the mark of a note, and what they point to."""

    def __init__(self, root: html.HtmlElement, looks: Looks) -> None:
        links = [one for one in root.iter("a") if _is_mark(one)]
        self._marks = {_target(one): raised(one.text_content().strip()) for one in links if _is_raised(one, looks)}

    def is_mark(self, element: html.HtmlElement) -> bool:
        """Whether the words are a mark: after a word, or before the note that another mark points to."""
        names = {element.get("id"), element.get("name")}
        return element.tag == "a" and _is_mark(element) and (_follows_a_word(element) or bool(names & {*self._marks}))

    def mark_before(self, element: html.HtmlElement) -> str:
        """The mark that points to a note which does not itself say it, as its list does or nothing."""
        mark = self._marks.get(element.get("id") or "", "") if element.tag in _HOLD_NOTES else ""
        return "" if raised(element.text_content().lstrip()[:1]) in mark else mark


def _target(link: html.HtmlElement) -> str:
    return (link.get("href") or "").removeprefix("#")


def _is_mark(link: html.HtmlElement) -> bool:
    return (link.get("href") or "").startswith("#") and bool(MARK.match(link.text_content()))


def _is_raised(link: html.HtmlElement, looks: Looks) -> bool:
    around = [link, *link.iterancestors("sup", "span")]
    return _follows_a_word(link) or any(one.tag == "sup" or looks.moved(one) == "sup" for one in around)


def _follows_a_word(element: html.HtmlElement) -> bool:
    before = element.getprevious()
    text = (before.tail if before is not None else element.getparent().text) or ""
    return bool(text) and not text[-1].isspace()
