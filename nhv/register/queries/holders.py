"""Who holds permits on a day, as readers see it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.db import connection

from nhv.language.order import swedish_order
from nhv.register.contacts import Contact, Contacts, contact_at, contacts
from nhv.register.models import Area, Organisation, Permit
from nhv.register.models.permits import Permits
from nhv.register.queries.documents import today
from nhv.register.referrals import NOTHING_TOLD, Referral, Referrals, current, referrals, told_at

NOBODY_NAMED: Contacts = {}


@dataclass(frozen=True)
class Holder:
    """A permit as readers see it, on one day. `in_force` is None when the source gives no start.

    `sub_permits` are those that have not ended; `part_starts` are the first days of those that have not begun,
    `part_ends` the last days of those that are to end, `parts_ended` of those that have ended. `cooperates_with` is
    without those whose own permits in the area have all ended: nobody is left there to do its part. `partners` are its
    regions. New referrals turn to others from `turned_on` on. `region` holds it; `place` is where one turns: the unit,
    else the hospital, else the region itself. `referral` is what is told there to those who refer, `contact` whom one
    reaches at the region that the place lies in. Both hold today, so on another day there is none.
    """

    area_key: str
    number: int
    region: Organisation
    place: Organisation
    sub_permits: tuple[str, ...]
    cooperates_with: tuple[str, ...]
    partners: tuple[Organisation, ...]
    record_number: str
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    origin: str
    in_force: bool | None
    part_starts: Mapping[str, date] = field(default_factory=dict)
    part_ends: Mapping[str, date] = field(default_factory=dict)
    parts_ended: Mapping[str, date] = field(default_factory=dict)
    turned_on: date | None = None
    has_ended: bool = False
    referral: Referral | None = None
    contact: Contact | None = None

    @property
    def lasting_parts(self) -> tuple[str, ...]:
        """The sub-permits that it has until further notice."""
        return tuple(key for key in self.sub_permits if key not in self.part_ends)

    @property
    def key(self) -> str:
        """What the diary calls the permit, in all that is known of it (`Permit.key`)."""
        return f"{self.area_key}:{self.number}"

    @property
    def unit(self) -> Organisation | None:
        return self.place.unit

    @property
    def hospital(self) -> Organisation | None:
        return self.place.hospital

    @property
    def healthcare_region(self) -> Organisation | None:
        return self.region.parent

    @property
    def name(self) -> str:
        """The hospital's name, with the unit's before it; the region's where neither is stated."""
        named = dict.fromkeys(each.name for each in (self.unit, self.hospital) if each)
        return ", ".join(named) or self.region.name


def holders_by_area(day: date | None = None, areas: Sequence[int] | None = None) -> dict[str, list[Holder]]:
    """The holders of each area on a day, by area key. Two queries; `areas` are primary keys."""
    permits = Permit.objects.known()
    # A long list of keys costs more than it saves, and SQLite bounds the number of parameters.
    if areas is not None and len(areas) <= 200:
        permits = permits.filter(area__in=areas)
    return grouped(permits, day or today(), organisations_by_pk())


def holders_on(day: date | None = None) -> dict[str, list[Holder]]:
    """The same for every area, with what holders and their regions tell when the day is today. Four queries."""
    known = organisations_by_pk()
    if day not in (None, today()):
        return grouped(Permit.objects.known(), day or today(), known)
    return grouped(Permit.objects.known(), today(), known, referrals(), contacts())


def holders_now(state: str) -> Mapping[str, Sequence[Holder]]:
    """The holders of every area today, with what they tell those who refer, by area key.

    `state` is the register's (`register_state`), which the caller has at hand. No query, and four for a new state.
    """
    return _holders_now(str(connection.settings_dict["NAME"]), state, today())


@lru_cache(maxsize=2)
def _holders_now(database: str, state: str, now: date) -> Mapping[str, Sequence[Holder]]:
    """One answer for each state of the register; database, state and day tell them apart."""
    return holders_on()


def grouped(
    permits: Permits,
    day: date,
    known: Mapping[int | None, Organisation],
    told: Referrals = NOTHING_TOLD,
    named: Contacts = NOBODY_NAMED,
) -> dict[str, list[Holder]]:
    # Organisations are few and permits many: joining them would build every hospital anew for every permit.
    holders: defaultdict[str, list[Holder]] = defaultdict(list)
    rows = permits.with_place().values_list("area__key", "holder", "turn_to_id", *_FACTS)
    by_key = {one.key: one for one in known.values()}
    for area_key, region, place, *facts in rows:
        holders[area_key].append(_holder(area_key, known[region], known[place], by_key, told, named, day, *facts))
    return {key: sorted(_with_partners_left(of_area), key=_by_name) for key, of_area in holders.items()}


def _with_partners_left(holders: Sequence[Holder]) -> Iterator[Holder]:
    """The holders of one area, none of them in co-operation with a region whose permits have all ended."""
    left = {holder.region.key for holder in holders if not holder.has_ended}
    gone = {holder.region.key for holder in holders} - left
    for holder in holders:
        if gone.isdisjoint(holder.cooperates_with):
            yield holder
        else:
            yield replace(
                holder,
                cooperates_with=tuple(key for key in holder.cooperates_with if key not in gone),
                partners=tuple(one for one in holder.partners if one.key not in gone),
            )


def _by_name(holder: Holder) -> tuple[object, object]:
    return swedish_order(holder.region.name), swedish_order(holder.name)


_FACTS = (
    "number", "sub_permits", "cooperates_with", "record_number", "decided_on", "valid_from", "valid_until", "origin",
    "part_days", "turned_on",
)  # fmt: skip


def organisations_by_pk() -> dict[int | None, Organisation]:
    """All organisations with their parents set, in one query."""
    found: dict[int | None, Organisation] = {each.pk: each for each in Organisation.objects.all()}
    for organisation in found.values():
        organisation.parent = found.get(organisation.parent_id)
    return found


def holders_of(area: Area, day: date | None) -> tuple[Holder, ...]:
    """The holders of one area, with what they and their regions tell when the day is today. Four queries at most:
    they are few, so their organisations come with them."""
    near = Permit.objects.known().filter(area=area).select_related("holder__parent", "place__parent__parent")
    permits = list(near)
    is_today = day in (None, today())
    told = referrals(current().filter(area=area)) if is_today else NOTHING_TOLD
    named = contacts() if is_today else NOBODY_NAMED
    keys = {key for permit in permits for key in permit.cooperates_with}
    partners = {one.key: one for one in Organisation.objects.filter(key__in=keys)} if keys else {}
    holders = [
        _holder(
            area.key,
            permit.holder,
            permit.turn_to,
            partners,
            told,
            named,
            day or today(),
            *(getattr(permit, fact) for fact in _FACTS),
        )
        for permit in permits
    ]
    return tuple(sorted(_with_partners_left(holders), key=_by_name))


def _holder(
    area_key: str,
    region: Organisation,
    place: Organisation,
    organisations: Mapping[str, Organisation],
    told: Referrals,
    named: Contacts,
    day: date,
    number: int,
    sub_permits: list[str],
    cooperates_with: list[str],
    record_number: str,
    decided_on: date | None,
    valid_from: date | None,
    valid_until: date | None,
    origin: str,
    part_days: Mapping[str, Mapping[str, str]],
    turned_on: date | None,
) -> Holder:
    begin, end = _days(part_days, "from"), _days(part_days, "until")
    return Holder(
        area_key=area_key,
        number=number,
        region=region,
        place=place,
        sub_permits=tuple(key for key in sub_permits if end.get(key, day) >= day),
        cooperates_with=tuple(cooperates_with),
        partners=tuple(organisations[key] for key in cooperates_with if key in organisations),
        record_number=record_number,
        decided_on=decided_on,
        valid_from=valid_from,
        valid_until=valid_until,
        origin=origin,
        in_force=_in_force(valid_from, valid_until, day),
        has_ended=valid_until is not None and valid_until < day,
        part_starts={key: first for key, first in begin.items() if first > day},
        part_ends={key: last for key, last in end.items() if last >= day},
        parts_ended={key: last for key, last in end.items() if last < day},
        turned_on=turned_on,
        referral=told_at(told, area_key, place),
        contact=contact_at(named, place),
    )


def _days(part_days: Mapping[str, Mapping[str, str]], which: str) -> dict[str, date]:
    return {key: date.fromisoformat(days[which]) for key, days in part_days.items() if days.get(which)}


def _in_force(valid_from: date | None, valid_until: date | None, day: date) -> bool | None:
    if valid_until is not None and valid_until < day:
        return False
    return None if valid_from is None else valid_from <= day
