"""All combinations of a call's applicants, as an officer compares them."""

import json

import pytest
from django.test import Client

from nhv.program.main import main
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
    return [text.partition(" så ")[0] for text in page.texts("//table[caption='Kombinationer']/tbody/tr/td[1]/a")]


def test_all_pairs_stand_side_by_side_by_one_measure_at_a_time(call):
    officer = Official()
    k, s, g = "Karolinska universitetssjukhuset", "Skånes universitetssjukhus", "Sahlgrenska universitetssjukhuset"
    assert names(officer.get(page_of(call))) == [f"{k} + {g}", f"{k} + {s}", f"{s} + {g}"]
    by_two_hours = names(officer.get(page_of(call, "?sortera=over_2h")))
    assert by_two_hours == [f"{k} + {g}", f"{k} + {s}", f"{s} + {g}"]
    cells = officer.get(page_of(call)).texts("//table[caption='Kombinationer']/tbody/tr[1]/td")
    assert "ingen annan är minst lika bra i alla fem" in cells[0]
    assert cells[1:5] == ["137,5 min", "482,8 min", "45,2 %", "13,1 %"]


def test_the_command_tells_the_same(call, capsys):
    assert main(["placement", "--area", call.key, "--k", "2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["combinations"]
    rows = Official().get(page_of(call)).texts("//table[caption='Kombinationer']/tbody/tr/td[2]")
    assert rows == [f"{one['mean']:.1f} min".replace(".", ",") for one in sorted(told, key=lambda one: one["mean"])]


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
    page = Official().get(page_of(call, "?mest=55"))
    assert "kombinationer visas inte" in page.text or "kombination visas inte" in page.text
    assert len(names(page)) < 3


def test_one_is_pencilled_in_with_map_curve_regions_load_and_loss(call):
    page = Official().get(page_of(call, "?visa=0184,1480&mest=55"))
    assert "Den sparas inte, om du inte fryser jämförelsen, och syns bara här." in page.text
    assert len(page.html.xpath("//section//*[local-name()='svg']")) == 2
    assert "blir medlet 137,5 min" in page.text
    assert "medlet blir 229,1 min" in page.text
    assert len(page.html.xpath("//table[caption='Region för region']/tbody/tr")) == 21


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
    assert officer.get(page_of(call)).queries <= 16
