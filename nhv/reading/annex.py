"""The annex of a call: the special conditions in their four groups, each with its force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhv.reading.layout import Block
from nhv.reading.sections import Section
from nhv.reading.tracing import Draft, Ledger, Told, text_of, told
from nhv.reading.wording import force_said

# The words of the four headings, most telling first: «personalkompetens» also holds «kompetens».
_GROUPS = (
    ("critical_staff", re.compile(r"personal", re.IGNORECASE)),
    ("critical_equipment", re.compile(r"utrustning|lokal", re.IGNORECASE)),
    ("other_competence", re.compile(r"kompetens|förutsättning", re.IGNORECASE)),
    (
        "other",
        re.compile(r"\b(?:övriga?|andra|ytterligare|särskilda|allmänna)\b.*\bvillkor|\bvillkor\b", re.IGNORECASE),
    ),
)
_NO_GROUP = "Villkoret står inte under någon av de fyra kända rubrikerna; det är lagt bland övriga."


@dataclass
class AnnexRead:
    groups: list[Draft] = field(default_factory=list)
    conditions: list[Draft] = field(default_factory=list)


def conditions_of(
    sections: Sequence[Section], ledger: Ledger, *, only_where_said: bool = False
) -> tuple[list[Draft], list[Draft]]:
    """(groups, conditions) of the annexes. `only_where_said` leaves those that do not say how far they have come."""
    groups: list[Draft] = []
    conditions: list[Draft] = []
    for section in sections:
        stage = said_stage(section)
        if section.role == "annex" and (stage or not only_where_said):
            read = read_annex(section.heading, section.blocks, ledger, stage)
            groups += read.groups
            conditions += read.conditions
    return groups, conditions


_STAGES = (
    ("decided", re.compile(r"^nämnden har beslutat villkoren\b", re.IGNORECASE)),
    ("consulted", re.compile(r"^villkoren är förslag som har remitterats\b", re.IGNORECASE)),
    ("proposed", re.compile(r"^villkoren är sakkunniggruppens förslag\b", re.IGNORECASE)),
    ("called", re.compile(r"^villkoren är förslag\.", re.IGNORECASE)),
)


def said_stage(section: Section) -> str:
    """How far the conditions have come, as our own papers say it over them; nothing where nobody says it."""
    return next((stage for block in section.blocks for stage, said in _STAGES if said.search(block.text)), "")


def stage_of(heading: Block) -> str:
    """proposed for an annex of proposals, decided for one of decisions, otherwise called."""
    text = heading.text.casefold()
    if "förslag" in text or "föreslag" in text:
        return "proposed"
    return "decided" if "beslut" in text else "called"


def read_annex(heading: Block, found: Sequence[Block], ledger: Ledger, stage: str = "") -> AnnexRead:
    """The conditions under the annex heading, group by group."""
    read = AnnexRead()
    stage = stage or stage_of(heading)
    for index, block in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        group = read.groups[-1] if read.groups else None
        if block.kind != "item" and (name := _group_named(block, following)) is not None:
            read.groups.append(
                {"group": name, "heading": told(block, block.text.rstrip(" :")), "lead": None, "_conditions": 0}
            )
        elif block.kind == "item" and block.level and read.conditions and read.conditions[-1]["_opens"]:
            _add_to_last(read, block)
        elif block.kind == "item":
            read.conditions.append(_condition(block, group, stage))
        elif group is not None and not group["_conditions"] and _leads(block, following):
            group["lead"] = _joined(group["lead"], block)
        elif re.search(r"\b(?:ska|skall|måste|bör)\b", block.text):
            read.conditions.append(_condition(block, group, stage))
        elif not read.conditions:
            ledger.elsewhere(block, "Bilagans inledning")
    return read


def _group_named(block: Block, following: Block | None) -> str | None:
    """The group that a line heads: it names one, is no sentence, and something follows."""
    text = block.text.rstrip(" ")
    if len(text) > 160 or text.endswith((".", ",", ";")) or following is None:
        return None
    if text.endswith(":") and re.search(r"\bska\b|\bha\b|\bfinnas\b", text):
        return None
    return next((name for name, words in _GROUPS if words.search(text)), None)


def _leads(block: Block, following: Block | None) -> bool:
    return following is not None and (following.kind == "item" or block.text.endswith(":"))


def _joined(before: Told | None, block: Block) -> Told:
    if before is None:
        return told(block)
    return Told(f"{before.value}\n{block.text}", (*before.lines, *block.lines))


def _condition(block: Block, group: Draft | None, stage: str) -> Draft:
    if group is not None:
        group["_conditions"] += 1
    lead = text_of(group["lead"]) if group is not None else ""
    return {
        "key": "",
        "group": group["group"] if group is not None else "other",
        "force": force_said(block.text, lead),
        "stage": stage,
        "text": told(block) if group is not None else Told(block.text, block.lines, block.doubt or _NO_GROUP),
        "_opens": block.text.endswith((":", ";")),
    }


def _add_to_last(read: AnnexRead, block: Block) -> None:
    """Points inside a condition belong to its text: the document has no conditions in conditions."""
    last = read.conditions[-1]
    before = last["text"]
    last["text"] = Told(f"{before.value}\n– {block.text}", (*before.lines, *block.lines), before.doubt)
