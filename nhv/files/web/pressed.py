"""What is pressed on a page: a button that unfolds text heads it, a tab heads what it shows, others are no text."""

import re

from lxml import html

BUTTON = "Knapp på sidan"

_HEADS = {f"h{level}" for level in range(1, 7)}
# «Visa avgränsningar» says what the button does. Whether it also names a part of the page is for the reader to judge.
_ORDER = re.compile(
    r"(?:visa|dölj|göm|läs|öppna|stäng|fäll|expandera|skriv ut|dela|kopiera|ladda|lyssna|mer|gå till|till|sök|skicka"
    r"|spara|rensa|show|hide|read|open|close|print|share)\b",
    re.IGNORECASE,
)


class Pressed:
    """The buttons and tabs of one page, and what they unfold."""

    def __init__(self, root: html.HtmlElement) -> None:
        known = {one.get("id") for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
        self._labels: dict[str, str] = {}
        for tab in root.xpath("//*[@role='tab']"):
            name = (tab.get("aria-controls") or (tab.get("href") or "").removeprefix("#")).strip()
            if name in known and (label := _words(tab)):
                self._labels.setdefault(name, label)
        self._said: set[str] = set()

    @property
    def panels(self) -> frozenset[str]:
        """The ids of what tabs show."""
        return frozenset(self._labels)

    def label(self, element: html.HtmlElement) -> str:
        """What the tab that shows this is called; nothing where it begins with the same words, or has been told."""
        label = self._labels.get(element.get("id") or "", "")
        if not label or label in self._said or _words(element).startswith(label):
            return ""
        self._said.add(label)
        return label

    def is_said_later(self, element: html.HtmlElement) -> bool:
        """Whether it is a tab, whose words are said where its text is."""
        return element.get("role") == "tab" and _words(element) in self._labels.values()

    @staticmethod
    def is_button(element: html.HtmlElement) -> bool:
        """Whether it is there to be pressed."""
        return element.tag in {"button", "summary"} or (element.get("role") or "").lower() in {"button", "tab"}

    @staticmethod
    def heads(element: html.HtmlElement) -> bool:
        """Whether its words head the text that it unfolds, as «Barn» does and «Visa mer» does not."""
        unfolds = element.tag == "summary" or (element.get("role") or "").lower() == "tab"
        unfolds = unfolds or any(element.get(name) is not None for name in ("aria-controls", "aria-expanded"))
        unfolds = unfolds or any(around.tag in _HEADS for around in element.iterancestors())
        return unfolds and not _ORDER.match(_words(element))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
