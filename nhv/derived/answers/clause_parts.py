"""What of an area's document belongs to a clause: its whole wording, the steps it asks for, its exceptions, who does
it instead, and the way in."""

from collections.abc import Mapping

from nhv.derived.answers.answer import Step, WayIn, way_in
from nhv.derived.answers.entries import Ages, Entry, ages_in
from nhv.derived.answers.hits import Hit
from nhv.language.ages import Age
from nhv.rules.verdicts import Verdict
from nhv.specification.area import Area, Criterion, Exclusion, Instead, Pathway, ScopeGroup, exclusion_with
from nhv.specification.holding import is_needed


def within(ages: Ages | None, age: Age | None) -> bool | None:
    """Whether the age lies in the ages; None where either is unknown."""
    return None if ages is None or age is None else age.within(ages.from_age, ages.below_age)


class ClauseParts:
    """The parts of one area, for one age, with the sentences of one language."""

    def __init__(self, area: Area, age: Age | None, say: Mapping[str, str]) -> None:
        self._area = area
        self._age = age
        self._say = say
        self._groups: dict[str, ScopeGroup] = {point.key: group for group in area.scope for point in group.points}
        self._pathways: dict[str, Pathway] = {c.key: pathway for pathway in area.pathways for c in pathway.criteria}

    def whole_clause(self, entry: Entry) -> str:
        """The wording with the list that it introduces: «… personer med:» says nothing without it."""
        points = getattr(self._area.part(entry.key), "points", ()) if entry.text.endswith(":") else ()
        return f"{entry.text} {'; '.join(point.text.rstrip('.') for point in points)}." if points else entry.text

    def english(self, entry: Entry) -> str | None:
        """The help in English, where the document has it for the very wording that is shown."""
        part = self._area.part(entry.key) if entry.key else None
        return None if part is None or entry.text.endswith(":") else getattr(part, "english", None)

    def counted_as_child(self, hit: Hit) -> bool:
        """Whether the age takes a sub-permit whose source says «barn» and no number."""
        populations = [
            sub_permit.covers.population
            for sub_permit in self._area.sub_permits
            if self._age is not None and is_needed(sub_permit, hit.entry.key, self._age)
        ]
        return any(p is not None and p.from_age is None and p.below_age is None for p in populations)

    def conference_step(self, hit: Hit, criterion: Criterion | None) -> Step:
        """To the conference, and what its decision may lead to."""
        force = criterion.force if criterion else "must"
        what = [self._say["to_conference"]]
        if criterion is not None and criterion.leads_to:
            what.append(criterion.leads_to)
        return Step(force, " ".join(what), hit.entry.key)

    def unit_step(self, hit: Hit) -> Step:
        """To a unit, in the words of the group that the clause stands in."""
        group = self._groups.get(hit.entry.key)
        return Step("must", group.text if group and group.text else self._say["at_unit"], hit.entry.key)

    def exceptions(self, exclusion: Exclusion | None) -> tuple[Step, ...]:
        """What an exclusion leaves national, and what may be brought to the conference."""
        if exclusion is None:
            return ()
        steps = [
            Step("may" if self._may_only(case.clause) else "must", case.when, case.clause)
            for case in exclusion.still_included
        ]
        if exclusion.may_be_brought_to:
            steps.append(Step("may", self._say["conference_may"], exclusion.may_be_brought_to))
        return tuple(steps)

    def _may_only(self, key: str) -> bool:
        criterion = self.criterion(key)
        return criterion is not None and criterion.force == "may"

    def instead(self, exclusion: Exclusion | None) -> str | None:
        """Who does what is excluded, by the document."""
        if exclusion is None or exclusion.instead is None:
            return None
        instead: Instead = exclusion.instead
        who = instead.who or self._say["instead_" + instead.level]
        return f"{who[:1].upper()}{who[1:]}. {instead.text}" if instead.text else f"{who[:1].upper()}{who[1:]}"

    def way_in(self, hit: Hit, verdict: Verdict) -> WayIn | None:
        """The way in that belongs to this clause: its own; else the only one for the age. None where several may."""
        if verdict in ("excluded", "unstated"):
            return None
        own = self._pathways.get(hit.entry.key)
        fitting = [p for p in self._area.pathways if within(ages_in(p.population), self._age) is not False]
        pathway = own or (fitting[0] if len(fitting) == 1 else None)
        return way_in(pathway, self.criterion(hit.entry.key)) if pathway else None

    def criterion(self, key: str) -> Criterion | None:
        """The criterion of a way in with this key."""
        pathway = self._pathways.get(key)
        return next((c for c in pathway.criteria if c.key == key), None) if pathway else None

    def exclusion(self, key: str) -> Exclusion | None:
        """The exclusion with this key, or with a point of it."""
        return exclusion_with(self._area, key)
