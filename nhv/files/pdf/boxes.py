"""Boxes with a frame that stand beside the text, at the height of its lines."""

from collections.abc import Sequence

from nhv.files.pdf.rows import Drawn, Glyph

# A frame is at least this many of its letters high.
_LOWEST = 2.0
_MOST = 40


def apart_from_boxes(glyphs: Sequence[Glyph], drawn: Sequence[Drawn]) -> tuple[list[Glyph], list[list[Glyph]]]:
    """(the signs of the text, the signs of each box). The frames of a table stand side by side and are no boxes."""
    boxes: list[list[Glyph]] = []
    rest = list(glyphs)
    for frame in _frames(glyphs, drawn):
        inside = [glyph for glyph in rest if _holds(frame, glyph)]
        beside = [glyph for glyph in rest if glyph.text.strip() and _is_beside(frame, glyph)]
        words = [glyph for glyph in inside if glyph.text.strip()]
        if (
            words
            and beside
            and not any(_holds(other, glyph) for other in drawn for glyph in beside[:1] if other != frame)
        ):
            boxes.append(inside)
            taken = set(map(id, inside))
            rest = [glyph for glyph in rest if id(glyph) not in taken]
    return rest, boxes


def _frames(glyphs: Sequence[Glyph], drawn: Sequence[Drawn]) -> list[Drawn]:
    """The least frames first, so that a box in a box is known."""
    size = max((glyph.size for glyph in glyphs), default=0.0)
    high = [one for one in dict.fromkeys(drawn) if one.top - one.bottom >= _LOWEST * min(size, 12.0)]
    return sorted((one for one in high if one.right - one.left > 40), key=lambda one: one.right - one.left)[:_MOST]


def _holds(frame: Drawn, glyph: Glyph) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return frame.left <= middle <= frame.right and frame.bottom <= glyph.base <= frame.top


def _is_beside(frame: Drawn, glyph: Glyph) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return not frame.left <= middle <= frame.right and frame.bottom + 2 <= glyph.base <= frame.top - 2
