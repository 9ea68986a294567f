"""What a lost fact reaches: which permits rest on it, by which conditions, and who does the same care meanwhile."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from nhv.register.general import general
from nhv.register.hospital_facts import facts_of_each
from nhv.register.models import HospitalFact, Organisation, Permit
from nhv.register.queries import Holder, area_rows, holders_by_area
from nhv.specification.area import SubPermit
from nhv.specification.deadlines import SWEDEN
from nhv.specification.general import Fact

MOST_ROWS = 500


@dataclass(frozen=True)
class LostFact:
    """A fact that a hospital has attested and that holds no more: its time is out, or the hospital says no."""

    hospital: Organisation
    fact: str
    name: str
    since: date
    says_no: bool


@dataclass(frozen=True)
class Struck:
    """A permit that rests on it: its conditions, who else takes referrals and has what is lost, and the sub-permits
    that then nobody has. `unattested` are those who take referrals too, but whose hospital has not attested what is
    lost: they may have it all the same. `partners` are those it co-operates with by the board's decision."""

    permit: Permit
    conditions: tuple[str, ...]
    covered_by: tuple[Holder, ...]
    uncovered: tuple[SubPermit, ...]
    unattested: tuple[Holder, ...] = ()
    partners: tuple[Organisation, ...] = ()

    @property
    def nobody_covers(self) -> bool:
        return not self.covered_by


def lost_facts(day: date) -> list[LostFact]:
    """The lost facts that a permit in force rests on, the latest lost first. Five queries, however many."""
    resting, known = _resting(day), {one.key: one for one in general().facts}
    rests_on = Q(hospital__in={hospital for hospital, _fact in resting}, fact__in=known)
    said = HospitalFact.objects.filter(rests_on, replaced_at__isnull=True).select_related("hospital")
    lost = [_lost(row, known[row.fact], day) for row in said if (row.hospital_id, row.fact) in resting]
    return sorted(filter(None, lost), key=lambda one: one.since, reverse=True)[:MOST_ROWS]


def lost_fact(hospital: str, fact: str, day: date) -> LostFact | None:
    """One of them, or nothing where it holds. Five queries."""
    return next((one for one in lost_facts(day) if (one.hospital.key, one.fact) == (hospital, fact)), None)


def struck_by(lost: LostFact, day: date) -> list[Struck]:
    """Every permit in force at the hospital that rests on the fact, by area. Eight queries at most."""
    permits = _resting(day)[lost.hospital.pk, lost.fact]
    holders = holders_by_area(day, [one.area_id for one in permits])
    rows = {row.key: row for row in area_rows()}
    has = _hospitals_with(lost.fact, (one for held in holders.values() for one in held), day)
    found = []
    for permit in permits:
        held = holders[permit.area.key]
        taking = [one for one in held if _takes(one, permit, day)]
        others = [one for one in taking if one.hospital is not None and one.hospital.key in has]
        parts = [part for part, _known in rows[permit.area.key].parts] if permit.area.key in rows else []
        found.append(
            Struck(
                permit,
                _conditions(permit, lost.fact),
                tuple(others),
                _uncovered(permit, parts, others),
                unattested=tuple(one for one in taking if one not in others),
                partners=next((one.partners for one in held if one.number == permit.number), ()),
            )
        )
    return found


def _lost(row: HospitalFact, fact: Fact, day: date) -> LostFact | None:
    says_no = fact.says_no(row.value)
    if not says_no and row.valid_until >= day:
        return None
    since = timezone.localdate(row.attested_at, SWEDEN) if says_no else row.valid_until
    return LostFact(row.hospital, row.fact, fact.name, since, says_no)


def _resting(day: date) -> defaultdict[tuple[int, str], list[Permit]]:
    """The permits in force, by the hospital and fact that a condition of theirs rests on. One query."""
    held = Permit.objects.known().filter(valid_from__lte=day, place__isnull=False).exclude(valid_until__lt=day)
    found: defaultdict[tuple[int, str], list[Permit]] = defaultdict(list)
    for permit in held.select_related("area", "document", "holder", "place__parent").defer("document__content"):
        hospital = permit.place.hospital if permit.place else None
        if hospital is not None:
            for fact in {str(one["fact"]) for one in permit.conditions if one.get("fact")}:
                found[hospital.pk, fact].append(permit)
    return found


def _conditions(permit: Permit, fact: str) -> tuple[str, ...]:
    return tuple(str(one["key"]) for one in permit.conditions if one.get("fact") == fact)


def _hospitals_with(fact: str, holders: Iterable[Holder], day: date) -> frozenset[str]:
    keys = {one.hospital.key for one in holders if one.hospital}
    held = facts_of_each(keys, day=day)
    asked = next((one for one in general().facts if one.key == fact), None)
    return frozenset(
        key for key, facts in held.items() if fact in facts and asked and not asked.says_no(facts[fact].value)
    )


def _takes(one: Holder, struck: Permit, day: date) -> bool:
    """Whether it is another, in force, to which new referrals go."""
    return bool(one.in_force) and one.number != struck.number and (one.turned_on is None or one.turned_on > day)


def _uncovered(permit: Permit, parts: Sequence[SubPermit], others: Sequence[Holder]) -> tuple[SubPermit, ...]:
    begun = {key for one in others for key in one.sub_permits if key not in one.part_starts}
    return tuple(part for part in parts if part.key in permit.sub_permits and part.key not in begun)
