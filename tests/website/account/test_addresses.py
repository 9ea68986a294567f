"""The page of the regions' registered addresses, and where one's work begins after sign-in."""

import pytest
from django.test import Client

from nhv.register.memory import OUTBOX
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from nhv.website.account.adapters import AccountAdapter
from tests.support.calls import SKANE, WEST, an_open_call, once
from tests.support.people import a_person, signed_in

ADDRESSES = "/personer/adresser/"


def test_an_administrator_sets_where_calls_are_sent(sqlite_register: str) -> None:
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR))
    assert client.post(ADDRESSES, {SKANE: "registrator@exempel.invalid", "once": once()}).status_code == 302
    assert Organisation.objects.get(key=SKANE).email == "registrator@exempel.invalid"
    an_open_call()
    assert [message.to for message in OUTBOX.messages.objects.filter(kind="call")] == ["registrator@exempel.invalid"]


def test_a_regions_administrator_sees_and_changes_its_own_only(sqlite_register: str) -> None:
    client = signed_in(Client(), a_person(Role.REGION_ADMINISTRATOR, SKANE))
    shown = client.get(ADDRESSES).content.decode()
    assert (f'name="{SKANE}"' in shown, f'name="{WEST}"' in shown) == (True, False)
    client.post(ADDRESSES, {WEST: "annan@exempel.invalid", "once": once()})
    assert Organisation.objects.get(key=WEST).email == ""


def test_a_page_that_was_left_open_takes_nothing_back(sqlite_register: str) -> None:
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR))
    opened = {f"initial-{SKANE}": "", SKANE: "", f"initial-{WEST}": "", WEST: ""}
    for region, address in ((SKANE, "ett@exempel.invalid"), (WEST, "annat@exempel.invalid")):
        client.post(ADDRESSES, {**opened, region: address, "once": once()})
    assert Organisation.objects.get(key=SKANE).email == "ett@exempel.invalid"
    assert Organisation.objects.get(key=WEST).email == "annat@exempel.invalid"


def test_what_is_no_address_is_said_at_its_field_and_nothing_is_saved(sqlite_register: str) -> None:
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR))
    answered = client.post(ADDRESSES, {SKANE: "ingen adress", WEST: "registrator@exempel.invalid", "once": once()})
    assert answered.status_code == 200
    assert "ingen adress" in answered.content.decode(), "what was typed is still there"
    assert not Organisation.objects.exclude(email="").exists()


@pytest.mark.parametrize(
    ("role", "organisation", "begins"),
    [
        (Role.OFFICER, "socialstyrelsen", "/handlaggning/"),
        (Role.WRITER, SKANE, "/ansokningar/"),
        (Role.ATTESTER, SKANE, "/sjukhusuppgifter/"),
        (Role.ADMINISTRATOR, "socialstyrelsen", "/personer/"),
        (None, "", "/konto/"),
    ],
)
def test_after_sign_in_one_is_where_ones_work_begins(
    sqlite_register: str, role: Role | None, organisation: str, begins: str
) -> None:
    request = Client().get("/").wsgi_request
    request.user = a_person(role, organisation) if role else a_person()
    assert AccountAdapter(request).get_login_redirect_url(request) == begins
