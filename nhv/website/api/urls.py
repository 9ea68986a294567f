"""Addresses for programs. Not under /en/: they speak no language but their own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path

from nhv.rules.access import PUBLIC
from nhv.website.access import needing
from nhv.website.api import portfolio, travel  # noqa: F401 (more addresses of the API)
from nhv.website.api.health import health
from nhv.website.api.problems import problem
from nhv.website.api.views import api


def nothing_here(request: HttpRequest) -> HttpResponse:
    """A program that asks at a wrong address is answered as a program."""
    return problem(404, "Not found", "There is nothing at this address. GET /api/v1/openapi.json says what there is.")


# A module of addresses that names an `app_name` would put all of them under it.
patterns, of_app, space = api.urls


def also_asked_for_the_head(pattern: URLPattern) -> URLPattern:
    """HEAD is answered as GET is: the server leaves out the body (RFC 9110, 9.3.2)."""
    view: Callable[..., HttpResponseBase] = pattern.callback

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.method != "HEAD":
            return view(request, *args, **named)
        request.method = "GET"
        try:
            return view(request, *args, **named)
        finally:
            request.method = "HEAD"

    pattern.callback = asked
    return pattern


urlpatterns = [
    *needing([path("health/", health, name="health")], PUBLIC),
    path("api/v1/", (needing(map(also_asked_for_the_head, cast(list[URLPattern], patterns)), PUBLIC), of_app, space)),
    *needing([re_path(r"^api/", nothing_here)], PUBLIC),
]
