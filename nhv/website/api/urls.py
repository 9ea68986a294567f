"""Addresses for programs. Not under /en/: they speak no language but their own."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from nhv.website.api.health import health
from nhv.website.api.problems import problem
from nhv.website.api.views import api


def nothing_here(request: HttpRequest) -> HttpResponse:
    """A program that asks at a wrong address is answered as a program."""
    return problem(404, "Not found", "There is nothing at this address. GET /api/v1/openapi.json says what there is.")


urlpatterns = [
    path("health/", health, name="health"),
    path("api/v1/", api.urls),
    re_path(r"^api/", nothing_here),
]
