"""The areas of a day with their holders: in a list, one by itself, and the whole register."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db import connection

from nhv.register.concentrations import with_concentration
from nhv.register.memory import AREA, ORGANISATION, PERMIT, register_state
from nhv.register.models import AreaDocument, Call, Organisation, Permit
from nhv.register.queries.documents import MOST_ROWS, documents_on, in_order, today, versions
from nhv.register.queries.holders import Holder, grouped, holders_of, holders_on, organisations_by_pk
from nhv.specification.area import SubPermit
from nhv.specification.holding import Concentration, Known, known_units, known_with, sub_permits_are_read
from nhv.specification.parts import Source

# What a snapshot of the register is made of: not calls, nor what units tell.
SNAPSHOT = (AREA, PERMIT, ORGANISATION)


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

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Where the area's facts come from. A list has read them beside its documents, which it does not open."""
        if "told_sources" not in self.document.__dict__:
            return self.document.specification.sources
        told = json.loads(self.document.__dict__["told_sources"] or "[]")
        return tuple(Source.model_validate(one) for one in told)

    @property
    def definition_from(self) -> date | None:
        """The first day of the definition: the document's own may be later, from when the board decided conditions."""
        if "told_in_force_from" not in self.document.__dict__:
            return self.document.specification.in_force_from or self.document.in_force_from
        told = self.document.__dict__["told_in_force_from"]
        return date.fromisoformat(told) if told else self.document.in_force_from

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

    @property
    def decided_on(self) -> tuple[date, ...]:
        """The days on which its versions were decided, the earliest first."""
        return tuple(sorted({one.decided_on for one in self.versions if one.decided_on}))


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
    known = organisations_by_pk()
    holders = grouped(Permit.objects.known(), day or now, known)
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


def area_on(key: str, day: date | None = None) -> AreaView | None:
    """One area on a day, or nothing when there is no such area or it had no document then. Five queries."""
    document = in_order(AreaDocument.objects.filter(area__key=key).select_related("area"), day).first()
    if document is None:
        return None
    calls = Call.objects.filter(area=document.area_id)
    return AreaView(document, holders_of(document.area, day), tuple(calls), tuple(versions(key)), day or today())


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
