"""Who we are is shown to the provider by a signature of our own, in place of a secret that two share."""

import environ
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from django.test import Client

from nhv.program.faults import InputFault
from nhv.program.openid import providers
from tests.support.at_provider import DOOR, claims_of, come_in, is_in, refused_in_words, told_of

KEYS = f"{DOOR}nycklar/"
KINDS = {
    "RSA": lambda: rsa.generate_private_key(65537, 2048),
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
}


def pem(key, lock=None):
    lock = lock or serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock).decode()


@pytest.fixture
def key_file(tmp_path):
    """A file with this in it."""

    def write(content):
        path = tmp_path / "nyckel.pem"
        path.write_text(content)
        return str(path)

    return write


@pytest.mark.parametrize("kind", KINDS)
def test_who_signs_with_the_key_that_was_told_comes_in_without_a_secret(provider, writer, kind, key_file, monkeypatch):
    provider.claims = claims_of(writer)
    with told_of(monkeypatch, SECRET_FILE="", KEY_FILE=key_file(pem(KINDS[kind]()))):
        (told,) = Client().get(KEYS).json()["keys"]
        provider.client_keys = [told]
        for _ in range(2):
            client = Client()
            come_in(client)
            assert is_in(client)
    # Each time another, for this provider alone, and only for a moment.
    first, second = (jwt.decode(sent, options={"verify_signature": False}) for sent in provider.assertions)
    assert first["jti"] != second["jti"]
    assert first["aud"] == provider.address
    assert first["exp"] - first["iat"] == 60


def test_another_key_than_the_one_told_is_refused_in_words(provider, writer, key_file, monkeypatch):
    provider.claims = claims_of(writer)
    with told_of(monkeypatch, SECRET_FILE="", KEY_FILE=key_file(pem(KINDS["RSA"]()))):
        provider.client_keys = Client().get(KEYS).json()["keys"]
    with told_of(monkeypatch, KEY_FILE=key_file(pem(KINDS["RSA"]()))):
        client = Client()
        assert refused_in_words(client)
        # The control: the same, told of the key that it is.
        provider.client_keys = Client().get(KEYS).json()["keys"]
        come_in(client)
        assert is_in(client)


@pytest.mark.parametrize(("accepted", "used"), [(["PS256"], "PS256"), (["ES256", "RS256"], "RS256"), ([], "RS256")])
def test_it_is_signed_in_a_way_that_the_provider_says_it_accepts(
    provider, writer, accepted, used, key_file, monkeypatch
):
    provider.claims = claims_of(writer)
    provider.tells = {"token_endpoint_auth_signing_alg_values_supported": accepted}
    with told_of(monkeypatch, SECRET_FILE="", KEY_FILE=key_file(pem(KINDS["RSA"]()))):
        provider.client_keys = Client().get(KEYS).json()["keys"]
        client = Client()
        come_in(client)
        assert is_in(client)
    assert jwt.get_unverified_header(provider.assertions[0])["alg"] == used


def test_where_no_way_of_ours_is_accepted_it_is_told_in_words(provider, writer, key_file, monkeypatch):
    provider.tells = {"token_endpoint_auth_signing_alg_values_supported": ["ES256"]}
    with told_of(monkeypatch, SECRET_FILE="", KEY_FILE=key_file(pem(KINDS["RSA"]()))):
        assert refused_in_words(Client())


@pytest.mark.parametrize("kind", KINDS)
def test_anybody_may_have_the_public_half_and_nothing_of_the_private_one(kind, provider, key_file, monkeypatch):
    with told_of(monkeypatch, SECRET_FILE="", KEY_FILE=key_file(pem(KINDS[kind]()))):
        (told,) = Client().get(KEYS).json()["keys"]
    of_kind = {"RSA": {"n", "e"}, "P-256": {"crv", "x", "y", "alg"}}
    assert set(told) == {"kty", "kid", "use"} | of_kind[kind]
    assert told["use"] == "sig"


def test_where_we_do_not_sign_there_is_no_key_to_have(provider):
    assert Client().get(KEYS).status_code == 404
    assert Client().get("/konto/via/nagot-annat/nycklar/").status_code == 404


CODE = serialization.BestAvailableEncryption(b"kod")
WRONG = {
    "båda är satta": {"NHV_OIDC_SECRET_FILE": "/finns/inte"},
    "ingen privat nyckel utan lösenord": pem(KINDS["P-256"](), CODE),
    "är ingen privat nyckel": "inget",
    "minst 2048 bitar": pem(rsa.generate_private_key(65537, 1024)),
    "kurvan P-256": pem(ec.generate_private_key(ec.SECP256K1())),
    "RSA med minst": pem(ed25519.Ed25519PrivateKey.generate()),
    "eller EC": pem(dsa.generate_private_key(2048)),
}


@pytest.mark.parametrize("words", WRONG)
def test_a_key_that_will_not_do_is_told_in_one_sentence(words, key_file, monkeypatch):
    said = WRONG[words]
    told = {"NHV_OIDC_ISSUER": "https://id.exempel", "NHV_OIDC_CLIENT_ID": "x"}
    told["NHV_OIDC_KEY_FILE"] = key_file(said if isinstance(said, str) else pem(KINDS["P-256"]()))
    for name, value in {**told, **(said if isinstance(said, dict) else {})}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(InputFault, match=words):
        providers(environ.Env())
