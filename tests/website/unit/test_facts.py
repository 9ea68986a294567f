"""What holds at a whole hospital: attested by those who may, read by those who write for it."""

from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.vouching.hospital_facts import attest
from nhv.register.general import general
from nhv.register.models import HospitalFact, Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.pages import Page
from tests.support.people import a_person, signed_in
from tests.support.refusals import is_told

HOSPITAL = "skanes-universitetssjukhus"
ADDRESS = f"/sjukhusuppgifter/{HOSPITAL}/"
ECMO = {"fact": "ecmo", "ecmo": "Dygnet runt på sjukhuset"}


def page_of(response):
    return Page(response.status_code, lxml.html.fromstring(response.content), response.headers, 0)


def somebody(role, organisation=HOSPITAL):
    return signed_in(Client(), a_person(role, organisation))


def test_an_attester_attests_one_fact_and_reads_it_with_name_and_last_day():
    page = page_of(somebody(Role.ATTESTER).post(ADDRESS, ECMO, follow=True))
    (fact,) = HospitalFact.objects.all()
    assert (fact.fact, fact.value, fact.hospital.key) == ("ecmo", "Dygnet runt på sjukhuset", HOSPITAL)
    (section,) = page.texts("//section[h2/@id='uppgift-ecmo']")
    assert "Dygnet runt på sjukhuset Gäller till och med" in section
    assert "av Person" in section


def test_every_fact_has_its_own_form():
    page = page_of(somebody(Role.ATTESTER).get(ADDRESS))
    assert [field.get("value") for field in page.html.xpath("//main//input[@name='fact']")] == [
        fact.key for fact in general().facts
    ]


def test_what_is_no_answer_is_said_at_its_fact_and_kept_in_the_field():
    timed = {"fact": "akut-interventionell-radiologi", "akut-interventionell-radiologi": "200"}
    page = page_of(somebody(Role.ATTESTER).post(ADDRESS, timed))
    assert is_told("number_too_large", page.texts("//*[@role='alert']")[0])
    assert page.html.xpath("//input[@name='akut-interventionell-radiologi']")[0].get("value") == "200"
    assert HospitalFact.objects.count() == 0


def test_clearing_a_field_attests_nothing():
    client = somebody(Role.ATTESTER)
    client.post(ADDRESS, ECMO)
    page = page_of(client.post(ADDRESS, {**ECMO, "clear": "ecmo"}))
    assert page.html.xpath("//input[@name='ecmo' and @checked]") == []
    assert HospitalFact.objects.count() == 1


def test_what_has_run_out_says_so_and_what_was_said_before_stays():
    hospital = Organisation.objects.get(key=HOSPITAL)
    for years, value in ((2, "Finns inte"), (1.5, "På ett annat sjukhus")):
        attest(
            hospital=hospital, fact="ecmo", raw=value, by=Actor("program", "test"),
            now=timezone.now() - timedelta(days=365 * years),
        )  # fmt: skip
    client = somebody(Role.ATTESTER)
    (section,) = page_of(client.get(ADDRESS)).texts("//section[h2/@id='uppgift-ecmo']")
    assert "Gick ut" in section
    assert "Finns inte" in section
    assert "1 har gått ut" in page_of(client.get("/sjukhusuppgifter/")).text


@pytest.mark.parametrize("role", [Role.WRITER, Role.SIGNATORY])
def test_those_who_write_for_the_region_read_and_do_not_attest(role):
    client = somebody(role, "region-skane")
    page = page_of(client.get(ADDRESS))
    assert page.status == 200
    assert page.html.xpath("//main//form") == []
    assert client.post(ADDRESS, ECMO).status_code == 403
    assert HospitalFact.objects.count() == 0


def test_another_regions_hospital_is_not_there():
    client = somebody(Role.ATTESTER, "sahlgrenska-universitetssjukhuset")
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, ECMO).status_code == 404
    assert HospitalFact.objects.count() == 0
