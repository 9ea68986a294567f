"""The call for applications: drafted from an area, and written out whole for page, print and Word.

The area's own words stand exactly as decided; the prose around them is ours and says who does what, and when.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from pydantic import ValidationError

from nhv.language.dates import date_in_words
from nhv.language.numbers import NUMBERS_IN_WORDS
from nhv.language.slugs import slug
from nhv.specification.area import Area, SubPermit
from nhv.specification.area_in_writing import condition_blocks, definition_blocks
from nhv.specification.document import CallFacts, TakenPlace
from nhv.specification.faults import from_validation
from nhv.specification.general import General
from nhv.specification.writing import Block, Bullets, Facts, Heading, Paragraph, Table, Writing

MOST_OF_A_NAME = 70

_IN_WORDS = {number: word for word, number in NUMBERS_IN_WORDS.items() if number <= 12}


def draft_call(
    area: Area,
    general: General,
    *,
    key: str | None = None,
    deadline: date | None = None,
    deadline_time: time | None = None,
    questions_until: date | None = None,
    starts_earliest: date | None = None,
    email: str | None = None,
    contact_email: str | None = None,
    postal_address: str | None = None,
    separate_sub_permits: bool = False,
) -> CallFacts:
    """A call for permits in this area, all its sub-permits included, with what every call says about how to apply.

    Raises DocumentFault, also for an hour that does not exist, or exists twice, on the last day.
    """
    prose = general.call
    told: dict[str, Any] = {
        "key": key or slug(area.name, MOST_OF_A_NAME) + (f"-{deadline.year}" if deadline else ""),
        "title": f"Ansökan om tillstånd till nationell högspecialiserad vård: {area.name}",
        "deadline": deadline,
        "deadline_time": deadline_time,
        "questions_until": questions_until,
        "starts_earliest": starts_earliest,
        "sought_sub_permits": [sub_permit.key for sub_permit in area.sub_permits],
        "separate_sub_permits": separate_sub_permits,
        "email": email,
        "contact_email": contact_email,
        "postal_address": postal_address,
        "attachments": prose.attachments if prose else (),
        "instructions": prose.instructions if prose else (),
        "process": prose.process if prose else (),
    }
    try:
        return CallFacts.model_validate(told)
    except ValidationError as error:
        raise from_validation(error, CallFacts, "") from None


def call_writing(area: Area, facts: CallFacts, general: General) -> Writing:
    """The whole call as it is published."""
    return Writing(
        title=facts.title,
        subject=f"Utlysning av tillstånd att bedriva nationell högspecialiserad vård: {area.name}",
        blocks=(
            *_invitation(area, facts),
            *_background(area),
            *definition_blocks(area),
            *_sought(area, facts),
            *condition_blocks(area),
            *_general_conditions(general),
            *_how(facts),
            *_process(facts),
            *_questions(facts),
            *_source(area, facts),
        ),
    )


# --- What is called for ----------------------------------------------------------------------------


def _invitation(area: Area, facts: CallFacts) -> Iterator[Block]:
    yield Paragraph(
        tone="lead",
        text="Socialstyrelsen inbjuder alla regioner att ansöka om tillstånd att bedriva nationell högspecialiserad "
        f"vård inom området ”{area.name}”.",
    )
    pairs = (
        ("Sista dag att ansöka", _deadline(facts)),
        ("Frågor tas emot till", _day(facts.questions_until)),
        ("Vården kan tidigast börja", _day(facts.starts_earliest)),
        ("Antal enheter", _number(area, facts)),
        ("Har redan tillstånd", "; ".join(map(_holder, facts.taken)) or None),
        ("Patienter", area.population.text if area.population else None),
        ("Utlysningen publicerades", _day(facts.published_on)),
    )
    yield from _facts(pairs)


def _background(area: Area) -> Iterator[Block]:
    decision = area.decision
    when = f" den {date_in_words(decision.date)}" if decision.date else ""
    number = f" (diarienummer {decision.record_number})" if decision.record_number else ""
    where = f" och ska bedrivas vid {_units(area.units)}" if area.units else ""
    yield Heading(level=2, text="Bakgrund")
    yield Paragraph(
        text=f"{decision.body} har{when} beslutat{number} att det som står under Definition är nationell "
        f"högspecialiserad vård{where}."
    )


def _sought(area: Area, facts: CallFacts) -> Iterator[Block]:
    sought = [one for one in area.sub_permits if one.key in facts.sought_sub_permits]
    yield Heading(level=2, text="Det här kan ni söka")
    many = f", vid {_units(area.units)}" if area.units and not facts.taken else ""
    if not (facts.taken and facts.places_open == 0 and sought):
        yield Paragraph(text=f"Tillstånd att bedriva vården inom hela området ”{area.name}”{many}.")
    if places := places_in_words(area, facts):
        yield Paragraph(text=places)
    if sought:
        yield Paragraph(
            text="Undertillstånden i tabellen söks var för sig: lämna en ansökan för varje tillstånd."
            if facts.separate_sub_permits
            else "Undertillstånden i tabellen kryssas för i samma ansökan."
        )
        is_known = facts.places_open is not None and bool(facts.taken)
        yield Table(
            caption="Undertillstånd",
            head=("Undertillstånd", "Antal enheter", *(("Lediga platser",) if is_known else ())),
            rows=tuple(
                (
                    one.text,
                    str(one.units) if one.units else "Inte angivet",
                    *((_left(one, facts),) if is_known else ()),
                )
                for one in sought
            ),
        )
    yield Paragraph(text="Ett tillstånd gäller tills vidare och är alltid förenat med villkor.")


# --- The conditions --------------------------------------------------------------------------------


def _general_conditions(general: General) -> Iterator[Block]:
    if not general.conditions:
        return
    yield Heading(level=2, text="Generella villkor")
    yield Paragraph(
        text="Regionen ska också uppfylla de generella villkoren i 4 kap. Socialstyrelsens föreskrifter "
        "(HSLF-FS 2018:48) om nationell högspecialiserad vård. Bland dem:"
    )
    known = [one for one in general.conditions if one.known == "restated" and one.text]
    yield from _bullets(tuple(f"{one.text} ({one.paragraph.removesuffix(', okänd paragraf')})" for one in known))
    if len(known) < len(general.conditions):
        yield Paragraph(text="Villkoren är återgivna med egna ord. Läs alla i föreskrifterna.", tone="note")


# --- How, and what then ----------------------------------------------------------------------------


def _how(facts: CallFacts) -> Iterator[Block]:
    yield Heading(level=2, text="Så ansöker ni")
    if facts.deadline and not any(date_in_words(facts.deadline) in text for text in facts.instructions):
        yield Paragraph(text=f"Ansökan ska ha kommit in till Socialstyrelsen senast den {_deadline(facts)}.")
    yield from _bullets(facts.instructions)
    if facts.attachments:
        yield Heading(level=3, text="Till ansökan hör")
        yield from _bullets(facts.attachments)
    yield from _facts((("E-post", facts.email), ("Postadress", facts.postal_address)))


def _process(facts: CallFacts) -> Iterator[Block]:
    if facts.process:
        yield Heading(level=2, text="Så går det till")
        yield from (Paragraph(text=text) for text in facts.process)


def _questions(facts: CallFacts) -> Iterator[Block]:
    if facts.contact_email or facts.questions_until:
        yield Heading(level=2, text="Frågor")
        yield Paragraph(text="Frågor och svar publiceras på webbplatsen, lika för alla.")
        yield from _facts((("E-post", facts.contact_email), ("Senast", _day(facts.questions_until))))


def _source(area: Area, facts: CallFacts) -> Iterator[Block]:
    if area.completeness.restated:
        yield Paragraph(text="Den bindande texten om området är Socialstyrelsens beslut.", tone="note")
    yield from _facts((("Källa", facts.source_address),))


# --- Words -----------------------------------------------------------------------------------------


def _bullets(items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Bullets(items=items)


def _facts(pairs: Iterable[tuple[str, str | None]]) -> Iterator[Block]:
    if known := tuple((word, what) for word, what in pairs if what):
        yield Facts(pairs=known)


def _units(number: int) -> str:
    if number == 1:
        return "en enhet"
    return f"{_IN_WORDS.get(number, number)} enheter"


def places_in_words(area: Area, facts: CallFacts) -> str:
    """How many of the decided places are taken, by whom, and how many are open; nothing where none is taken, or where
    it is not known."""
    if not facts.taken or facts.places_open is None or not area.units:
        return ""
    held = "; ".join(map(_holder, facts.taken))
    left = facts.places_open
    sought = [f"”{one.text}”" for one in area.sub_permits if one.key in facts.sought_sub_permits]
    parts = f" Utlysningen gäller undertillstånd: {', '.join(sought)}." if sought else ""
    head = {0: f"Ingen plats i hela området är ledig.{parts}", 1: "Utlysningen gäller en plats."}
    said = head.get(left, f"Utlysningen gäller {_IN_WORDS.get(left, left)} platser.")
    return f"{said} Vården ska bedrivas vid {_units(area.units)}. Har redan tillstånd tills vidare: {held}."


def _number(area: Area, facts: CallFacts) -> str | None:
    if not area.units:
        return None
    if not facts.taken or facts.places_open is None:
        return str(area.units)
    return f"{area.units}, varav {facts.places_open} {'ledig' if facts.places_open == 1 else 'lediga'}"


def _holder(one: TakenPlace) -> str:
    return one.place if one.place == one.region else f"{one.place} ({one.region})"


def _left(part: SubPermit, facts: CallFacts) -> str:
    held = sum(part.key in one.sub_permits for one in facts.taken)
    return str(max(part.units - held, 0)) if part.units else "Inte angivet"


def _day(day: date | None) -> str | None:
    return date_in_words(day) if day else None


def _deadline(facts: CallFacts) -> str | None:
    if facts.deadline is None:
        return None
    hour = f" klockan {facts.deadline_time:%H.%M} (svensk tid)" if facts.deadline_time else ""
    return f"{date_in_words(facts.deadline)}{hour}"
