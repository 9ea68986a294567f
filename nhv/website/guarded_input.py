"""The parameters of every request, looked at once before any page reads them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from nhv.website.errors import bad_request
from nhv.website.reading import Unreadable, read_json

# What carries JSON in a form: what a browser says of a passkey.
JSON_FIELDS = ("credential",)
STUMBLES = (ValueError, TypeError, KeyError, AttributeError, IndexError)
# Nothing of ours is told so often or has so long a name.
MOST_SAME, MOST_NAME = 1_000, 200


class GuardedInput:
    """Middleware: 400 with a sentence for parameters that no page can mean."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            for parameters in (request.GET, request.POST):
                for name, values in parameters.lists():
                    _check(str(name), values)
        except (Unreadable, BadRequest) as fault:
            return bad_request(request, fault)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A passkey's own parser trusts the shape of what it is given; what it stumbles on was never a passkey."""
        was_json = request.method == "POST" and any(name in request.POST for name in JSON_FIELDS)
        return bad_request(request, exception) if was_json and isinstance(exception, STUMBLES) else None


def _check(name: str, values: list[Any]) -> None:
    if len(values) > MOST_SAME or len(name) > MOST_NAME:
        raise Unreadable("too many, or too long a name")
    if name in JSON_FIELDS:
        for value in values:
            if not isinstance(read_json(str(value)), dict):
                raise Unreadable("no object")
