"""Before something that must not be done by whoever finds an open browser: who are you, once more."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from nhv.website.requests import SignedIn, came_from

# Who has just signed in, with both factors, is not asked for one of them again.
JUST_SIGNED_IN = 5 * 60


def reauthenticated(request: SignedIn) -> bool:
    """Whether the person has shown within the last quarter of an hour, in this session, who they are.

    By a password or a second factor asked for anew, or by signing in within the last minutes; who has neither here, by
    signing in anew at the provider.
    """
    records = get_authentication_records(request, request.user)
    counted = [
        record
        for record in records
        if record.get("reauthenticated")
        or time.time() - record["at"] < JUST_SIGNED_IN
        or _only_at_provider(request, record)
    ]
    return bool(counted) and time.time() - counted[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: SignedIn, *, then: str = "") -> HttpResponseRedirect:
    """To the page that asks, and from there back to `then` (an address here; this one when it is left out)."""
    methods = get_reauthentication_flows(request.user)
    name = "account_reauthenticate" if methods else "openid_connect_login"
    address = reverse(name, kwargs={} if methods else {"provider_id": settings.OIDC_PROVIDER})
    return HttpResponseRedirect(f"{address}?{urlencode({'next': then or request.get_full_path()})}")


def recently(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for those who have just shown who they are; the others are asked first, before they have typed anything.
    A form without a page of its own is asked for from the page that it stood on."""

    @wraps(view)
    def asked_first(request: SignedIn, *args: object, **named: object) -> HttpResponse:
        if reauthenticated(request):
            return view(request, *args, **named)
        return ask_again(request, then="" if request.method in ("GET", "HEAD") else came_from(request))

    return asked_first


def _only_at_provider(request: SignedIn, record: dict[str, object]) -> bool:
    return record["method"] == "socialaccount" and not get_reauthentication_flows(request.user)
