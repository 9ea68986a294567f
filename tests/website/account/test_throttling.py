"""Guessing is stopped, by account and by address, and no header that anybody can write gets round it."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings

from nhv.program.settings import ACCOUNT_RATE_LIMITS as PRODUCTS_OWN
from nhv.register.models import OutgoingMessage
from nhv.rules.roles import Role
from nhv.website.account import devices
from nhv.website.client_address import client_address
from tests.support.people import PASSWORD, a_person, totp_code

STOPPED = "För många misslyckade inloggningsförsök"


@pytest.fixture(autouse=True)
def _in_a_day():
    """As many tries as the product allows, in a day instead of some minutes: a slow machine may take those."""
    rates = {name: re.sub(r"/\d*[smh]/", "/d/", rate) for name, rate in settings.ACCOUNT_RATE_LIMITS.items()}
    with override_settings(ACCOUNT_RATE_LIMITS=rates):
        yield


def test_how_many_tries_there_are_and_in_how_long():
    rates = {
        "login": "30/m/ip",
        "login_failed": "10/m/ip,100/h/ip,5/5m/key",
        "login_failed_anywhere": "60/h/key",
        "code_failed": "10/m/ip,100/h/ip,5/5m/key",
        "code_failed_anywhere": "60/h/key,200/d/key",
        "reset_password": "20/h/ip,5/h/key",
    }
    assert rates.items() <= PRODUCTS_OWN.items()


@pytest.fixture
def writer():
    return a_person(Role.WRITER, "region-skane")


def attempt(email, password="fel lösenord helt och hållet", **headers):
    return Client(headers=headers).post("/konto/logga-in/", {"login": email, "password": password})


def is_stopped(response):
    return response.status_code == 429 or STOPPED in response.content.decode()


def forged(number):
    return {"x-forwarded-for": f"10.9.8.{number}", "x-real-ip": f"10.9.8.{number}", "forwarded": f"for=10.9.8.{number}"}


def test_an_account_is_shut_for_a_while_after_five_wrong_passwords(writer):
    assert [is_stopped(attempt(writer.email)) for _ in range(6)] == [False] * 5 + [True]
    # Also for the right one: otherwise the sixth guess would still tell.
    assert is_stopped(attempt(writer.email, PASSWORD))


def test_the_count_of_an_account_does_not_depend_on_how_the_address_is_written(writer):
    spellings = [writer.email, writer.email.upper(), writer.email.title(), f" {writer.email} "]
    assert is_stopped([attempt(spellings[number % 4]) for number in range(6)][-1])


def test_an_address_is_stopped_that_tries_many_accounts_whatever_its_headers_say():
    tries = [attempt(f"nagon{number}@exempel.invalid", **forged(number)) for number in range(12)]
    assert [is_stopped(each) for each in tries] == [False] * 10 + [True] * 2


def test_the_headers_would_have_fooled_us_if_we_believed_them(settings_with_proxy):
    """The control: with the peer among the trusted, each forged address is counted by itself."""
    tries = [attempt(f"nagon{number}@exempel.invalid", **forged(number)) for number in range(12)]
    assert not any(is_stopped(each) for each in tries)


@pytest.fixture
def settings_with_proxy():
    with override_settings(TRUSTED_PROXIES=["127.0.0.1"]):
        yield


@pytest.mark.parametrize(
    ("peer", "said", "trusted", "expected"),
    [
        ("192.0.2.7", "10.0.0.1", [], "192.0.2.7"),
        ("192.0.2.7", "10.0.0.1", ["192.0.2.8"], "192.0.2.7"),
        ("192.0.2.7", "10.0.0.1", ["192.0.2.7"], "10.0.0.1"),
        ("192.0.2.7", "10.0.0.1, 203.0.113.5", ["192.0.2.0/24"], "203.0.113.5"),
        ("192.0.2.7", "10.0.0.1, 203.0.113.5, 192.0.2.9", ["192.0.2.0/24"], "203.0.113.5"),
        ("192.0.2.7", "", ["192.0.2.7"], "192.0.2.7"),
        ("192.0.2.7", "skräp", ["192.0.2.7"], "skräp"),
        ("2001:db8::1", "10.0.0.1", ["192.0.2.7"], "2001:db8::1"),
    ],
)
def test_the_address_is_the_peers_unless_the_peer_is_a_trusted_proxy(peer, said, trusted, expected):
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=said)
    with override_settings(TRUSTED_PROXIES=trusted):
        assert client_address(request) == expected


def test_a_second_factor_cannot_be_guessed(writer):
    client = Client()
    client.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    wrong = f"{(int(totp_code()) + 500_000) % 1_000_000:06}"
    answers = [client.post("/konto/andra-steget/kod/", {"code": wrong}) for _ in range(6)]
    assert [is_stopped(each) for each in answers] == [False] * 5 + [True]
    assert is_stopped(client.post("/konto/andra-steget/kod/", {"code": totp_code()}))


def test_a_mailbox_cannot_be_filled_with_reset_mails(writer):
    answers = [Client().post("/konto/losenord/glomt/", {"email": writer.email}) for _ in range(6)]
    assert [each.status_code for each in answers] == [302] * 5 + [429]
    assert OutgoingMessage.objects.filter(to=writer.email).count() == 5


def test_the_counts_are_shared_by_all_processes(register):
    """They lie in the database: another process, with nothing in its memory, sees them."""
    cache.set("counted", 7, 60)
    code = "import django; django.setup(); from django.core.cache import cache; print(cache.get('counted'))"
    surroundings = {**os.environ, "DATABASE_URL": register}
    other = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True)
    assert other.stdout == "7\n"


def test_a_reset_says_the_same_whether_there_is_an_account_or_not(writer):
    there = Client().post("/konto/losenord/glomt/", {"email": writer.email}, follow=True)
    not_there = Client().post("/konto/losenord/glomt/", {"email": "ingen@exempel.invalid"}, follow=True)
    assert there.content == not_there.content


def test_a_wrong_password_says_the_same_whether_there_is_an_account_or_not(writer):
    def said(email):
        page = attempt(email).content.decode().replace(email, "")
        return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]

    assert said(writer.email) == said("ingen@exempel.invalid")


def test_a_stranger_does_not_shut_the_account_for_the_one_whose_it_is(writer, settings_with_proxy):
    """Wrong tries from one address, again and again; the person comes from another."""
    assert is_stopped([attempt(writer.email, **forged(1)) for _ in range(8)][-1])
    assert attempt(writer.email, PASSWORD, **forged(2)).status_code == 302


def test_many_addresses_gain_little_and_a_known_browser_is_not_shut_out(writer, settings_with_proxy):
    known = Client(headers=forged(1))
    known.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    known.post("/konto/andra-steget/kod/", {"code": totp_code()})
    assert settings.DEVICE_COOKIE_NAME in known.cookies
    known.post("/konto/logga-ut/")
    tries = [attempt(writer.email, **forged(100 + number)) for number in range(62)]
    assert [is_stopped(tries[0]), is_stopped(tries[-1])] == [False, True]
    assert is_stopped(attempt(writer.email, PASSWORD, **forged(200)))
    again = known.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    assert (again.status_code, "andra-steget" in again.headers["Location"]) == (302, True)


def test_a_neighbour_behind_the_same_address_shuts_no_known_browser_out(writer):
    """A hospital has one address. Wrong tries of another account from there stop those who are not known, and them
    alone."""
    known, other = Client(), a_person(Role.WRITER, "region-skane")
    known.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    known.post("/konto/andra-steget/kod/", {"code": totp_code()})
    known.post("/konto/logga-ut/")
    assert is_stopped([attempt(other.email) for _ in range(25)][-1])
    # The control: the same person in a browser that nobody knows.
    assert is_stopped(attempt(writer.email, PASSWORD))
    again = known.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    assert (again.status_code, "andra-steget" in again.headers.get("Location", "")) == (302, True)
    # To be known for one account opens no way to try others.
    elsewhere = Client()
    elsewhere.cookies[settings.DEVICE_COOKIE_NAME] = known.cookies[settings.DEVICE_COOKIE_NAME].value
    assert is_stopped(elsewhere.post("/konto/logga-in/", {"login": other.email, "password": "fel"}))


def test_a_cookie_of_another_account_or_of_ones_own_making_is_no_known_browser(writer, settings_with_proxy):
    other = a_person(Role.WRITER, "region-skane")
    for cookie in ("", "x", signing.dumps(["a", "b"], salt="nhv device"), signing.dumps("a", salt="nhv device")):
        request = RequestFactory().get("/")
        request.COOKIES[settings.DEVICE_COOKIE_NAME] = cookie
        assert devices.knows(request, other.email) == ""


def guess(writer, headers, times):
    """Somebody who has the password tries codes. Gives whether each was stopped."""
    guesser = Client(headers=headers)
    guesser.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    wrong = f"{(int(totp_code()) + 500_000) % 1_000_000:06}"
    return [is_stopped(guesser.post("/konto/andra-steget/kod/", {"code": wrong})) for _ in range(times)]


def come_in(client, writer):
    """Whether the person comes in with password and code."""
    client.post("/konto/logga-in/", {"login": writer.email, "password": PASSWORD})
    return "_auth_user_id" in client.session or (
        client.post("/konto/andra-steget/kod/", {"code": totp_code()}).status_code == 302
        and "_auth_user_id" in client.session
    )


def test_who_has_the_password_does_not_shut_the_codes_for_the_one_whose_they_are(writer, settings_with_proxy):
    assert guess(writer, forged(1), 7)[-1]
    # The control: from where the guesses came the right code is not taken either.
    assert not come_in(Client(headers=forged(1)), writer)
    assert come_in(Client(headers=forged(2)), writer)


def test_many_addresses_gain_little_at_codes_and_a_known_browser_is_not_shut_out(writer, settings_with_proxy):
    known = Client(headers=forged(1))
    assert come_in(known, writer)
    known.post("/konto/logga-ut/")
    cache.clear()
    assert [guess(writer, forged(100 + number), 4)[-1] for number in (1, 20)] == [False, False]
    assert [guess(writer, forged(130 + number), 4)[-1] for number in range(14)][-1]
    assert not come_in(Client(headers=forged(200)), writer)
    assert come_in(known, writer)
