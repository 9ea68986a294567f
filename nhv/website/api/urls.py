"""Addresses for programs. Not under /en/: they speak no language but their own."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from nhv.rules.access import PUBLIC
from nhv.website.access import needing
from nhv.website.api import changes, portfolio, travel  # noqa: F401 (more addresses of the API)
from nhv.website.api.health import health
from nhv.website.api.problems import problem
from nhv.website.api.views import api, index
from nhv.website.programs import also_asked_for_the_head, for_any_site, only_read, traced


def nothing_here(request: HttpRequest) -> HttpResponse:
    """A program that asks at a wrong address is answered as a program."""
    return problem(
        request, 404, "Not found", "There is nothing at this address. GET /api/v1/openapi.json says what there is."
    )


# A module of addresses that names an `app_name` would put all of them under it.
patterns, of_app, space = api.urls


def for_programs(pattern: URLPattern) -> URLPattern:
    """An address as programs ask: its head alone, from any site, with the trace of a longer errand."""
    pattern.callback = traced(for_any_site(only_read(also_asked_for_the_head(pattern.callback))))
    return pattern


urlpatterns = [
    *needing([path("health/", health, name="health")], PUBLIC),
    # With the slash and without: the catalogue's address has none.
    *needing([for_programs(re_path(r"^api/v1/?$", index, name="api-index"))], PUBLIC),
    path("api/v1/", (needing(map(for_programs, cast(list[URLPattern], patterns)), PUBLIC), of_app, space)),
    *needing([re_path(r"^api/", for_any_site(csrf_exempt(nothing_here)))], PUBLIC),
]
