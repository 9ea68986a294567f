"""The country on a day, and a hospital or a region over time."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client

from nhv.register import portfolio, queries
from nhv.register.models import Organisation
from nhv.register.portfolio import holding_of, losses_of, portfolio_on
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.website.templatetags.travel import rough_time
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.pages import get

US = Actor("program", "test")
SAHLGRENSKA = "sahlgrenska-universitetssjukhuset"
KAROLINSKA = {"region": "Region Stockholm", "hospital": "Karolinska universitetssjukhuset"}


def rows_of(page, caption):
    table = f"//table[caption[normalize-space()='{caption}']]"
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row] for row in page.html.xpath(f"{table}/tbody/tr")
    ]


def test_the_country_on_a_day_counts_what_is_in_force_by_hospital():
    before = {row[1]: row[2:] for row in rows_of(get("/portfolj/?datum=2024-06-01"), "Sjukhus och antal tillstånd")}
    publish([a_file(WEST, {**SOUTH, "valid_from": date(2025, 1, 1), "decided_on": date(2024, 1, 1)})], by=US)
    after = {row[1]: row[2:] for row in rows_of(get("/portfolj/?datum=2024-06-01"), "Sjukhus och antal tillstånd")}
    west, south = "Sahlgrenska universitetssjukhuset", "Skånes universitetssjukhus"
    assert int(after[west][0]) == int(before[west][0]) + 1
    assert (int(after[south][0]), int(after[south][1])) == (int(before[south][0]), int(before[south][1]) + 1)


def test_permits_without_a_hospital_are_said_and_are_no_hospitals():
    publish([a_file({"region": "Region Gotland"}, name="Utan sjukhus")], by=US)
    page = get("/portfolj/")
    section = page.html.xpath("//h2[@id='utan-sjukhus']/following-sibling::ul[1]/li")
    told = ["".join(item.itertext()) for item in section]
    assert any("Region Gotland" in text and "Utan sjukhus" in text for text in told)
    assert "Region Gotland" not in [row[1] for row in rows_of(page, "Sjukhus och antal tillstånd")]
    assert sum(not one.holder.hospital for one in portfolio_on().held if one.is_current) > 1


def test_the_former_systems_permits_are_marked():
    publish([a_file({**WEST, "origin": "rikssjukvård"}, name="Gammalt område")], by=US)
    text = get(f"/portfolj/{SAHLGRENSKA}/").text
    assert "Gammalt område (från rikssjukvården)" in text


def test_a_hospital_over_time_tells_what_each_year_gained_and_lost():
    ended = {**WEST, "valid_from": date(2019, 3, 1), "valid_until": date(2022, 5, 31)}
    publish([a_file(ended, key="lamnat", name="Lämnat område"), a_file(WEST, name="Vunnet område")], by=US)
    years = {row[0]: row[1:] for row in rows_of(get(f"/portfolj/{SAHLGRENSKA}/"), "År för år")}
    assert "Vunnet område" in years["2024"][0]
    assert "Lämnat område" in years["2019"][0]
    assert "Lämnat område" in years["2022"][1]
    assert int(years["2022"][2]) == len(
        [one for one in portfolio_on(date(2022, 12, 31)).held if at(one, SAHLGRENSKA) and one.state == "in_force"]
    )


def at(held, key):
    return held.holder.hospital is not None and held.holder.hospital.key == key


def losses(key):
    hospital = Organisation.objects.get(key=key)
    found = portfolio_on()
    return {loss.held.row.key: loss for loss in losses_of(hospital, holding_of(found, hospital).held)}


@pytest.mark.parametrize(
    ("permits", "how", "left"),
    [
        ((WEST,), "nobody_left", 0),
        ((WEST, SOUTH), "reckoned", 1),
        ((WEST, {"region": "Region Skåne"}), "unknown", 1),
        ((WEST, {"region": "Västra Götalandsregionen", "hospital": "Provsjukhuset"}), "unknown", 1),
    ],
)
def test_what_the_loss_of_a_hospital_means_is_reckoned_or_said_to_be_unknown(permits, how, left):
    publish([a_file(*permits)], by=US)
    loss = losses(SAHLGRENSKA)["provomrade"]
    assert (loss.how, loss.left) == (how, left)


def test_another_holder_in_the_same_town_keeps_the_times_as_they_are():
    eye = {"region": "Region Stockholm", "hospital": "S:t Eriks ögonsjukhus"}
    publish([a_file(KAROLINSKA, eye)], by=US)
    (key,) = Organisation.objects.filter(name="S:t Eriks ögonsjukhus").values_list("key", flat=True)
    assert losses(key)["provomrade"].how == "same_town"


def test_without_gothenburg_people_go_to_lund():
    publish([a_file(WEST, SOUTH)], by=US)
    loss = losses(SAHLGRENSKA)["provomrade"]
    assert loss.before < loss.after
    assert loss.change.longer > 1_000_000
    text = get(f"/portfolj/{SAHLGRENSKA}/").text
    assert f"från {rough_time(loss.before)} till {rough_time(loss.after)}" in text


def test_page_csv_and_json_tell_of_the_same_permits():
    publish([a_file(WEST, SOUTH, {"region": "Region Gotland"})], by=US)
    client = Client()
    whole = client.get("/api/v1/portfolio?as-of=2026-01-01").json()
    sheet = client.get("/api/v1/portfolio.csv?as-of=2026-01-01").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet), delimiter=";"))
    assert whole["total"] == len(whole["items"]) == len(rows)
    assert [(row["area_key"], row["region_key"], row["state"]) for row in rows] == [
        (item["area"], item["region_key"], item["state"]) for item in whole["items"]
    ]
    own = client.get(f"/api/v1/portfolio/{SAHLGRENSKA}?as-of=2026-01-01").json()["items"]
    assert own == [item for item in whole["items"] if item["hospital_key"] == SAHLGRENSKA]
    shown = get(f"/portfolj/{SAHLGRENSKA}/?datum=2026-01-01")
    assert len(rows_of(shown, "Område och tid")) == len(own)


@pytest.mark.parametrize("address", ["/portfolj/finns-inte/", "/portfolj/socialstyrelsen/", "/portfolj/?datum=i-dag"])
def test_what_is_not_there_is_a_helpful_404(address):
    assert get(address).status == 404


def test_a_program_that_asks_for_what_is_not_there_gets_a_problem():
    assert Client().get("/api/v1/portfolio/finns-inte").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/portfolj/", 5),
        (f"/portfolj/{SAHLGRENSKA}/", 7),
        ("/portfolj/vastra-gotalandsregionen/", 7),
        ("/api/v1/portfolio", 6),
    ],
)
def test_it_costs_as_many_queries_with_ten_times_the_areas(address, most, monkeypatch):
    monkeypatch.setattr(portfolio, "_COMPETENCES", {})
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3)], by=US)
    few = get(address).queries
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(3, 33)], by=US)
    assert get(address).queries == few <= most


def test_the_same_page_again_costs_one_query():
    get("/portfolj/")
    assert get("/portfolj/").queries == 1


def test_in_english_area_names_and_words_are_english():
    page = get(f"/en/portfolj/{SAHLGRENSKA}/")
    assert page.status == 200
    assert "over time" in page.texts("//h1")[0]


def test_a_day_to_come_shows_what_is_decided_for_it():
    coming = queries.today() + timedelta(days=40)
    publish([a_file({**WEST, "valid_from": coming}, name="Kommande")], by=US)
    rows = {row[0]: row[-2] for row in rows_of(get(f"/portfolj/{SAHLGRENSKA}/"), "Område och tid")}
    assert rows["Kommande"] == "beslutat, gäller inte än"
    later = rows_of(get(f"/portfolj/{SAHLGRENSKA}/?datum={coming.isoformat()}"), "Område och tid")
    assert {row[0]: row[-2] for row in later}["Kommande"] == "gäller"
