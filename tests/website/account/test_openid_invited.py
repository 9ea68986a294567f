"""Who is invited takes the invitation at the provider, and is from then on whom the provider says: without a password,
without a verified address, and never somebody else."""

import json
from urllib.parse import parse_qs, urlsplit

import environ
import lxml.html
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from nhv.accounts import acts
from nhv.accounts.models import Invitation, User
from nhv.interchange.work_identity import AFFILIATION, EMPLOYEE
from nhv.program.faults import InputFault
from nhv.program.openid import providers
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.at_provider import ask, claims_of, come_in, is_in, told_of, way_out
from tests.support.people import a_person, signed_in

HSA = "SE2321000131-P0001"
SITHS = {"amr": ["mfa"], EMPLOYEE: HSA}
ADDRESS = "ny.person@exempel.invalid"


def invited(email=ADDRESS, role=Role.WRITER):
    """An invitation's page, as the link in its mail leads there."""
    tokens = []

    def link(token):
        tokens.append(token)
        return f"https://nhv.exempel/konto/inbjudan/{token}/"

    place = Organisation.objects.get(key="region-skane")
    acts.invite(email=email, organisation=place, role=role, by=Actor("program", "test"), link=link)
    return f"/konto/inbjudan/{tokens[0]}/"


def lead(client, page, name="Ny Person"):
    """From the invitation's page to the provider: where it leads back to."""
    leaving = client.post(page, {"name": name, "by_provider": "1"})
    (link,) = lxml.html.fromstring(leaving.content).xpath("//a[@id='vidare']")
    back = urlsplit(ask(link.get("href")))
    return f"{back.path}?{back.query}"


def come_by(page, client=None):
    client = client or Client()
    return client, client.get(lead(client, page))


def test_who_is_invited_needs_no_password_and_is_the_same_person_the_next_time(provider):
    provider.claims = SITHS
    page = invited()
    client, _ = come_by(page)
    assert is_in(client)
    person = User.objects.get(email=ADDRESS)
    assert (person.name, person.has_usable_password()) == ("Ny Person", False)
    assert [held.role for held in person.memberships.all()] == [Role.WRITER]
    again = Client()
    come_in(again)
    assert is_in(again)
    assert again.get("/konto/").wsgi_request.user == person
    assert Client().get(page).status_code == 404


def test_another_subject_does_not_come_in_as_the_person_nor_by_the_same_link(provider):
    provider.claims = SITHS
    page = invited()
    waiting = Client()
    back = lead(waiting, page)
    come_by(page)
    provider.claims = {**SITHS, "sub": "person-2"}
    stranger = Client()
    assert "Du har inget konto här" in come_in(stranger).content.decode()
    # Somebody who began with the link before it was used, and comes back after.
    response = waiting.get(back)
    assert (response.status_code, is_in(waiting), is_in(stranger)) == (401, False, False)
    assert "Länken gäller inte längre" in response.content.decode()
    assert SocialAccount.objects.count() == 1


def test_the_same_subject_of_another_issuer_is_somebody_else(provider, monkeypatch):
    provider.claims = SITHS
    come_by(invited())
    first, provider.address = provider.address, provider.address.replace("127.0.0.1", "localhost")
    with told_of(monkeypatch, ISSUER=provider.address):
        stranger = Client()
        assert "Du har inget konto här" in come_in(stranger).content.decode()
        # Invited, they get an account of their own.
        client, _ = come_by(invited("annan.person@exempel.invalid"))
        assert client.get("/konto/").wsgi_request.user.email == "annan.person@exempel.invalid"
    provider.address = first
    # The control: the first is still who they were.
    with told_of(monkeypatch, ISSUER=first):
        client = Client()
        come_in(client)
        assert client.get("/konto/").wsgi_request.user.email == ADDRESS


def test_a_subject_that_is_somebodys_takes_no_second_account(provider):
    provider.claims = SITHS
    come_by(invited())
    client, response = come_by(invited("annan.person@exempel.invalid"))
    assert (response.status_code, is_in(client)) == (401, False)
    assert "hör redan till ett konto här" in response.content.decode()
    assert not User.objects.filter(email="annan.person@exempel.invalid").exists()
    assert Invitation.objects.get(email="annan.person@exempel.invalid").accepted_at is None


def test_a_verified_address_of_somebody_elses_account_takes_no_invitation(provider, writer):
    provider.claims = claims_of(writer)
    client, response = come_by(invited())
    assert (response.status_code, is_in(client)) == (401, False)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_the_link_gives_nobody_a_way_into_an_account_that_is_there(provider, writer):
    page = invited(writer.email, Role.SIGNATORY)
    assert "by_provider" not in Client().get(page).content.decode()
    # Also when it opened only after the link was followed to the provider.
    provider.claims = SITHS
    later = invited()
    client = Client()
    back = lead(client, later)
    there = a_person(Role.WRITER, "region-skane")
    User.objects.filter(pk=there.pk).update(email=ADDRESS)
    response = client.get(back)
    assert (response.status_code, is_in(client)) == (401, False)
    assert "Det finns redan ett konto" in response.content.decode()
    assert not SocialAccount.objects.exists()


def test_an_invitation_goes_with_its_own_sign_in_and_no_other(provider):
    provider.claims = SITHS
    client = Client()
    client.post(invited(), {"name": "Ny Person", "by_provider": "1"})
    # In another tab somebody signs in as usual, and has no account.
    back = urlsplit(ask(way_out(client)))
    assert "Du har inget konto här" in client.get(f"{back.path}?{back.query}").content.decode()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_a_refusal_of_the_provider_leaves_the_invitation_as_it_was(provider, monkeypatch):
    page = invited()
    with told_of(monkeypatch, ACR="http://id.sambi.se/loa/loa3"):
        provider.claims = {**SITHS, "acr": "http://id.sambi.se/loa/loa2"}
        client, _ = come_by(page)
        assert not is_in(client)
        assert not User.objects.filter(email=ADDRESS).exists()
        provider.claims = {**SITHS, "acr": "http://id.sambi.se/loa/loa3"}
        client, _ = come_by(page)
        assert is_in(client)


def test_a_name_is_asked_for_all_the_same_and_what_stands_as_password_is_never_one(provider):
    provider.claims = SITHS
    page = invited()
    client = Client()
    response = client.post(page, {"name": " ", "by_provider": "1"})
    assert "vidare" not in response.content.decode()
    assert lxml.html.fromstring(response.content).xpath("//a[@href='#id_name']")
    client.post(page, {"name": "Ny Person", "password": "kort", "by_provider": "1"})
    assert not User.objects.filter(email=ADDRESS).exists()


def test_without_a_provider_a_password_is_needed():
    page = invited()
    assert "by_provider" not in Client().get(page).content.decode()
    response = Client().post(page, {"name": "Ny Person", "by_provider": "1"})
    assert lxml.html.fromstring(response.content).xpath("//a[@href='#id_password']")


def test_a_closed_account_is_opened_again_by_an_invitation_and_bound_anew(provider):
    provider.claims = SITHS
    come_by(invited())
    acts.deactivate(user=User.objects.get(email=ADDRESS), by=Actor("program", "test"), why="slutade")
    client = Client()
    come_in(client)
    assert not is_in(client)
    client, _ = come_by(invited())
    assert is_in(client)


def test_who_it_is_at_work_is_shown_and_noted_and_the_subject_is_not_kept(provider):
    provider.claims = {**SITHS, AFFILIATION: "anna7@2321000131", "sub": "19121212-1212"}
    client, _ = come_by(invited())
    person = User.objects.get(email=ADDRESS)
    page = client.get("/konto/").content.decode()
    assert f"HSA-id {HSA}" in page
    assert "anna7@2321000131" in page
    administrator = signed_in(Client(), a_person(Role.ADMINISTRATOR))
    assert f"HSA-id {HSA}" in administrator.get(f"/personer/{person.pk}/").content.decode()
    entry = DIARY.entries._default_manager.get(act="known_at_provider")
    noted = json.loads(DIARY.payloads._default_manager.get(pk=entry.pk).content)
    assert (entry.subject_key, noted[EMPLOYEE], noted["issuer"]) == (str(person.pk), HSA, provider.address)
    kept = SocialAccount.objects.get(user=person)
    assert "1212" not in f"{kept.uid} {kept.extra_data}".replace(kept.uid, "")
    assert "19121212" not in kept.uid


@pytest.mark.parametrize(
    "said",
    [
        {EMPLOYEE: "SE2321000131-191212121212"},
        {EMPLOYEE: "SE2321000131-1212121212"},
        {EMPLOYEE: "Anna Andersson"},
        {EMPLOYEE: ["a"]},
        {EMPLOYEE: f"{HSA}\n"},
        {AFFILIATION: "19121212-1212@2321000131"},
        {AFFILIATION: "191212721212@2321000131"},
        {AFFILIATION: "anna7"},
        {AFFILIATION: 5},
        {"https://id.oidc.se/claim/personalIdentityNumber": "191212121212"},
    ],
    ids=str,
)
def test_what_is_no_identity_at_work_or_a_personal_number_keeps_nobody_out_and_is_not_kept(provider, said):
    provider.claims = {"amr": ["mfa"], **said}
    client, _ = come_by(invited())
    assert is_in(client)
    kept = SocialAccount.objects.get().extra_data["id_token"]
    assert set(kept) == {"iss", "amr", "email_verified"}


def test_what_is_asked_for_by_name_may_stand_in_the_userinfo(provider, monkeypatch):
    provider.tells = {"claims_parameter_supported": True}
    provider.claims, provider.userinfo = {"amr": ["mfa"]}, {EMPLOYEE: HSA}
    with told_of(monkeypatch, CLAIMS=EMPLOYEE, SCOPES="https://id.oidc.se/scope/naturalPersonOrgId"):
        asked = parse_qs(urlsplit(way_out(Client())).query)
        assert json.loads(asked["claims"][0]) == {"id_token": {EMPLOYEE: None}, "userinfo": {EMPLOYEE: None}}
        assert set(asked["scope"][0].split()) == {"openid", "https://id.oidc.se/scope/naturalPersonOrgId"}
        come_by(invited())
    assert SocialAccount.objects.get().extra_data["id_token"][EMPLOYEE] == HSA


def test_who_was_known_before_the_subject_was_hidden_is_known_still(provider, writer):
    said = {"iss": provider.address, "sub": "person-1"}
    SocialAccount.objects.create(user=writer, provider="inloggning", uid="person-1", extra_data={"id_token": said})
    provider.claims = {"amr": ["mfa"]}
    for _ in range(2):
        client = Client()
        come_in(client)
        assert is_in(client)
    (kept,) = SocialAccount.objects.all()
    assert "person-1" not in f"{kept.uid} {kept.extra_data}"


def test_a_subject_that_is_written_as_anothers_hidden_one_is_not_the_other(provider):
    provider.claims = SITHS
    come_by(invited())
    provider.claims = {**SITHS, "sub": SocialAccount.objects.get().uid}
    client = Client()
    come_in(client)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SCOPES", "https://id.oidc.se/scope/naturalPersonNumber", "ger personnummer"),
        ("SCOPES", "personal_identity_number", "ger personnummer"),
        ("CLAIMS", "https://id.oidc.se/claim/personalIdentityNumber", "ger personnummer"),
        ("CLAIMS", "employeeHsaID", "läses inte; de som läses är employeeHsaId"),
        ("SCOPES", "a b", "utan mellanslag"),
    ],
)
def test_what_must_not_or_cannot_be_asked_for_is_told_in_one_sentence(provider, monkeypatch, name, value, words):
    monkeypatch.setenv(f"NHV_OIDC_{name}", value)
    with pytest.raises(InputFault, match=words):
        providers(environ.Env())
