"""The page where a unit's HSA-id and its coordinator's telephone are kept, by whoever knows them."""

import lxml.html
import pytest
from django.test import Client

from nhv.register.models import Organisation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.calls import once
from tests.support.pages import Page, get
from tests.support.people import a_person, signed_in
from tests.support.refusals import is_told

WEST_KEY, REGION = "sahlgrenska-universitetssjukhuset", "vastra-gotalandsregionen"
HSA, TELEPHONE = "SE2321000131-E000000000001", "031-390 06 10"
LIST = "/enhetsuppgifter/"


@pytest.fixture(autouse=True)
def _with_two_units():
    units = ({**WEST, "unit": "Barnkliniken"}, {**SOUTH, "unit": "Barncentrum"})
    publish([a_file(*units)], by=Actor("program", "test"))


def unit(name="Barnkliniken") -> Organisation:
    return Organisation.objects.get(kind="unit", name=name)


def address(name="Barnkliniken") -> str:
    return f"{LIST}{unit(name).key}/"


def signed_in_as(role, organisation) -> Client:
    return signed_in(Client(), a_person(role, organisation))


def page_of(response) -> Page:
    return Page(response.status_code, lxml.html.fromstring(response.content), response.headers, 0)


def save(client, **told) -> Page:
    return page_of(client.post(address(), {"once": once(), "hsa_id": "", "telephone": "", **told}, follow=True))


@pytest.mark.parametrize(
    ("role", "organisation", "seen"),
    [
        (Role.UNIT_EDITOR, WEST_KEY, ["Barnkliniken"]),
        (Role.REGION_ADMINISTRATOR, REGION, ["Barnkliniken"]),
        (Role.ADMINISTRATOR, "socialstyrelsen", ["Astrid Lindgrens barnsjukhus", "Barncentrum", "Barnkliniken"]),
    ],
)
def test_each_sees_the_units_within_reach_with_their_hospital(role, organisation, seen):
    client = signed_in_as(role, organisation)
    assert page_of(client.get(LIST)).texts("//tbody//a") == seen
    page = page_of(client.get(address()))
    assert page.texts("//h1") == ["Sahlgrenska universitetssjukhuset Barnkliniken"]
    other = client.get(address("Barncentrum")).status_code
    assert other == (200 if len(seen) > 1 else 404)


def test_what_is_saved_is_shown_to_everybody_and_may_be_taken_away():
    editor = signed_in_as(Role.UNIT_EDITOR, WEST_KEY)
    page = save(editor, hsa_id=HSA, telephone=TELEPHONE)
    assert "Uppgifterna är sparade" in page.text
    public = get(f"/vardenheter/{unit().key}/").text
    assert HSA in public and TELEPHONE in public
    save(editor)
    assert (unit().hsa_id, unit().telephone) == (None, "")


@pytest.mark.parametrize(
    ("told", "code"),
    [({"hsa_id": "124"}, "hsa_id_impossible"), ({"telephone": "ring växeln"}, "telephone_impossible")],
)
def test_what_cannot_be_so_is_refused_in_words_and_what_was_typed_stays(told, code):
    page = save(signed_in_as(Role.UNIT_EDITOR, WEST_KEY), **told)
    assert is_told(code, page.text)
    (name,), (value,) = told, told.values()
    assert page.html.xpath(f"string(//input[@name='{name}']/@value)") == value
    assert (unit().hsa_id, unit().telephone) == (None, "")


def test_a_register_without_units_says_how_one_gets_there():
    assert (
        "Du har ingen enhet i registret"
        in page_of(signed_in_as(Role.UNIT_EDITOR, "akademiska-sjukhuset").get(LIST)).text
    )
