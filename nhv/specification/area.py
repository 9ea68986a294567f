"""The area document: everything that is decided about one area of national highly specialised care.

It reads from top to bottom as the decision itself would. The binding ground is 7 ch. 5–5 a §§ of the Health
and Medical Services Act (2017:30) and 2 ch. of the ordinance (2017:80): Socialstyrelsen decides the definition
and the number of units, the board decides holders and conditions.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from nhv.specification.expected import Coverage, Expected
from nhv.specification.faults import nearest
from nhv.specification.for_patients import ForPatients
from nhv.specification.measures import Measure, check_measures
from nhv.specification.parts import (
    Code,
    Day,
    Frozen,
    Key,
    Population,
    Short,
    Source,
    Term,
    Text,
    editorial,
    editorial_many,
    many,
)
from nhv.specification.questions import Question

Units = Annotated[int, Field(ge=1, le=30)]
PartName = Literal["definition", "holders", "conditions", "measures", "pathways"]
PartState = Literal["whole", "part", "not_read", "not_stated", "not_decided"]


class Decision(Frozen):
    """Socialstyrelsen's decision on definition and number of units (2 ch. 1 § of the ordinance)."""

    date: Day | None = None
    record_number: Short | None = None
    body: Short = "Socialstyrelsen"


class Completeness(Frozen):
    """How much of the source this document holds. Nothing here is ever shown as «none».

    `whole` all of it; `part` some of it; `not_read` exists but we have not read it; `not_stated` the
    source says nothing; `not_decided` there is no such decision yet. `missing` says what, in Swedish: never that the
    board has not decided, which pages tell from the permits and would go on being told after the day.

    `holders` is whole when every region that holds is known and none of them is told to take only some of the
    patients: the hospital may be missing, the holder is the region. `vacant`: the board has decided here who holds a
    permit, so that a decided place that nobody holds is known to be vacant.
    """

    definition: PartState = "whole"
    holders: PartState = "not_read"
    conditions: PartState = "not_read"
    measures: PartState = "not_read"
    pathways: PartState = "not_stated"
    restated: bool = False
    vacant: bool = False
    missing: tuple[Text, ...] = many()

    @property
    def is_whole(self) -> bool:
        """Whether the definition is all there, which is what a verdict rests on."""
        return self.definition == "whole"


class Clause(Frozen):
    """Anything with a key and a wording that a verdict can point to.

    `english` is a help to the reader, never the decision. `population` narrows whom the clause is about,
    as said in the clause itself.
    """

    key: Key
    text: Text
    population: Population | None = None
    english: Text | None = editorial()
    terms: tuple[Term, ...] = editorial_many()
    codes: tuple[Code, ...] = editorial_many()


class InnerPoint(Clause):
    """A point inside a point: the deepest the document goes."""


class Point(Clause):
    """A point of the definition, with the points nested in it."""

    points: tuple[InnerPoint, ...] = many()


class ScopeGroup(Frozen):
    """A heading of the definition with what stands under it.

    `text` is the prose between heading and list and is part of the decision: «Efter beslut om …» is a condition
    in time. `lead` is the line that introduces the list.
    """

    key: Key
    heading: Text | None = None
    text: Text | None = None
    lead: Text | None = None
    population: Population | None = None
    points: tuple[Point, ...] = many()
    english: Text | None = editorial()


class Clarification(Clause):
    """What a term of the definition means.

    `open_list`: the list gives examples only («exempelvis men inte uteslutande»), so what it does not name is
    unstated, never excluded. `applies_to` are the keys of the scope groups or points that it explains.
    """

    points: tuple[InnerPoint, ...] = many()
    open_list: bool = False
    applies_to: tuple[Key, ...] = editorial_many()


_ELSEWHERE = re.compile(
    r"\bannat tillstånd\b|\bannat område\b|\bingår i området\b|\bsom området\b.+\bomfattar\b", re.IGNORECASE
)


def names_another_permit(text: str) -> bool:
    """Whether a text says that something belongs to another area: «hanteras i ett annat tillstånd»."""
    return _ELSEWHERE.search(text) is not None


class Instead(Frozen):
    """Who does the care that is not NHV. `who` as named in the source."""

    level: Literal["healthcare_region", "region", "any_hospital", "unit", "other_area", "unstated"]
    who: Short | None = None
    text: Text | None = None


class StillIncluded(Frozen):
    """A case in which an excluded thing still reaches the national units, by a clause of the document."""

    when: Text
    clause: Key


class Exclusion(Clause):
    """What is not NHV. `hedge` keeps words such as «generellt», which are meaning.

    `may_be_brought_to` is the pathway that such patients may still be brought to; `still_included` are the cases
    that another clause nevertheless covers (our reading of the document, hence editorial). `applies_to` are the keys of
    the scope groups or points that it takes something out of; none stands for the whole area.
    """

    points: tuple[InnerPoint, ...] = many()
    instead: Instead | None = None
    hedge: Short | None = None
    may_be_brought_to: Key | None = None
    still_included: tuple[StillIncluded, ...] = editorial_many()
    applies_to: tuple[Key, ...] = editorial_many()

    @property
    def is_done_elsewhere(self) -> bool:
        """Whether what is excluded here is national care under another area's permit."""
        named = self.instead is not None and self.instead.level == "other_area"
        return named or names_another_permit(self.text)


class Covers(Frozen):
    """What a sub-permit covers: points by key, ages, activities in words; any of them."""

    points: tuple[Key, ...] = many()
    population: Population | None = None
    activities: tuple[Short, ...] = many()


class SubPermit(Frozen):
    """Further concentration of a part of the area, normally to fewer units."""

    key: Key
    text: Text
    units: Units | None = None
    covers: Covers = Covers()
    english: Text | None = editorial()
    terms: tuple[Term, ...] = editorial_many()


class Criterion(Clause):
    """When a patient is to be, or may be, brought along a pathway, and what it leads to."""

    force: Literal["must", "may"] = "must"
    leads_to: Text | None = None


class Pathway(Frozen):
    """How a patient gets to the national units. Silence is `not_stated`, never an empty list."""

    key: Key
    kind: Literal["national_conference", "unit", "emergency", "other_area", "not_stated"]
    heading: Text | None = None
    text: Text
    population: Population | None = None
    address: str | None = Field(default=None, pattern=r"^https?://[^\s<>\"]+$", max_length=2_000)
    areas: tuple[Key, ...] = many()
    criteria: tuple[Criterion, ...] = many()
    referral_data: tuple[Text, ...] = many()
    english: Text | None = editorial()


ConditionGroupKey = Literal["critical_staff", "other_competence", "critical_equipment", "other"]
ConditionForce = Literal["must", "work_towards", "unstated"]


class ConditionGroup(Frozen):
    """The heading of a group of conditions and the prose under it, which may give the whole group its force."""

    group: ConditionGroupKey
    heading: Text
    lead: Text | None = None


class Condition(Frozen):
    """A special condition of a permit. `force`: `must`, `work_towards` («ska verka för») or `unstated` (a bare noun).

    `stage` follows its life: proposed by the experts, consulted, called, decided by the board. `belongs_to` says
    whether the fact is the hospital's (intensive care) or the unit's; `fact` names the fact in `general.toml` that
    answers it, so that a hospital says it once for all its applications.
    """

    key: Key
    group: ConditionGroupKey
    force: ConditionForce
    stage: Literal["proposed", "consulted", "called", "decided", "not_read"]
    text: Text
    english: Text | None = editorial()
    belongs_to: Literal["hospital", "unit"] | None = editorial()
    fact: Key | None = editorial()
    question: Question | None = editorial()


class Area(Frozen):
    """One area, whole. The head first, then the parts in the order of the decision.

    `in_force_until` is the last day of a definition that has been withdrawn; after it the care is national no longer.
    `proposed_measures` are ours: reported on where nobody has read the measures that are decided, and marked so.
    `expected` and `coverage` are what others say, which the published results are laid beside.
    """

    key: Key
    name: Short
    in_force_from: Day | None = None
    in_force_until: Day | None = None
    decision: Decision = Decision()
    units: Units | None = None
    population: Population | None = None
    intro: Text | None = None
    scope: tuple[ScopeGroup, ...] = many()
    clarifications: tuple[Clarification, ...] = many()
    exclusions_lead: Text | None = None
    exclusions: tuple[Exclusion, ...] = many()
    sub_permits: tuple[SubPermit, ...] = many()
    pathways: tuple[Pathway, ...] = many()
    condition_groups: tuple[ConditionGroup, ...] = many()
    conditions: tuple[Condition, ...] = many()
    measures: tuple[Measure, ...] = many()
    proposed_measures: tuple[Measure, ...] = editorial_many()
    expected: Expected | None = editorial()
    coverage: Coverage | None = editorial()
    name_en: Short | None = editorial()
    aliases: tuple[Short, ...] = editorial_many()
    summary: Text | None = editorial()
    summary_en: Text | None = editorial()
    terms: tuple[Term, ...] = editorial_many()
    codes: tuple[Code, ...] = editorial_many()
    notes: tuple[Text, ...] = editorial_many()
    sources: tuple[Source, ...] = editorial_many()
    for_patients: ForPatients = editorial(ForPatients())
    completeness: Completeness = editorial(Completeness())

    def has_ended(self, day: date) -> bool:
        """Whether the definition is withdrawn and its last day has passed."""
        return self.in_force_until is not None and self.in_force_until < day

    def begins_after(self, day: date) -> bool:
        """Whether the definition is decided and its first day lies ahead."""
        return self.in_force_from is not None and self.in_force_from > day

    @property
    def pathways_read(self) -> PartState:
        """How much of the ways in is here: a document that tells one has a source that does, whatever was noted before
        it was written."""
        is_told = any(pathway.kind != "not_stated" for pathway in self.pathways)
        return "whole" if is_told and self.completeness.pathways == "not_stated" else self.completeness.pathways

    @property
    def conditions_read(self) -> PartState:
        """How much of the conditions is here: they are decided where one of them says that the board has decided it,
        whatever was noted before."""
        is_decided = any(condition.stage == "decided" for condition in self.conditions)
        return "whole" if is_decided and self.completeness.conditions == "not_decided" else self.completeness.conditions

    def keyed(self) -> Iterator[tuple[str, Frozen]]:
        """Every (key, part) of the document, in reading order."""
        for group in self.scope:
            yield group.key, group
            yield from _with_inner(group.points)
        yield from _with_inner(self.clarifications)
        yield from _with_inner(self.exclusions)
        for sub_permit in self.sub_permits:
            yield sub_permit.key, sub_permit
        for pathway in self.pathways:
            yield pathway.key, pathway
            yield from ((criterion.key, criterion) for criterion in pathway.criteria)
        yield from ((condition.key, condition) for condition in self.conditions)
        yield from ((measure.key, measure) for measure in self.measures)

    @property
    def all_measures(self) -> tuple[Measure, ...]:
        """Those decided, then those we propose."""
        return (*self.measures, *self.proposed_measures)

    def part(self, key: str) -> Frozen | None:
        """The part with this key, or nothing."""
        return next((part for found, part in self.keyed() if found == key), None)

    @model_validator(mode="after")
    def _keys_are_unique_and_known(self) -> Self:
        keys = [key for key, _ in self.keyed()]
        for key, times in Counter(keys).items():
            if times > 1:
                raise ValueError(f"nyckeln «{key}» står {times} gånger; varje nyckel får stå en gång i området")
        check_measures(self.all_measures)
        known = set(keys)
        for where, key in self._references():
            if key not in known:
                raise ValueError(f"{where} pekar på nyckeln «{key}», som inte finns i området{nearest(key, keys)}")
        return self

    def _references(self) -> Iterator[tuple[str, str]]:
        for clarification in self.clarifications:
            yield from ((f"clarifications.{clarification.key}.applies_to", k) for k in clarification.applies_to)
        for exclusion in self.exclusions:
            yield from ((f"exclusions.{exclusion.key}.applies_to", k) for k in exclusion.applies_to)
            if exclusion.may_be_brought_to:
                yield f"exclusions.{exclusion.key}.may_be_brought_to", exclusion.may_be_brought_to
            yield from ((f"exclusions.{exclusion.key}.still_included", e.clause) for e in exclusion.still_included)
        for sub_permit in self.sub_permits:
            yield from ((f"sub_permits.{sub_permit.key}.covers.points", k) for k in sub_permit.covers.points)


def _with_inner(
    clauses: tuple[Point, ...] | tuple[Clarification, ...] | tuple[Exclusion, ...],
) -> Iterator[tuple[str, Frozen]]:
    for clause in clauses:
        yield clause.key, clause
        yield from ((inner.key, inner) for inner in clause.points)


def exclusion_with(area: Area, key: str) -> Exclusion | None:
    """The area's exclusion with this key, or with a point of it."""
    for exclusion in area.exclusions:
        if key == exclusion.key or any(point.key == key for point in exclusion.points):
            return exclusion
    return None
