"""How the care of all areas is placed on a day, as a document: from what is public alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from nhv.placement.baseline import FORMAT
from nhv.placement.listing import as_json, tables_of
from nhv.placement.measures import Scene, measure_one
from nhv.register.models import Organisation
from nhv.register.placement import codes_of, country
from nhv.register.queries import AreaRow, Holder, snapshot
from nhv.rules.refusals import Refused


def placed_on(day: date) -> dict[str, Any]:
    """The document. Each area with the places that have a permit in force, whether all are known, and how everybody
    travels to them, or why that could not be reckoned. Four queries at most."""
    found = snapshot(day)
    return {
        "format": FORMAT,
        "day": day.isoformat(),
        "data": tables_of(country()),
        "regions": {one.key: one.name for one in found.organisations if one.kind == Organisation.Kind.REGION},
        "areas": [_area(row) for row in sorted(found.rows, key=lambda row: row.key)],
    }


def _area(row: AreaRow) -> dict[str, Any]:
    current = [holder for holder in row.holders if holder.in_force is not False]
    places = {place.key: place.name for place in (holder.hospital or holder.region for holder in current)}
    travel, why = _travel(current)
    return {
        "key": row.key,
        "name": row.name,
        "places": [{"key": key, "name": name} for key, name in sorted(places.items())],
        "all_known": row.known.is_whole,
        "travel": travel,
        "not_reckoned": why,
    }


def _travel(current: Sequence[Holder]) -> tuple[dict[str, Any] | None, str]:
    """The measures as `nhv placement --area` writes them, or why there are none."""
    if not current:
        return None, "no_holders"
    try:
        return as_json(measure_one(Scene.of(country(), codes_of(current))), None), ""
    except Refused as why:
        return None, why.code
