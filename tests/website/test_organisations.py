"""Regions, healthcare regions and hospitals: each with its whole portfolio."""

import pytest

from nhv.register.models import Organisation
from nhv.register.organisations import describe_unit
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")


def test_all_21_regions_stand_under_their_healthcare_region():
    page = get("/regioner/")
    assert len(page.texts("//main//h2")) == 6
    assert len(page.texts("//main//a[@class='nhv-row__title']")) == 21


@pytest.mark.parametrize(
    "address", ["/regioner/region-skane/", "/sjukvardsregioner/sodra/", "/sjukhus/skanes-universitetssjukhus/"]
)
def test_a_portfolio_holds_what_they_have_permits_for(address):
    publish([a_file(SOUTH), a_file(WEST, key="annat", name="Annat")], by=US)
    names = get(address).texts("//main//a[@class='nhv-row__title']")
    assert "Provområde" in names
    assert "Annat" not in names


def test_a_unit_has_a_page_with_whom_to_call_and_its_hospitals_page_leads_there():
    publish([a_file({**WEST, "unit": "Provenheten"}), a_file(SOUTH, key="annat", name="Annat")], by=US)
    unit = Organisation.objects.get(kind="unit", name="Provenheten")
    describe_unit(unit=unit, hsa_id="SE2321000131-E1", telephone="031-390 06 10", by=US)
    address = f"/vardenheter/{unit.key}/"
    page = get(address)
    assert page.texts("//main//a[@class='nhv-row__title']") == ["Provområde"]
    assert "tel:031-390 06 10".replace(" ", "").replace("-", "") in page.links()
    assert "SE2321000131-E1" in page.text
    assert page.html.xpath("//figure[contains(@class, 'nhv-map')]//*[local-name() = 'circle']")
    assert address in get("/sjukhus/sahlgrenska-universitetssjukhuset/").links()
    assert address in get("/omraden/provomrade/").links()


def test_an_empty_portfolio_is_no_denial():
    assert "Det betyder inte att det inte finns några." in get("/regioner/region-gotland/").text


def test_a_region_is_lifted_out_on_the_map():
    chosen = get("/regioner/region-skane/").html.xpath("//*[contains(@class, 'nhv-map__region--chosen')]")
    assert len(chosen) == 1


def test_an_unknown_organisation_is_a_helpful_404():
    page = get("/sjukhus/region-skane/")
    assert page.status == 404
    assert "ingen organisation med adressen ”region-skane”" in page.text


def test_it_costs_as_many_queries_with_ten_times_the_areas():
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3)], by=US)
    few = get("/sjukvardsregioner/vastra/").queries
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3, 33)], by=US)
    assert get("/sjukvardsregioner/vastra/").queries == few <= 7
