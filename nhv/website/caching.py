"""Public pages may be kept by anybody for a minute, and asked about cheaply after that."""

import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from nhv.register import queries

SECONDS = 60

# A page is also as old as the program that made it.
PROGRAM = max(path.stat().st_mtime_ns for path in Path(__file__).parent.rglob("*.[ph][yt]*") if path.is_file())


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a view an ETag of the register's revision and the day, and answers 304 before the view is run.

    One query. Only for pages that show the same to everybody.
    """

    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        tag = page_tag(request)
        response = get_conditional_response(request, etag=tag)
        if response is None:
            response = view(request, *args, **named)
        if response.status_code in (200, 304):
            response.headers.setdefault("ETag", tag)
            patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return conditional


def page_tag(request: HttpRequest) -> str:
    """A weak ETag: the same address has the same content while register, day and program are the same."""
    facts = (queries.revision(), queries.today().isoformat(), PROGRAM, request.get_full_path(), request.get_host())
    return weak_tag(repr(facts).encode())


def content_tagged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a page an ETag of what stands on it. No query: for pages that have few to spend."""

    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = view(request, *args, **named)
        if response.status_code != 200:
            return response
        response.headers["ETag"] = weak_tag(response.content)
        patch_cache_control(response, public=True, max_age=SECONDS)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    return conditional


def weak_tag(content: bytes) -> str:
    """W/"…" of a content's sha256."""
    return "W/" + quote_etag(hashlib.sha256(content).hexdigest()[:32])
