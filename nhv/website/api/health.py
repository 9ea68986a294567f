"""`/health/`: 200 when database, triggers and postings are right, else 503 with the reason; and how the worker is."""

from django.http import HttpRequest, JsonResponse

from nhv.register.health import ailments, pulse


def health(request: HttpRequest) -> JsonResponse:
    """Asked by machines, every few seconds; never kept in a cache."""
    wrong = ailments()
    return JsonResponse(
        {"status": "unwell" if wrong else "well", "reasons": wrong, "worker": pulse()},
        status=503 if wrong else 200,
        headers={"Cache-Control": "no-store"},
        json_dumps_params={"ensure_ascii": False},
    )
