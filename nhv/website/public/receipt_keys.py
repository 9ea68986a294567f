"""The public keys of receipts, old ones among them, at an address that never changes."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import conditional_page

from nhv.records.keys import as_document
from nhv.register.memory import KEYS

SECONDS = 60


@conditional_page
def receipt_keys(request: HttpRequest) -> HttpResponse:
    """What `nhv verify-receipt --key` reads. No query."""
    response = JsonResponse(as_document(KEYS.public_keys()), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response
