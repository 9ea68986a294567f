"""Sessions: new at sign-in, ended when unused or long, ended everywhere at once when something changes."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nhv.accounts import sessions
from nhv.accounts.models import Session
from nhv.accounts.sessions import SEEN_AT, SIGNED_IN_AT
from nhv.rules.roles import Role
from tests.support.patience import PATIENCE
from tests.support.people import PASSWORD, a_person, signed_in, totp_code

NEW_PASSWORD = "sju svanar på en stilla sjö"


@pytest.fixture
def writer():
    return a_person(Role.WRITER, "region-skane")


def is_in(client):
    return client.get("/konto/").status_code == 200


def by_hand(user, password=PASSWORD, code=None, client=None, **other):
    """Signs in as a person does, with both steps."""
    client = client or Client()
    client.post("/konto/logga-in/", {"login": user.email, "password": password}, **other)
    client.post("/konto/andra-steget/kod/", {"code": code or totp_code()}, **other)
    return client


def test_a_session_has_a_new_key_once_signed_in(writer):
    client = Client()
    client.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    before = client.session.session_key
    assert not is_in(client)
    client.post("/konto/andra-steget/kod/", {"code": totp_code()})
    assert is_in(client)
    assert before != client.session.session_key
    assert not Session.objects.filter(session_key=before).exists()


def test_the_password_alone_opens_nothing(writer):
    client = Client()
    response = client.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    assert response.headers["Location"] == "/konto/andra-steget/kod/"
    assert client.get("/konto/").headers["Location"].startswith("/konto/logga-in/")


def test_a_code_opens_once(writer):
    code = totp_code()
    assert is_in(by_hand(writer, code=code))
    assert not is_in(by_hand(writer, code=code))


def age(client, **seconds):
    """As if so long had passed since the session was used, or begun."""
    session = client.session
    for name, passed in seconds.items():
        session[name] = time.time() - passed
    session.save()
    Session.objects.filter(session_key=session.session_key).update(
        expire_date=timezone.now() + timedelta(seconds=session.get_expiry_age() - seconds.get(SEEN_AT, 0))
    )


def test_an_unused_session_ends(writer):
    client = signed_in(Client(), writer)
    age(client, seen_at=settings.SESSION_COOKIE_AGE - PATIENCE)
    assert is_in(client)
    age(client, seen_at=settings.SESSION_COOKIE_AGE + 1)
    assert not is_in(client)


def test_use_puts_the_end_ahead(writer):
    client = signed_in(Client(), writer)
    age(client, seen_at=settings.SESSION_COOKIE_AGE - PATIENCE)
    assert is_in(client)
    assert Session.objects.get(user=writer).expire_date > timezone.now() + timedelta(
        seconds=settings.SESSION_COOKIE_AGE - PATIENCE
    )


def test_a_long_session_ends_however_much_it_is_used(writer):
    client = signed_in(Client(), writer)
    age(client, signed_in_at=settings.SESSION_LONGEST - PATIENCE)
    assert is_in(client)
    assert Session.objects.get(user=writer).expire_date <= timezone.now() + timedelta(seconds=PATIENCE)
    age(client, signed_in_at=settings.SESSION_LONGEST + 1)
    assert not is_in(client)


def test_using_a_session_writes_at_most_once_a_minute(writer, monkeypatch):
    assert sessions.SECONDS_BETWEEN_WRITINGS == 60
    # A minute that lasts as long as it takes to look twice.
    monkeypatch.setattr(sessions, "SECONDS_BETWEEN_WRITINGS", PATIENCE)
    client = signed_in(Client(), writer)
    is_in(client)
    with CaptureQueriesContext(connection) as captured:
        assert is_in(client)
    assert [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_a_changed_password_signs_out_everywhere(writer):
    here, there = signed_in(Client(), writer), signed_in(Client(), writer)
    here.post("/konto/losenord/byt/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    writer.refresh_from_db()
    assert writer.check_password(NEW_PASSWORD)
    assert not is_in(here)
    assert not is_in(there)


def test_the_first_second_factor_signs_out_browsers_that_came_in_by_the_password_alone():
    user = a_person(Role.OFFICER, second_factor=False)
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/konto/logga-in/", {"login": user.email, "password": PASSWORD})
    here.get("/konto/andra-steget/app/")
    here.post("/konto/andra-steget/app/", {"code": totp_code(here.session["mfa.totp.secret"])})
    assert is_in(here)
    assert there.get("/konto/andra-steget/nycklar/ny/").headers["Location"].startswith("/konto/logga-in/")


def test_one_press_ends_all_other_sessions(writer):
    here, there = signed_in(Client(), writer), signed_in(Client(), writer)
    somebody_else = signed_in(Client(), a_person())
    here.post("/konto/avsluta-andra/")
    assert (is_in(here), is_in(there), is_in(somebody_else)) == (True, False, True)


def test_signing_out_ends_the_session_itself(writer):
    client = signed_in(Client(), writer)
    key = client.session.session_key
    client.post("/konto/logga-ut/")
    assert not Session.objects.filter(session_key=key).exists()


def test_the_cookie_is_for_us_alone_and_unreadable_by_scripts(writer):
    client = Client()
    client.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", "", "/")


@pytest.mark.parametrize(
    ("address", "secure", "name"),
    [
        ("https://nhv.exempel.se", "True", "__Host-nhv_session"),
        ("http://nhv.exempel.se", "True", "__Host-nhv_session"),
        ("http://localhost:8000", "False", "nhv_session"),
    ],
)
def test_only_on_the_machine_itself_may_a_cookie_go_without_tls(address, secure, name):
    code = (
        "from nhv.program import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "NHV_BASE_URL": address}, capture_output=True, text=True
    )
    assert said.stdout.split() == [secure, secure, name]


def test_a_form_from_elsewhere_is_refused_in_words(writer):
    client = signed_in(Client(enforce_csrf_checks=True), writer)
    response = client.post("/konto/avsluta-andra/")
    assert response.status_code == 403
    assert "Formuläret är för gammalt" in response.content.decode()


def test_pages_of_those_signed_in_are_kept_by_nobody_and_what_is_public_is_the_same_for_all(writer):
    client = signed_in(Client(), writer)
    assert "no-store" in client.get("/konto/").headers["Cache-Control"]
    assert "no-store" in Client().get("/konto/logga-in/").headers["Cache-Control"]
    # What stands above a public page besides is said in tests/website/test_presence.py.
    public, as_writer = (each.get("/omraden/").content.partition(b"<main")[2] for each in (Client(), client))
    assert public and public == as_writer
    assert SIGNED_IN_AT in client.session
