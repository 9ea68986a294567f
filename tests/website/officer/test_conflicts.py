"""The page where an officer answers a declared conflict of interest."""

import lxml.html
import pytest
from django.test import Client

from nhv.accounts.models import ConflictOfInterest, DeclaredConflict
from nhv.rules.roles import Role
from tests.support.pages import Page
from tests.support.people import a_person, signed_in


@pytest.fixture
def declared():
    return DeclaredConflict.objects.create(
        user=a_person(), case_key="arende-a", case_name="Ansökan A", what="Min syster leder kliniken."
    )


@pytest.fixture
def officer():
    return signed_in(Client(), a_person(Role.OFFICER))


def page_of(response):
    return Page(response.status_code, lxml.html.fromstring(response.content), response.headers, 0)


def address(declared):
    return f"/handlaggning/jav/{declared.pk}/"


def send(client, declared, **told):
    return page_of(client.post(address(declared), {"once": "a" * 32, "why": "Nära släkt.", **told}, follow=True))


def test_the_desk_leads_there_and_the_page_says_what_was_told(officer, declared):
    assert page_of(officer.get("/handlaggning/")).links("//section[@aria-labelledby='jav']//a") == [address(declared)]
    page = page_of(officer.get(address(declared)))
    assert declared.user.name in page.text and "Min syster leder kliniken." in page.text
    assert page.html.xpath("//input[@name='answer' and @checked]") == []


@pytest.mark.parametrize(("answer", "kept_out"), [("yes", 1), ("no", 0)])
def test_what_is_decided_holds_and_waits_no_longer(officer, declared, answer, kept_out):
    page = send(officer, declared, answer=answer)
    assert "Beslutet gäller" in page.text
    assert ConflictOfInterest.objects.in_force().filter(user=declared.user).count() == kept_out
    assert page.links("//section[@aria-labelledby='jav']//a") == []
    assert officer.get(address(declared)).status_code == 404


@pytest.mark.parametrize("told", [{}, {"answer": "yes", "why": ""}, {"answer": "perhaps"}])
def test_what_is_not_whole_is_asked_for_again(officer, declared, told):
    page = send(officer, declared, **told)
    assert page.texts("//*[@class='nhsuk-error-summary__title']") != []
    assert list(DeclaredConflict.objects.waiting()) == [declared]


def test_ones_own_is_not_there(declared):
    own = a_person(Role.OFFICER)
    DeclaredConflict.objects.filter(pk=declared.pk).update(user=own)
    assert signed_in(Client(), own).get(address(declared)).status_code == 404
