"""What a form brought and no page received is kept for whoever wrote it, and shown when they are back."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
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
from nhv.website.unsent.filling import MACHINERY, SEEN, SENT_AS, SIGNS, Page, texts, where
from nhv.website.unsent.large import names_of_files

# Drawn into each page by templates/unsent/beside.html, for frontend/script/kept.js.
RECEIVED = "nhv_received"
_DRAWN_WITH = b'data-received="'
MOST_TOLD = 8
_SENT_AS = re.compile("[0-9]{16}")
# Among the numbers of what waits: something of the form has been sent to wait, and may come after the form itself.
ON_ITS_WAY = 0
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
    """It waits no longer, unless the page only shows the form again."""
    if _is_page(response):
        _is_drawn_again(request, response, found, _not_saved(request, response, found))
        if hasattr(response, "not_kept"):
            # All is saved but what stands in its field as it was written: what the window holds is older.
            _tell_the_window(request, response)
            _let_go_of_all(request, found, lacks=response.not_kept)
        return response
    if hasattr(response, "not_kept"):
        return _saved_meanwhile(request, response, found)
    _tell_the_window(request, response)
    key, numbers = key_of(request), _numbers(request)
    if key or ON_ITS_WAY in numbers:
        unsent.receive(user_id=found.user_id, key=key, form=found.sign, is_on_its_way=ON_ITS_WAY in numbers)
        unsent.let_go(user_id=found.user_id, key=key, numbers=numbers)
    return response


def _saved_meanwhile(request: HttpRequest, response: HttpResponse, found: Drawn) -> HttpResponse:
    """A form that is saved while one writes: what could be no answer waits, and nothing else of it any longer."""
    lacks: bool = bool(response.not_kept)  # type: ignore[attr-defined]  # saved_but_for adds it
    if not lacks or _keep(request, response, found, _not_saved(request, response, found)) is not None:
        _tell_the_window(request, response)
    _let_go_of_all(request, found, lacks=lacks)
    return response


def _let_go_of_all(request: HttpRequest, found: Drawn, *, lacks: object) -> None:
    """What the form was filled in with waits no longer, when nothing of it lacks."""
    if not lacks and (key := key_of(request)):
        unsent.let_go(user_id=found.user_id, key=key, numbers=_numbers(request), form=found.sign)


def _not_saved(request: HttpRequest, response: HttpResponse, found: Drawn) -> Written:
    """What was written; of a form that is saved question by question, what could not be."""
    written, questions = _written(request, found), getattr(response, "not_kept", None)
    if questions is None:
        return written
    left = {name: values for name, values in written.fields.items() if name.partition(".")[0] in questions}
    seen = [f"{revision} {question}" for question, revision in questions.items()]
    return replace(written, fields={**left, "drawn": [*questions], SEEN: seen} if left else {}, files=())


def _numbers(request: HttpRequest) -> list[int]:
    """Of what the form was filled in with."""
    return [int(number) for number in request.POST.getlist("unsent") if re.fullmatch("[0-9]{1,9}", number)]


def _tell_the_window(request: HttpRequest, response: HttpResponse) -> None:
    """So that what a script keeps in the window waits no longer either: only the server knows, since a day or a number
    is saved otherwise than it was written. A form may be sent many times, so the script names each."""
    # A page that was drawn by an older release names each sending; the last is this one.
    named = ["", *request.POST.getlist(SENT_AS)][-1]
    if not _SENT_AS.fullmatch(named):
        return
    # The page that asks may come some time later, and others between.
    told = [one for one in request.COOKIES.get(RECEIVED, "").split(".") if _SENT_AS.fullmatch(one)]
    said = ".".join([*told, named][-MOST_TOLD:])
    response.set_cookie(RECEIVED, said, max_age=60 * 60, secure=settings.SECURE, httponly=True, samesite="Strict")
    if _is_page(response):
        # It was drawn before this was known, and holds what was received.
        _put(response, response.content.replace(_DRAWN_WITH, _DRAWN_WITH + f"{named}.".encode(), 1))


def _refused(request: HttpRequest, response: HttpResponse, found: Drawn) -> HttpResponse:
    written = _written(request, found)
    if getattr(response, "shows_what_was_sent", False) or _is_drawn_again(request, response, found, written):
        return response
    # What the database could not do a moment ago is not asked of it again.
    kept = response.status_code < 500 and _keep(request, response, found, written) is not None
    if _is_page(response):
        words = _words(request, response, found, written, kept=kept)
        _put(response, response.content.replace(b"<!--unsent-->", words.encode(), 1))
    return response


def _is_drawn_again(request: HttpRequest, response: HttpResponse, found: Drawn, written: Written) -> bool:
    """Whether the page that answers is the form itself, with what was written. It waits meanwhile, should the page be
    left, and the form says so: what takes its place lets it go."""
    page = Page(response.content, request.get_full_path()) if _is_page(response) else None
    if page is None or page.form_for(written) is None:
        return False
    if not hasattr(response, "not_kept"):
        # Who meets the refusal has seen what stands now: what waits is the form as it was drawn last.
        written = replace(written, fields={**written.fields, **page.machinery(written)})
    # A file is not kept. Where nothing else was sent, the page that says why it was refused says all.
    is_kept = response.status_code < 500 and bool(texts(written) or not written.files)
    number = _keep(request, response, found, written) if is_kept else None
    if number is not None:
        page.mark(written, number)
        _put(response, page.content)
    return True


def _keep(request: HttpRequest, response: HttpResponse, found: Drawn, written: Written) -> int | None:
    """Let it wait. Its number; nothing when nothing was written, or when it cannot wait."""
    # A press alone is nothing that was written; a choice is, whatever stands for it. But a box that is no longer ticked
    # sends nothing: that it was ticked waits no longer.
    if not written.fields.keys() - MACHINERY and not written.files:
        _let_go_of_all(request, found, lacks=False)
        return None
    key = key_of(request) or secrets.token_urlsafe(32)
    try:
        kept = unsent.keep(
            user_id=found.user_id, key=key, form=found.sign, written=written, instead_of=_numbers(request)
        )
    except DatabaseError:
        return None
    if kept is not None:
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
    """Each form with the newest that was written in it, say in two windows. What is older waits, as text beside it."""
    page = Page(content, request.get_full_path())
    notices = []
    for one in reversed(here):
        is_older = page.is_filled(one.written)
        left = texts(one.written) if is_older else page.fill(one.written, one.number)
        words = {"one": one, "left": left, "is_older": is_older}
        notices.append(render_to_string("unsent/here.html", words, request=request))
    for notice in notices:
        page.say(notice)
    return page.content


def _is_page(response: HttpResponse) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and bool(response.content)
