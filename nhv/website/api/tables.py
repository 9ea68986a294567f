"""The rows of the register as a table: one a permit, and one for an area that nobody holds."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.urls import reverse

from nhv.derived.portfolio import state_on
from nhv.register.queries import AreaRow, Holder, today
from nhv.register.referrals import NOTHING_TOLD, Referrals, referrals, told_at

HEADINGS = (
    "area_key", "area_name", "units_decided", "decided_on", "definition_in_force_from", "complete",
    "region", "hospital", "unit", "healthcare_region", "sub_permits", "cooperates_with",
    "record_number", "permit_decided_on", "valid_from", "valid_until", "origin", "in_force",
    "holders_are", "sub_permits_are_read", "parts", "sources", "source_addresses", "sources_read_on",
    "area_version", "area_edition", "region_key", "hospital_key", "unit_key", "hsa_id", "referral_address", "page",
    "permit_key", "permit_state", "place_key",
)  # fmt: skip


def cells_of(
    rows: Iterable[AreaRow], holders_of: Callable[[AreaRow], Iterable[Holder]] = lambda row: row.holders
) -> Iterator[tuple[object, ...]]:
    """One row a permit, of those that `holders_of` gives; lists in a cell are separated by a semicolon and a space.

    `holders_are` says whether the rows of an area are all its holders, `parts` the same of each sub-permit, with to
    how many units it is gathered: «barn: 2 of 3, part». Where one refers is known of today alone. One query.
    """
    told = referrals()
    for row in rows:
        told_then = told if row.day == today() else NOTHING_TOLD
        for holder in tuple(holders_of(row)) or (None,):
            yield (
                *_of_area(row),
                *_of_holder(holder),
                *_of_list(row),
                *_of_sources(row),
                *_keys_of(row, holder, told_then),
            )


def _keys_of(row: AreaRow, holder: Holder | None, told: Referrals) -> tuple[object, ...]:
    """What a program needs to find the same again: version, keys, HSA-id, where one refers, the page."""
    page = f"{settings.BASE_URL}{reverse('area', args=(row.key,))}"
    version = (row.document.version, row.document.edition)
    if holder is None:
        return *version, None, None, None, None, None, page, None, None, None
    referral = told_at(told, holder.area_key, holder.place)
    return (
        *version,
        holder.region.key,
        holder.hospital.key if holder.hospital else None,
        holder.unit.key if holder.unit else None,
        holder.unit.hsa_id if holder.unit else None,
        referral.facts.address if referral else None,
        page,
        holder.key,
        state_on(holder, row.day),
        holder.place.key,
    )


def _of_sources(row: AreaRow) -> tuple[object, ...]:
    """Where the facts of the area come from: title, address and day read of each page, in the same order."""
    told = [(one.title, one.address or "-", one.read_on.isoformat() if one.read_on else "-") for one in row.sources]
    return tuple("; ".join(column) for column in zip(*told, strict=True)) if told else (None,) * 3


def _of_list(row: AreaRow) -> tuple[object, ...]:
    parts = (
        f"{sub_permit.key}: {known.number} of {known.decided or '?'}, {known.state}" for sub_permit, known in row.parts
    )
    return row.known.state, _yes_no(row.sub_permits_are_read), "; ".join(parts)


def _of_area(row: AreaRow) -> tuple[object, ...]:
    document = row.document
    return (
        row.key,
        document.name,
        document.units,
        document.decided_on,
        row.definition_from,
        _yes_no(document.complete),
    )


def _of_holder(holder: Holder | None) -> tuple[object, ...]:
    if holder is None:
        return (None,) * 12
    return (
        holder.region.name,
        holder.hospital.name if holder.hospital else None,
        holder.unit.name if holder.unit else None,
        holder.healthcare_region.name if holder.healthcare_region else None,
        "; ".join(holder.sub_permits),
        "; ".join(holder.cooperates_with),
        holder.record_number,
        holder.decided_on,
        holder.valid_from,
        holder.valid_until,
        holder.origin,
        _yes_no(holder.in_force),
    )


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
