"""The area page of Socialstyrelsen's site, in its present layout and the earlier one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nhv.language.dates import find_dates
from nhv.reading.ages import settle_ages
from nhv.reading.annex import conditions_of
from nhv.reading.definition import DefinitionRead, add_point_populations, area_population, read_definition
from nhv.reading.denials import answered_no, doubt_denials, taken_out
from nhv.reading.holders import HoldersRead, read_holders, says_who_holds
from nhv.reading.layout import Block
from nhv.reading.limits import (
    LimitsRead,
    link_still_included,
    link_to_pathway,
    link_to_points,
    read_clarifications,
    read_exclusions,
    read_mixed,
)
from nhv.reading.sections import Section, blocks_of, divide, place_headings, with_lettered_parts, without_repeats
from nhv.reading.sub_permits import link_holders, listed_sub_permits, numbered_points, units_and_sub_permits
from nhv.reading.title import find_title
from nhv.reading.tracing import Draft, Ledger, Ref, Told, text_of
from nhv.reading.validity import ValidityRead, apply_validity, read_validity
from nhv.reading.wording import sentences

_INGRESS = re.compile(r"^(?:på den här sidan|här)\s+hittar du\b", re.IGNORECASE)
_IS_NATIONAL = re.compile(r"\b(?:är|utgör)\s+(?:nationell\s+högspecialiserad\s+vård|rikssjukvård)", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:dnr|diarienummer)\.?\s*:?\s*(?P<number>\d[\d.]*(?:-\d+)?/\d{4})", re.IGNORECASE)
_PLACES = {
    "definition_decision": "Socialstyrelsens beslut",
    "permit_decision": "Tillståndsbeslut",
    "follow_up": "Årlig uppföljning",
    "contact": "Kontakt",
    "other": "Övrigt på sidan",
    "process": "Tillståndsprocessen",
    "application": "Hur ansökan om tillstånd görs",
    "annex": "Bilaga",
    "why": "Varför vården är koncentrerad",
    "period": "Tillståndsperiod",
    "sub_permits": "Undertillstånd",
}
_OTHER_DOCUMENT = "Villkoren står i nämndens beslut, som inte är inläst."
_MEASURES_ELSEWHERE = "Uppföljningsmåtten står i ett eget dokument, som inte är inläst."
_DEFINITION_ELSEWHERE = "Definitionen står i ett eget dokument, som inte är inläst."


@dataclass
class PageRead:
    """A document read into drafts: what becomes the area, its permits and its call."""

    area: Draft
    permits: list[Draft] = field(default_factory=list)
    call: Draft | None = None


def read_area_page(found: Sequence[Block], ledger: Ledger) -> PageRead:
    """The area page in these blocks. Raises ReadingFault when it has no title."""
    head, sections = divide(without_repeats(found, ledger))
    sections = with_lettered_parts(sections)
    place_headings(sections, ledger)
    title, prose = find_title(head, sections, ledger)
    definition = _definition(sections, prose, ledger)
    limits = read_limits(sections, definition, ledger)
    held, valid = _holders_and_validity(sections)
    holders = read_holders(held, ledger)
    validity = read_validity(valid, ledger)
    units, sub_permits = units_and_sub_permits(definition)
    sub_permits += listed_sub_permits(blocks_of(sections, "sub_permits"), definition)
    link_holders(holders.permits, sub_permits, definition)
    permits = apply_validity(holders.permits, validity, ledger)
    if units is None and not definition.refers_to_decision:
        ledger.doubt("area.units", "Sidan anger inget antal enheter.")
    add_point_populations(definition, (*limits.exclusions, *limits.clarifications))
    population = area_population(definition, title, ledger, prose)
    settle_ages(population, limits.exclusions)
    groups, conditions = conditions_of(sections, ledger, only_where_said=True)
    area: Draft = {
        "key": "",
        "name": title,
        "decision": _decision(sections, definition, ledger),
        "units": units,
        "population": population,
        "intro": _intro(definition),
        "scope": definition.groups,
        "clarifications": limits.clarifications,
        "exclusions_lead": limits.exclusions_lead,
        "exclusions": limits.exclusions,
        "sub_permits": sub_permits,
        "pathways": definition.pathways,
        "condition_groups": groups,
        "conditions": conditions,
        "notes": [*validity.notes, *holders.notes],
        "completeness": _completeness(definition, holders, validity, permits),
    }
    if conditions:
        area["completeness"] |= {"conditions": "whole"}
    _check_holders(area, permits, ledger)
    _place_the_rest(sections, ledger)
    return PageRead(area, permits)


_SAYS_VALID = re.compile(r"^tillstånde[tn]\s+(?:gäller|gällde)\b", re.IGNORECASE)


def _holders_and_validity(sections: Sequence[Section]) -> tuple[list[Block], list[Block]]:
    """What tells of holders and of their time; under the one heading «Tillstånd» both may stand together."""
    both = [block for section in sections if section.role == "other" for block in section.blocks]
    both = both if any(says_who_holds(block.text) for block in both) else []
    held = [*blocks_of(sections, "holders"), *(block for block in both if not _SAYS_VALID.match(block.text))]
    return held, [*blocks_of(sections, "validity"), *(block for block in both if _SAYS_VALID.match(block.text))]


def _definition(sections: list[Section], prose: list[Block], ledger: Ledger) -> DefinitionRead:
    """The definition under its heading; in the earlier layout it is a sentence of the page's introduction."""
    ingress = [block for block in prose if _INGRESS.match(block.text)]
    for block in ingress:
        ledger.elsewhere(block, "Ingress")
    prose = [block for block in prose if not _INGRESS.match(block.text)]
    starts = frozenset(section.blocks[0].lines[0] for section in sections if section.blocks)
    definition = read_definition(blocks_of(sections, "definition", "scope", "which_care", "background"), ledger, starts)
    if not definition.is_empty:
        definition.intro = [*prose, *definition.intro]
        return definition
    saying = [block for block in prose if _IS_NATIONAL.search(block.text)]
    for block in saying:
        said = [sentence for sentence in sentences(block.text) if _IS_NATIONAL.search(sentence)]
        reduced = read_definition([replace(block, kind="item", marker="", text=sentence) for sentence in said], ledger)
        definition.groups += reduced.groups
    definition.intro = [*prose, *definition.intro]
    definition.refers_to_decision = True
    return definition


def read_limits(sections: Sequence[Section], definition: DefinitionRead, ledger: Ledger) -> LimitsRead:
    """Clarifications and exclusions of all sections; those of a lettered part apply to its group."""
    limits = LimitsRead()
    part: Draft | None = None
    for section in sections:
        if section.part:
            part = _group_of(section, definition)
        told_before = len(limits.clarifications), len(limits.exclusions)
        if section.role == "clarifications":
            read_clarifications(section.blocks, limits)
        elif section.role == "exclusions":
            read_exclusions(section.blocks, limits)
        elif section.role == "clarifications_and_exclusions":
            read_mixed(section.blocks, limits, ledger)
        if part is not None:
            for draft in (*limits.clarifications[told_before[0] :], *limits.exclusions[told_before[1] :]):
                draft["applies_to"] = [Ref(part)]
    limits.exclusions += [*answered_no(definition.groups), *taken_out(definition.groups)]
    doubt_denials(definition.groups, limits.exclusions)
    points = [point for group in definition.groups for point in group["points"]]
    link_still_included(limits.exclusions, points, ledger)
    link_to_points([*limits.clarifications, *limits.exclusions], lambda numbers: numbered_points(numbers, definition))
    link_to_pathway(limits.exclusions, definition.pathways)
    return limits


def _group_of(section: Section, definition: DefinitionRead) -> Draft | None:
    """The scope group that a lettered part became."""
    lines = set(section.heading.lines)
    return next(
        (group for group in definition.groups if group["heading"] and lines & set(group["heading"].lines)), None
    )


def _intro(definition: DefinitionRead) -> Told | None:
    if not definition.intro:
        return None
    return Told(
        "\n".join(dict.fromkeys(block.text for block in definition.intro)),
        tuple(dict.fromkeys(line for block in definition.intro for line in block.lines)),
    )


def _decision(sections: list[Section], definition: DefinitionRead, ledger: Ledger) -> Draft:
    """Date and record number of Socialstyrelsen's decision, when the page gives them."""
    old = any("rikssjukvårdsnämnd" in block.text.casefold() for block in definition.intro)
    body = "Rikssjukvårdsnämnden" if old else "Socialstyrelsen"
    decision: Draft = {"date": None, "record_number": None, "body": body}
    for block in (*definition.intro, *blocks_of(sections, "definition_decision")):
        decided = decision_date(block.text)
        if decided is not None and decision["date"] is None:
            decision["date"] = Told(decided, block.lines)
        if (number := _RECORD.search(block.text)) and decision["record_number"] is None:
            decision["record_number"] = Told(number["number"], block.lines)
    return decision


def decision_date(text: str) -> object | None:
    """The day of «har den 17 juni 2025 beslutat» and its like, when the sentence holds one day only."""
    for sentence in sentences(text):
        if re.search(r"\bbeslut", sentence, re.IGNORECASE):
            found = find_dates(sentence)
            if len(found) == 1 and not re.search(r"gäller från|träder i kraft|från och med", sentence):
                return found[0].date
    return None


def _completeness(
    definition: DefinitionRead, holders: HoldersRead, validity: ValidityRead, permits: list[Draft]
) -> Draft:
    missing: list[str] = []
    state = "whole"
    if definition.refers_to_decision:
        state = "part" if not definition.is_empty else "not_read"
    elif definition.is_empty:
        state = "not_read"
    if state != "whole":
        missing.append(_DEFINITION_ELSEWHERE)
    no_decision = [told for told in (holders.no_decision, validity.no_decision) if told is not None]
    lines = tuple(line for told in no_decision for line in told.lines)
    held: str | Told = "whole" if permits else Told("not_decided", lines) if no_decision else "not_stated"
    if permits and no_decision:
        held = Told("part", lines, "Sidan nämner både innehavare och att beslut saknas.")
    return {
        "definition": state,
        "holders": held,
        "conditions": "not_read",
        "measures": "not_read",
        "pathways": "whole" if definition.pathways else "not_stated",
        "missing": [*missing, _OTHER_DOCUMENT, _MEASURES_ELSEWHERE],
    }


_FEWER = "Sidan anger {units} enheter men bara {holders} innehavare; de andra är inte kända."
_WHO = "Sidan säger inte vilka av innehavarna som har undertillståndet «{}»."


def _check_holders(area: Draft, permits: Sequence[Draft], ledger: Ledger) -> None:
    """Holders that are fewer than the units are not all of them; a sub-permit nobody is said to have is doubted."""
    units = area["units"].value if isinstance(area["units"], Told) else None
    holders = {(permit["region"].value, text_of(permit["hospital"])) for permit in permits}
    if permits and units is not None and len(holders) < units:
        completeness = area["completeness"]
        completeness["holders"] = "part"
        ledger.doubt("area.completeness.holders", _FEWER.format(units=units, holders=len(holders)))
    held = [ref.target for permit in permits for ref in permit["sub_permits"]]
    for index, sub_permit in enumerate(area["sub_permits"]):
        if permits and not any(target is sub_permit for target in held):
            ledger.doubt(f"area.sub_permits.{index}", _WHO.format(text_of(sub_permit["text"])))


def _place_the_rest(sections: list[Section], ledger: Ledger) -> None:
    for section in sections:
        if (place := _PLACES.get(section.role)) is not None:
            for block in section.blocks:
                ledger.elsewhere(block, place)
