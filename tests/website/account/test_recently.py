"""What weighs much is done only by somebody who has just shown who they are."""

import pytest
from django.test import Client

from nhv.accounts.models import Invitation
from nhv.rules.roles import Role
from tests.support.calls import an_open_call
from tests.support.people import a_person, signed_in

FORM = {"why": "Fel", "once": "en-egen-nyckel"}
INVITED = {"email": "ny@exempel.invalid", "organisation": "", "role": "officer"}


@pytest.mark.parametrize("page", ["bjud-in/", "{}/ny-roll/", "{}/flytta/", "{}/andra-steget/"])
def test_an_administrator_is_asked_first_and_then_comes_to_the_page(sqlite_register: str, page: str) -> None:
    administrator, other = a_person(Role.ADMINISTRATOR), a_person(Role.OFFICER)
    address = f"/personer/{page.format(other.pk)}"
    asked = signed_in(Client(), administrator, recently=False).get(address)
    assert asked.headers["Location"].startswith("/konto/bekrafta/?next=")
    assert signed_in(Client(), administrator).get(address).status_code == 200


def test_a_form_sent_past_the_page_does_nothing(sqlite_register: str) -> None:
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR), recently=False)
    assert client.post("/personer/bjud-in/", INVITED).headers["Location"].startswith("/konto/bekrafta/")
    assert Invitation.objects.count() == 0


def test_an_officer_is_asked_before_a_call_is_taken_back(sqlite_register: str) -> None:
    call, officer = an_open_call(), a_person(Role.OFFICER)
    address = f"/handlaggning/utlysningar/{call.key}/aterkalla/"
    client = signed_in(Client(), officer, recently=False)
    assert client.post(address, FORM).headers["Location"].startswith("/konto/bekrafta/")
    call.refresh_from_db()
    assert call.state == "published"
    assert signed_in(Client(), officer).post(address, FORM).status_code == 302
    call.refresh_from_db()
    assert call.state == "withdrawn"
