"""`/health/`: 200 when database, triggers and postings are right, else 503 with the reason; and how the worker is, and
what is tried too often. An alarm leaves the status as it is, or whoever raises one could stop the service."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from nhv.accounts.attempts import alarms
from nhv.register.health import ailments, pulse, worries


def health(request: HttpRequest) -> JsonResponse:
    """Asked by machines, every few seconds; never kept in a cache."""
    wrong = ailments()
    return JsonResponse(
        {"status": "unwell" if wrong else "well", "reasons": wrong, "worker": pulse(), "alarms": warnings()},
        status=503 if wrong else 200,
        headers={"Cache-Control": "no-store"},
        json_dumps_params={"ensure_ascii": False},
    )


def warnings() -> list[str]:
    """The alarms, or none when the database does not answer or cannot be read, which is a reason of its own."""
    try:
        return [*worries(), *alarms()]
    except (DatabaseError, ValueError, KeyError, TypeError):
        return []
