"""The whole public register as one document, and a database made of such a document again.

Each table is a list of rows, and each row names others by their keys. What is personal (who confirmed, who did it) is
not among the columns; nor is what only the register's own rooms know: drafts, filings, superseded rows.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from nhv.records.copies import KIND, TYPE, CopyFault, packed
from nhv.records.envelope import signed_envelope
from nhv.register.changes import public_log
from nhv.register.memory import KEYS, REGIONAL_CARE, REGISTER_KINDS, latest_entries, register_state
from nhv.register.models import (
    Area,
    AreaAlias,
    AreaDocument,
    Call,
    GeneralDocument,
    Organisation,
    Permit,
    ReferralInformation,
    RegionalCare,
    RegionContact,
)
from nhv.register.queries import today
from nhv.register.search import index_area
from nhv.specification.layers import canonical_text

Row = dict[str, Any]

# How a row names a row of another table: by what never changes, with a stroke between.
NAMED_BY: Mapping[type[models.Model], tuple[str, ...]] = {
    Area: ("key",),
    Organisation: ("key",),
    AreaDocument: ("area__key", "version", "edition"),
    GeneralDocument: ("version",),
}


@dataclass(frozen=True)
class Table:
    """A table as the document has it: its public rows and columns. `unsaid` are the columns that are compulsory and
    personal, which a copy has empty."""

    name: str
    rows: Callable[[], models.QuerySet[Any]]
    columns: tuple[str, ...]
    unsaid: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Model]:
        return self.rows().model


KEPT = ("area", "holder", "clause", "version", "content", "confirmed_role", "confirmed_for", "confirmed_at")
TABLES = (
    Table("general", GeneralDocument.objects.all, ("version", "content", "sha256", "recorded_at")),
    Table(
        "organisations",
        lambda: Organisation.objects.order_by("key"),
        ("key", "kind", "name", "name_en", "short_name", "aliases", "code", "town", "latitude", "longitude",
         "municipality", "hsa_id", "telephone", "parent"),
    ),
    Table("areas", Area.objects.all, ("key",)),
    Table("aliases", lambda: AreaAlias.objects.order_by("slug"), ("slug", "area")),
    Table(
        "documents",
        AreaDocument.objects.all,
        ("area", "version", "edition", "in_force_from", "in_force_until", "recorded_at", "name", "name_en", "units",
         "decided_on", "population_text", "complete", "content", "decided_hash", "whole_hash"),
    ),
    Table(
        "permits",
        lambda: Permit.objects.known().order_by("area__key", "number"),
        ("area", "number", "document", "holder", "place", "cooperates_with", "sub_permits", "part_days",
         "record_number", "decided_on", "valid_from", "valid_until", "turned_on", "origin", "conditions",
         "recorded_at"),
    ),
    Table(
        "calls",
        lambda: Call.objects.order_by("key"),
        ("key", "origin", "area", "document", "general", "state", "content", "revision", "record_number", "closes_at",
         "created_at", "published_at", "ended_at", "ended_because"),
    ),
    Table("referral_information", lambda: _current(ReferralInformation), KEPT, {"confirmed_by": ""}),
    Table("regional_care", lambda: _current(RegionalCare), KEPT, {"confirmed_by": ""}),
    Table(
        "region_contacts",
        lambda: _current(RegionContact),
        ("region", "coordinator", "telephone", "email", "hours", "switchboard", "confirmed_at"),
        {"confirmed_by": ""},
    ),
    Table(
        "changes",
        public_log,
        # Not its hash, which is made of who did it and why too: whoever guesses those could see that they guess right.
        ("number", "at", "act", "subject_kind", "subject_key"),
        {"actor": "", "payload_sha256": "", "previous_hash": "", "hash": "-"},
    ),
)  # fmt: skip


def public_register(signed_from: datetime | None = None) -> Row:
    """All that everybody may read, as plain values. The same for the same register, day and key: it is as old as the
    latest of its last change, the beginning of today, and the first moment of the key that is to sign it. Two queries a
    table at most."""
    number, _hash = register_state(REGISTER_KINDS)
    return {
        "type": TYPE,
        "origin": settings.BASE_URL,
        "of_demonstration": settings.DEMONSTRATION,
        "made_at": _made_at(signed_from).isoformat(),
        "revision": number,
        "tables": {table.name: list(_out(table)) for table in TABLES},
    }


def signed_register() -> bytes:
    """All of it in a signed envelope (DSSE) of gzipped JSON. The same bytes from every process for the same day, state
    and key."""
    told = public_register(signed_from=KEYS.public_keys()[-1].valid_from)
    return signed_envelope(packed(told), KIND, KEYS)


def take_in(told: Row) -> None:
    """Fill an empty database with what a copy holds, and write its search index. Raises CopyFault."""
    try:
        with transaction.atomic():
            for table in TABLES:
                _in(table, told["tables"][table.name])
            for document in _newest_documents():
                index_area(document)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CopyFault(f"kopian går inte att läsa ({type(fault).__name__}); hämta den på nytt") from None


def _made_at(signed_from: datetime | None) -> datetime:
    midnight = timezone.make_aware(datetime.combine(today(), datetime.min.time()))
    last = latest_entries((*REGISTER_KINDS, REGIONAL_CARE), 1).values_list("at", flat=True).first()
    return max(filter(None, (midnight, last, signed_from)))


def _current(model: type[models.Model]) -> models.QuerySet[Any]:
    return model._default_manager.filter(superseded_at__isnull=True)


def _out(table: Table) -> Iterator[Row]:
    names = {column: _names(to) for column, to in _links(table).items()}
    for row in table.rows().values_list(*_attributes(table)):
        yield {
            column: names[column].get(value) if column in names else _plain(column, value)
            for column, value in zip(table.columns, row, strict=True)
        }


def _in(table: Table, rows: list[Row]) -> None:
    if table.model is Organisation:
        _organisations_in(table, rows)
        return
    numbers = {column: _numbers(to) for column, to in _links(table).items()}
    table.model._default_manager.bulk_create([_made(table, row, numbers) for row in rows])


def _organisations_in(table: Table, rows: list[Row]) -> None:
    """First each by itself, then what lies in what: a parent may stand after its children."""
    alone = [_made(table, {**row, "parent": None}, {"parent": {}}) for row in rows]
    made = Organisation.objects.bulk_create(cast(list[Organisation], alone))
    numbers = _numbers(Organisation)
    for organisation, row in zip(made, rows, strict=True):
        organisation.parent_id = numbers[row["parent"]] if row["parent"] else None
    Organisation.objects.bulk_update(made, ["parent"])


def _made(table: Table, row: Row, numbers: Mapping[str, Mapping[Any, Any]]) -> models.Model:
    values = dict(table.unsaid)
    for column, attribute in zip(table.columns, _attributes(table), strict=True):
        given = row[column]
        if column in numbers:
            # A name that leads nowhere is no row of ours; nothing stays nothing.
            values[attribute] = None if given is None else numbers[column][given]
        else:
            text = canonical_text(given) if column == "content" else given
            values[attribute] = table.model._meta.get_field(column).to_python(text)  # type: ignore[union-attr]
    return table.model(**values)


def _attributes(table: Table) -> list[str]:
    """The columns as the database has them: of another row its number."""
    return [table.model._meta.get_field(column).attname for column in table.columns]  # type: ignore[union-attr]


def _links(table: Table) -> dict[str, type[models.Model]]:
    fields = ((column, table.model._meta.get_field(column)) for column in table.columns)
    return {column: field.related_model for column, field in fields if field.is_relation}  # type: ignore[misc]


def _names(model: type[models.Model]) -> dict[Any, str]:
    rows = model._default_manager.values_list("pk", *NAMED_BY[model])
    return {pk: "/".join(map(str, name)) for pk, *name in rows}


def _numbers(model: type[models.Model]) -> dict[str, Any]:
    return {name: pk for pk, name in _names(model).items()}


def _plain(column: str, value: Any) -> Any:
    """A value as JSON has it; what is told in a document of its own lies open."""
    if column == "content":
        return json.loads(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _newest_documents() -> list[AreaDocument]:
    rows = AreaDocument.objects.newest_first().reverse().select_related("area")
    return list({document.area_id: document for document in rows}.values())
