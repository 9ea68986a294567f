"""The page of the system before July 2018 (rikssjukvård): «Verksamhet», «Landsting med tillstånd», periods."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nhv.reading.area_page import PageRead
from nhv.reading.definition import add_point_populations, area_population, read_definition
from nhv.reading.faults import ReadingFault
from nhv.reading.holders import holders_said
from nhv.reading.layout import Block
from nhv.reading.sections import Section, divide, place_headings, without_repeats
from nhv.reading.tracing import Draft, Ledger, Told
from nhv.reading.validity import OLD_SYSTEM, read_period

_NAME = re.compile(r"^(?P<name>.{3,120}?)\s+som\s+rikssjukvård$", re.IGNORECASE)
_ACTIVITY = re.compile(r"^verksamhet\s*:\s*(?P<name>.+)$", re.IGNORECASE)
_HELD_BY = re.compile(r"^(?:landsting|regioner)(?:\s+\w+)?\s+med\s+tillstånd\s*:\s*(?P<who>.+)$", re.IGNORECASE)
_THROUGH = re.compile(r"\bgenom\s+(?P<hospital>[^,.;]*?sjukhus\w*(?:\s+i\s+[A-ZÅÄÖ]\w+)?)")
_NO_UNITS = "Sidan anger inget antal enheter, bara vilka landsting som har tillstånd."


def is_legacy(found: Sequence[Block]) -> bool:
    """Whether the page has the old system's own marks."""
    return any(_NAME.match(block.text) for block in found[:30]) and any(
        _ACTIVITY.match(block.text) or _HELD_BY.match(block.text) for block in found[:40]
    )


def read_legacy_page(found: Sequence[Block], ledger: Ledger) -> PageRead:
    """The old page in these blocks; every period gives its own permits, all kept."""
    head, sections = divide(without_repeats(found, ledger))
    place_headings([section for section in sections if section.role != "period"], ledger)
    name, held, prose = _head(head, ledger)
    definition = read_definition(_definition_blocks(sections), ledger)
    definition.intro = prose
    permits = _permits(held, sections, ledger)
    add_point_populations(definition)
    ledger.doubt("area.units", _NO_UNITS)
    for section in sections:
        for block in section.blocks:
            if section.role not in {"definition", "scope", "which_care"} and not _is_code_point(block):
                ledger.elsewhere(block, f"Under rubriken «{section.heading.text.rstrip(' :?')}»")
    area: Draft = {
        "key": "",
        "name": name,
        "decision": {"date": None, "record_number": None, "body": "Rikssjukvårdsnämnden"},
        "population": area_population(definition, name, ledger),
        "intro": Told("\n".join(block.text for block in prose), tuple(n for block in prose for n in block.lines))
        if prose
        else None,
        "scope": definition.groups,
        "completeness": {
            "definition": "part" if not definition.is_empty else "not_read",
            "holders": "whole" if permits else "not_stated",
            "missing": ["Definitionen är beslutad i det tidigare systemet med rikssjukvård; beslutet är inte inläst."],
        },
    }
    return PageRead(area, permits)


def _head(head: Sequence[Block], ledger: Ledger) -> tuple[Told, Block | None, list[Block]]:
    name: Told | None = None
    held: Block | None = None
    prose: list[Block] = []
    for block in head:
        if match := _NAME.match(block.text):
            name = name or Told(match["name"], block.lines)
            ledger.elsewhere(block, "Rubrik")
        elif match := _ACTIVITY.match(block.text):
            name = Told(match["name"].strip(" ."), (*(name.lines if name else ()), *block.lines))
        elif _HELD_BY.match(block.text):
            held = block
        elif name is None or len(block.text) < 4:
            ledger.elsewhere(block, "Före rubriken")
        else:
            prose.append(block)
    if name is None:
        raise ReadingFault("sidan har ingen rubrik som namnger ett område", what_to_do="hämta hela sidan på nytt")
    return name, held, prose


def _is_code_point(block: Block) -> bool:
    return block.kind == "item" and bool(re.search(r"\([A-Z]{2,3}\d{2,3}\)|\([A-Z]\d\d", block.text))


def _definition_blocks(sections: Sequence[Section]) -> list[Block]:
    """What the page says is treated, and any list of procedure and diagnosis codes under a period."""
    found = [
        block
        for section in sections
        if section.role in {"definition", "scope", "which_care"}
        for block in section.blocks
    ]
    for section in sections:
        if section.role not in {"definition", "scope", "which_care"}:
            found += [block for block in section.blocks if _is_code_point(block)]
    return [replace(block, known=None) for block in found]


def _permits(held: Block | None, sections: Sequence[Section], ledger: Ledger) -> list[Draft]:
    if held is None:
        return []
    hospital = _only_hospital(sections)
    periods = [(section, read_period(section.heading.text)) for section in sections if section.role == "period"]
    dated = [(section, period) for section, period in periods if any(period)]
    for section, period in periods:
        if not any(period):
            ledger.elsewhere(section.heading, f"Rubrik «{section.heading.text}»")
    permits: list[Draft] = []
    match = _HELD_BY.match(held.text)
    who = match["who"] if match else held.text
    if not dated:
        return holders_said(who, held.lines)
    for section, (start, end) in dated:
        for draft in holders_said(who, held.lines):
            lines = section.heading.lines
            draft["valid_from"] = Told(start, lines) if start else None
            draft["valid_until"] = Told(end, lines) if end and (not start or end >= start) else None
            draft["origin"] = OLD_SYSTEM
            draft["hospital"] = draft["hospital"] or hospital
            permits.append(draft)
    regions = {permit["region"].value for permit in permits}
    if len(regions) > 1:
        for permit in permits:
            permit["hospital"] = None
    if len(dated) > 1:
        ledger.doubt(
            "permits",
            "Sidan anger flera tillståndsperioder; det är antaget att alla innehavare gäller i alla perioder.",
        )
    return permits


def _only_hospital(sections: Sequence[Section]) -> Told | None:
    for section in sections:
        for block in section.blocks:
            if match := _THROUGH.search(block.text):
                return Told(match["hospital"].strip(), block.lines)
    return None
