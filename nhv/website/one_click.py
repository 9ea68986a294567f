"""One click, one act: what a form does is kept under the form's key, with all that it carried and where it led.

Every form that sends an act ends here, whatever the act. The same sent again is led where the first was led, whatever
has become of the record since, and does nothing. Anything else under the same key is said, with both (409).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import file_digest
from typing import Any, TypeVar, cast

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, models
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect

from nhv.records.acts import one_transaction
from nhv.register.memory import IDEMPOTENCY
from nhv.rules.actor import ANYBODY, Actor
from nhv.rules.refusals import OtherContent, Refused
from nhv.website.refusals import NOT_DONE
from nhv.website.unsent.filling import SIGNS

ONCE = "once"
# Some acts keep a key of their own, for whoever does them without a form.
_FORM = "form "
_LONGEST_NAME = 60

# What can be kept of an act: a row, a plain value, or a list of either.
Gave = TypeVar(
    "Gave", bound=models.Model | str | int | Mapping[str, Any] | Sequence[models.Model | str | int | None] | None
)


def do_once(request: HttpRequest, do: Callable[[], Gave]) -> Gave:
    """What `do` gives, done once for the key that the form carries: what was given stands in the act's transaction.

    Raises Refused for a key that was used for something else, and OtherContent for other content.
    """
    key, act, by, carried = _said_by(request)
    with one_transaction(IDEMPOTENCY.rows):
        known = IDEMPOTENCY.result(key, act, by, carried)
        if known is not None:
            return cast(Gave, _fetched(known))
        gave = do()
        # What somebody without an account writes is not kept twice.
        shown = IDEMPOTENCY if by != ANYBODY else IDEMPOTENCY.without_content()
        shown.keep(key, act, by, carried, _named(gave))
    request.done_under = key  # type: ignore[attr-defined]  # a note on a request
    return gave


def answered_once(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What the view answers, or the first answer when the same form was sent before. Raises OtherContent.

    Asked before the view looks at the record, which the first may have moved to where nothing more can be done.
    """
    if request.method != "POST" or not request.POST.get(ONCE):
        return view()
    try:
        if led := _led_before(request):
            return led
    except OtherContent:
        # The form says it in its own words, where the view comes so far.
        with suppress(Http404, *NOT_DONE):
            view()
        raise
    response = view()
    if hasattr(request, "done_under") and isinstance(response, HttpResponseRedirect):
        _remember_where(request, request.done_under, response.url)
    return response


def _led_before(request: HttpRequest) -> HttpResponseRedirect | None:
    with suppress(Refused):
        known = IDEMPOTENCY.result(*_said_by(request)) or {}
        if "led_to" in known:
            for level, words in known["told"]:
                messages.add_message(request, level, words)
            return HttpResponseRedirect(known["led_to"])
    return None


def _remember_where(request: HttpRequest, key: str, led_to: str) -> None:
    told = cast(Any, messages.get_messages(request))
    said = [(message.level, str(message.message)) for message in told]
    told.used = False
    # The act is done. Where this cannot be kept, the same again goes on to the page, which gets what the act gave.
    with suppress(DatabaseError):
        IDEMPOTENCY.add_to_result(key, {"led_to": led_to, "told": said})


def _said_by(request: HttpRequest) -> tuple[str, str, Actor, dict[str, str]]:
    """The form's key, what it asks for, whose it is, and all that it carries: where, every field, every file."""
    match = request.resolver_match
    fields = {name: "\n".join(map(str, values)) for name, values in request.POST.lists() if name not in {ONCE, *SIGNS}}
    given = [(name, number, file) for name, files in request.FILES.lists() for number, file in enumerate(files)]
    brought = {f"{name} {number}": f"{file.name} {_sha256(file)}" for name, number, file in given}
    act = (match.view_name if match else request.path)[-_LONGEST_NAME:]
    by = getattr(request, "actor", ANYBODY)
    return f"{_FORM}{request.POST.get(ONCE, '')}", act, by, {"address": request.path, **fields, **brought}


def _sha256(file: Any) -> str:
    file.seek(0)
    digest = file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _named(gave: object) -> dict[str, Any]:
    """What an act gave, as it can be kept: a row by its name, a list by what stands in it, else a plain value."""
    if isinstance(gave, models.Model):
        return {"model": gave._meta.label, "pk": gave.pk}
    if isinstance(gave, list | tuple):
        return {"list": [_named(one) for one in gave]}
    return {"value": gave}


def _fetched(known: dict[str, Any]) -> object:
    if "list" in known:
        return [_fetched(one) for one in known["list"]]
    if "model" not in known:
        return known["value"]
    try:
        return apps.get_model(known["model"])._default_manager.get(pk=known["pk"])
    except ObjectDoesNotExist:
        raise Refused(
            "form_used_up",
            "Formuläret är redan skickat, och det som det gav finns inte längre. Öppna sidan på nytt.",
        ) from None
