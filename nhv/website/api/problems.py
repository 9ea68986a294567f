"""RFC 9457 problems: the one shape of every fault the API tells of."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

CONTENT_TYPE = "application/problem+json"


class Problem(Schema):
    """`detail` is one English sentence: what, where, what to do."""

    type: str = Field(default="about:blank", description="A URI for the kind of problem")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The address that was asked, without what stands after «?»")


class NotFound(Exception):
    """There is nothing at this address. `str()` says what to do instead."""


# What programs ask under, besides the files at an address of their own.
FOR_PROGRAMS = ("/api/", "/fhir/", "/datasets/", "/cds-services/")
FILES = ("/kvittonycklar.json",)
# A file among the pages is also asked for by browsers, which say that they read pages.
_DATA = (".csv", ".json", ".tsv", ".xlsx")
_PAGE = "text/html"


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a program reads this address, and not somebody: what it is refused is then no page."""
    if f"{request.path}/".startswith(FOR_PROGRAMS) or request.path in FILES:
        return True
    return request.path.endswith(_DATA) and _PAGE not in request.headers.get("Accept", "")


def problem(request: HttpRequest, status: int, title: str, detail: str, *, code: str = "") -> HttpResponse:
    """The answer that tells of one fault. `code` is that of an act's refusal, which no later version gives another
    meaning (docs/printed/refusals.md); its `detail` is in the language of the request."""
    body = Problem(title=title, status=status, detail=detail, instance=request.path).model_dump()
    if code:
        body["code"] = code
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    if not code:
        response.headers["Content-Language"] = "en"
    return response


def not_allowed(request: HttpRequest, detail: str, *, allow: str) -> HttpResponse:
    """405 with the methods that there are (RFC 9110, 15.5.6)."""
    refused = problem(request, 405, "Not allowed", detail)
    refused.headers["Allow"] = allow
    return refused


def tell_all_faults(api: NinjaAPI) -> None:
    """Make the API answer every fault as a problem."""

    @api.exception_handler(NotFound)
    def not_found(request: HttpRequest, fault: NotFound) -> HttpResponse:
        return problem(request, 404, "Not found", str(fault))

    @api.exception_handler(ValidationError)
    def bad_parameter(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        return problem(request, 422, "Bad parameter", "; ".join(_words(fault.errors)))

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, fault: HttpError) -> HttpResponse:
        return problem(request, fault.status_code, "The request cannot be answered", str(fault))


def _words(faults: Sequence[Any]) -> list[str]:
    """«as-of: Input should be a valid date»: the last part of the place is the parameter's name."""
    return [f"{fault['loc'][-1]}: {fault['msg']}" for fault in faults[:5]]
