"""Every route says which activity of the table of access it needs; one that says nothing cannot be made.

    route("personer/", people.show, name="people", needs="people.see")
    route("ansokningar/<int:application>/", …, needs={"GET": "application.read_own", "POST": "application.write"})

A route answers only the question «may this person do such things at all». Whose records they reach is the query's
own affair: `access.reach(request.actor, activity)`.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.urls import URLPattern, path, re_path
from django.utils import timezone
from django.utils.cache import patch_cache_control

from nhv.accounts.models import Membership
from nhv.accounts.sessions import note_use
from nhv.accounts.signing_in import has_shown_second_factor
from nhv.rules.access import PUBLIC, is_activity, standing
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.website import converters  # noqa: F401 (addresses may hold keys)
from nhv.website.account.refusals import form_too_old, may_not, signed_out
from nhv.website.attempts import count
from nhv.website.headers import CONTENT_SECURITY_POLICY_WITH_SCRIPTS
from nhv.website.one_click import answered_once
from nhv.website.requests import SignedIn
from nhv.website.unsent.drawn import is_drawn_for_another, not_received

R = TypeVar("R", bound=HttpResponseBase)
View = Callable[..., HttpResponseBase]
Needs = str | Mapping[str, str]


def route(
    address: str, view: View, *, name: str, needs: Needs, kwargs: dict[str, Any] | None = None, **other: Any
) -> URLPattern:
    """`path` with a asks_first. `kwargs` are given to the view, `other` to `protected`."""
    return path(address, protected(view, needs, **other), kwargs, name=name)


def needing(patterns: Iterable[URLPattern], needs: Needs) -> list[URLPattern]:
    """Routes that somebody else has made, each needing the same activity."""
    bound_patterns = list(patterns)
    for pattern in bound_patterns:
        pattern.callback = protected(pattern.callback, needs)
    return bound_patterns


def protected(view: View, needs: Needs, *, before_second_factor: bool = False) -> View:
    """The view, for those who may. `before_second_factor`: also for who has yet to get a second factor.

    It puts on the request `actor` (for acts), `memberships` (today's, with organisations) and `roles`. One query.
    """
    activities = set(needs.values()) if isinstance(needs, Mapping) else {needs}
    if unknown := sorted(activity for activity in activities if not is_activity(activity)):
        raise ValueError(f"no such activity in the table of access: {', '.join(unknown)}")

    @wraps(view)
    def asks_first(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        activity = needed(needs, request.method or "GET")
        if activity is None:
            assert isinstance(needs, Mapping)
            return HttpResponseNotAllowed(sorted(needs))
        if activity == PUBLIC:
            return view(request, *args, **named)
        refusal = _refusal(request, activity, before_second_factor=before_second_factor)
        try:
            response = private(refusal or answered_once(request, lambda: view(request, *args, **named)))
        except Http404:
            # Somebody else's, or none: which of them it is, is told to nobody, and how often it is tried is counted.
            count(request, "absent")
            raise
        # Their pages keep what is written in them: frontend/script/kept.js.
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY_WITH_SCRIPTS)
        return response

    asks_first.needs = needs  # type: ignore[attr-defined]  # a note on a function
    asks_first.before_second_factor = before_second_factor  # type: ignore[attr-defined]  # a note on a function
    return asks_first


def needed(needs: Needs, method: str) -> str | None:
    """The activity that a method needs; None when the route does not know the method."""
    if isinstance(needs, str):
        return needs
    return needs.get("GET" if method == "HEAD" else method)


def private(response: R) -> R:
    """Not to be kept by anybody, nor shown by the browser's «back» once signed out."""
    patch_cache_control(response, no_store=True, private=True)
    return response


def not_kept(view: View) -> View:
    """A view whose page depends on who asks, though everybody may ask: sign-in, invitation."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        return private(view(request, *args, **named))

    return answer


def _refusal(request: HttpRequest, activity: str, *, before_second_factor: bool) -> HttpResponseBase | None:
    user = request.user
    if not user.is_authenticated:
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path(), _entrance(request))
        return signed_out(request)
    signed_in = cast(SignedIn, request)
    note_use(signed_in.session)
    signed_in.actor = Actor("user", str(user.pk))
    today = Membership.objects.on(timezone.localdate()).filter(user_id=user.pk)
    signed_in.memberships = list(today.select_related("organisation"))
    signed_in.roles = frozenset(Role(membership.role) for membership in signed_in.memberships)
    if not before_second_factor and not has_shown_second_factor(request):
        return not_received(redirect("mfa_index"))
    if is_drawn_for_another(request):
        # Left open by somebody who was signed in here before.
        return form_too_old(request)
    match standing(signed_in.roles, activity):
        case "may":
            return None
        case "words":
            return may_not(request, activity)
    count(request, "absent")
    raise Http404


def _entrance(request: HttpRequest) -> str:
    """Where one signs in. A browser that brings a session that is no more was signed out, and is told so there."""
    was_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return resolve_url("account_login") + ("?utloggad=1" if was_signed_in else "")


def regex_route(address: str, view: View, *, name: str, needs: Needs, **other: Any) -> URLPattern:
    """`re_path` with a asks_first."""
    return re_path(address, protected(view, needs, **other), name=name)
