"""All combinations of a call's applicants, as an officer compares them."""

import json

import pytest
from django.test import Client

from nhv.placement.changes import change
from nhv.placement.measures import Scene
from nhv.process.placements.comparing import measure_what_is_asked
from nhv.process.placements.models import MeasuredCombinations
from nhv.program.main import main
from nhv.records.acts import one_transaction
from nhv.register.models import Organisation
from nhv.register.placement import country
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.website.officer.pages import Official

APPLICANTS = {
    "region-skane": "skanes-universitetssjukhus",
    "vastra-gotalandsregionen": "sahlgrenska-universitetssjukhuset",
    "region-stockholm": "karolinska-universitetssjukhuset",
}


def applied(call, applicants=APPLICANTS):
    for region, hospital in applicants.items():
        by = an_applicant(region)
        sent(a_filled_application(call, by, organisation=region, hospital=hospital), by)


@pytest.fixture
def call():
    made = an_open_call()
    applied(made)
    return made


def page_of(call, question=""):
    return f"/handlaggning/utlysningar/{call.key}/placering/{question}"


def names(page):
    return page.texts("//table[caption='Kombinationer']/tbody/tr/td[1]/a")


def test_all_pairs_stand_side_by_side_by_one_measure_at_a_time(call):
    officer = Official()
    assert names(officer.get(page_of(call))) == ["Solna + Göteborg", "Solna + Lund", "Lund + Göteborg"]
    cells = officer.get(page_of(call)).texts("//table[caption='Kombinationer']/tbody/tr[1]/td")
    assert "ingen annan är minst lika bra i alla fem" in cells[0]
    assert cells[1:5] == ["137,5 min", "482,8 min", "45,2 %", "13,1 %"]


def test_another_measure_is_another_order(call):
    applied(call, {"region-orebro-lan": "universitetssjukhuset-orebro"})
    assert names(Official().get(page_of(call)))[0] == "Solna + Göteborg"
    assert names(Official().get(page_of(call, "?sortera=over_4h")))[0] == "Lund + Örebro"


def test_the_command_tells_the_same(call, capsys):
    assert main(["placement", "--area", call.key, "--k", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["combinations"]
    rows = Official().get(page_of(call)).texts("//table[caption='Kombinationer']/tbody/tr/td[2]")
    assert rows == [f"{one['mean']:.1f} min".replace(".", ",") for one in sorted(told, key=lambda one: one["mean"])]


def test_the_command_on_the_page_gives_the_same_where_nobody_has_the_case(call, capsys):
    (said,) = [each for each in Official().get(page_of(call)).texts("//code") if "--k" in each]
    assert main(said.split()[1:]) == 0
    told = json.loads(capsys.readouterr().out)
    assert call.key not in said
    kept = json.loads(Official().download(page_of(call).replace("placering/", "kombinationer.json")).content)
    assert told["combinations"] == kept["combinations"]


def test_the_file_for_the_case_is_what_the_command_tells_with_who_stands_where(call, capsys):
    assert main(["placement", "--area", call.key, "--k", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    response = Official().download(page_of(call).replace("placering/", "kombinationer.json"))
    kept = json.loads(response.content)
    assert {name: kept[name] for name in told} == told
    assert kept["hospitals"]["1281"] == ["Skånes universitetssjukhus"]
    assert response.headers["Content-Disposition"] == f'attachment; filename="kombinationer-{call.key}.json"'
    assert Official().download(page_of(call).replace("placering/", "kombinationer.json?k=9")).status_code == 409


def test_a_filter_says_what_it_leaves_out(call):
    page = Official().get(page_of(call, "?mest=60"))
    assert "2 kombinationer visas inte: där hamnar mer än 60 % vid ett sjukhus" in page.text
    page = Official().get(page_of(call, "?med=1281"))
    assert "1 kombination visas inte: Lund är inte med i den." in page.text
    assert names(page) == ["Solna + Lund", "Lund + Göteborg"]


def test_who_falls_under_the_lowest_number_is_left_out_and_flagged_where_it_is_drawn(call):
    question = "patienter=30&minst=13"
    page = Official().get(page_of(call, f"?{question}"))
    assert names(page) == ["Solna + Göteborg"]
    assert "2 kombinationer visas inte: där får ett sjukhus färre än 13 patienter om året." in page.text
    (link,) = page.html.xpath("//table[caption='Kombinationer']/tbody/tr/td[1]/a")
    assert all(asked in link.get("href") for asked in question.split("&")), "what was asked goes along"
    drawn = Official().get(page_of(call, f"?{question}&visa=0184,1281&mot=1281,1480"))
    loads = drawn.texts("//h3[.='Belastning']/following-sibling::ul[position() <= 2]/li")
    assert len(loads) == 4, "of both that are drawn"
    assert sum("under det lägsta antalet" in each for each in loads) == 2


def test_one_is_pencilled_in_with_map_curve_regions_load_and_loss(call):
    page = Official().get(page_of(call, "?visa=0184,1480&mest=55"))
    assert "Den sparas inte, om du inte fryser jämförelsen, och syns bara här." in page.text
    assert len(page.html.xpath("//section//figure/*[local-name()='svg']")) == 2
    assert "blir medlet 137,6 min" in page.text
    assert "medlet blir 229,2 min" in page.text
    assert len(page.html.xpath("//table[caption='Region för region']/tbody/tr")) == 21


def test_two_are_compared_for_whom_they_differ(call):
    """The same as the measures of each say: who gets more than an hour longer or shorter, and the regions by it."""
    page = Official().get(page_of(call, "?visa=0184,1480&mot=0184,1281"))
    scene = Scene.of(country(), ("0184", "1281", "1480"))
    told = change(scene, ("0184", "1281"), ("0184", "1480"))
    assert "I medel 137,5 min i stället för 147,3 min." in page.text
    assert f"{with_spaces(told.longer)} personer får mer än 1 timme längre" in page.text
    assert f"och {with_spaces(told.shorter)} mer än 1 timme kortare" in page.text
    regions = page.texts("//table[caption='Region för region']/tbody/tr/th")
    differences = page.texts("//table[caption='Region för region']/tbody/tr/td[5]")
    assert (regions[0], differences[0].endswith("längre")) == ("Region Skåne", True)
    assert (regions[-1], differences[-1].endswith("kortare")) == ("Västra Götalandsregionen", True)
    assert len(page.html.xpath("//section//figure/*[local-name()='svg']")) == 3
    assert names(page) == ["Solna + Göteborg", "Solna + Lund"]


def with_spaces(number):
    return f"{number:,}".replace(",", " ")


def test_patients_stand_beside_what_each_hospital_reckons_with(call):
    page = Official().get(page_of(call, "?visa=0184,1480&patienter=30&minst=14"))
    rows = [" ".join(row.split()) for row in page.texts("//table[caption='Sjukhus för sjukhus']/tbody/tr")]
    # Everybody who applies in these tests reckons with seven.
    assert (
        "Karolinska universitetssjukhuset Solna 7 55,6 %, omkring 17 patienter fler än sjukhuset räknar med" in rows[0]
    )
    assert "44,4 %, omkring 13 patienter fler än sjukhuset räknar med under det lägsta antalet" in rows[2]
    assert "Lund 7 blir utan" in rows[1]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("?minst=20", "Skriv också hur många patienter det gäller om året"),
        ("?minst=20&patienter=30", "I ingen kombination får varje sjukhus minst 20 patienter om året. Sänk antalet"),
        ("?minst=5&patienter=30", None),
    ],
)
def test_a_lowest_number_that_nobody_reaches_is_said_and_filters_nothing(call, question, said):
    page = Official().get(page_of(call, question))
    assert len(names(page)) == 3
    assert said is None or said in page.text
    assert said is not None or "I ingen kombination" not in page.text


def test_two_in_one_town_are_one_place_and_it_is_said(call):
    by = an_applicant("region-stockholm")
    with one_transaction(Organisation):
        region = Organisation.objects.get(key="region-stockholm")
        Organisation.objects.create(
            key="s-t-erik", kind="hospital", name="S:t Eriks ögonsjukhus", parent=region, municipality="0184"
        )
    sent(a_filled_application(call, by, organisation="region-stockholm", hospital="s-t-erik"), by)
    page = Official().get(page_of(call))
    assert "I Solna har flera sökt. De har samma restider och räknas som en ort" in page.text
    assert len(names(page)) == 3


def test_what_the_worker_has_measured_is_what_the_page_shows(call):
    """Kept once, and read by the page: a kept listing with another number shows it."""
    before = Official().get(page_of(call)).texts("//table[caption='Kombinationer']/tbody/tr")
    measure_what_is_asked()
    measure_what_is_asked()
    kept = MeasuredCombinations.objects.get(size=2, places="0184,1281,1480")
    page = Official().get(page_of(call))
    assert page.texts("//table[caption='Kombinationer']/tbody/tr") == before
    assert "Så ofta var en kombination först" in page.text and "Solna + Göteborg 100 %" in page.text
    MeasuredCombinations.objects.filter(pk=kept.pk).update(content=kept.content.replace("137.51", "133.33"))
    assert "133,3 min" in Official().get(page_of(call)).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("?k=4", "4 av 3 går inte att välja"),
        ("?k=0", "0 av 3 går inte att välja"),
        ("?k=två", "”två” är inget antal"),
        ("?mest=mycket", "”mycket” är ingen andel"),
        ("?mest=300", "3.0 är ingen andel"),
        ("?visa=9999", "9999 är ingen av de sökande"),
        ("?sida=999", "Kombinationer av sökande"),
        ("?sortera=finns-inte", "I medel"),
    ],
)
def test_what_cannot_be_reckoned_is_said(call, question, said):
    page = Official().get(page_of(call, question))
    assert page.status == 200
    assert said in page.text


def test_nobody_has_applied_and_one_alone_is_said():
    call = an_open_call()
    assert "Ingen har sökt" in Official().get(page_of(call)).text
    applied(call, {"region-skane": "skanes-universitetssjukhus"})
    assert "bara en sökande" in Official().get(page_of(call)).text


def test_an_application_without_a_hospital_is_said_and_never_guessed(call):
    by = an_applicant("region-uppsala")
    sent(a_filled_application(call, by, organisation="region-uppsala"), by)
    assert "Region Uppsala anger inget sjukhus" in Official().get(page_of(call)).text


def test_nobody_else_sees_it(call):
    assert Client().get(page_of(call)).status_code == 302
    assert Official(user=an_applicant()).get(page_of(call)).status == 404


def test_the_page_is_light_and_costs_few_queries(call):
    officer = Official()
    officer.get(page_of(call))
    response = officer.download(page_of(call, "?visa=0184,1480"))
    assert len(response.content) < 200_000
    assert officer.get(page_of(call)).queries <= 21
