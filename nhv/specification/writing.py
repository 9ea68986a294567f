"""A text to be published: headings, paragraphs, lists and tables, and nothing of how they look.

What follows from an area as prose (a call, a printed application) is written once as this; the page, the tagged PDF and
the Word file are three ways to show it.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from nhv.specification.parts import Frozen, Short, Text, many

MOST_DRAWN = 200_000  # characters of a picture
DEEPEST: Final = 6


class Heading(Frozen):
    """`level` 2–6; the title of the whole is level 1. The lowest two are for a text that stands within another."""

    block: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=2, le=DEEPEST)]
    text: Text


class Paragraph(Frozen):
    """Plain prose. `lead` marks an introduction, `note` something said beside the text."""

    block: Literal["paragraph"] = "paragraph"
    text: Text
    tone: Literal["plain", "lead", "note"] = "plain"


class Bullets(Frozen):
    """A list, numbered or not."""

    block: Literal["bullets"] = "bullets"
    items: tuple[Text, ...] = many(min_length=1)
    numbered: bool = False


class Table(Frozen):
    """A table with a caption and a row of column headings; the first cell of each row is the row's heading.

    Each row has as many cells as there are headings; an empty cell is the empty text.
    """

    block: Literal["table"] = "table"
    caption: Text
    head: tuple[Short, ...] = many(min_length=1)
    rows: Annotated[tuple[tuple[str, ...], ...], Field(max_length=20_000)] = ()


class Facts(Frozen):
    """Pairs of a word and what it is: «Sista dag»: «14 november 2025»."""

    block: Literal["facts"] = "facts"
    pairs: tuple[tuple[Short, Text], ...] = many(min_length=1)


class Drawing(Frozen):
    """A picture that the program itself has drawn, as SVG. What it says in words stands for it where none can be shown,
    and a table of what it shows follows it."""

    block: Literal["drawing"] = "drawing"
    svg: Annotated[str, Field(max_length=MOST_DRAWN, pattern="^<svg ")]
    said: Text


Block = Annotated[Heading | Paragraph | Bullets | Table | Facts | Drawing, Field(discriminator="block")]


class Writing(Frozen):
    """The whole text, with what a reader's program wants to know about it."""

    title: Text
    language: Literal["sv", "en"] = "sv"
    subject: Text | None = None
    blocks: Annotated[tuple[Block, ...], Field(max_length=20_000)] = ()


def under(blocks: Iterable[Block], deeper: int) -> Iterator[Block]:
    """The blocks of a text that stands within another, its headings so much deeper."""
    for block in blocks:
        if isinstance(block, Heading):
            yield Heading(level=min(DEEPEST, block.level + deeper), text=block.text)
        else:
            yield block
