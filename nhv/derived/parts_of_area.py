"""What an area is made of, for who asked for all of it: what goes to a conference, and what is included."""

from dataclasses import dataclass

from nhv.rules.verdicts import Verdict
from nhv.specification.area import Area

MOST = 12


@dataclass(frozen=True, slots=True)
class PartOfArea:
    """A clause of an area, what it means for a patient, and where it stands."""

    verdict: Verdict
    text: str
    clause_key: str


def parts_of_area(area: Area) -> tuple[PartOfArea, ...]:
    """At most MOST clauses, those that decide first: the conference's, then what is included, then what is not."""
    conferences = [way for way in area.pathways if way.kind == "national_conference"]
    found = [
        *(PartOfArea("conference", one.text, one.key) for way in conferences for one in way.criteria),
        *(PartOfArea("included", one.text, one.key) for group in area.scope for one in group.points),
        *(PartOfArea("excluded", one.text, one.key) for one in area.exclusions),
    ]
    return tuple(found[:MOST])


def what_is_national(area: Area, key: str) -> tuple[str, ...]:
    """What is done nationally for who is named by a clause that only names diseases: the clauses that its clarification
    explains, or the clause that it is a point of. Nothing for a clause that says so itself."""
    for clarification in area.clarifications:
        if key in {point.key for point in clarification.points}:
            explained = set(clarification.applies_to)
            return tuple(
                point.text
                for group in area.scope
                for point in group.points
                if group.key in explained or point.key in explained
            )
    for group in area.scope:
        for point in group.points:
            if key in {inner.key for inner in point.points}:
                return (point.text,)
    return ()
