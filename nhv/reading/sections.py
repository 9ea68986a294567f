"""Blocks → sections under the headings of the layouts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nhv.reading.headings import Role
from nhv.reading.layout import Block
from nhv.reading.tracing import Ledger
from nhv.reading.wording import answer_in, has_verb


@dataclass
class Section:
    """A known heading and the blocks up to the next one. `part` is the letter of a part that begins here."""

    role: Role
    heading: Block
    blocks: list[Block] = field(default_factory=list)
    part: str = ""


def divide(found: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """The blocks before the first known heading, and the sections after it."""
    head: list[Block] = []
    sections: list[Section] = []
    for block in found:
        if block.known is not None and block.kind == "heading" and sections and _is_inside(block, sections):
            sections[-1].blocks.append(replace(block, known=None))
        elif block.known is not None and block.kind == "heading":
            sections.append(Section(block.known.role, block))
        elif sections:
            sections[-1].blocks.append(block)
        else:
            head.append(block)
    return head, sections


def _is_inside(block: Block, sections: Sequence[Section]) -> bool:
    """Whether a heading such as «Uppföljning» heads a group of the definition: it is a level below that of the part."""
    if block.known is None or block.known.role not in _MAY_BE_GROUPS or sections[-1].role not in _OF_DEFINITION:
        return False
    around = next((one.heading.depth for one in reversed(sections) if one.heading.depth), 0)
    return block.depth > around > 0


_OF_DEFINITION: frozenset[Role] = frozenset({"definition", "scope"})
_MAY_BE_GROUPS: frozenset[Role] = frozenset({"follow_up", "other", "background"})


def place_headings(sections: Iterable[Section], ledger: Ledger) -> None:
    """Every known heading is a named place of its own; a mistyped one is a doubt."""
    for section in sections:
        known = section.heading.known
        ledger.elsewhere(section.heading, f"Rubrik «{section.heading.text.rstrip(' :')}»")
        if known is not None and known.typed_as is not None:
            ledger.doubt("", f"Rubriken «{section.heading.text.rstrip(' :')}» är läst som «{known.typed_as}».")


def blocks_of(sections: Iterable[Section], *roles: Role) -> list[Block]:
    """All blocks of the sections with these roles, in order."""
    return [block for section in sections if section.role in roles for block in section.blocks]


def without_repeats(found: Iterable[Block], ledger: Ledger) -> list[Block]:
    """The blocks without those that repeat an earlier one word by word; a short list item may recur."""
    seen: dict[str, int] = {}
    kept: list[Block] = []
    for block in found:
        plain = "".join(block.text.casefold().split())
        if len(plain) > 40 and plain in seen and block.kind != "heading":
            ledger.elsewhere(block, f"Upprepning av rad {seen[plain]}")
            continue
        seen.setdefault(plain, block.lines[0])
        kept.append(block)
    return kept


_LETTERED = re.compile(r"^[A-H][).]\s+[A-ZÅÄÖ]")


def is_lettered(text: str) -> bool:
    """«A) …», «B. …»: a part of the definition with limits of its own."""
    return bool(_LETTERED.match(text))


def with_lettered_parts(sections: Sequence[Section]) -> list[Section]:
    """The sections with each lettered part of the definition as a section of its own, wherever it stands."""
    letters = [block for section in sections for block in section.blocks if is_lettered(block.text)]
    if [block.text[0] for block in letters] != list("ABCDEFGH"[: len(letters)]) or len(letters) < 2:
        return list(sections)
    found: list[Section] = []
    for section in sections:
        found.append(replace(section, blocks=[]))
        for block in section.blocks:
            if is_lettered(block.text):
                heading = replace(block, kind="heading", known=None, text=block.text.rstrip(" :"))
                found.append(Section("scope", heading, [heading], part=block.text[0]))
            else:
                found[-1].blocks.append(block)
    return found


# «BMI = 35»: an equation on a line of its own heads nothing.
_FORMULA = re.compile("[=<>≤≥≈√]")


def is_group_heading(block: Block, following: Block | None) -> bool:
    """Whether a block heads a group of the text: the file says so, or it is short, unfinished and without a verb."""
    if block.kind == "heading":
        return block.known is None
    if block.kind != "paragraph" or following is None or not block.text[:1].isupper():
        return False
    text = block.text
    if _FORMULA.search(text):
        return False
    if "\t" in text and not _heads_columns(text):
        return False
    if text.endswith(":"):
        return len(text) <= 110 and following.kind == "item" and not has_verb(text)
    return len(text) <= 80 and not text.endswith((".", ";", ",", "!", "?", ")")) and not has_verb(text)


def _heads_columns(row: str) -> bool:
    """Whether a row of a table says what its columns hold («Vård», «Ålder»), and not what one line of it says."""
    cells = row.split("\t")
    return all(len(cell.split()) <= 2 and not any(map(str.isdigit, cell)) for cell in cells) and not any(
        answer_in(cell) is not None or not any(map(str.isalnum, cell)) for cell in cells
    )
