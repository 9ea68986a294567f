"""What an area's document says, as blocks of a text: definition and special conditions, in its exact words.

Every text that follows from an area (a call, a decision, the Word file of a draft) writes them alike.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from nhv.specification.area import Area, Clarification, Clause, Condition, Exclusion, Instead, Pathway, ScopeGroup
from nhv.specification.parts import Frozen
from nhv.specification.writing import Block, Bullets, Heading, Paragraph

STAGES = {
    "proposed": "Villkoren är sakkunniggruppens förslag. Nämnden kan justera dem när den beslutar om tillstånd.",
    "consulted": "Villkoren är förslag som har remitterats. Nämnden kan justera dem när den beslutar om tillstånd.",
    "called": "Villkoren är förslag. Nämnden kan justera dem när den beslutar om tillstånd.",
    "decided": "Nämnden har beslutat villkoren.",
    "not_read": "Villkoren är inte inlagda här. Följ beslutet.",
}
# Said of a condition beside others that the board has decided.
WAITS = "inte beslutat av nämnden"


def definition_blocks(area: Area) -> Iterator[Block]:
    """What is taken to a conference, what is included, what words mean, what is not included, and the other ways in."""
    if area.intro:
        # Under the heading it would be taken for a part of what is included.
        yield Paragraph(text=area.intro)
    yield Heading(level=2, text="Definition")
    conferences = [one for one in area.pathways if one.kind == "national_conference"]
    for pathway in conferences:
        yield from _pathway(pathway)
    if conferences and area.scope and not area.scope[0].heading:
        # Without it what is included would stand under the heading of how patients get there.
        yield Heading(level=3, text="Vad som ingår")
    for group in area.scope:
        yield from _scope_group(group)
    if area.clarifications:
        yield Heading(level=2, text="Förtydliganden")
        for clarification in area.clarifications:
            yield from _clarification(clarification)
    if area.exclusions:
        yield Heading(level=2, text="Avgränsningar")
        if area.exclusions_lead:
            yield Paragraph(text=area.exclusions_lead)
        yield from _list(
            ((written_exclusion(one, area.exclusions_lead), one.points) for one in area.exclusions), numbered=True
        )
    others = [one for one in area.pathways if one.kind not in ("national_conference", "not_stated")]
    if others:
        yield Heading(level=2, text="Så remitteras patienten")
        for pathway in others:
            yield from _pathway(pathway)


def whom_else(part: Frozen) -> str | None:
    """Whom a part is for, where neither its heading nor its own words say so: «från 18 år»."""
    population = getattr(part, "population", None)
    told = "\n".join(filter(None, (getattr(part, name, None) for name in ("heading", "text", "lead"))))
    return population.text if population is not None and _says_more(told, population.text) else None


def in_full(part: Frozen, text: str | None = None) -> str:
    """The words of a part with whom it is for, as every page, form and card shows it: «Patienten remitteras till en
    enhet (från 18 år).» `text` where they are shown otherwise than they stand. Nothing for a heading without words."""
    text = text or getattr(part, "text", None)
    return _with(text, whom_else(part)) if text else ""


def as_asked_about(part: Frozen) -> str:
    """The same where the part stands alone, with an exclusion's hedge and who does the care instead."""
    return written_exclusion(part, None) if isinstance(part, Exclusion) else in_full(part)


def _pathway(pathway: Pathway) -> Iterator[Block]:
    yield Heading(level=3, text=pathway.heading or "Vägen in")
    yield Paragraph(text=in_full(pathway))
    for force, criteria in groupby(pathway.criteria, key=lambda criterion: criterion.force):
        if force == "may":
            yield Paragraph(text="Även dessa får tas upp:")
        yield Bullets(items=tuple(map(in_full, criteria)))
    if pathway.referral_data:
        yield Paragraph(text="Remissen ska innehålla:")
        yield Bullets(items=pathway.referral_data)


def _scope_group(group: ScopeGroup) -> Iterator[Block]:
    if group.heading:
        yield Heading(level=3, text=group.heading)
    yield from (Paragraph(text=text) for text in (group.text, group.lead) if text)
    if whom := whom_else(group):
        yield Paragraph(text=f"Patienter: {whom}")
    yield from _list((in_full(point), point.points) for point in group.points)


def _clarification(clarification: Clarification) -> Iterator[Block]:
    yield Paragraph(text=in_full(clarification))
    if clarification.points:
        yield Bullets(items=tuple(map(in_full, clarification.points)))
    if clarification.open_list:
        yield Paragraph(text="Listan ger exempel. Det som inte nämns är inte avgjort.", tone="note")


def written_exclusion(exclusion: Exclusion, lead: str | None) -> str:
    """The exclusion's words, and its hedge and who does the care instead where no words around it say so."""
    instead = _instead(exclusion.instead, f"{exclusion.text}\n{lead or ''}") if exclusion.instead else None
    return _with(exclusion.text, whom_else(exclusion), exclusion.hedge, instead, beside=lead or "")


# What a level is called, and how it is met in words that say it already.
_LEVELS = {
    "healthcare_region": ("sjukvårdsregionen", "sjukvårdsregion"),
    "region": ("regionen", "region"),
    "any_hospital": ("alla akutsjukhus", "sjukhus"),
    "unit": ("en annan enhet", "enhet"),
    "other_area": ("ett annat nationellt område", "område"),
}


def _instead(instead: Instead, told: str) -> str | None:
    """Who does it instead, where `told` does not say it."""
    called, met = _LEVELS.get(instead.level, ("", ""))
    who = instead.who or ("" if met and met in told.casefold() else called)
    return f"i stället: {who}" if who and _says_more(told, who) else None


def condition_blocks(area: Area) -> Iterator[Block]:
    """The special conditions by their groups, with the stage that they have come to."""
    yield Heading(level=2, text="Särskilda villkor")
    if not area.conditions:
        yield Paragraph(text="Områdets särskilda villkor finns inte i registret. Nämnden beslutar om dem.")
        return
    stages = dict.fromkeys(one.stage for one in area.conditions)
    is_mixed = "decided" in stages and len(stages) > 1
    if is_mixed:
        yield Paragraph(text=f"Nämnden har beslutat villkoren, utom dem som är märkta ”{WAITS}”.")
    else:
        yield from (Paragraph(text=STAGES[stage]) for stage in stages)
    headings = {one.group: one for one in area.condition_groups}
    for group in dict.fromkeys(one.group for one in area.conditions):
        heading = headings.get(group)
        lead = (heading.lead if heading else None) or ""
        if heading:
            yield Heading(level=3, text=heading.heading)
        if lead:
            yield Paragraph(text=lead)
        yield Bullets(
            items=tuple(
                f"{_with_force(one, lead)} ({WAITS})" if is_mixed and one.stage != "decided" else _with_force(one, lead)
                for one in area.conditions
                if one.group == group
            )
        )


def _with_force(one: Condition, lead: str) -> str:
    """The condition's words; where neither they nor the lead say that it is to be worked towards, that is said too."""
    is_said = one.force != "work_towards" or "verka för" in f"{lead} {one.text}".casefold()
    return one.text if is_said else f"{one.text} (ska verka för)"


def _list(items: Iterable[tuple[str, tuple[Clause, ...]]], *, numbered: bool = False) -> Iterator[Block]:
    """Items as one list, unless some have points of their own: each such is a paragraph over its points."""
    for has_points, run in groupby(items, key=lambda item: bool(item[1])):
        if not has_points:
            yield Bullets(items=tuple(text for text, _ in run), numbered=numbered)
            continue
        for text, points in run:
            yield Paragraph(text=text)
            yield Bullets(items=tuple(map(in_full, points)))


def _with(text: str, *more: str | None, beside: str = "") -> str:
    """The text, and in brackets at its end, before its stop, what neither it nor the words beside it say already."""
    left_out = [words for words in more if words and _says_more(f"{text}\n{beside}", words)]
    if not left_out:
        return text
    body, stop = (text[:-1], text[-1]) if text.endswith((".", ":")) else (text, "")
    return f"{body} ({'; '.join(left_out)}){stop}"


def _says_more(told: str, words: str) -> bool:
    return words.casefold() not in told.casefold()
