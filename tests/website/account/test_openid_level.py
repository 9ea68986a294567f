"""The level of assurance: asked for as essential, and held against what the signed token says."""

import json
from urllib.parse import parse_qs, urlsplit

import environ
import pytest
from django.test import Client

from nhv.program.faults import InputFault
from nhv.program.openid import providers
from tests.support.at_provider import claims_of, come_in, is_in, refused_in_words, told_of, way_out
from tests.support.provider import LEFT_OUT

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
SITHS = "http://id.sambi.se/loa/loa3"
READS_CLAIMS = {"claims_parameter_supported": True}


@pytest.fixture
def wants(provider, monkeypatch):
    """The product told to want one of two levels."""
    with told_of(monkeypatch, ACR=f"{LOA3}, {SITHS}"):
        yield


def sent(client):
    return parse_qs(urlsplit(way_out(client)).query)


@pytest.mark.parametrize("level", [LOA3, SITHS])
@pytest.mark.parametrize("tells", [READS_CLAIMS, {}], ids=["claims", "acr_values"])
def test_who_comes_with_one_of_the_levels_is_let_in(provider, writer, wants, level, tells):
    provider.tells, provider.claims = tells, claims_of(writer, acr=level)
    client = Client()
    come_in(client)
    assert is_in(client)


@pytest.mark.parametrize(
    "given",
    [LEFT_OUT, None, "", "http://id.elegnamnden.se/loa/1.0/loa2", f"{LOA3}/", f"{LOA3}, {SITHS}", LOA3.upper()],
    ids=str,
)
def test_a_lower_level_or_none_is_refused_in_one_sentence_and_counted(provider, writer, wants, given):
    provider.claims = claims_of(writer, acr=given)
    client = Client()
    assert refused_in_words(client)
    assert "inte är säkert nog här" in come_in(Client()).content.decode()
    # The control: the same with the level.
    provider.claims = claims_of(writer, acr=LOA3)
    come_in(client)
    assert is_in(client)


def test_what_the_userinfo_says_of_the_level_counts_for_nothing(provider, writer, wants):
    provider.claims = claims_of(writer, acr=LEFT_OUT, email=LEFT_OUT, email_verified=LEFT_OUT)
    provider.userinfo = claims_of(writer, acr=LOA3)
    client = Client()
    assert refused_in_words(client)
    provider.claims = {**provider.claims, "acr": LOA3}
    come_in(client)
    assert is_in(client)


def test_the_level_is_asked_for_as_essential_where_the_provider_reads_claims(provider, wants):
    provider.tells = READS_CLAIMS
    asked = sent(Client())
    (claims,) = asked["claims"]
    assert json.loads(claims)["id_token"]["acr"] == {"essential": True, "values": [LOA3, SITHS]}
    assert "acr_values" not in asked


def test_elsewhere_it_is_asked_for_as_it_can_be(provider, wants):
    asked = sent(Client())
    assert asked["acr_values"] == [f"{LOA3} {SITHS}"]
    assert "claims" not in asked


def test_a_provider_of_whom_no_level_is_wanted_is_asked_for_none(provider, writer):
    provider.tells, provider.claims = READS_CLAIMS, claims_of(writer)
    client = Client()
    assert not {"claims", "acr_values"} & set(sent(client))
    come_in(client)
    assert is_in(client)


def test_who_asks_the_provider_for_less_by_hand_gains_nothing(provider, writer, wants):
    # The request is the browser's to change; the provider then gives what it was asked for.
    provider.claims = claims_of(writer, acr="http://id.elegnamnden.se/loa/1.0/loa1")
    client = Client()
    come_in(client, change=lambda address: address.replace("acr_values=", "acr_values=loa1+"))
    assert not is_in(client)


@pytest.mark.parametrize("said", ["loa 3", "a" * 300, "a\x07"])
def test_a_level_that_cannot_be_asked_for_is_told_in_one_sentence(said, provider, monkeypatch):
    monkeypatch.setenv("NHV_OIDC_ACR", said)
    with pytest.raises(InputFault, match=r"NHV_OIDC_ACR: .* utan mellanslag"):
        providers(environ.Env())
