"""What a form brought and no page received is kept for whoever wrote it, and shown when they are back."""

import re
import secrets
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from nhv.accounts import unsent
from nhv.accounts.signing_in import has_shown_second_factor
from nhv.accounts.unsent import Unsent, Written
from nhv.language.characters import one_line_break, printable
from nhv.website.requests import SignedIn
from nhv.website.unsent.drawn import Drawn, drawn, is_refused, key_of
from nhv.website.unsent.filling import MACHINERY, SIGNS, Page, texts, where
from nhv.website.unsent.large import names_of_files

# Read by frontend/script/kept.js.
RECEIVED = "nhv_received"
# What nobody is to find anywhere but where it belongs. A test finds the names in the forms.
SECRETS = frozenset({"password", "oldpassword", "password1", "password2", "code", "credential"})


class KeepsWhatIsNotReceived:
    """Middleware, outside all that may refuse a form and inside what knows the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET":
            return _with_what_waits(request, response)
        found = drawn(request) if request.method == "POST" and hasattr(request, "received_at") else None
        if found is None:
            return response
        return _refused(request, response, found) if is_refused(response) else _received(request, response, found)


# --- What was sent ---------------------------------------------------------------------------------


def _received(request: HttpRequest, response: HttpResponse, found: Drawn) -> HttpResponse:
    """It waits no longer; where the page only shows the form again, the form still says that it waits."""
    if not _is_page(response):
        _tell_the_window(response, found)
    key = key_of(request)
    if not key:
        return response
    numbers = [int(number[:9]) for number in request.POST.getlist("unsent") if re.fullmatch("[0-9]{1,9}", number)]
    if _is_page(response):
        if numbers:
            page = Page(response.content, request.get_full_path())
            page.mark(_written(request, found), numbers[0])
            _put(response, page.content)
        return response
    unsent.let_go(user_id=found.user_id, key=key, form=found.sign, numbers=numbers)
    return response


def _tell_the_window(response: HttpResponse, found: Drawn) -> None:
    """So that what a script keeps in the window waits no longer either."""
    response.set_cookie(RECEIVED, found.sign[-16:], max_age=60, secure=settings.SECURE, samesite="Strict")


def _refused(request: HttpRequest, response: HttpResponse, found: Drawn) -> HttpResponse:
    written = _written(request, found)
    if getattr(response, "shows_what_was_sent", False) or _is_drawn_again(request, response, written):
        return response
    # What the database could not do a moment ago is not asked of it again.
    kept = response.status_code < 500 and _keep(request, response, found, written)
    if _is_page(response):
        words = _words(request, response, found, written, kept=kept)
        _put(response, response.content.replace(b"<!--unsent-->", words.encode(), 1))
    return response


def _is_drawn_again(request: HttpRequest, response: HttpResponse, written: Written) -> bool:
    """Whether the page that refuses is the form itself, with what was written."""
    return _is_page(response) and Page(response.content, request.get_full_path()).form_for(written) is not None


def _keep(request: HttpRequest, response: HttpResponse, found: Drawn, written: Written) -> bool:
    # A press alone is nothing that was written; a choice is, whatever stands for it.
    if not written.fields.keys() - MACHINERY and not written.files:
        return False
    key = key_of(request) or secrets.token_urlsafe(32)
    try:
        kept = unsent.keep(user_id=found.user_id, key=key, form=found.sign, written=written)
    except DatabaseError:
        return False
    if kept:
        response.set_cookie(
            settings.UNSENT_COOKIE_NAME,
            key,
            max_age=int(unsent.KEPT.total_seconds()),
            secure=settings.SECURE,
            httponly=True,
            samesite="Lax",
        )
    return kept


def _written(request: HttpRequest, found: Drawn) -> Written:
    # What is not sent yet has used no key: the form that it is put into has a new one.
    left_out = SIGNS | SECRETS | ({"once"} if "unsent_action" in request.POST else set())
    fields = {
        str(name): [printable(one_line_break(str(value))) for value in values]
        for name, values in request.POST.lists()
        if name not in left_out
    }
    action = request.POST.get("unsent_action", "") or request.get_full_path()
    return Written(found.page, action[:1_000], fields, names_of_files(request))


def _words(request: HttpRequest, response: HttpResponse, found: Drawn, written: Written, *, kept: bool) -> str:
    """That it waits and where; or, when it does not, all of it."""
    who = request.session.get(SESSION_KEY) if response.status_code < 500 else None
    if who is not None and who != str(found.user_id):
        # Somebody else sits here now.
        return ""
    is_ours = response.status_code >= 500
    page = {
        "written": written,
        "texts": texts(written),
        "is_here": who is not None,
        "again": [(name, value) for name, values in request.POST.lists() if name not in SECRETS for value in values]
        if is_ours and not written.files
        else [],
        "sign": get_token(request) if is_ours else "",
    }
    return render_to_string(f"unsent/{'kept' if kept else 'sent_back'}.html", page, request=request)


def _put(response: HttpResponse, content: bytes) -> None:
    response.content = content
    response.headers["Content-Length"] = str(len(content))


# --- What waits ------------------------------------------------------------------------------------


def _with_what_waits(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with its form filled in, for whoever wrote it; elsewhere, that something waits and where."""
    key = key_of(request)
    if not key or not _is_page(response) or response.status_code >= 500 or not hasattr(request, "actor"):
        return response
    if not has_shown_second_factor(request):
        return response
    found = unsent.waiting(user_id=cast(SignedIn, request).user.pk, key=key)
    here = [one for one in found if where(one.written.page) == where(request.path)]
    if here and response.status_code == 200:
        _put(response, _filled(request, response.content, here))
    elif found and not getattr(response, "shows_what_was_sent", False):
        page = Page(response.content, request.get_full_path())
        page.say(render_to_string("unsent/elsewhere.html", request=request))
        _put(response, page.content)
    return response


def _filled(request: HttpRequest, content: bytes, here: list[Unsent]) -> bytes:
    page = Page(content, request.get_full_path())
    for one in here:
        left = page.fill(one.written)
        page.mark(one.written, one.number)
        page.say(render_to_string("unsent/here.html", {"one": one, "left": left}, request=request))
    return page.content


def _is_page(response: HttpResponse) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and bool(response.content)
