"""A copy of the register: what it answers, that it receives nothing, and that every answer says so."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone

from nhv.interchange.cds_clients import Clients
from nhv.records.copies import Copy
from nhv.website.copied import FOR_PROGRAMS, PAGES
from tests.interchange.test_cds import a_call, an_order

ORIGIN = "https://nhv.example"
OWN = list(settings.MIDDLEWARE)
MIDDLEWARE = [OWN[0], "nhv.website.copied.AnswersAsACopy", *OWN[1:]]
ADDRESSES = (
    "/", "/sok/?q=SMA", "/omraden/", "/omraden/neuromuskulara-sjukdomar/", "/utlysningar/", "/regioner/", "/portfolj/",
    "/om-data/", "/en/omraden/", "/api/v1/areas", "/api/v1/search?q=SMA", "/api/v1/register.json",
    "/api/v1/register.csv", "/api/v1/register.xlsx", "/api/v1/changes", "/fhir/Bundle/nhv-register", "/andringar.atom",
)  # fmt: skip

PAGES_TO_WALK = (
    "/om-data/", "/omraden/neuromuskulara-sjukdomar/", "/en/omraden/neuromuskulara-sjukdomar/", "/omraden/",
    "/sok/?q=SMA", "/utlysningar/", "/regioner/region-skane/",
)  # fmt: skip


def a_copy(days=0):
    return Copy(timezone.now() - timedelta(days=days), ORIGIN, 7, False, "0" * 64)


@pytest.fixture
def copied(sqlite_register):
    with override_settings(COPY=a_copy(), MIDDLEWARE=MIDDLEWARE):
        yield


@pytest.fixture
def old(sqlite_register):
    with override_settings(COPY=a_copy(36), MIDDLEWARE=MIDDLEWARE):
        yield


def test_every_name_that_it_answers_is_a_page_of_ours():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert names >= PAGES | FOR_PROGRAMS


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_of_which_day_it_is_and_knows_nobody(copied, address):
    answer = Client(headers={"Cookie": "nhv_session=x; sessionid=y"}).get(address)
    assert answer.status_code == 200
    assert answer.headers["NHV-Copy"].startswith(timezone.localdate().isoformat())
    assert not answer.cookies and "NHV-Copy-Old" not in answer.headers
    if answer.headers["Content-Type"].startswith("text/html"):
        assert ORIGIN in answer.content.decode(), "the way to the register"
        assert "/konto/logga-in/" not in answer.content.decode() and "stammer-det-inte" not in answer.content.decode()
    elif "json" in answer.headers["Content-Type"]:
        told = answer.json()
        assert told["copy"]["made_on"] if "copy" in told else told["meta"]["tag"][0]["display"].startswith("Kopia")


def test_it_never_says_that_nobody_has_reported_what_it_does_not_hold(copied):
    addresses = ("/api/v1/portfolio", "/api/v1/portfolio.csv", "/portfolj/karolinska-universitetssjukhuset/")
    for answer in map(Client().get, addresses):
        assert answer.status_code == 200 and "Patienter per år" not in answer.content.decode()
    assert Client().get(addresses[0]).json()["patients_known"] is False
    assert "patients_a_year" not in Client().get(addresses[1]).content.decode()
    # The control: a register of one's own has them.
    with override_settings(COPY=None, MIDDLEWARE=OWN):
        assert Client().get(addresses[0]).json()["patients_known"] is True
        assert "patients_a_year;patients_year" in Client().get(addresses[1]).content.decode()
        assert "Patienter per år" in Client().get(addresses[2]).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_after_thirty_five_days_each_answer_says_that_it_is_old(old, address):
    answer = Client().get(address)
    assert answer.headers["NHV-Copy-Old"] == "36 days"
    if answer.headers["Content-Type"].startswith("text/html"):
        words = "36 days old" if address.startswith("/en/") else "36 dagar gammal"
        assert words in answer.content.decode()
    elif "fhir" in address:
        assert "36 dagar gammal" in answer.json()["meta"]["tag"][0]["display"]
    elif "json" in answer.headers["Content-Type"]:
        assert answer.json()["copy"]["old"] is True
    elif "Content-Disposition" in answer.headers:
        assert 'filename="kopia-' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "address", ["/pagaende/", "/rattelser/", "/kvittonycklar.json", "/datasets/nhv-register.json", "/konto/logga-in/"]
)
def test_what_it_does_not_know_leads_to_the_register(copied, address):
    answer = Client().get(address)
    assert answer.status_code == 404
    assert f"{ORIGIN}{address}" in answer.content.decode()
    # The control: a register of one's own knows it.
    with override_settings(COPY=None, MIDDLEWARE=OWN):
        assert Client().get(address).status_code in (200, 302)


@pytest.mark.parametrize("address", PAGES_TO_WALK)
def test_no_link_on_a_page_leads_to_what_is_not_in_the_copy(copied, address):
    page = Client().get(address).content.decode()
    here = {unescape(path) for path in re.findall(r'href="(/(?!static/)[^"#]*)', page)}
    assert len(here) > 5
    for path in sorted(here)[:60]:
        assert Client().get(path).status_code in (200, 302), path


@pytest.mark.parametrize("address", ["/om-data/", "/omraden/neuromuskulara-sjukdomar/"])
def test_what_only_the_register_has_is_linked_to_there(copied, address):
    led = set(re.findall(rf'href="{ORIGIN}(/[a-z][^"#]*)', Client().get(address).content.decode()))
    assert led
    with override_settings(COPY=None, MIDDLEWARE=OWN):
        assert {Client().get(unescape(path)).status_code for path in led} == {200}


@pytest.mark.parametrize(
    "address", ["/omraden/", "/konto/logga-in/", "/stammer-det-inte/", "/api/v1/areas", "/cds-services"]
)
def test_nothing_is_received(copied, address):
    assert Client().post(address, {"a": "b"}).status_code == 405
    assert Client().put(address).status_code == 405


def test_but_calls_of_cds_hooks_and_each_card_says_which_copy_it_is_of(old):
    with override_settings(CDS_HOOKS=Clients({}, frozenset(), False)):
        body = json.dumps(a_call(an_order("a", "G12.0")))
        answer = Client().post("/cds-services/nhv-order-sign", body, content_type="application/json")
    (card,) = answer.json()["cards"]
    assert "36 dagar gammal" in card["detail"] and card["summary"] == "NHV: Neuromuskulära sjukdomar"
