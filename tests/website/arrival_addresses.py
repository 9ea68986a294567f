"""Addresses that tell when a request was received: at once, or only after a lock."""

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from nhv.website import urls


@csrf_exempt
def when(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {
            "received_at": request.received_at.isoformat(),
            "fields": dict(request.POST.items()),
            "sizes": [file.size for file in request.FILES.values()],
        }
    )


@csrf_exempt
def locked(request: HttpRequest) -> JsonResponse:
    """Write first, as an act would, and only then tell. A file says that we are about to."""
    (settings.DATA / "at-the-lock").touch()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM register_idempotency_key")
    return when(request)


handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
urlpatterns = [path("when/", when), path("locked/", locked), *urls.urlpatterns]
