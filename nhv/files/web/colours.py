"""Words in the colour of the page beneath them, which nobody sees."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import html
from tinycss2.color4 import parse_color

_WHITE = (1.0, 1.0, 1.0)
# So little between two colours is seen by nobody.
_NEAR = 0.02
_PICTURE = re.compile(r"url\(|gradient\(", re.IGNORECASE)
_WORDS = re.compile(r"[^\s(]+(?:\([^)]*\))?")

Colour = tuple[float, float, float]
UNKNOWN: Colour = (-1.0, -1.0, -1.0)


def ink(said: Mapping[str, str]) -> Colour | None:
    """The colour that a style gives to words; `UNKNOWN` for what cannot be told, none when it says nothing."""
    return _colour(said["color"]) if "color" in said else None


def is_unseen(said: Mapping[str, str]) -> bool:
    """Whether a style makes the words wholly transparent."""
    found: Any = parse_color(said.get("color", ""))
    return found is not None and found != "currentcolor" and found.alpha == 0


def ground(said: Mapping[str, str]) -> Colour | None:
    """The colour that a style lays beneath words, in the same way."""
    laid = said.get("background-color") or said.get("background")
    if laid is None:
        return None
    if _PICTURE.search(laid):
        return UNKNOWN
    # «none» and «transparent» let what is beneath be seen.
    return next((one for word in _WORDS.findall(laid) if (one := _colour(word)) != UNKNOWN), None)


def is_same(one: Colour, other: Colour) -> bool:
    """Whether nobody can tell the two apart."""
    return UNKNOWN not in (one, other) and all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def ground_of_page(root: html.HtmlElement) -> Colour:
    """White, unless sheets that are not in the file may say otherwise."""
    outside = any("stylesheet" in (link.get("rel") or "").casefold() for link in root.iter("link"))
    return UNKNOWN if outside else _WHITE


def _colour(text: str) -> Colour:
    found: Any = parse_color(text.replace("!important", "").strip())
    if found is None or found == "currentcolor" or found.alpha < 1:
        return UNKNOWN
    red, green, blue = found.to("srgb").coordinates
    return float(red), float(green), float(blue)
