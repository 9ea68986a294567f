"""The register as FHIR R4: all of it as one Bundle, or one resource. Nothing can be searched for or written."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from nhv import __version__
from nhv.interchange.fhir.bundle import MEDIA_TYPE, bundle, capability
from nhv.interchange.fhir.names import Resource
from nhv.register.memory import REGISTER_KINDS, register_state
from nhv.register.queries import today
from nhv.website.api.views import register_of
from nhv.website.caching import public_page
from nhv.website.copied import copy_note


@public_page(depends_on=())
def metadata(request: HttpRequest) -> HttpResponse:
    """The CapabilityStatement."""
    return _answer(capability(settings.BASE_URL, __version__, today().isoformat()))


@public_page(depends_on=REGISTER_KINDS)
def whole(request: HttpRequest) -> HttpResponse:
    """Every resource as one Bundle of the kind «collection»."""
    return _answer(_made().whole)


@public_page(depends_on=REGISTER_KINDS)
def one(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """One resource, by its type and id. One query when the register is as it was."""
    found = _made().by_address.get(f"{kind}/{name}")
    return _answer(found) if found else _told(404, "not-found", f"No {kind[:40]} has the id {name[:80]}. {_ALL}")


def anything_else(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What FHIR has and we do not: searching, writing, history, other types."""
    return _told(404, "not-supported", f"Resources are read one by one here, and never searched for. {_ALL}")


# How an answer is to look, which clients say unasked: here there is one way.
_HOW = ("_format", "_pretty", "mode")


def as_fhir(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whatever is refused is told as FHIR tells it: an OperationOutcome. No form is sent here, so none needs its token
    to be told so."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            refused = _told(405, "not-supported", f"Nothing is written here. {_ALL}")
            refused.headers["Allow"] = "GET, HEAD"
            return refused
        if not _takes_json(request):
            return _told(406, "not-supported", "Only JSON is given here.")
        said = request.GET.copy()
        for name in _HOW:
            said.pop(name, None)
        request.GET = said  # type: ignore[assignment]  # a copy is a QueryDict too
        response = view(request, *args, **named)
        if response.status_code == 400:
            return _told(400, "invalid", f"This address takes no parameters. {_ALL}")
        return response

    return csrf_exempt(asked)


def _takes_json(request: HttpRequest) -> bool:
    """Whether JSON is an answer to it. `_format` goes before the header (FHIR R4, 3.1.0.1.10); a browser takes it."""
    wanted = request.GET.get("_format") or request.headers.get("Accept") or "json"
    return any(one in wanted for one in ("json", "*/*", "application/*", "text/html"))


@dataclass(frozen=True)
class _Made:
    """The Bundle, and each of its resources by type and id."""

    whole: Resource
    by_address: Mapping[str, Resource]


def _made() -> _Made:
    return _made_of(str(connection.settings_dict["NAME"]), register_state(REGISTER_KINDS)[1], today().isoformat())


@lru_cache(maxsize=1)
def _made_of(database: str, state: str, day: str) -> _Made:
    """Once for each state of the register and day; the database tells one register from another."""
    base = settings.COPY.origin if settings.COPY else settings.BASE_URL
    whole = bundle(register_of().model_dump(mode="json"), base, server=settings.BASE_URL)
    resources = (entry["resource"] for entry in whole["entry"])
    return _Made(whole, {f"{each['resourceType']}/{each['id']}": each for each in resources})


_ALL = "GET /fhir/Bundle/nhv-register has all there are."


def _told(status: int, code: str, words: str) -> HttpResponse:
    issue = {"severity": "error", "code": code, "diagnostics": words}
    told = _answer({"resourceType": "OperationOutcome", "issue": [issue]}, status=status)
    told.headers["Content-Language"] = "en"
    return told


def _answer(resource: Mapping[str, Any], status: int = 200) -> HttpResponse:
    if note := copy_note():
        resource = {**resource, "meta": {"tag": [{"display": note}]}}
    content = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, status=status, content_type=f"{MEDIA_TYPE}; charset=utf-8")
