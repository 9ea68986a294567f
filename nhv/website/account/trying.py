"""Trying a demonstration: a press signs in as one of its invented people, as far as one sits at the machine itself.

Every condition must hold at once; where one does not, neither buttons nor addresses are there. The sign-in page, the
strip of those who are signed in and the question who one is all ask `may_try`.
"""

import ipaddress
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password, resume_request
from allauth.account.utils import get_login_redirect_url
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhv.accounts.demonstration import Invented, invented_people, is_invented, note_press, seeded_cases
from nhv.accounts.models import User
from nhv.language.numbers import whole_number
from nhv.records.demonstration import is_demonstration
from nhv.register.memory import DIARY
from nhv.website.requests import SignedIn

# No browser sends any header that begins with X- of its own accord; these others, too, tell of somebody in between.
IN_BETWEEN = frozenset({"Forwarded", "Via", "Client-Ip", "True-Client-Ip", "Cf-Connecting-Ip", "Fastly-Client-Ip"})


def may_try(request: HttpRequest) -> bool:
    """Whether the invented people may be tried by a press, from where this request comes. One query at most."""
    return (
        settings.DEMONSTRATION
        and _listens_to_this_machine_only(request)
        and _is_loopback(request.META.get("REMOTE_ADDR", ""))
        and _came_straight(request)
        and _is_loopback(_host(request))
        and is_demonstration(settings.DATA, DIARY)
    )


def people_by_place() -> list[tuple[Any, list[Invented]]]:
    """Organisation → its invented people, in the order of the story. Three queries."""
    grouped = groupby(invented_people(), key=lambda person: person.memberships[0].organisation)
    return [(organisation, list(people)) for organisation, people in grouped]


@require_safe
def show_roles(request: HttpRequest) -> HttpResponse:
    """/prova/: a tour, a case of every kind and all people, each a press away; in a demonstration only.

    Where nobody may be tried by a press, only what everybody sees can be opened. Seven queries at most.
    """
    if not settings.DEMONSTRATION:
        raise Http404
    seeded, may = seeded_cases(), may_try(request)
    page = {
        "tour": [one for one in seeded if one.step],
        "beside": [one for one in seeded if not one.step],
        "may_try": may,
        "places": people_by_place() if may else [],
        "prefix": reverse("start").rstrip("/"),
    }
    return render(request, "account/roles.html", page)


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """From now on one is this person. The session is a new one, as full as after password and code."""
    person = _person(request)
    note_press("signed_in_by_press", person)
    request.session.flush()
    request.session.set_expiry(0)  # Until the browser closes, as the form of signing in has it.
    get_adapter().login(request, person)
    record_authentication(request, person, "password", email=person.email)
    _show_second_factor(request, person)
    return redirect(get_login_redirect_url(request))


@require_POST
def confirm(request: SignedIn) -> HttpResponse:
    """The person who is signed in shows once more who they are, by a press."""
    if not (may_try(request) and is_invented(request.user)):
        raise Http404
    note_press("confirmed_by_press", request.user)
    if not _show_second_factor(request, request.user, again=True):
        reauthenticate_by_password(request)
    return resume_request(request) or redirect("account")


def _person(request: HttpRequest) -> User:
    """The invented person who was pressed. Raises Http404 for anybody else."""
    number = whole_number(request.POST.get("person", ""), digits=9)
    if may_try(request) and number is not None:
        person = User.objects.filter(pk=number, is_active=True).first()
        if person is not None and is_invented(person):
            return person
    raise Http404


def _show_second_factor(request: HttpRequest, person: User, *, again: bool = False) -> bool:
    """As if the person's code or key had been right. Not for who has none, who is then asked to get one."""
    factors = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    factor = factors.order_by("pk").first()
    if factor is not None:
        post_authentication(request, factor, reauthenticated=again)
    return factor is not None


def _listens_to_this_machine_only(request: HttpRequest) -> bool:
    """By the address that the server really listens on, by the one it was told, and by the one it is known under."""
    known_as = urlsplit(settings.BASE_URL).hostname or ""
    return all(map(_is_loopback, (request.META.get("SERVER_NAME", ""), settings.HOST, known_as)))


def _came_straight(request: HttpRequest) -> bool:
    return not any(name.startswith("X-") or name in IN_BETWEEN for name in request.headers)


def _host(request: HttpRequest) -> str:
    """The name of the machine that the request asks for, without its port."""
    return urlsplit(f"//{request.get_host()}").hostname or ""


def _is_loopback(name: str) -> bool:
    """Whether a name or number is this machine's own. No name is looked up."""
    try:
        return name == "localhost" or ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
