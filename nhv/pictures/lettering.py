"""Text in pictures: broken into lines that fit, whatever plain font the reader's program has."""

from textwrap import wrap
from xml.etree.ElementTree import Element

from nhv.pictures.svg import element

LINE = 1.3  # from one line to the next, in sizes
# In sizes: as wide as a letter is on the average in the widest of the usual fonts, and bold ones somewhat wider.
_LETTER, _BOLD_LETTER = 0.6, 0.66


def lines(text: str, *, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `width`; a word that is wider by itself is broken."""
    letters = max(1, int(width / (size * (_BOLD_LETTER if bold else _LETTER))))
    return tuple(wrap(text, letters, break_on_hyphens=False)) or ("",)


def width_of(text: str, size: float) -> float:
    """How wide a line of plain text may be."""
    return len(text) * size * _LETTER


def lettered(
    text: tuple[str, ...],
    *,
    x: float,
    y: float,
    size: float,
    fill: str | None,
    bold: bool = False,
    anchor: str = "start",
) -> list[Element]:
    """Lines of text, each an element, from the base line `y` of the first and downwards.

    Without `fill` they stand in a group that says both their colour and their size.
    """
    # What is not said is plain, and begins at `x`: a page of pictures has hundreds of words.
    said: dict[str, str | float] = {} if fill is None else {"font_size": size, "fill": fill}
    said |= ({"font_weight": "bold"} if bold else {}) | ({"text_anchor": anchor} if anchor != "start" else {})
    return [element("text", line, x=x, y=y + number * size * LINE, **said) for number, line in enumerate(text)]
