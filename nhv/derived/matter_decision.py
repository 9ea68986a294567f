"""The decision that a permit's holder gets on a matter in the permit's life, as a text: what is decided, why, what the
holder has said, and about appeal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Writing


@dataclass(frozen=True)
class MatterPaper:
    """What the paper is made of. `decided` are sentences; `replied` the holder's own words, by the day they came."""

    title: str
    holder: str
    unit: str
    ground: str
    decided: tuple[str, ...]
    reasons: str
    replied: tuple[tuple[str, str], ...]
    day: str
    paragraph: str
    record_number: str
    deciders: tuple[str, ...]
    presenter: str
    present: tuple[str, ...]
    dissents: tuple[str, ...]
    appeal: str


def matter_decision(paper: MatterPaper) -> Writing:
    """The paper. It holds day, content, deciders, presenter and others present (SFS 2017:900, 31 §), reasons (32 §)."""
    ground = (("Grund", paper.ground),) if paper.ground else ()
    number = (("Diarienummer", paper.record_number),) if paper.record_number else ()
    where = (("Beslutsdag", paper.day), ("Paragraf", paper.paragraph), *number)
    facts = (("Innehavare", paper.holder), ("Enhet", paper.unit), *where, *ground)
    return Writing(
        title=f"Beslut: {paper.title}",
        subject=paper.holder,
        blocks=(
            Facts(pairs=facts),
            Heading(level=2, text="Beslut"),
            Bullets(items=paper.decided),
            Heading(level=2, text="Skäl"),
            Paragraph(text=paper.reasons),
            *_replied(paper.replied),
            *_list("De som beslutade", paper.deciders),
            Facts(pairs=(("Föredragande", paper.presenter),)),
            *_list("Andra som var med", paper.present),
            *_list("Avvikande meningar", paper.dissents),
            Heading(level=2, text="Överklagande"),
            Paragraph(text=paper.appeal),
        ),
    )


def _replied(replied: Sequence[tuple[str, str]]) -> Iterator[Block]:
    yield Heading(level=2, text="Innehavarens yttrande")
    if not replied:
        yield Paragraph(text="Innehavaren har inte yttrat sig.")
    for day, words in replied:
        yield Paragraph(text=f"{day}: {words}")


def _list(heading: str, items: Sequence[str]) -> tuple[Block, ...]:
    return (Heading(level=2, text=heading), Bullets(items=tuple(items))) if items else ()
