"""What the register answers: the areas, permits and calls of a day. Each answer costs a fixed number of queries."""

from nhv.register.queries.areas import SNAPSHOT, AreaRow, AreaView, Snapshot, area_on, area_rows, area_views, snapshot
from nhv.register.queries.calls_out import call, calls
from nhv.register.queries.documents import (
    MOST_ROWS,
    area_version,
    documents_on,
    key_by_alias,
    last_days_of_repealed,
    today,
    versions,
)
from nhv.register.queries.holders import Holder, holders_by_area, holders_now, holders_on
from nhv.register.queries.places import HOLDING_KINDS, holding_places, organisations, portfolio
from nhv.register.queries.size import counts, first_day, last_day, number_of_areas, revision

__all__ = [
    "HOLDING_KINDS",
    "MOST_ROWS",
    "SNAPSHOT",
    "AreaRow",
    "AreaView",
    "Holder",
    "Snapshot",
    "area_on",
    "area_rows",
    "area_version",
    "area_views",
    "call",
    "calls",
    "counts",
    "documents_on",
    "first_day",
    "holders_by_area",
    "holders_now",
    "holders_on",
    "holding_places",
    "key_by_alias",
    "last_day",
    "last_days_of_repealed",
    "number_of_areas",
    "organisations",
    "portfolio",
    "revision",
    "snapshot",
    "today",
    "versions",
]
