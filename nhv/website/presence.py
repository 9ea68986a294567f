"""Who is signed in, also on public pages, whose one copy is the same for everybody.

A public page is made and kept as a stranger meets it. For somebody who is signed in the places that base.html has
marked are filled in afterwards, in this one answer, which nobody keeps. Others' pages cost nothing more.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from nhv.accounts.models import Membership
from nhv.rules.roles import Role
from nhv.website.access import private

PLACE = re.compile(rb"<!--for-me:(\w+)-->.*?<!--/for-me-->", re.DOTALL)


class SaysWhoIsHere:
    """Middleware, after the one that knows the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session:
            # What the browser kept may be a stranger's page: it is sent whole.
            request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = self.get_response(request)
        if not _may_have_places(response):
            return response
        patch_vary_headers(response, ["Cookie"])
        return _for_me(request, response) if has_session and request.user.is_authenticated else response


def _may_have_places(response: HttpResponse) -> bool:
    """Whether it is a page, or says that a page is as it was. A fault of the server's asks nothing of the database."""
    if response.streaming or response.status_code >= 500:
        return False
    return response.status_code == 304 or response.headers.get("Content-Type", "").startswith("text/html")


def _for_me(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with what stands on it for this person. Three queries: session, person, roles. None without places."""
    if not PLACE.search(response.content):
        return response
    if not hasattr(request, "memberships"):
        today = Membership.objects.on(timezone.localdate()).filter(user_id=request.user.pk or 0)
        request.memberships = list(today.select_related("organisation"))  # type: ignore[attr-defined]
        request.roles = frozenset(Role(each.role) for each in request.memberships)  # type: ignore[attr-defined]

    def place(found: re.Match[bytes]) -> bytes:
        return render_to_string(f"signed_in/here/{found[1].decode()}.html", request=request).encode()

    response.content = PLACE.sub(place, response.content)
    for name in ("ETag", "Cache-Control"):
        response.headers.pop(name, None)
    return private(response)
