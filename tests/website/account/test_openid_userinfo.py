"""What the provider says besides, at its userinfo: signed, of the same person, or refused."""

import environ
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.test import Client

from nhv.program.faults import InputFault
from nhv.program.openid import providers
from tests.support.at_provider import come_in, is_in, refused_in_words, told_of
from tests.support.provider import CLIENT, LEFT_OUT

WITHOUT_ADDRESS = {"email": LEFT_OUT, "email_verified": LEFT_OUT, "amr": ["mfa"]}


@pytest.fixture
def signs(provider, writer):
    """A provider that says the address at its userinfo only, and signs it. What is given replaces what it says."""

    def set_up(**other):
        provider.claims = WITHOUT_ADDRESS
        provider.userinfo = {"email": writer.email, "email_verified": True}
        itself = {"iss": provider.address, "aud": CLIENT}

        def signed(said):
            said = {**itself, **said, **other}
            return provider.signed({name: value for name, value in said.items() if value is not LEFT_OUT})

        provider.userinfo_as = signed

    return set_up


@pytest.fixture
def must_be_signed(provider, monkeypatch):
    with told_of(monkeypatch, SIGNED_USERINFO="1"):
        yield


@pytest.mark.parametrize("key", [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())])
@pytest.mark.parametrize("aud", [CLIENT, [CLIENT]])
def test_what_is_signed_tells_who_it_is(provider, signs, must_be_signed, key, aud):
    signs(aud=aud)
    provider.key = key
    client = Client()
    come_in(client)
    assert is_in(client)


@pytest.mark.parametrize(
    "other",
    [
        {"sub": "person-2"},
        {"sub": LEFT_OUT},
        {"iss": "http://127.0.0.1:1"},
        {"iss": LEFT_OUT},
        {"aud": "someone-else"},
        {"aud": LEFT_OUT},
        {"aud": ["someone-else", CLIENT]},
        {"exp": 1},
        {"email": 5},
    ],
    ids=str,
)
@pytest.mark.parametrize("setting", ["1", "0"])
def test_what_is_signed_of_another_by_another_or_for_another_is_refused(provider, signs, monkeypatch, other, setting):
    signs(**other)
    with told_of(monkeypatch, SIGNED_USERINFO=setting):
        client = Client()
        assert refused_in_words(client)
        # The control: the same but for what is wrong.
        signs()
        come_in(client)
        assert is_in(client)


def test_what_another_key_signed_is_refused(provider, signs, must_be_signed):
    signs()
    as_it_should, another = provider.userinfo_as, rsa.generate_private_key(65537, 2048)

    def forged(said):
        provider.signs_with = another
        try:
            return as_it_should(said)
        finally:
            provider.signs_with = None

    provider.userinfo_as = forged
    client = Client()
    assert refused_in_words(client)
    provider.userinfo_as = as_it_should
    come_in(client)
    assert is_in(client)


@pytest.mark.parametrize("token", ["", "a.b.c", "a.b.c.d.e", "[]"])
def test_what_cannot_be_read_is_refused(provider, signs, must_be_signed, token):
    signs()
    provider.userinfo_as = lambda said: token
    assert refused_in_words(Client())


def test_what_is_not_signed_is_refused_where_it_must_be(provider, signs, must_be_signed):
    signs()
    provider.userinfo_as, as_it_should = None, provider.userinfo_as
    client = Client()
    assert refused_in_words(client)
    # Also where the token itself says all that is needed.
    provider.claims = {**provider.userinfo, "amr": ["mfa"]}
    assert "Inloggningen blev inte av" in come_in(client).content.decode()
    assert not is_in(client)
    provider.userinfo_as = as_it_should
    come_in(client)
    assert is_in(client)


def test_what_is_not_signed_may_tell_of_the_same_person_where_it_may(provider, signs):
    signs()
    provider.userinfo_as = None
    client = Client()
    come_in(client)
    assert is_in(client)


def test_what_is_not_signed_tells_nothing_of_another(provider, signs):
    signs()
    provider.userinfo_as, provider.userinfo = None, {**provider.userinfo, "sub": "person-2"}
    client = Client()
    assert "Du har inget konto här" in come_in(client).content.decode()
    assert not is_in(client)


def test_how_somebody_signed_in_is_said_by_the_token_alone(provider, signs):
    signs()
    provider.claims = {**WITHOUT_ADDRESS, "amr": ["pwd"]}
    provider.userinfo = {**provider.userinfo, "amr": ["mfa"], "acr": "mfa"}
    client = Client()
    come_in(client)
    assert client.get("/konto/").headers["Location"] == "/konto/andra-steget/"
    provider.claims = {**WITHOUT_ADDRESS, "amr": LEFT_OUT}
    client = Client()
    come_in(client)
    assert client.get("/konto/").headers["Location"] == "/konto/andra-steget/"


@pytest.mark.parametrize(
    "tells",
    [{"issuer": "https://id.annan.exempel"}, {"issuer": 1}, {"jwks_uri": None}, {"token_endpoint": ["a"]}],
    ids=str,
)
def test_a_provider_that_tells_something_odd_of_itself_is_refused_in_words(provider, writer, tells):
    provider.tells = tells
    response = Client().post("/konto/via/inloggning/")
    assert response.status_code == 401
    assert "Inloggningen blev inte av" in response.content.decode()


def test_a_setting_that_is_neither_yes_nor_no_is_told_in_one_sentence(provider, monkeypatch):
    monkeypatch.setenv("NHV_OIDC_SIGNED_USERINFO", "kanske")
    with pytest.raises(InputFault, match="NHV_OIDC_SIGNED_USERINFO: «kanske» går inte att läsa"):
        providers(environ.Env())
