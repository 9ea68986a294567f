"""What the register answers: the areas, permits and calls of a day. Each answer costs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from nhv.register.concentrations import with_concentration
from nhv.register.memory import register_state
from nhv.register.models import Area, AreaAlias, AreaDocument, Call, DiaryEntry, Organisation, Permit
from nhv.register.models.areas import AreaDocuments
from nhv.register.referrals import Referral, Referrals, current, referrals
from nhv.specification.area import SubPermit
from nhv.specification.holding import Concentration, Known, known_units, known_with, sub_permits_are_read

MOST_ROWS = 2_000
NOTHING_TOLD: Referrals = {}
# The kinds of organisation that the public's pages tell of.
HOLDING_KINDS = (Organisation.Kind.HEALTHCARE_REGION, Organisation.Kind.REGION, Organisation.Kind.HOSPITAL)


def today() -> date:
    """The local day in Sweden, which is the day of law here."""
    return timezone.localdate()


@dataclass(frozen=True)
class Holder:
    """A permit as readers see it, on one day. `in_force` is None when the source gives no start.

    `referral` is what the unit itself tells those who refer; it holds today, so on another day there is none.
    """

    area_key: str
    region: Organisation
    hospital: Organisation | None
    unit: str
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
    def place(self) -> Organisation:
        """The hospital, or the region where no hospital is named: who keeps the referral information."""
        return self.hospital or self.region

    @property
    def healthcare_region(self) -> Organisation | None:
        return self.region.parent

    @property
    def name(self) -> str:
        """The hospital when it is named, else the region."""
        return self.place.name


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


@dataclass(frozen=True)
class Change:
    """An entry of the diary about an area, as the public reads it. No actor: who did it is not public news."""

    number: int
    at: object
    act: str
    area_key: str
    area_name: str
    area_name_en: str


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
    return newest.order_by("-begun", *newest.query.order_by)


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
    _number, last = register_state()
    return _snapshot(str(connection.settings_dict["NAME"]), last, day, today())


@lru_cache(maxsize=8)
def _snapshot(database: str, last_hash: str, day: date | None, now: date) -> Snapshot:
    """One snapshot for each state of the register; database, state and the day it is now tell them apart."""
    documents = with_concentration(documents_on(day)[:MOST_ROWS])
    known = _organisations_by_pk()
    holders = _grouped(Permit.objects.filter(superseded_at__isnull=True), day or now, known)
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
    permits = Permit.objects.filter(superseded_at__isnull=True)
    # A long list of keys costs more than it saves, and SQLite bounds the number of parameters.
    if areas is not None and len(areas) <= 200:
        permits = permits.filter(area__in=areas)
    return _grouped(permits, day or today(), _organisations_by_pk())


def holders_on(day: date | None = None) -> dict[str, list[Holder]]:
    """The same for every area, with what the holders tell those who refer when the day is today. Three queries."""
    told = referrals() if day in (None, today()) else NOTHING_TOLD
    return _grouped(Permit.objects.filter(superseded_at__isnull=True), day or today(), _organisations_by_pk(), told)


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
    permits: QuerySet[Permit], day: date, known: Mapping[int | None, Organisation], told: Referrals = NOTHING_TOLD
) -> dict[str, list[Holder]]:
    # Organisations are few and permits many: joining them would build every hospital anew for every permit.
    holders: defaultdict[str, list[Holder]] = defaultdict(list)
    for area_key, region, hospital, *facts in permits.values_list("area__key", "region", "hospital", *_FACTS):
        referral = told.get((area_key, hospital or region))
        holders[area_key].append(_holder(area_key, known[region], known.get(hospital), referral, day, *facts))
    for of_area in holders.values():
        of_area.sort(key=lambda holder: (holder.region.name, holder.name))
    return holders


_FACTS = (
    "unit", "sub_permits", "cooperates_with", "record_number", "decided_on", "valid_from", "valid_until", "origin",
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
    permits = Permit.objects.filter(area=area, superseded_at__isnull=True)
    told = referrals(current().filter(area=area)) if day in (None, today()) else NOTHING_TOLD
    holders = [
        _holder(
            area.key,
            permit.region,
            permit.hospital,
            told.get((area.key, permit.hospital_id or permit.region_id)),
            day or today(),
            *(getattr(permit, fact) for fact in _FACTS),
        )
        for permit in permits.select_related("region__parent", "hospital__parent")
    ]
    return tuple(sorted(holders, key=lambda holder: (holder.region.name, holder.name)))


def _holder(
    area_key: str,
    region: Organisation,
    hospital: Organisation | None,
    referral: Referral | None,
    day: date,
    unit: str,
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
        hospital=hospital,
        unit=unit,
        sub_permits=tuple(sub_permits),
        cooperates_with=tuple(cooperates_with),
        record_number=record_number,
        decided_on=decided_on,
        valid_from=valid_from,
        valid_until=valid_until,
        origin=origin,
        in_force=_in_force(valid_from, valid_until, day),
        referral=referral,
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
    calls = Call.objects.filter(area=document.area_id, superseded_at__isnull=True)
    return AreaView(document, _holders_of(document.area, day), tuple(calls), tuple(versions(key)), day or today())


def key_by_alias(name: str) -> str | None:
    """The key of the area that goes, or went, by this slug. One query."""
    return AreaAlias.objects.filter(slug=name[:120]).values_list("area__key", flat=True).first()


def area_views(day: date | None = None) -> list[AreaView]:
    """Every area whole, for the register as one document. Five queries at most."""
    documents = list(documents_on(day).defer(None)[:MOST_ROWS])
    holders = holders_on(day)
    of_area: defaultdict[int, list[Call]] = defaultdict(list)
    for found in Call.objects.filter(superseded_at__isnull=True):
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
    """All calls, the latest deadline first. One query, at most MOST_ROWS."""
    current = Call.objects.filter(superseded_at__isnull=True)
    return list(current.select_related("area", "document").order_by("-deadline", "key")[:MOST_ROWS])


def call(key: str) -> Call | None:
    """One call with the document it calls for. One query."""
    current = Call.objects.filter(superseded_at__isnull=True, key=key)
    return current.select_related("area", "document__area").first()


def call_changes(limit: int = 50) -> list[tuple[DiaryEntry, Call]]:
    """The latest public changes of calls made here, newest first, each with the call as it now is. Two queries."""
    entries = list(DiaryEntry.objects.filter(subject_kind="call").order_by("-number")[:limit])
    current = Call.objects.filter(superseded_at__isnull=True, key__in={entry.subject_key for entry in entries})
    by_key = {each.key: each for each in current.select_related("document")}
    return [(entry, by_key[entry.subject_key]) for entry in entries if entry.subject_key in by_key]


def organisations(kind: str = "") -> list[Organisation]:
    """Healthcare regions, regions and hospitals with their parents, by name. One query."""
    found = Organisation.objects.select_related("parent__parent").filter(kind__in=HOLDING_KINDS)
    return list(found.filter(kind=kind) if kind else found)


def portfolio(organisation: Organisation, day: date | None = None) -> list[AreaRow]:
    """Everything a healthcare region, region or hospital holds on a day, with the other holders. Four queries."""
    own = {
        Organisation.Kind.HEALTHCARE_REGION: Q(region__parent=organisation),
        Organisation.Kind.REGION: Q(region=organisation),
        Organisation.Kind.HOSPITAL: Q(hospital=organisation),
    }[Organisation.Kind(organisation.kind)]
    areas = list(Permit.objects.filter(own, superseded_at__isnull=True).values_list("area", flat=True).distinct())
    holders = holders_by_area(day, areas)
    return [
        AreaRow(document, tuple(holders.get(document.area.key, ())), concentration, day or today())
        for document, concentration in with_concentration(documents_on(day).filter(area__in=areas)[:MOST_ROWS])
    ]


def changes(limit: int = 50) -> list[Change]:
    """The latest public changes of areas, newest first. Two queries."""
    entries = list(DiaryEntry.objects.filter(subject_kind="area").order_by("-number")[:limit])
    names = _names({entry.subject_key for entry in entries})
    return [
        Change(entry.number, entry.at, entry.act, entry.subject_key, *names.get(entry.subject_key, ("", "")))
        for entry in entries
    ]


def _names(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    documents = documents_on().filter(area__key__in=keys)
    return {document.area.key: (document.name, document.name_en) for document in documents}


def counts() -> dict[str, int]:
    """How much the register holds. One query per kind."""
    return {
        "areas": Area.objects.count(),
        "permits": Permit.objects.filter(superseded_at__isnull=True).count(),
        **{
            str(row["kind"]): int(row["number"])
            for row in Organisation.objects.order_by().values("kind").annotate(number=Count("pk"))
        },
    }


def revision() -> int:
    """The number of the register's last entry: whatever is derived from the register is as old as this."""
    number, _hash = register_state()
    return number
