"""The calls that are or have been out."""

from django.db.models import F

from nhv.register.models import Call
from nhv.register.queries.documents import MOST_ROWS


def calls() -> list[Call]:
    """All calls that are or have been out, the latest deadline first. One query, at most MOST_ROWS."""
    latest_first = F("closes_at").desc(nulls_last=True)
    return list(Call.objects.select_related("area", "document").order_by(latest_first, "key")[:MOST_ROWS])


def call(key: str) -> Call | None:
    """One call that is or has been out, with what it calls for. One query."""
    return Call.objects.select_related("area", "general", "document__area").filter(key=key).first()
