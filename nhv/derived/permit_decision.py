"""The decision that one applicant gets, as a text: what is decided, on which conditions, why, and about appeal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nhv.language.dates import date_in_words
from nhv.specification.motion import ForApplicant, Outcome
from nhv.specification.writing import Bullets, Facts, Heading, Paragraph, Writing

DECIDES: Final[dict[Outcome, str]] = {
    Outcome.GRANT: "Nämnden beviljar {who} tillstånd.",
    Outcome.PART: "Nämnden beviljar {who} tillstånd till en del.",
    Outcome.REFUSE: "Nämnden avslår ansökan från {who}.",
}


@dataclass(frozen=True)
class Paper:
    """What the decision's paper is made of. `paragraph` is its place in the minutes, `left_out` the sub-permits that a
    part does not hold, `together`, `changes` and `dissents` sentences."""

    area: str
    applicant: str
    one: ForApplicant
    sub_permits: tuple[str, ...]
    left_out: tuple[str, ...]
    conditions: tuple[str, ...]
    reasons: str
    day: str
    deciders: tuple[str, ...]
    presenter: str
    present: tuple[str, ...]
    appeal: str
    paragraph: str
    record_number: str = ""
    dissents: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


def permit_decision(paper: Paper) -> Writing:
    """The paper. It holds day, content, deciders, presenter and others present (31 §) and the reasons (32 §)."""
    granted = paper.one.outcome != Outcome.REFUSE
    number = (("Paragraf", paper.paragraph), *_number(paper.record_number))
    start = (("Gäller från och med", date_in_words(paper.one.valid_from)),) if paper.one.valid_from else ()
    return Writing(
        title=f"Beslut om tillstånd: {paper.area}",
        subject=paper.applicant,
        blocks=(
            Facts(pairs=(("Sökande", paper.applicant), ("Beslutsdag", paper.day), *number, *start)),
            Heading(level=2, text="Beslut"),
            Paragraph(text=DECIDES[paper.one.outcome].format(who=paper.applicant), tone="lead"),
            *_list("Undertillstånd", paper.sub_permits if granted else ()),
            *_list("Undertillstånd som inte ingår", paper.left_out),
            *_list("Samverkan", paper.together if granted else ()),
            *_list("Villkor", paper.conditions if granted else ()),
            *_list("Villkor som nämnden har ändrat", paper.changes if granted else ()),
            Heading(level=2, text="Skäl"),
            Paragraph(text=paper.one.why),
            Paragraph(text=paper.reasons),
            *_list("De som beslutade", paper.deciders),
            Facts(pairs=(("Föredragande", paper.presenter),)),
            *_list("Andra som var med", paper.present),
            *_list("Avvikande meningar", paper.dissents),
            Heading(level=2, text="Överklagande"),
            Paragraph(text=paper.appeal),
        ),
    )


def _number(record_number: str) -> tuple[tuple[str, str], ...]:
    return (("Diarienummer", record_number),) if record_number else ()


def _list(heading: str, items: Sequence[str]) -> tuple[Heading | Bullets, ...]:
    return (Heading(level=2, text=heading), Bullets(items=tuple(items))) if items else ()
