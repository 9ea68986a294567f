"""What the register answers: the areas, permits and calls of a day. Each answer costs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from nhv.register.concentrations import with_concentration
from nhv.register.memory import AREA, ORGANISATION, PERMIT, register_state
from nhv.register.models import Area, AreaAlias, AreaDocument, Call, Organisation, Permit
from nhv.register.models.areas import AreaDocuments
from nhv.register.models.permits import Permits
from nhv.register.referrals import Referral, Referrals, current, referrals, told_at
from nhv.specification.area import SubPermit
from nhv.specification.holding import Concentration, Known, known_units, known_with, sub_permits_are_read

MOST_ROWS = 2_000
NOTHING_TOLD: Referrals = {}
# The kinds of organisation that the public's pages tell of.
_KINDS = Organisation.Kind
HOLDING_KINDS = (_KINDS.HEALTHCARE_REGION, _KINDS.REGION, _KINDS.HOSPITAL, _KINDS.UNIT)
# What a snapshot of the register is made of: not calls, nor what units tell.
SNAPSHOT = (AREA, PERMIT, ORGANISATION)


def today() -> date:
    """The local day in Sweden, which is the day of law here."""
    return timezone.localdate()


@dataclass(frozen=True)
class Holder:
    """A permit as readers see it, on one day. `in_force` is None when the source gives no start.

    `region` holds it; `place` is where one turns: the unit, else the hospital, else the region itself. `referral` is
    what is told there to those who refer; it holds today, so on another day there is none.
    """

    area_key: str
    region: Organisation
    place: Organisation
    sub_permits: tuple[str, ...]
    cooperates_with: tuple[str, ...]
    record_number: str
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    origin: str
    in_force: bool | None
    referral: Referral | None = None

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


@dataclass(frozen=True)
class AreaRow:
    """An area in a list, on one day: its document without opening it, and its holders, ended permits too."""

    document: AreaDocument
    holders: tuple[Holder, ...]
    concentration: Concentration
    day: date

    @property
    def key(self) -> str:
        return self.document.area.key

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def in_force(self) -> bool:
        """Whether anybody has a permit that is in force: decided is not in force."""
        return any(holder.in_force for holder in self.holders)

    @cached_property
    def known(self) -> Known[Holder]:
        """Who is known to do the area's care on the day, and whether they are all."""
        return known_units(self.concentration, self.holders, self.day)

    @property
    def parts(self) -> list[tuple[SubPermit, Known[Holder]]]:
        """The sub-permits, each with who is known to have it."""
        return [
            (one, known_with(self.concentration, self.holders, self.day, one)) for one in self.concentration.sub_permits
        ]

    @property
    def sub_permits_are_read(self) -> bool:
        """Whether an empty place beside a holder means that it has no sub-permit."""
        return sub_permits_are_read(self.concentration, self.holders, self.day)

    @property
    def valid_from(self) -> date | None:
        """The first day any of the permits is valid."""
        return min((holder.valid_from for holder in self.holders if holder.valid_from), default=None)


@dataclass(frozen=True)
class AreaView:
    """Everything a page about one area shows, on one day."""

    document: AreaDocument
    holders: tuple[Holder, ...]
    calls: tuple[Call, ...]
    versions: tuple[AreaDocument, ...]
    day: date

    @property
    def row(self) -> AreaRow:
        return AreaRow(self.document, self.holders, Concentration.of(self.document.specification), self.day)


def documents_on(day: date | None = None) -> QuerySet[AreaDocument]:
    """The valid document of each area on a day, without its content. One query.

    Without a day: today, and then an area whose first version lies ahead is there too.
    """
    of_area = _in_order(AreaDocument.objects.filter(area=OuterRef("area")), day)
    return (
        AreaDocument.objects.filter(pk=Subquery(of_area.values("pk")[:1]))
        .select_related("area")
        .defer("content")
        .order_by("name", "area__key")
    )


def _in_order(documents: AreaDocuments, day: date | None) -> AreaDocuments:
    """The valid one first."""
    if day is not None:
        return documents.filter(_begun(day)).newest_first()
    begun = Case(When(_begun(today()), then=1), default=0, output_field=IntegerField())
    newest = documents.annotate(begun=begun).newest_first()
    begun_first = ("-begun", *newest.query.order_by)
    return newest.order_by(*begun_first)


def _begun(day: date) -> Q:
    """A document whose first day no source gives is taken to be valid on every day."""
    return Q(in_force_from__lte=day) | Q(in_force_from__isnull=True)


@dataclass(frozen=True)
class Snapshot:
    """The register of one day: its areas with their holders, by name, and all organisations. Never changed."""

    rows: tuple[AreaRow, ...]
    organisations: tuple[Organisation, ...]

    def filtered(self, *, text: str = "", healthcare_region: str = "", in_force: bool | None = None) -> list[AreaRow]:
        """The rows that fit all that is given.

        Filtered here, not in SQL: SQLite folds the case of ASCII only, and å, ä and ö must be found on both databases.
        """
        return [
            row
            for row in self.rows
            if _names_hold(row, text)
            and (in_force is None or row.in_force == in_force)
            and (not healthcare_region or healthcare_region in _healthcare_regions(row))
        ]

    def of_kind(self, kind: str) -> list[Organisation]:
        """The organisations of one kind, by name."""
        return [organisation for organisation in self.organisations if organisation.kind == kind]


def snapshot(day: date | None = None) -> Snapshot:
    """The register of a day, at most MOST_ROWS areas. One query, and three more when the register has changed."""
    _number, last = register_state(SNAPSHOT)
    return _snapshot(str(connection.settings_dict["NAME"]), last, day, today())


@lru_cache(maxsize=8)
def _snapshot(database: str, last_hash: str, day: date | None, now: date) -> Snapshot:
    """One snapshot for each state of the register; database, state and the day it is now tell them apart."""
    documents = with_concentration(documents_on(day)[:MOST_ROWS])
    known = _organisations_by_pk()
    holders = _grouped(Permit.objects.known(), day or now, known)
    return Snapshot(
        rows=tuple(
            AreaRow(document, tuple(holders.get(document.area.key, ())), concentration, day or now)
            for document, concentration in documents
        ),
        organisations=tuple(known.values()),
    )


def area_rows(day: date | None = None) -> tuple[AreaRow, ...]:
    """The areas of a day with their holders, by name: the rows of its snapshot."""
    return snapshot(day).rows


def _names_hold(row: AreaRow, text: str) -> bool:
    wanted = text.casefold().strip()
    return wanted in row.document.name.casefold() or wanted in row.document.name_en.casefold()


def _healthcare_regions(row: AreaRow) -> set[str]:
    return {holder.healthcare_region.key for holder in row.holders if holder.healthcare_region}


def holders_by_area(day: date | None = None, areas: Sequence[int] | None = None) -> dict[str, list[Holder]]:
    """The holders of each area on a day, by area key. Two queries; `areas` are primary keys."""
    permits = Permit.objects.known()
    # A long list of keys costs more than it saves, and SQLite bounds the number of parameters.
    if areas is not None and len(areas) <= 200:
        permits = permits.filter(area__in=areas)
    return _grouped(permits, day or today(), _organisations_by_pk())


def holders_on(day: date | None = None) -> dict[str, list[Holder]]:
    """The same for every area, with what the holders tell those who refer when the day is today. Three queries."""
    told = referrals() if day in (None, today()) else NOTHING_TOLD
    return _grouped(Permit.objects.known(), day or today(), _organisations_by_pk(), told)


def holders_now(state: str) -> Mapping[str, Sequence[Holder]]:
    """The holders of every area today, with what they tell those who refer, by area key.

    `state` is the register's (`register_state`), which the caller has at hand. No query, and three for a new state.
    """
    return _holders_now(str(connection.settings_dict["NAME"]), state, today())


@lru_cache(maxsize=2)
def _holders_now(database: str, state: str, now: date) -> Mapping[str, Sequence[Holder]]:
    """One answer for each state of the register; database, state and day tell them apart."""
    return holders_on()


def _grouped(
    permits: Permits, day: date, known: Mapping[int | None, Organisation], told: Referrals = NOTHING_TOLD
) -> dict[str, list[Holder]]:
    # Organisations are few and permits many: joining them would build every hospital anew for every permit.
    holders: defaultdict[str, list[Holder]] = defaultdict(list)
    rows = permits.with_place().values_list("area__key", "holder", "turn_to_id", *_FACTS)
    for area_key, region, place, *facts in rows:
        holders[area_key].append(_holder(area_key, known[region], known[place], told, day, *facts))
    for of_area in holders.values():
        of_area.sort(key=_by_name)
    return holders


def _by_name(holder: Holder) -> tuple[str, str]:
    return holder.region.name, holder.name


_FACTS = (
    "sub_permits", "cooperates_with", "record_number", "decided_on", "valid_from", "valid_until", "origin",
)  # fmt: skip


def _organisations_by_pk() -> dict[int | None, Organisation]:
    """All organisations with their parents set, in one query."""
    found: dict[int | None, Organisation] = {each.pk: each for each in Organisation.objects.all()}
    for organisation in found.values():
        organisation.parent = found.get(organisation.parent_id)
    return found


def _holders_of(area: Area, day: date | None) -> tuple[Holder, ...]:
    """The holders of one area, with what they tell when the day is today. Two queries at most: they are few, so their
    organisations come with them."""
    permits = Permit.objects.known().filter(area=area).select_related("holder__parent", "place__parent__parent")
    told = referrals(current().filter(area=area)) if day in (None, today()) else NOTHING_TOLD
    holders = [
        _holder(
            area.key,
            permit.holder,
            permit.turn_to,
            told,
            day or today(),
            *(getattr(permit, fact) for fact in _FACTS),
        )
        for permit in permits
    ]
    return tuple(sorted(holders, key=_by_name))


def _holder(
    area_key: str,
    region: Organisation,
    place: Organisation,
    told: Referrals,
    day: date,
    sub_permits: list[str],
    cooperates_with: list[str],
    record_number: str,
    decided_on: date | None,
    valid_from: date | None,
    valid_until: date | None,
    origin: str,
) -> Holder:
    return Holder(
        area_key=area_key,
        region=region,
        place=place,
        sub_permits=tuple(sub_permits),
        cooperates_with=tuple(cooperates_with),
        record_number=record_number,
        decided_on=decided_on,
        valid_from=valid_from,
        valid_until=valid_until,
        origin=origin,
        in_force=_in_force(valid_from, valid_until, day),
        referral=told_at(told, area_key, place),
    )


def _in_force(valid_from: date | None, valid_until: date | None, day: date) -> bool | None:
    if valid_until is not None and valid_until < day:
        return False
    return None if valid_from is None else valid_from <= day


def area_on(key: str, day: date | None = None) -> AreaView | None:
    """One area on a day, or nothing when there is no such area or it had no document then. Five queries."""
    document = _in_order(AreaDocument.objects.filter(area__key=key).select_related("area"), day).first()
    if document is None:
        return None
    calls = Call.objects.filter(area=document.area_id)
    return AreaView(document, _holders_of(document.area, day), tuple(calls), tuple(versions(key)), day or today())


def key_by_alias(name: str) -> str | None:
    """The key of the area that goes, or went, by this slug. One query."""
    return AreaAlias.objects.filter(slug=name[:120]).values_list("area__key", flat=True).first()


def area_views(day: date | None = None) -> list[AreaView]:
    """Every area whole, for the register as one document. Five queries at most."""
    documents = list(documents_on(day).defer(None)[:MOST_ROWS])
    holders = holders_on(day)
    of_area: defaultdict[int, list[Call]] = defaultdict(list)
    for found in Call.objects.all():
        of_area[found.area_id].append(found)
    return [
        AreaView(d, tuple(holders.get(d.area.key, ())), tuple(of_area[d.area_id]), (), day or today())
        for d in documents
    ]


def versions(key: str) -> list[AreaDocument]:
    """All versions and editions of an area, oldest first, without their content. One query."""
    documents = AreaDocument.objects.filter(area__key=key).select_related("area").defer("content")
    return list(documents.order_by("version", "edition"))


def area_version(key: str, version: int, edition: int | None = None) -> AreaDocument | None:
    """One version of an area's document, in its newest edition unless one is named. One query."""
    documents = AreaDocument.objects.filter(area__key=key, version=version).select_related("area")
    if edition is not None:
        documents = documents.filter(edition=edition)
    return documents.order_by("-edition").first()


def calls() -> list[Call]:
    """All calls that are or have been out, the latest deadline first. One query, at most MOST_ROWS."""
    latest_first = F("closes_at").desc(nulls_last=True)
    return list(Call.objects.select_related("area", "document").order_by(latest_first, "key")[:MOST_ROWS])


def call(key: str) -> Call | None:
    """One call that is or has been out, with what it calls for. One query."""
    return Call.objects.select_related("area", "general", "document__area").filter(key=key).first()


def organisations(kind: str = "") -> list[Organisation]:
    """Healthcare regions, regions, hospitals and units with their parents, by name. One query."""
    found = Organisation.objects.select_related("parent__parent__parent").filter(kind__in=HOLDING_KINDS)
    return list(found.filter(kind=kind) if kind else found)


def portfolio(organisation: Organisation, day: date | None = None) -> list[AreaRow]:
    """Everything a healthcare region, region, hospital or unit holds on a day, with the other holders. Four queries."""
    own = {
        _KINDS.HEALTHCARE_REGION: Q(holder__parent=organisation),
        _KINDS.REGION: Q(holder=organisation),
        _KINDS.HOSPITAL: Q(place=organisation) | Q(place__parent=organisation),
        _KINDS.UNIT: Q(place=organisation),
    }[_KINDS(organisation.kind)]
    areas = list(Permit.objects.known().filter(own).values_list("area", flat=True).distinct())
    holders = holders_by_area(day, areas)
    return [
        AreaRow(document, tuple(holders.get(document.area.key, ())), concentration, day or today())
        for document, concentration in with_concentration(documents_on(day).filter(area__in=areas)[:MOST_ROWS])
    ]


def number_of_areas() -> int:
    """How many areas the register holds. One query."""
    return Area.objects.count()


def holding_places(day: date | None = None) -> list[tuple[Organisation, int]]:
    """Every hospital with a permit in force (or with no first day stated), or the region where no hospital is stated,
    and its number of areas, the most first. Two queries, counted where the rows are."""
    on = day or today()
    held = Permit.objects.known().filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    )
    hospitals = {"place__kind": _KINDS.HOSPITAL, "then": F("place")}
    of_units = {"place__kind": _KINDS.UNIT, "place__parent__kind": _KINDS.HOSPITAL, "then": F("place__parent")}
    at = Case(When(**hospitals), When(**of_units), default=F("holder"))
    numbers = held.order_by().annotate(at=at).values_list("at").annotate(Count("area", distinct=True))
    known = Organisation.objects.select_related("parent").in_bulk([pk for pk, _number in numbers])
    return sorted(((known[pk], number) for pk, number in numbers), key=lambda found: (-found[1], found[0].name))


def counts() -> dict[str, int]:
    """How much the register holds. One query per kind."""
    return {
        "areas": number_of_areas(),
        "permits": Permit.objects.known().count(),
        **{
            str(row["kind"]): int(row["number"])
            for row in Organisation.objects.order_by().values("kind").annotate(number=Count("pk"))
        },
    }


def revision() -> int:
    """The number of the register's last entry: whatever is derived from the register is as old as this."""
    number, _hash = register_state()
    return number
