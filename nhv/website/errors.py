"""When a page cannot be shown: said in words, with the way on."""

import difflib
import sys
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.accounts.conflicts import is_kept_out
from nhv.language.slugs import slug
from nhv.records import room
from nhv.records.acts import is_full
from nhv.register import queries
from nhv.rules.refusals import NoRoom
from nhv.website.api.problems import is_for_programs, problem
from nhv.website.last_known import last_seen
from nhv.website.reading import CutShort, NamelessFile, NotUtf8, SaidTwice

NEAR = 0.45  # how alike two names must be to be worth suggesting


class NotHere(Http404):
    """A 404 with the reason in words fit to show, and what was probably meant. `cases` are the keys of the cases in
    which it would be: who is kept out of one by a decided conflict of interest is told that instead."""

    def __init__(self, reason: str, *, wanted: str = "", cases: Collection[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wanted = wanted
        self.cases = cases


class NotYours(PermissionDenied):
    """A 403 with the reason in words fit to show: of something that everybody may know is there."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the reason, the nearest areas, and the question. A name the area went by before leads to the area."""
    if isinstance(exception, NotHere) and exception.cases and _is_kept_out(request, exception.cases):
        return render(request, "signed_in/kept_out.html", status=404)
    if is_for_programs(request):
        return problem(request, 404, "Not found", "There is nothing at this address. /om-data/ says what there is.")
    reason = exception.reason if isinstance(exception, NotHere) else _("Adressen finns inte här.")
    wanted = exception.wanted if isinstance(exception, NotHere) else request.path.rstrip("/").rpartition("/")[2]
    moved = queries.key_by_alias(wanted) if isinstance(exception, NotHere) else None
    if moved and moved != wanted:
        return HttpResponsePermanentRedirect(request.get_full_path().replace(f"/{wanted}/", f"/{moved}/", 1))
    # Nobody is led on to a day that there is nothing on.
    request.has_no_such_day = True  # type: ignore[attr-defined]
    page = {"reason": reason, "near": nearest_areas(wanted) if _is_of_an_area(request) else [], "query": ""}
    return render(request, "public/not_found.html", page, status=404)


def _is_kept_out(request: HttpRequest, cases: Collection[str]) -> bool:
    by = getattr(request, "actor", None)
    return by is not None and is_kept_out(by, *cases)


def _is_of_an_area(request: HttpRequest) -> bool:
    """Whether the address says that it is an area's: elsewhere areas that look alike are no help."""
    return "/omraden/" in request.path


def nearest_areas(wanted: str, most: int = 5) -> list[object]:
    """The documents whose key or name is most like what was written in the address. One query."""
    wanted = slug(wanted[:200])
    if not wanted:
        return []
    documents = {document.area.key: document for document in queries.documents_on()[: queries.MOST_ROWS]}
    near = difflib.get_close_matches(wanted, documents, n=most, cutoff=NEAR)
    near += [key for key in documents if wanted in key and key not in near]
    return [documents[key] for key in near[:most]]


# What of it cannot be read, where it is known.
WHY: dict[type[Exception], str] = {
    NotUtf8: "bytes",
    SaidTwice: "twice",
    NamelessFile: "nameless",
    CutShort: "cut",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be read."""
    if is_for_programs(request):
        return problem(request, 400, "Bad request", "What was sent cannot be read: it is no UTF-8, or too much of it.")
    why = next((why for kind, why in WHY.items() if isinstance(exception, kind)), "")
    return render(request, "public/bad_request.html", {"why": why}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: asks nothing of the database, since that may be what is wrong, and tells every area and number as they were
    last seen. 503 when it only had too much to do, does not answer, or has no room left."""
    if _had_no_room(sys.exc_info()[1]):
        return no_room(request)
    if is_for_programs(request):
        return _told_a_program(request)
    if _had_too_much_to_do(sys.exc_info()[1]):
        response = render(request, "public/busy.html", {"seen": last_seen()}, status=503)
        response.headers["Retry-After"] = "10"
        return response
    return render(request, "public/server_error.html", {"seen": last_seen()}, status=500)


def _told_a_program(request: HttpRequest) -> HttpResponse:
    if not _had_too_much_to_do(sys.exc_info()[1]):
        return problem(request, 500, "Internal fault", "The server failed. It is not what you asked that is wrong.")
    response = problem(request, 503, "Busy", "The server has too much to do. Ask again in ten seconds.")
    response.headers["Retry-After"] = "10"
    return response


def no_room(request: HttpRequest) -> HttpResponse:
    """503: nothing was kept, because there is no room on the server."""
    if is_for_programs(request):
        return problem(request, 503, "No room", "There is no room on the server. Nothing was kept. Ask again later.")
    return render(request, "public/not_received.html", {"refusal": "no_room"}, status=503)


def _had_no_room(fault: BaseException | None) -> bool:
    return (
        isinstance(fault, NoRoom)
        or room.is_want_of_room(fault)
        or (isinstance(fault, DatabaseError) and is_full(fault))
    )


def _had_too_much_to_do(fault: BaseException | None) -> bool:
    """Whether the database gave up waiting for its turn, or is away: nothing was kept, and the same again may do."""
    if not isinstance(fault, OperationalError | InterfaceError):
        return False
    if any(words in str(fault) for words in ("database is locked", "lock timeout", "couldn't get a connection")):
        return True
    # PostgreSQL's own word; without one the connection itself is gone. 08: connection, 40: turned back, 53: too little
    # of something, 57: stopped or starting.
    state = getattr(fault.__cause__, "sqlstate", "")
    return state is None or state[:2] in ("08", "40", "53", "57")
