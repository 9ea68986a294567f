"""The parameters of every request, looked at once before any page reads them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

from nhv.language.characters import UNREADABLE, is_turned, one_line_break, without_invisible
from nhv.website.errors import bad_request
from nhv.website.form_bytes import CODEC
from nhv.website.one_click import ONCE
from nhv.website.reading import NotUtf8, SaidTwice, Unreadable, read_json

# What carries JSON in a form: what a browser says of a passkey.
JSON_FIELDS = ("credential",)
# What is compared as it was sent, sign by sign.
SECRET_FIELDS = ("password", "password1", "password2", "oldpassword")
STUMBLES = (ValueError, TypeError, KeyError, AttributeError, IndexError)
# Nothing of ours is told so often or has so long a name.
MOST_SAME, MOST_NAME = 1_000, 200


class Fields(QueryDict):
    """The fields of a form. Who asks for the one value of a field that says two raises SaidTwice: which of them was
    meant nobody knows, and the last would be kept in silence. Who asks for all its values gets them."""

    def __getitem__(self, name: str) -> Any:
        if len(set(self.getlist(name))) > 1:
            raise SaidTwice(name)
        return super().__getitem__(name)


class GuardedInput:
    """Middleware: 400 with a sentence for parameters that no page can mean; and of every text of a form, what nobody
    sees where it stands is taken out, and lines end in one way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            for parameters in (request.GET, request.POST):
                for name, values in parameters.lists():
                    _check(str(name), values)
            if request.POST:
                request.POST = _fields(request.POST)  # type: ignore[assignment]  # a QueryDict too
        except (Unreadable, BadRequest) as fault:
            return bad_request(request, fault)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A passkey's own parser trusts the shape of what it is given; what it stumbles on was never a passkey. And a
        page may be the first to ask for a field that says two things."""
        was_json = request.method == "POST" and any(name in request.POST for name in JSON_FIELDS)
        is_ours = isinstance(exception, SaidTwice) or (was_json and isinstance(exception, STUMBLES))
        return bad_request(request, exception) if is_ours else None


def _check(name: str, values: list[Any]) -> None:
    if len(values) > MOST_SAME or len(name) > MOST_NAME:
        raise Unreadable("too many, or too long a name")
    if UNREADABLE in name or any(UNREADABLE in str(value) for value in values):
        raise NotUtf8
    if name == ONCE and not all(str(value).isascii() for value in values):
        raise Unreadable("our forms' keys are letters and digits of our own")
    if name in JSON_FIELDS:
        for value in values:
            if not isinstance(read_json(str(value)), dict):
                raise Unreadable("no object")


def _fields(sent: QueryDict) -> Fields:
    fields = Fields(mutable=True, encoding=CODEC)
    for name, values in sent.lists():
        is_text = name not in (*SECRET_FIELDS, *JSON_FIELDS)
        fields.setlist(str(name), [_plain(str(value)) if is_text else value for value in values])
    fields._mutable = False
    return fields


def _plain(text: str) -> str:
    """Figures that look other than they are stay as they were sent: what reads numbers and days refuses them."""
    return text if is_turned(text) else without_invisible(one_line_break(text))
