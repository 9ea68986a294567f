"""How far people live from an area's holders, on its own page and from one's own municipality."""

import json
from datetime import date

import pytest
from django.test import Client

from nhv.program.main import main
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")
ADDRESS = "/omraden/neuromuskulara-sjukdomar/restider/"


def test_the_figures_are_those_of_the_worked_example():
    page = get(ADDRESS)
    facts = dict(zip(page.texts("//main//dl/div/dt"), page.texts("//main//dl/div/dd"), strict=True))
    assert facts == {
        "I medel": "ungefär 1 timme 50 minuter",
        "95 % har högst": "ungefär 8 timmar",
        "Mer än 2 timmar": "24 %",
        "Mer än 4 timmar": "10,2 %",
        "Längst": "Kiruna, ungefär 16 timmar",
    }
    assert page.html.xpath("//table[caption='Region för region']/tbody/tr/td/text()")[:3] == [
        "Region Norrbotten", "12 timmar 30 minuter", "16 timmar",
    ]  # fmt: skip


def test_flight_the_young_the_old_and_each_sub_permit_stand_by_themselves():
    rows = {
        row[0].text_content().strip(): [cell.text_content().strip() for cell in row[1:]]
        for row in get(ADDRESS).html.xpath("//table[caption='Räknat på andra sätt']/tbody/tr")
    }
    assert rows["Alla, med flyg när det går fortare"] == ["1 timme 20 minuter", "3 timmar 30 minuter", "24 %", "3,7 %"]
    assert len(rows) == 4
    (part,) = [name for name in rows if name.startswith("Vård som avser barn och ungdomar")]
    told = json.loads(Client().get("/api/v1/areas/neuromuskulara-sjukdomar/travel").content)
    assert (told["combinations"][0]["mean"], told["with_flight"]["combinations"][0]["mean"]) == (105.02, 80.01)
    assert len(told["with_flight"]["data"]["airports"]["sha256"]) == 64
    assert rows[part] != rows["Barn och unga under 18 år, med bil"], "two of the four have it"


def test_map_and_curve_have_the_tables_that_say_the_same():
    page = get(ADDRESS)
    assert len(page.html.xpath("//main//figure//*[local-name()='svg']")) == 2
    assert len(page.html.xpath("//main//*[local-name()='circle']")) == 4
    shades = page.texts("//table[contains(caption, 'Karta')]/tbody/tr/td[1]")[:5]
    shares = [float(share.removesuffix(" %").replace(",", ".")) for share in shades]
    assert sum(shares) == pytest.approx(100, abs=0.3)
    assert shares[-1] == 10.2


def test_from_my_municipality_the_nearest_are_told_roughly_and_nobody_else_keeps_the_page():
    page = get(f"{ADDRESS}?kommun=0980")
    near = page.texts("//main//ol/li/a")
    assert len(near) == 3
    assert near[0].startswith("Karolinska")
    assert page.texts("//main//ol/li/p")[0] == "ungefär 5 timmar med bil"
    assert "private" in page.headers["Cache-Control"]
    assert "public" in get(ADDRESS).headers["Cache-Control"]
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("code", ["1917", "abcd", "0180'--", "9" * 300])
def test_a_municipality_that_is_none_is_said(code):
    page = get(f"{ADDRESS}?kommun={code}")
    assert page.status == 404
    assert "ingen kommunkod" in page.text


def test_an_area_without_a_known_hospital_has_no_times_and_says_why():
    publish([a_file(WEST, {"region": "Region Skåne"})], by=US)
    page = get("/omraden/provomrade/restider/")
    assert "Region Skåne anger inget sjukhus" in page.text
    assert "Därför visas inga restider" in page.text
    assert page.html.xpath("//main//*[local-name()='svg']") == []
    assert Client().get("/api/v1/areas/provomrade/travel").status_code == 404


def test_another_day_has_the_holders_of_that_day():
    publish([a_file(WEST, {**SOUTH, "valid_until": date(2025, 1, 31)})], by=US)
    client = Client()
    holders = [
        client.get(f"/api/v1/areas/provomrade/travel?as-of={day}").json()["data"]["from"]
        for day in ("2025-01-31", "2025-02-01")
    ]
    assert holders == [["1281", "1480"], ["1480"]]


def test_page_api_and_command_tell_the_same(capsys):
    told = []
    for more in ((), ("--flight",)):
        assert main(["placement", "--area", "neuromuskulara-sjukdomar", "--json", *more]) == 0
        told.append(json.loads(capsys.readouterr().out))
    found = Client().get("/api/v1/areas/neuromuskulara-sjukdomar/travel").json()
    assert [found, found.pop("with_flight")] == told


def test_it_costs_as_many_queries_with_ten_times_the_areas():
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3)], by=US)
    few = get("/omraden/prov-1/restider/").queries
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3, 33)], by=US)
    assert get("/omraden/prov-1/restider/").queries == few <= 5


def test_the_areas_page_leads_there():
    assert ADDRESS in get("/omraden/neuromuskulara-sjukdomar/").links()
