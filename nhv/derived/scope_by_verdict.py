"""The whole of an area sorted by what it means for a patient: is it national care, or not, or does the text not say?"""

from dataclasses import dataclass

from nhv.rules.verdicts import OF_A_CLAUSE, Verdict
from nhv.specification.area import (
    Area,
    Clarification,
    Clause,
    Exclusion,
    Pathway,
    ScopeGroup,
)
from nhv.specification.parts import Population


@dataclass(frozen=True)
class Part:
    """A heading of the document with the clauses under it that share one verdict.

    `key` is the key of the group, pathway or clarification; `clauses` are the document's own, in its order.
    """

    verdict: Verdict
    key: str
    heading: str | None
    text: str | None
    population: Population | None
    clauses: tuple[Clause, ...]


def scope_by_verdict(area: Area) -> tuple[Part, ...]:
    """Every clause of definition, conferences and exclusions once, and each open list as what it leaves unsaid."""
    parts = [
        *(_included(group) for group in area.scope),
        *(_conference(pathway) for pathway in area.pathways if pathway.kind == "national_conference"),
        *_excluded(area),
        *(_open_list(clarification) for clarification in area.clarifications if clarification.open_list),
    ]
    return tuple(part for verdict in OF_A_CLAUSE for part in parts if part.verdict == verdict)


def part_with(area: Area, key: str) -> Part | None:
    """The part in which the clause with this key stands, or whose heading it is; nothing for other keys.

    An item of a clarification's list says what a term of the definition means, so it stands with what is included.
    """
    for part in scope_by_verdict(area):
        inner = {point.key for clause in part.clauses for point in getattr(clause, "points", ())}
        if key in inner or key in {clause.key for clause in part.clauses} or (key == part.key and part.clauses):
            return part
    for clarification in area.clarifications:
        if key in {point.key for point in clarification.points}:
            text, population = clarification.text, clarification.population
            return Part("included", clarification.key, None, text, population, clarification.points)
    return None


def _included(group: ScopeGroup) -> Part:
    text = "\n".join(filter(None, (group.text, group.lead))) or None
    return Part("included", group.key, group.heading, text, group.population, group.points)


def _conference(pathway: Pathway) -> Part:
    return Part(
        "conference",
        pathway.key,
        pathway.heading,
        pathway.text,
        pathway.population,
        pathway.criteria,
    )


def _excluded(area: Area) -> tuple[Part, ...]:
    exclusions: tuple[Exclusion, ...] = area.exclusions
    if not exclusions:
        return ()
    return (Part("excluded", "exclusions", None, area.exclusions_lead, None, exclusions),)


def _open_list(clarification: Clarification) -> Part:
    return Part(
        "unstated",
        clarification.key,
        None,
        clarification.text,
        clarification.population,
        (),
    )
