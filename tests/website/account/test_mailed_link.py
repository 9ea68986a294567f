"""A mailed link may replace the password, and never the second factor."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from nhv.register.models import OutgoingMessage
from nhv.rules.roles import Role
from tests.support.people import a_person, has_second_factor, totp_code

NEW = "sju tranor över sjön i maj"
CODE = "/konto/andra-steget/kod/"


@pytest.fixture
def person():
    cache.clear()
    return a_person(Role.REGION_ADMINISTRATOR, "region-skane")


@pytest.fixture
def thief(person):
    """Somebody who reads the person's mail, and has used the link that came there."""
    client = Client()
    client.post("/konto/losenord/glomt/", {"email": person.email})
    (mail,) = OutgoingMessage.objects.filter(to=person.email)
    page = client.get(re.search(r"/konto/losenord/nytt/\S+/", mail.text).group(), follow=True)
    done = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert done.status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    return client


def opens(client, page="/personer/"):
    return client.get(page).status_code == 200


def sign_in(client, person):
    return client.post("/konto/logga-in/", {"login": person.email, "password": NEW})


def test_the_link_itself_signs_nobody_in(thief):
    assert not opens(thief) and not opens(thief, "/konto/")


def test_the_new_password_leads_to_the_second_factor_and_no_further(thief, person):
    assert sign_in(thief, person).headers["Location"].startswith(CODE)
    assert not opens(thief) and not opens(thief, "/konto/")


@pytest.mark.parametrize(
    "page",
    [
        "/konto/andra-steget/",
        "/konto/andra-steget/app/",
        "/konto/andra-steget/app/ta-bort/",
        "/konto/andra-steget/nycklar/ny/",
        "/konto/andra-steget/reservkoder/nya/",
    ],
)
def test_no_page_of_second_factors_opens_for_it(thief, person, page):
    sign_in(thief, person)
    for answer in (thief.get(page), thief.post(page, {"code": totp_code()})):
        assert answer.status_code in (302, 403), page
    assert has_second_factor(person)
    assert person.authenticator_set.count() == 1


def test_the_control_with_the_second_factor_it_opens(thief, person):
    sign_in(thief, person)
    thief.post(CODE, {"code": totp_code()})
    assert opens(thief) and opens(thief, "/konto/")
