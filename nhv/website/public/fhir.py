"""The register as FHIR R4: all of it as one Bundle, or one resource. Nothing can be searched for or written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

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
    if found is None:
        told = f"No {kind[:40]} has the id {name[:80]}. GET /fhir/Bundle/nhv-register has all there are."
        issue = {"severity": "error", "code": "not-found", "diagnostics": told}
        return _answer({"resourceType": "OperationOutcome", "issue": [issue]}, status=404)
    return _answer(found)


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
    whole = bundle(register_of().model_dump(mode="json"), settings.BASE_URL)
    resources = (entry["resource"] for entry in whole["entry"])
    return _Made(whole, {f"{each['resourceType']}/{each['id']}": each for each in resources})


def _answer(resource: Mapping[str, Any], status: int = 200) -> HttpResponse:
    if note := copy_note():
        resource = {**resource, "meta": {"tag": [{"display": note}]}}
    content = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, status=status, content_type=f"{MEDIA_TYPE}; charset=utf-8")
