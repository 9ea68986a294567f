"""A copy of another register, shown inside somebody's own walls: what it answers, and how each answer says so."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import override

from nhv.records.copies import Copy
from nhv.register.queries import today
from nhv.website.api.problems import is_for_programs, problem

# The addresses that a copy has all it takes to answer, by name. Any other leads to the register it was made of: that
# knows what has been asked, filed, consulted on and reported.
PAGES = frozenset(
    ("start", "search", "areas", "area", "clause", "for-patients", "travel", "versions", "difference", "calls",
     "regions", "region", "healthcare-region", "hospital", "care-unit", "portfolio", "portfolio-of", "about-data",
     "accessibility", "framed-answer", "link-builder")
)  # fmt: skip
FOR_PROGRAMS = frozenset(
    ("fhir-metadata", "fhir-bundle", "fhir-resource", "cds-services", "cds-service", "changes-feed", "robots",
     "open-search", "health", "icon")
)  # fmt: skip
API, DESCRIPTION = "/api/v1/", "/openapi.json"
# Nothing else is received.
MAY_BE_SENT = frozenset(("cds-service",))
# A link to a page of the same address; the path ends where its part or question begins.
_LINK = re.compile(rb'href="(/(?!/)[^"#]*)(?:#[^"]*)?"')
READING = ("GET", "HEAD", "OPTIONS")


def is_answered(name: str | None) -> bool:
    """Whether a page with this name is shown here: every one by a register, the copied by a copy."""
    return settings.COPY is None or name in PAGES | FOR_PROGRAMS


def holds_results() -> bool:
    """Whether what units have reported is here: a copy has none of it, and must not say that nobody has reported."""
    return settings.COPY is None


def copy_note() -> str:
    """In Swedish, for programs' own readers: which copy this is, and that it is old when it is; empty for a register
    of one's own."""
    copy: Copy | None = settings.COPY
    if copy is None:
        return ""
    old = f" Kopian är {copy.age(today())} dagar gammal: kontrollera i {copy.origin}." if copy.is_old(today()) else ""
    return f"Kopia av registret från {copy.made_on}.{old}"


class AnswersAsACopy:
    """Middleware: lets through what a copy answers, and says on each answer which copy it is. Nobody is known here, so
    no cookie is read and none is set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        return _as_of_a_copy(response, _copy(), request.path)

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: Any) -> HttpResponse | None:
        """404 with the way on, or 405, for what is not answered; nothing for what is."""
        match = request.resolver_match
        name = match.url_name if match else None
        if request.method not in READING and name not in MAY_BE_SENT:
            return _refused(request, 405)
        if is_answered(name) or request.path.startswith(API):
            return None
        return _refused(request, 404)


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    there = f"{_copy().origin}{request.path}"
    if not is_for_programs(request):
        return render(request, "public/not_in_copy.html", {"there": there}, status=status)
    told = {404: "Not found", 405: "Not allowed"}[status]
    return problem(request, status, told, f"A copy does not answer this. The register that it was made of may: {there}")


def _copy() -> Copy:
    """The copy, where this middleware is: there is one."""
    return cast(Copy, settings.COPY)


def _as_of_a_copy(response: HttpResponse, copy: Copy, path: str) -> HttpResponse:
    told = {"origin": copy.origin, "made_on": copy.made_on.isoformat(), "days_old": copy.age(today())}
    response.headers["NHV-Copy"] = f"{told['made_on']}; {copy.origin}"
    if copy.is_old(today()):
        response.headers["NHV-Copy-Old"] = f"{told['days_old']} days"
    if saved := response.headers.get("Content-Disposition"):
        response.headers["Content-Disposition"] = saved.replace('filename="', f'filename="kopia-{told["made_on"]}-')
    if response.headers.get("Content-Type", "").startswith("text/html"):
        _lead_out(response, copy.origin)
    if response.headers.get("Content-Type", "").startswith("application/json") and response.content[:2] not in (
        b"",
        b"{}",
    ):
        _say_in_json(response, {**told, "old": copy.is_old(today())})
    return response


def _lead_out(response: HttpResponse, origin: str) -> None:
    """What a page links to and a copy does not answer is a link to the register, in every page alike."""

    def led(found: re.Match[bytes]) -> bytes:
        path = found[1].decode()
        return found[0] if _answered_here(unescape(path).partition("?")[0]) else f'href="{origin}{path}"'.encode()

    response.content = _LINK.sub(led, response.content)
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))


@lru_cache(4_096)
def _answered_here(path: str) -> bool:
    """Whether a path is no page, as those of styles and pictures are not, or one that a copy answers."""
    if path.startswith(API):
        return True
    try:
        with override("sv"):
            return is_answered(resolve(path.removeprefix("/en") if path.startswith("/en/") else path).url_name)
    except Resolver404:
        return True


def _say_in_json(response: HttpResponse, told: dict[str, Any]) -> None:
    """First in the object. Cards of CDS Hooks say it in their own words."""
    if response.content.startswith(b"{") and not response.content.startswith(b'{"cards"'):
        response.content = b'{"copy": ' + json.dumps(told).encode() + b", " + response.content[1:]
        if response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
