"""How programs ask: for the head alone, from a page of another site, as a step of a longer errand."""

import re
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from nhv.website.api.problems import not_allowed
from nhv.website.errors import not_found

View = Callable[..., HttpResponseBase]

# W3C Trace Context, level 1: version 00, the errand, who asks in it, flags.
TRACE = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")


def also_asked_for_the_head(view: View) -> View:
    """HEAD is answered as GET is: the server leaves out the body (RFC 9110, 9.3.2)."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.method != "HEAD":
            return view(request, *args, **named)
        request.method = "GET"
        try:
            return view(request, *args, **named)
        finally:
            request.method = "HEAD"

    return asked


def only_read(view: View) -> View:
    """What would be sent to an address is refused as every other fault is told. No form is sent here, so none needs its
    token to be told so."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **named)
        return not_allowed(request, "Nothing is written here. Ask with GET or HEAD.", allow="GET, HEAD")

    return csrf_exempt(asked)


# What a page of another site may ask with, and read of an answer besides what browsers let it read unasked.
MAY_SAY = "If-None-Match, traceparent"
MAY_READ = "Allow, Content-Disposition, ETag, NHV-Copy, NHV-Copy-Old, Retry-After, traceparent"
SECONDS = 86_400


def for_any_site(view: View) -> View:
    """What everybody may read may also be read by the page of another site, refusals too; never with its reader's
    cookies. A browser that first asks whether it may (OPTIONS) is told what it may say."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
            response.headers["Access-Control-Allow-Headers"] = MAY_SAY
            response.headers["Access-Control-Max-Age"] = str(SECONDS)
        else:
            try:
                response = view(request, *args, **named)
            except Http404 as fault:
                response = not_found(request, fault)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = MAY_READ
        return response

    return csrf_exempt(asked) if getattr(view, "csrf_exempt", False) else asked


def for_all_programs(view: View) -> View:
    """A file for programs at an address among the pages: read alone, from any site."""
    return for_any_site(only_read(view))


def traced(view: View) -> View:
    """The errand that a request belongs to is named in the answer too (DIGG's REST profile, SPA.02 and SPA.04).

    Outside what is kept of a page: no two answers have the same name.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *args, **named)
        given = TRACE.fullmatch(request.headers.get("traceparent", ""))
        errand, flags = given.groups() if given else (secrets.token_hex(16), "00")
        response.headers["traceparent"] = f"00-{errand}-{secrets.token_hex(8)}-{flags}"
        return response

    return asked
