"""The preparatory group's opinion to the board as a text: for the patient first, what it means for the system after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nhv.language.dates import date_in_words
from nhv.specification.motion import OUTCOMES
from nhv.specification.writing import Block, Facts, Heading, Paragraph, Writing


@dataclass(frozen=True)
class Said:
    """What the group says of an applicant (by name), or of the whole (no name)."""

    name: str
    patient: str
    system: str = ""
    outcome: str = ""


def permit_opinion(
    title: str,
    *,
    group: str,
    whole: Said,
    applicants: Sequence[Said],
    dissent: str,
    placement: tuple[str, str] | None,
    day: date,
) -> Writing:
    """The whole opinion. `placement` is what the comparison of placements is called, and its
    checksum, if there is one."""
    seen = (
        (("Jämförelse av placeringar", placement[0]), ("Jämförelsens kontrollsumma", placement[1])) if placement else ()
    )
    return Writing(
        title=f"Yttrande till nämnden: {title}",
        subject=f"{group}s yttrande inför nämndens beslut",
        blocks=(
            Facts(pairs=(("Avgivet av", group), ("Dag", date_in_words(day)), *seen)),
            *_two("Som helhet", whole),
            *(block for one in applicants for block in _two(one.name, one)),
            *((Heading(level=2, text="Avvikande mening"), Paragraph(text=dissent)) if dissent else ()),
        ),
    )


def _two(heading: str, said: Said) -> Iterator[Block]:
    yield Heading(level=2, text=heading)
    if said.outcome:
        yield Paragraph(text=f"Gruppen föreslår {OUTCOMES[said.outcome]}.", tone="lead")
    yield from _under("Patientens bästa", said.patient)
    yield from _under("Vad det betyder för annan vård", said.system)


def _under(heading: str, text: str) -> Iterable[Block]:
    return (Heading(level=3, text=heading), Paragraph(text=text)) if text else ()
