"""The font with a zero that Swedes read as a zero: its own is struck through, and 2026 reads as 2Ø26.

The outline stays; the two halves that the stroke leaves of its counter become one, as wide and as high, at every
weight. A changed font goes by another name: "NHV Sans", under the font's own licence.
"""

from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

NAME = "NHV Sans"
PHANTOMS = 4  # the points that hold a glyph's widths, after those of its outline
NAMES = {1, 3, 4, 6, 16, 25}  # the entries of a font's table of names that say what it is called


def write_plain(source: Path, target: Path) -> None:
    """Writes the font, woff2 as it came. Raises ValueError where a zero is drawn otherwise than is known here."""
    font = TTFont(source, recalcTimestamp=False)
    _make_plain(font, font["glyf"]["zero"], font["gvar"].variations["zero"])
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = NAME if record.nameID != 6 else NAME.replace(" ", "")
    font.save(target)


def _make_plain(font: Any, zero: Any, variations: list[Any]) -> None:
    if zero.numberOfContours != 3 or any(None in variation.coordinates for variation in variations):
        raise ValueError("the font draws its zero otherwise than before: look at it, and at this file")
    outer = zero.endPtsOfContours[0] + 1
    before, after = list(zero.coordinates), _plain(list(zero.coordinates), outer)
    for variation in variations:
        # Each holds how far every point moves at a weight; the widths of the glyph come last.
        moved = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(before, variation.coordinates, strict=False)]
        deltas = [(round(x - x0), round(y - y0)) for (x, y), (x0, y0) in zip(_plain(moved, outer), after, strict=True)]
        variation.coordinates = deltas + list(variation.coordinates[-PHANTOMS:])
    flags = list(zero.flags[:outer])
    zero.coordinates = GlyphCoordinates([(round(x), round(y)) for x, y in after])
    zero.flags = bytearray([*flags, flags[0], *reversed(flags[1:])])
    zero.endPtsOfContours, zero.numberOfContours = [outer - 1, 2 * outer - 1], 2
    zero.recalcBounds(font["glyf"])


def _plain(points: list[Any], outer: int) -> list[tuple[float, float]]:
    """The outer contour, and the same once more, the other way round and as large as the counter."""
    around, counter = points[:outer], points[outer:]
    (left, right), (low, high) = _reach(counter)
    (west, east), (south, north) = _reach(around)
    wide, tall = (right - left) / (east - west), (high - low) / (north - south)
    inner = [(left + (x - west) * wide, low + (y - south) * tall) for x, y in around]
    return [*around, inner[0], *reversed(inner[1:])]


def _reach(points: list[Any]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return (min(xs), max(xs)), (min(ys), max(ys))
