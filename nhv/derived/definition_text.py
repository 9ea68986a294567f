"""The expert group's text whole, and Socialstyrelsen's decision on it, as a text for page, PDF and Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nhv.language.dates import date_in_words
from nhv.specification.area import Area
from nhv.specification.area_in_writing import condition_blocks, definition_blocks
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

MEANING = "Vad beslutet betyder för det som redan gäller"


def proposed_text(area: Area, *, version: str) -> Writing:
    """What the group proposes, as it stands in this version."""
    return Writing(
        title=f"Förslag: {area.name}",
        subject=f"Sakkunniggruppens förslag, {version}",
        blocks=(Facts(pairs=(("Version", version), *_about(area))), *_body(area)),
    )


@dataclass(frozen=True)
class Explained:
    """What a decision changes in a part of what was proposed, in sentences, and why."""

    change: str
    why: str


def decision_text(
    area: Area,
    *,
    in_force_from: date,
    sha256: str,
    reason: str = "",
    corrects: str = "",
    meaning: Iterable[str] = (),
    decider: str = "",
    presenter: str = "",
    explained: Iterable[Explained] = (),
    changed: Iterable[str] = (),
) -> Writing:
    """The decision on definition and number of units (2 ch. 1 § of SFS 2017:80), with what 31 and 32 §§ of SFS
    2017:900 ask for. `sha256` is that of the text that was frozen, which the decision is about; `corrects` the record
    number of the decision that it changes, `changed` what it changes in the definition, in sentences, and `meaning`
    what was said to follow for what stood under that one."""
    decision = area.decision
    return Writing(
        title=f"Beslut: {area.name}",
        subject="Socialstyrelsens beslut om vad som är nationell högspecialiserad vård och på hur många enheter",
        blocks=(
            Paragraph(
                tone="lead",
                text=f"{decision.body} beslutar att vården nedan ska utgöra nationell högspecialiserad vård. "
                "Beslutet fattas med stöd av 7 kap. 5 § hälso- och sjukvårdslagen (2017:30) och 2 kap. 1 § hälso- och "
                "sjukvårdsförordningen (2017:80), och får inte överklagas.",
            ),
            _facts(
                ("Beslutsdag", date_in_words(decision.date) if decision.date else ""),
                ("Diarienummer", decision.record_number or ""),
                ("Beslutsfattare", decider),
                ("Föredragande", presenter),
                ("Ändrar beslutet", corrects),
                ("Gäller från och med", date_in_words(in_force_from)),
                *_about(area),
                ("Den frysta textens kontrollsumma", sha256),
            ),
            *_reason(reason),
            *_listed("Vad som ändras i definitionen", tuple(changed)),
            *_explained(tuple(explained)),
            *_listed(MEANING, tuple(meaning)),
            *_body(area),
        ),
    )


def repeal_text(
    area: Area,
    *,
    decided_on: date,
    record_number: str,
    sha256: str,
    reason: str = "",
    corrects: str = "",
    meaning: Iterable[str] = (),
    decider: str = "",
    presenter: str = "",
) -> Writing:
    """The decision that an area is national no longer, after the document's last day; what it was stands below."""
    return Writing(
        title=f"Beslut: {area.name} upphävs",
        subject="Socialstyrelsens beslut om att vård inte längre är nationell högspecialiserad vård",
        blocks=(
            Paragraph(
                tone="lead",
                text=f"{area.decision.body} beslutar att vården nedan inte längre ska utgöra nationell "
                "högspecialiserad vård. Beslutet fattas med stöd av 7 kap. 5 § hälso- och sjukvårdslagen (2017:30) "
                "och 2 kap. 1 § hälso- och sjukvårdsförordningen (2017:80), och får inte överklagas.",
            ),
            _facts(
                ("Beslutsdag", date_in_words(decided_on)),
                ("Diarienummer", record_number),
                ("Beslutsfattare", decider),
                ("Föredragande", presenter),
                ("Upphäver beslutet", corrects),
                ("Definitionen gäller till och med", date_in_words(area.in_force_until) if area.in_force_until else ""),
                *_about(area),
                ("Den frysta textens kontrollsumma", sha256),
            ),
            *_reason(reason),
            *_listed(MEANING, tuple(meaning)),
            *_body(area),
        ),
    )


def _facts(*pairs: tuple[str, str]) -> Facts:
    """Those that something is known of."""
    return Facts(pairs=tuple((word, what) for word, what in pairs if what))


def _reason(said: str) -> Iterator[Block]:
    if said:
        yield Heading(level=2, text="Skäl")
        yield Paragraph(text=said)


def _explained(those: tuple[Explained, ...]) -> Iterator[Block]:
    if those:
        yield Heading(level=2, text="Vad som skiljer sig från förslaget, och varför")
        rows = tuple((one.change, one.why) for one in those)
        yield Table(caption="Ändringar efter remissen", head=("Ändring", "Skäl"), rows=rows)


def _listed(heading: str, said: tuple[str, ...]) -> Iterator[Block]:
    if said:
        yield Heading(level=2, text=heading)
        yield Bullets(items=said)


def _about(area: Area) -> tuple[tuple[str, str], ...]:
    units = (("Antal enheter", str(area.units)),) if area.units else ()
    return (*units, *((("Patienter", area.population.text),) if area.population else ()))


def _body(area: Area) -> Iterator[Block]:
    yield from definition_blocks(area)
    if area.sub_permits:
        yield Heading(level=2, text="Undertillstånd")
        rows = tuple((one.text, str(one.units) if one.units else "Inte angivet") for one in area.sub_permits)
        yield Table(caption="Undertillstånd", head=("Undertillstånd", "Antal enheter"), rows=rows)
    if area.conditions:
        yield from condition_blocks(area)
    if area.measures:
        yield Heading(level=2, text="Uppföljningsmått")
        yield Bullets(items=tuple(one.text for one in area.measures))
