"""Everything a member of the board needs at a meeting, as one text to have along: item by item the proposals, the
conditions that they change, the opinion and the comparison it points to, the co-operation that is proposed, what the
applicants say of each condition, and the replies of the heard.

Its headings become the bookmarks of the PDF. What came after the meeting was called is marked where it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing, under

LATE: Final = "kom efter kallelsen"
# So much of an applicant's words on one condition; the whole is in its application.
MOST_WORDS = 1_200
# So much of a member's reason.
MOST_WHY = 600


@dataclass(frozen=True)
class Proposed:
    """A motion: whose, what it says of the applicants in sentences, and which conditions it changes: as they stand,
    what becomes of them, and why."""

    who: str
    sentences: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...] = ()
    late: bool = False


@dataclass(frozen=True)
class Found:
    """What the group's members find of an applicant on one row: how many find what, each with its reason (a few of many
    where they are too many to have along), and whether they differ."""

    counts: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, str, str], ...]
    differs: bool
    left_out: int = 0


@dataclass(frozen=True)
class Applicant:
    """An application in short: facts about it, the applicant's own words by condition, what the group finds by
    condition and heading, and the names of its files."""

    name: str
    facts: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, Found], ...] = ()
    files: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True)
class Paper:
    """Another text that belongs to the item, whole."""

    heading: str
    writing: Writing
    late: bool = False


@dataclass(frozen=True)
class PackItem:
    """One item of the agenda with its material."""

    number: int
    title: str
    presenter: str
    late: bool
    proposed: tuple[Proposed, ...]
    opinion: Paper | None
    applicants: tuple[Applicant, ...]
    replies: tuple[Paper, ...]
    compared: Paper | None = None
    cooperations: tuple[Paper, ...] = ()
    heard: tuple[Paper, ...] = ()


def board_pack(*, board: str, kind: str, when: str, place: str, items: Sequence[PackItem]) -> Writing:
    """The whole, the same for the same items. When it was made, `stamped` says."""
    where = (("Plats", place),) if place else ()
    return Writing(
        title=f"Underlag: {board}, {when}",
        subject="Underlag till nämndens sammanträde",
        blocks=(
            Facts(pairs=(("Sammanträde", kind), ("Tid", when), *where)),
            Paragraph(
                text="Det som har kommit sedan du hämtade underlaget står bara på sammanträdets sida.", tone="note"
            ),
            Heading(level=2, text="Dagordning"),
            *_agenda(items),
            *(block for one in items for block in _item(one)),
        ),
    )


def stamped(pack: Writing, made: str) -> Writing:
    """The same with the moment it was made, among the facts that it begins with."""
    begins, *rest = pack.blocks
    if not isinstance(begins, Facts):
        raise TypeError("a pack begins with facts")
    told = Facts(pairs=(*begins.pairs, ("Underlaget gjordes", made)))
    return pack.model_copy(update={"blocks": (told, *rest)})


def _agenda(items: Sequence[PackItem]) -> Iterator[Block]:
    if not items:
        yield Paragraph(text="Inget ärende står på dagordningen.")
        return
    rows = tuple((f"§ {one.number}", one.title, one.presenter, LATE if one.late else "") for one in items)
    yield Table(caption="Ärenden", head=("Paragraf", "Ärende", "Föredragande", "Anmärkning"), rows=rows)


def _item(one: PackItem) -> Iterator[Block]:
    yield Heading(level=2, text=_marked(f"§ {one.number}. {one.title}", one.late))
    yield Facts(pairs=(("Föredragande", one.presenter),))
    yield Heading(level=3, text="Förslag")
    if not one.proposed:
        yield Paragraph(text="Inget förslag är lagt.")
    for number, each in enumerate(one.proposed, 1):
        yield from _motion(number, each)
    if one.opinion:
        yield from _whole(one.opinion)
    for paper in (*([one.compared] if one.compared else []), *one.cooperations, *one.heard):
        yield from _whole(paper)
    if one.applicants:
        yield Heading(level=3, text="Ansökningarna i korthet")
    for applicant in one.applicants:
        yield from _applicant(applicant)
    yield Heading(level=3, text="Yttranden från dem som har hörts")
    if not one.replies:
        yield Paragraph(text="Inget yttrande har kommit.")
    for reply in one.replies:
        yield from _whole(reply, level=4)


def _motion(number: int, one: Proposed) -> Iterator[Block]:
    yield Heading(level=4, text=_marked(f"Förslag {number}, av {one.who}", one.late))
    yield Bullets(items=one.sentences)
    if one.changes:
        head = ("Villkoret som det står", "Förslaget", "Skäl")
        yield Table(caption=f"Villkor som förslag {number} ändrar", head=head, rows=one.changes)


def _applicant(one: Applicant) -> Iterator[Block]:
    yield Heading(level=4, text=_marked(one.name, one.late))
    yield Facts(pairs=one.facts)
    if one.said:
        rows = tuple((condition, _in_short(words) or "Inte besvarat") for condition, words in one.said)
        yield Table(
            caption=f"Villkoren i den sökandes egna ord: {one.name}", head=("Villkor", "Den sökandes ord"), rows=rows
        )
    if one.found:
        yield Table(
            caption=f"Vad beredningsgruppens medlemmar har funnit: {one.name}",
            head=("Villkor, och det som vägs", "Gruppen", "Skäl"),
            rows=tuple((row, _counts(found), _reasons(found)) for row, found in one.found),
        )
    if one.files:
        yield Paragraph(text="Bilagor, som läses på ansökans sida:")
        yield Bullets(items=one.files)


def _counts(found: Found) -> str:
    """«Olika: uppfyllt 1, delvis 2»."""
    told = ", ".join(f"{words.lower()} {number}" for words, number in found.counts)
    return f"Olika: {told}" if found.differs else told.capitalize() or "Inte bedömt"


def _reasons(found: Found) -> str:
    told = [
        f"{name}, {words.lower()}: {shorten(why, MOST_WHY, placeholder=' …')}" for name, words, why in found.reasons
    ]
    more = [f"och {found.left_out} skäl till"] if found.left_out else []
    return "\n".join((*told, *more)) or "–"


def _whole(one: Paper, level: int = 3) -> Iterator[Block]:
    yield Heading(level=level, text=_marked(one.heading, one.late))
    yield from under(one.writing.blocks, level - 1)


def _marked(heading: str, late: bool) -> str:
    return f"{heading} ({LATE})" if late else heading


def _in_short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else shorten(words, MOST_WORDS, placeholder=" … (hela svaret: se ansökan)")
