"""A call for applications: background, definition, process, how to apply, and the proposed conditions."""

import re
from collections.abc import Sequence

from nhv.language.dates import find_dates
from nhv.reading.annex import conditions_of
from nhv.reading.area_page import PageRead, decision_date, read_limits
from nhv.reading.definition import DefinitionRead, add_point_populations, area_population, read_definition
from nhv.reading.faults import ReadingFault
from nhv.reading.layout import Block
from nhv.reading.sections import Section, blocks_of, divide, place_headings, without_repeats
from nhv.reading.sub_permits import listed_sub_permits, units_and_sub_permits
from nhv.reading.tracing import Draft, Ledger, Told
from nhv.reading.wording import sentences

_TITLE = re.compile(r"ansökningsförfrågan|utlysning|inbjudan att ansöka", re.IGNORECASE)
_NAMES = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        r"^ansökan om tillstånd till nationell högspecialiserad vård:\s*(?P<name>.+)$",
        r"(?:vårdområdet|tillståndsområdet|området)\s+(?P<name>.+?)\s+som\s+(?:nationell|rikssjukvård)",
        r"bedriva\s+(?P<name>(?:viss\s+)?vård.+?)\s+som\s+(?:nationell|rikssjukvård)",
        r"(?:vårdområdet|tillståndsområdet)\s+(?P<name>[^.:]+?)\s*[.:]?$",
        r"(?:avseende|angående|gällande|för|om)\s+(?P<name>[^.:]+?)\s+som\s+nationell",
    )
)
_DECIDED = re.compile(r"beslutat\s+att\s+(?P<name>.+?),?\s+(?:enligt\b|ska\b)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_POSTAL = re.compile(
    r"(?P<address>(?:[A-ZÅÄÖ][\wåäöÅÄÖ.-]*(?:\s+(?:[A-ZÅÄÖa-zåäö]+|\d{1,4}))?,\s*){1,4}\d{3}\s?\d{2}\s+[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]+)"
)
_ATTACHED = re.compile(
    r"(?:bifogas|bifoga|ska\s+åtföljas\s+av|kompletteras\s+med|skickas\s+med)\s+(?P<what>[^.;]+)|(?P<first>[^.;:]+?)\s+(?:ska|skall|bör)\s+bifogas",
    re.IGNORECASE,
)
_BELONGS = re.compile(r"^till ansökan hör|^det här ska bifogas|^bilagor till ansökan", re.IGNORECASE)
_LAST_DAY = re.compile(r"senast|sista\s+(?:ansöknings)?dag|före|till och med|inkom", re.IGNORECASE)


def read_call(found: Sequence[Block], ledger: Ledger) -> PageRead:
    """The call in these blocks. Raises ReadingFault when it names no area."""
    head, sections = divide(without_repeats(found, ledger))
    place_headings(sections, ledger)
    title, name = _title_and_name(head, sections)
    for block in head:
        ledger.elsewhere(block, "Rubrik och inledning")
    starts = frozenset(section.blocks[0].lines[0] for section in sections if section.blocks)
    definition = read_definition(blocks_of(sections, "definition", "scope"), ledger, starts)
    background = blocks_of(sections, "background")
    definition.intro = [*background, *definition.intro]
    limits = read_limits(sections, definition, ledger)
    units, sub_permits = units_and_sub_permits(definition)
    sub_permits += listed_sub_permits(blocks_of(sections, "other", "sub_permits"), definition)
    if units is None:
        ledger.doubt("area.units", "Utlysningen anger inget antal enheter.")
    add_point_populations(definition)
    call = _call(title, name, sections, ledger)
    groups, conditions = conditions_of(sections, ledger)
    area: Draft = {
        "key": "",
        "name": name,
        "decision": _decision(background, definition),
        "units": units,
        "population": area_population(definition, name, ledger, head),
        "intro": _intro(definition),
        "scope": definition.groups,
        "clarifications": limits.clarifications,
        "exclusions_lead": limits.exclusions_lead,
        "exclusions": limits.exclusions,
        "sub_permits": sub_permits,
        "pathways": definition.pathways,
        "condition_groups": groups,
        "conditions": conditions,
        "completeness": {
            "definition": "not_read" if definition.is_empty else "whole",
            "holders": "not_decided",
            "conditions": "whole" if conditions else "not_read",
            "measures": "not_stated",
            "pathways": "whole" if definition.pathways else "not_stated",
            "missing": [] if conditions else ["De föreslagna villkoren står i en bilaga, som inte är inläst."],
        },
    }
    return PageRead(area, [], call)


def _title_and_name(head: Sequence[Block], sections: Sequence[Section]) -> tuple[Told, Told]:
    """The title of the call and the area's name in it, as written."""
    title = next((block for block in head if _TITLE.search(block.text)), head[0] if head else None)
    for block in head:
        for form in _NAMES:
            if match := form.search(block.text):
                name = " ".join(match["name"].split()).strip(" .,:")
                return _told(title or block), Told(name, block.lines)
    for block in blocks_of(sections, "background", "definition"):
        if match := _DECIDED.search(block.text):
            name = match["name"].strip(" .,")
            doubt = "Rubriken namnger inget område; namnet är taget ur beslutets mening."
            return _told(title or block), Told(name, block.lines, doubt)
    raise ReadingFault("utlysningen namnger inget vårdområde", what_to_do="hämta hela dokumentet på nytt")


def _told(block: Block) -> Told:
    return Told(block.text, block.lines)


def _intro(definition: DefinitionRead) -> Told | None:
    if not definition.intro:
        return None
    return Told(
        "\n".join(block.text for block in definition.intro),
        tuple(line for block in definition.intro for line in block.lines),
    )


def _decision(background: Sequence[Block], definition: DefinitionRead) -> Draft:
    for block in (*background, *definition.intro):
        if (day := decision_date(block.text)) is not None:
            return {"date": Told(day, block.lines), "record_number": None, "body": "Socialstyrelsen"}
    return {"date": None, "record_number": None, "body": "Socialstyrelsen"}


def _call(title: Told, name: Told, sections: Sequence[Section], ledger: Ledger) -> Draft:
    """Deadline, addresses and attachments, from how to apply; the contact's address apart."""
    how = blocks_of(sections, "application")
    call: Draft = {
        "key": "",
        "title": title,
        "deadline": _deadline(how, ledger),
        "email": _first(_EMAIL, how),
        "contact_email": _first(_EMAIL, blocks_of(sections, "contact")),
        "postal_address": _first(_POSTAL, how),
        "attachments": _attachments(how),
        "instructions": [block.text for block in how],
        "process": [block.text for block in blocks_of(sections, "process")],
    }
    if call["email"] is None and call["contact_email"] is not None:
        contact = call["contact_email"]
        call["email"] = Told(
            contact.value, contact.lines, "Adressen står bara under Kontakt; kontrollera att ansökan ska dit."
        )
    for section in sections:
        place = {
            "process": "Tillståndsprocessen",
            "application": "Hur ansökan om tillstånd görs",
            "contact": "Kontakt",
        }.get(section.role, "Övrigt i utlysningen")
        if section.role in {"process", "application", "contact", "other", "follow_up", "holders", "validity"} or (
            section.role in {"sub_permits", "definition_decision", "permit_decision", "why", "period", "which_care"}
        ):
            for block in section.blocks:
                ledger.elsewhere(block, place)
    return call


def _first(form: re.Pattern[str], found: Sequence[Block]) -> Told | None:
    for block in found:
        for cell in block.text.split("\t"):
            if match := form.search(cell):
                return Told(" ".join(match[0].split()).rstrip("."), block.lines)
    return None


def _deadline(how: Sequence[Block], ledger: Ledger) -> Told | None:
    """The day after «senast»; with several days in the text, a doubt."""
    for block in how:
        for sentence in sentences(block.text):
            dates = find_dates(sentence)
            if not dates or not _LAST_DAY.search(sentence):
                continue
            after = re.search(r"senast|sista\s+\w+", sentence, re.IGNORECASE)
            chosen = next((found for found in dates if after and found.start > after.start()), dates[0])
            doubt = "Texten nämner flera dagar; den efter «senast» är vald." if len(dates) > 1 else None
            return Told(chosen.date, block.lines, doubt)
    ledger.doubt("call.deadline", "Ingen sista ansökningsdag hittades under rubriken om hur ansökan görs.")
    return None


def _attachments(how: Sequence[Block]) -> list[Told]:
    found: list[Told] = []
    listed = False
    for block in how:
        # «Till ansökan hör» heads a list of nothing else.
        listed = bool(_BELONGS.match(block.text)) or (listed and block.kind == "item")
        if listed and block.kind == "item":
            name = block.text.rstrip(".")
            found = [known for known in found if known.value.casefold() != name.casefold()]
            found.append(Told(name, block.lines))
            continue
        for match in _ATTACHED.finditer(block.text):
            what = match["what"] or match["first"] or ""
            for piece in re.split(r"\s*(?:,|\boch\b|\bsamt\b)\s*", what):
                name = re.sub(
                    r"^(?:till\s+ansökan\s+)?(?:även\s+)?(?:en|ett|den|det|de|följande)\s+",
                    "",
                    piece.strip(" :"),
                    flags=re.IGNORECASE,
                )
                if 3 < len(name) < 200 and not any(known.value.casefold() == name.casefold() for known in found):
                    found.append(Told(name, block.lines))
    return found
