"""What pictures are drawn with, in colour and in grey.

What must be told apart differs in shape, pattern or stroke too: a picture is often printed in black, and not everybody
sees colours. Grey is for paper.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nhv.pictures.svg import element, path

HATCH_APART = 7.0


@dataclass(frozen=True)
class Inks:
    """Colours as #rrggbb: behind all, of surfaces plain and lifted, of lines, of text and marks, of quieter text."""

    background: str
    plain: str
    lifted: str
    line: str
    ink: str
    quiet: str


COLOUR = Inks(background="#ffffff", plain="#dde8ea", lifted="#b3d2d9", line="#4f8492", ink="#0b4a5e", quiet="#4a5a63")
GREY = Inks(background="#ffffff", plain="#ececec", lifted="#d0d0d0", line="#7a7a7a", ink="#1c1c1c", quiet="#555555")


def hatch(key: str, inks: Inks, *, ground: str = "", line: str = "") -> Element:
    """A surface (lifted, unless it is told) with slanting lines, for `hatched` to fill with, of the picture's key."""
    middle = HATCH_APART / 2
    return element(
        "pattern",
        element("rect", width=HATCH_APART, height=HATCH_APART, fill=ground or inks.lifted),
        element("path", d=path((middle, -1), (middle, HATCH_APART + 1)), stroke=line or inks.line, stroke_width=2),
        id=f"{key}-hatch",
        width=HATCH_APART,
        height=HATCH_APART,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def hatched(key: str) -> str:
    """The value of `fill` that hatches, where `hatch` of the same key stands in the picture."""
    return f"url(#{key}-hatch)"
