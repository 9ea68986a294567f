"""A browser on its way through sign-in at the provider: to it, back, and what comes of it."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import environ
import lxml.html
from django.test import override_settings

from nhv.accounts import attempts
from nhv.accounts.models import AttemptCount
from nhv.program.openid import providers
from tests.support.patience import PATIENCE

DOOR = "/konto/via/inloggning/"
STRONG = frozenset({"mfa"})


@contextmanager
def told_of(monkeypatch: Any, **told: str) -> Iterator[None]:
    """The product as an operator configures it: ISSUER="https://…" for NHV_OIDC_ISSUER, empty for what is left out."""
    for name, value in told.items():
        monkeypatch.setenv(f"NHV_OIDC_{name}", value)
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers(environ.Env()), OIDC_SECOND_FACTOR=STRONG):
        yield


def ask(address):
    """One request to the provider, as the browser makes it. Gives where it leads."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().getheader("Location")
    connection.close()
    return location


def way_out(client):
    """Where the page leads that sends one to the provider."""
    (link,) = lxml.html.fromstring(client.post(DOOR).content).xpath("//a[@id='vidare']")
    return link.get("href")


def come_in(client, change=lambda address: address):
    """To the provider, by an address that the browser may change, and back; the last answer of ours."""
    back = urlsplit(ask(change(way_out(client))))
    return client.get(f"{back.path}?{back.query}")


def is_in(client):
    return client.get("/konto/").status_code == 200


def claims_of(user, **other):
    return {"email": user.email, "email_verified": True, "amr": ["pwd", "mfa"], **other}


def refused_in_words(client):
    """Comes in, meets the refusal's own page, and is counted as a refused attempt; nobody is signed in."""
    attempts._waiting.clear()
    response = come_in(client)
    attempts.write()
    counted = AttemptCount.objects.filter(kind="provider_refused").values_list("number", flat=True)
    words = "Inloggningen blev inte av" in response.content.decode()
    return (response.status_code, words, sum(counted), is_in(client)) == (401, True, 1, False)
