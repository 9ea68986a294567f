"""The opinion on system effects as a text: first what the group finds as a whole, then hospital by hospital, in words.

Nothing is added up and no hospital is ranked. What nobody has said of a hospital is not there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nhv.language.dates import date_in_words
from nhv.language.order import swedish_order
from nhv.rules.effects import Effect, EffectHeading
from nhv.specification.writing import Block, Facts, Heading, Paragraph, Table, Writing

HEADINGS: Mapping[str, str] = {
    EffectHeading.EMERGENCY_CARE: "Akutsjukvård",
    EffectHeading.PATIENT_TRANSPORTS: "Patienttransporter",
    EffectHeading.EDUCATION: "Utbildning",
    EffectHeading.RESEARCH: "Forskning",
}
EFFECTS: Mapping[str, str] = {
    Effect.UNAFFECTED: "opåverkad",
    Effect.STRAINED: "ansträngd",
    Effect.AT_RISK: "hotad",
    Effect.LOST: "förlorad",
}


@dataclass(frozen=True)
class Line:
    """One function at one hospital: how it would fare, and why."""

    hospital: str
    heading: str
    function: str
    effect: str
    why: str


def opinion_text(
    title: str, *, group: str, text: str, overall: str, lines: Sequence[Line], dissent: str, day: date
) -> Writing:
    """The whole opinion. `text` says which frozen text it is about."""
    return Writing(
        title=f"Yttrande om systemeffekter: {title}",
        subject=f"{group}s yttrande inför Socialstyrelsens beslut",
        blocks=(
            Facts(pairs=(("Avgivet av", group), ("Dag", date_in_words(day)), ("Gäller texten", text))),
            Heading(level=2, text="Samlad bedömning"),
            Paragraph(text=overall),
            *_hospitals(lines),
            *((Heading(level=2, text="Avvikande mening"), Paragraph(text=dissent)) if dissent else ()),
        ),
    )


def _hospitals(lines: Iterable[Line]) -> Iterator[Block]:
    by_hospital: dict[str, list[Line]] = {}
    for line in lines:
        by_hospital.setdefault(line.hospital, []).append(line)
    order = list(HEADINGS)
    for hospital in sorted(by_hospital, key=swedish_order):
        yield Heading(level=2, text=hospital)
        those = sorted(by_hospital[hospital], key=lambda one: (order.index(one.heading), one.function))
        rows = tuple((f"{HEADINGS[one.heading]}: {one.function}", EFFECTS[one.effect], one.why) for one in those)
        yield Table(caption=f"Verkningar vid {hospital}", head=("Funktion", "Bedömning", "Varför"), rows=rows)
