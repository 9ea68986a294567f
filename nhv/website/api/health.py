"""`/health/`: 200 when database, guards and postings are right, 503 with the reason otherwise."""

from django.http import HttpRequest, JsonResponse

from nhv.register.health import ailments


def health(request: HttpRequest) -> JsonResponse:
    """Asked by machines, every few seconds; never kept in a cache."""
    wrong = ailments()
    return JsonResponse(
        {"status": "unwell" if wrong else "well", "reasons": wrong},
        status=503 if wrong else 200,
        headers={"Cache-Control": "no-store"},
        json_dumps_params={"ensure_ascii": False},
    )
