"""The same thing written twice in a Word file, for programs that know a newer form of it and for those that do not."""

from collections.abc import Callable

from lxml import etree

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CONTENT = f"{MC}AlternateContent"
_KNOWN_TO_WORD = ("microsoft.com/office/", "openxmlformats.org/", "purl.oclc.org/ooxml/")


def in_order(content: etree._Element) -> list[etree._Element]:
    """The ways it is written, the one that Word shows first."""
    choices = content.findall(f"{MC}Choice")
    known = [one for one in choices if _is_known(one)]
    return [*known, *content.findall(f"{MC}Fallback"), *(one for one in choices if one not in known)]


def _is_known(choice: etree._Element) -> bool:
    names = [choice.nsmap.get(name) or "" for name in choice.get("Requires", "").split()]
    return all(any(known in name for known in _KNOWN_TO_WORD) for name in names)


def said_otherwise(content: etree._Element, shown: etree._Element, text_of: Callable[[etree._Element], str]) -> str:
    """The words of another way it is written, where they are not the words that are shown."""
    words = _letters(text_of(shown))
    others = (text_of(one) for one in in_order(content) if one is not shown)
    return next((" ".join(text.split()) for text in others if _letters(text) not in words), "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
