"""One's own account: roles, second factors, and the browsers one is signed in with."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhv.accounts.identities import identity_of
from nhv.accounts.models import Session
from nhv.accounts.sessions import end_sessions
from nhv.filings.acts.reading import noted_of
from nhv.website.account.refusals import refused
from nhv.website.errors import NotYours
from nhv.website.filings.owners import owner_names
from nhv.website.requests import SignedIn


@require_safe
def show(request: SignedIn) -> HttpResponse:
    """/konto/: everything about oneself on one page."""
    noted = noted_of(request.actor)
    page = {
        "memberships": request.memberships,
        "sessions": _sessions(request),
        "identity": identity_of(request.user),
        "noted": noted,
        "owners": owner_names([filing for _at, filing in noted]),
        **_factors(request),
    }
    return render(request, "account/own.html", page)


@require_safe
def second_factor(request: SignedIn) -> HttpResponse:
    """/konto/andra-steget/: what there is of second factors; the first has to be chosen before anything else."""
    return render(request, "account/second_factor.html", _factors(request))


@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    """Signs out every browser but this one."""
    ended = end_sessions(request.user.pk, but=request.session.session_key or "")
    messages.success(request, _("Andra inloggningar avslutade: %(number)d.") % {"number": ended})
    return redirect("account")


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: so many attempts that it may be somebody guessing."""
    return render(request, "429.html", status=429)


def not_possible(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 of a library's own, or with what the page says of why."""
    if isinstance(exception, NotYours):
        return refused(request, exception.reason)
    return refused(request, _("Det går inte att göra så här. Gå tillbaka och börja om."))


def _factors(request: HttpRequest) -> dict[str, object]:
    found = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    codes = [each.wrap() for each in found if each.type == Authenticator.Type.RECOVERY_CODES]
    return {
        "app": next((each for each in found if each.type == Authenticator.Type.TOTP), None),
        "keys": [each.wrap() for each in found if each.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].get_unused_codes()) if codes else None,
    }


def _sessions(request: SignedIn) -> list[dict[str, object]]:
    """Where the person is signed in: since when, last seen (to the minute or so), and whether it is this browser."""
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    now = timezone.now()
    rows = Session.objects.filter(user=request.user, expire_date__gt=now).order_by("-started_at")
    return [
        {
            "started_at": row.started_at,
            "seen_at": max(row.started_at, min(now, row.expire_date - idle)),
            "is_this": row.session_key == request.session.session_key,
        }
        for row in rows
    ]
