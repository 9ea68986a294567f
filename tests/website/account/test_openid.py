"""Sign-in at an OpenID Connect provider: a real exchange of a code for a signed token, over real connections."""

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import environ
import lxml.html
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import Client, override_settings

from nhv.accounts import acts
from nhv.accounts.models import Session, User
from nhv.program.faults import InputFault
from nhv.program.openid import providers
from nhv.rules.actor import Actor
from tests.support.at_provider import DOOR, ask, claims_of, come_in, is_in, refused_in_words, way_out
from tests.support.provider import CLIENT, LEFT_OUT, SECRET, a_provider


def test_the_door_says_the_providers_name(provider):
    assert "Logga in med Regionens inloggning" in Client().get("/konto/logga-in/").content.decode()


def test_without_configuration_there_is_no_such_door():
    assert "/konto/via/" not in Client().get("/konto/logga-in/").content.decode()
    assert Client().post(DOOR).status_code == 404


def test_who_was_invited_comes_in_and_is_known_by_subject_from_then_on(provider, writer):
    provider.claims = claims_of(writer)
    client = Client()
    come_in(client)
    assert is_in(client)
    provider.claims = {"amr": ["mfa"], "email": "nytt.namn@exempel.invalid", "email_verified": True}
    again = Client()
    come_in(again)
    assert is_in(again)
    assert Session.objects.filter(user=writer).count() == 2


@pytest.mark.parametrize("verified", [False, "false", None])
def test_an_address_that_the_provider_has_not_verified_opens_nothing(provider, writer, verified):
    provider.claims = claims_of(writer, email_verified=verified)
    client = Client()
    response = come_in(client)
    assert "Du har inget konto här" in response.content.decode()
    assert not is_in(client)


def test_who_was_not_invited_gets_no_account(provider):
    provider.claims = {"email": "okand@exempel.invalid", "email_verified": True, "amr": ["mfa"]}
    client = Client()
    assert "Du har inget konto här" in come_in(client).content.decode()
    assert not User.objects.filter(email="okand@exempel.invalid").exists()


def test_a_token_signed_by_another_is_refused(provider, writer):
    provider.claims = claims_of(writer)
    provider.signs_with = rsa.generate_private_key(65537, 2048)
    client = Client()
    response = come_in(client)
    assert "Inloggningen blev inte av" in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("wrong", [{"aud": "someone-else"}, {"iss": "http://127.0.0.1:1"}, {"exp": 1}])
def test_a_token_for_another_or_of_another_or_too_old_is_refused(provider, writer, wrong):
    provider.claims = claims_of(writer, **wrong)
    client = Client()
    come_in(client)
    assert not is_in(client)


def test_a_code_is_good_once_and_only_in_the_browser_that_asked(provider, writer):
    provider.claims = claims_of(writer)
    client = Client()
    back = urlsplit(ask(way_out(client)))
    stranger = Client()
    stranger.get(f"{back.path}?{back.query}")
    assert not is_in(stranger)
    client.get(f"{back.path}?{back.query}")
    assert is_in(client)
    client.post("/konto/logga-ut/")
    client.get(f"{back.path}?{back.query}")
    assert not is_in(client)


@pytest.mark.parametrize("said", [{"amr": ["pwd"]}, {"amr": []}, {"amr": None, "acr": "low"}])
def test_a_provider_that_did_not_ask_for_a_second_factor_leaves_it_to_us(provider, writer, said):
    provider.claims = claims_of(writer, **said)
    client = Client()
    come_in(client)
    assert client.get("/konto/").headers["Location"] == "/konto/andra-steget/"


def test_the_level_of_assurance_may_be_what_counts(provider, writer):
    provider.claims = claims_of(writer, amr=None, acr="http://id.exempel/loa3")
    client = Client()
    with override_settings(OIDC_SECOND_FACTOR=frozenset({"http://id.exempel/loa3"})):
        come_in(client)
        assert is_in(client)


def test_a_closed_account_stays_closed(provider, writer):
    provider.claims = claims_of(writer)
    come_in(Client())
    acts.deactivate(user=writer, by=Actor("program", "test"), why="slutade")
    client = Client()
    come_in(client)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"NHV_OIDC_ISSUER": "https://id.exempel"}, "NHV_OIDC_CLIENT_ID: saknas"),
        ({"NHV_OIDC_ISSUER": "https://id.exempel", "NHV_OIDC_CLIENT_ID": "x"}, "NHV_OIDC_SECRET_FILE: saknas"),
        (
            {"NHV_OIDC_ISSUER": "https://x", "NHV_OIDC_CLIENT_ID": "x", "NHV_OIDC_SECRET_FILE": "/finns/inte"},
            "går inte att läsa",
        ),
    ],
)
def test_half_a_configuration_is_told_in_one_sentence(settings, words, monkeypatch):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(InputFault, match=words):
        providers(environ.Env())


def asked_of_the_provider(client, door=DOOR):
    (link,) = lxml.html.fromstring(client.post(door).content).xpath("//a[@id='vidare']")
    return parse_qs(urlsplit(link.get("href")).query)


def test_the_address_overrides_nothing_that_we_ask_of_the_provider(provider):
    plain = asked_of_the_provider(Client())
    forged = asked_of_the_provider(
        Client(), f"{DOOR}?auth_params=acr_values%3Dweak%26prompt%3Dnone%26nonce%3Dknown&scope=admin&action=x"
    )
    assert set(forged) == set(plain)
    assert (forged["scope"], "prompt" in forged, forged["nonce"] == ["known"]) == (plain["scope"], False, False)


def test_in_both_languages_one_comes_back_to_one_address_which_is_our_public_one(provider):
    places = [
        asked_of_the_provider(Client(headers={"host": host}), door)["redirect_uri"]
        for host in ("127.0.0.1", "localhost")
        for door in (DOOR, f"/en{DOOR}")
    ]
    assert places == [[f"{settings.BASE_URL}{DOOR}tillbaka/"]] * 4


@pytest.mark.parametrize("nonce", [None, "another", "", 1])
def test_a_token_that_was_made_for_another_sign_in_opens_nothing(provider, writer, nonce):
    client = Client()
    provider.claims = claims_of(writer, nonce=nonce)
    come_in(client)
    assert not is_in(client)
    # The control: the same but for the nonce.
    provider.claims = claims_of(writer)
    come_in(client)
    assert is_in(client)


def part(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def with_the_public_key_as_secret(provider, said):
    """HS256 with what everybody knows: the signature that a careless reader takes for the provider's."""
    public = provider.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    content = part(b'{"alg":"HS256","kid":"k1"}') + b"." + part(json.dumps(said).encode())
    return (content + b"." + part(hmac.new(public, content, hashlib.sha256).digest())).decode()


def with_head(provider, said, **head):
    _, content, signature = provider.signed(said).split(".")
    return f"{part(json.dumps({'kid': 'k1', 'alg': 'RS256', **head}).encode()).decode()}.{content}.{signature}"


WAYS = {
    "HS256": with_the_public_key_as_secret,
    "none": lambda provider, said: with_head(provider, said, alg="none"),
    "another kind of key": lambda provider, said: with_head(provider, said, alg="ES256"),
    "no name of a way": lambda provider, said: with_head(provider, said, alg=["RS256"]),
    "no key": lambda provider, said: with_head(provider, said, kid=None),
    "no token": lambda provider, said: "a.b.c",
    "a number": lambda provider, said: 5,
    "a list": lambda provider, said: ["a"],
    "deep": lambda provider, said: f"{part(b'[' * 100_000).decode()}.e30.e30",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_token_that_is_signed_in_no_way_that_counts_is_refused_in_words(provider, writer, way):
    provider.claims = claims_of(writer)
    provider.writes = lambda said: WAYS[way](provider, said)
    client = Client()
    assert refused_in_words(client)
    # The control: the same claims, signed.
    provider.writes = None
    come_in(client)
    assert is_in(client)


HALF = "\ud800"


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": 5},
        {"email": ["a@exempel.invalid"]},
        {"email": {}},
        {"email": f"a{HALF}@exempel.invalid"},
        {"email": "a" * 500},
        {"sub": HALF},
        {"sub": "a\0b"},
        {"sub": "a" * 100_000},
        {"sub": ""},
        {"sub": 1},
        {"sub": LEFT_OUT},
        {"exp": LEFT_OUT},
        {"exp": None},
        {"exp": True},
        {"exp": "9999999999"},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": 1e300, "jti": "a"},
        {"iat": LEFT_OUT},
        {"iat": "nu"},
        {"jti": ["a"]},
        {"jti": HALF},
        {"nonce": ["a"]},
        {"amr": 5},
        {"amr": {"mfa": 1}},
        {"amr": [["mfa"]]},
        {"acr": {"mfa": 1}},
        {"aud": []},
        {"aud": ["someone-else", CLIENT]},
        {"aud": ["someone-else", CLIENT], "azp": "someone-else"},
        {"aud": ["someone-else", CLIENT], "azp": None},
        {"aud": CLIENT, "azp": "someone-else"},
        {"aud": CLIENT, "azp": [CLIENT]},
    ],
    ids=str,
)
def test_a_claim_that_is_not_what_it_should_be_is_refused_in_words(provider, writer, wrong):
    provider.claims = claims_of(writer, **wrong)
    client = Client()
    assert refused_in_words(client)
    # The control: the same but for what is wrong.
    provider.claims = claims_of(writer)
    come_in(client)
    assert is_in(client)


@pytest.mark.parametrize(
    "other",
    [
        {"aud": [CLIENT]},
        {"aud": CLIENT, "azp": CLIENT},
        {"aud": ["someone-else", CLIENT], "azp": CLIENT},
        {"jti": "engångs"},
        {"name": 5, "given_name": HALF, "preferred_username": ["a"]},
    ],
    ids=str,
)
def test_what_a_token_may_say_keeps_nobody_out(provider, writer, other):
    provider.claims = claims_of(writer, **other)
    client = Client()
    come_in(client)
    assert is_in(client)


def test_of_what_the_provider_says_only_what_we_read_is_kept(provider, writer):
    provider.claims = claims_of(writer, phone_number="070-000 00 00")
    come_in(Client())
    kept = SocialAccount.objects.get(user=writer).extra_data["id_token"]
    assert "phone_number" not in kept
    assert kept["email"] == writer.email


@pytest.mark.parametrize("beside", [{"expires_in": "snart"}, {"expires_in": 1e300}, {"id_token": None}], ids=str)
def test_what_stands_beside_the_token_is_refused_alike(provider, writer, beside):
    provider.claims = claims_of(writer)
    provider.answers = beside
    client = Client()
    assert refused_in_words(client)
    provider.answers = {}
    come_in(client)
    assert is_in(client)


def test_a_provider_that_does_not_answer_is_told_in_words(writer, tmp_path, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    monkeypatch.setenv("NHV_OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("NHV_OIDC_SECRET_FILE", str(secret))
    with a_provider() as gone:
        monkeypatch.setenv("NHV_OIDC_ISSUER", gone.address)
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers(environ.Env())):
        response = Client().post(DOOR)
    assert response.status_code == 401
    assert "Inloggningen blev inte av" in response.content.decode()
