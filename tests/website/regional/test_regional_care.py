"""The pages on which a region tells who does what is not national, and where those who ask then read it."""

from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.vouching.regional_care import save_regional_care
from nhv.register.contacts import Contact, tell_contact
from nhv.register.models import Area, Organisation, RegionalCare
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.regional_care import RegionalCareFacts
from tests.support.areas import WEST, a_file
from tests.support.pages import Page, get
from tests.support.people import a_person, signed_in
from tests.support.refusals import is_told

PROGRAM = Actor("program", "test")
SOUTH = "region-skane"
ADDRESS = f"/egen-region/{SOUTH}/provomrade/enkel-vard/"
EXCLUSION = {"key": "enkel-vard", "text": "Enkel vård av provsjuka.", "terms": [{"text": "provhosta"}]}
WRITTEN = {"seen": "0", "who": "Provkliniken i Lund", "how": "Vanlig remiss.", "telephone": "040-628 04 20", "link": ""}
QUESTION = "/sok/?q=provhosta"


@pytest.fixture(autouse=True)
def _with_an_area():
    publish([a_file(WEST, exclusions=[EXCLUSION])], by=PROGRAM)


@pytest.fixture
def keeper():
    return signed_in(Client(), a_person(Role.REGION_ADMINISTRATOR, SOUTH))


def page_of(response):
    return Page(response.status_code, lxml.html.fromstring(response.content), response.headers, 0)


def send(client, **fields):
    return page_of(client.post(ADDRESS, {**WRITTEN, **fields}, follow=True))


def tell(region=SOUTH, *, who="Provkliniken i Lund", days_ago=0):
    save_regional_care(
        area=Area.objects.get(key="provomrade"),
        clause="enkel-vard",
        region=Organisation.objects.get(key=region),
        facts=RegionalCareFacts(who=who),
        seen_version=0,
        by=PROGRAM,
        now=timezone.now() - timedelta(days=days_ago),
    )


def test_what_is_saved_is_read_on_the_card_on_the_clauses_page_and_by_programs(keeper):
    assert "visas för alla från och med nu" in send(keeper).text
    for page in (
        get(f"{QUESTION}&region={SOUTH}"),
        get(f"/omraden/provomrade/punkt/enkel-vard/?q=provhosta&region={SOUTH}"),
        get(f"/omraden/provomrade/punkt/enkel-vard/?region={SOUTH}&utskrift"),
    ):
        (card,) = page.texts("//article")
        assert "Vem som gör det för Region Skåne" in card
        assert "Provkliniken i Lund" in card and "Så säger Region Skåne, bekräftat" in card
        assert page.links("//article//a[starts-with(@href, 'tel:')]") == ["tel:0406280420"]
    (answer,) = Client().get(f"/api/v1/search?q=provhosta&region={SOUTH}").json()["answers"]
    assert (answer["verdict"], answer["exclusion_key"]) == ("excluded", "enkel-vard")
    assert [(one["region_key"], one["who"], one["stale"]) for one in answer["regional_care"]] == [
        (SOUTH, "Provkliniken i Lund", False)
    ]
    assert Client().get("/api/v1/regional-care").json()["total"] == 1


def test_nobody_sees_it_who_has_not_chosen_a_region():
    tell()
    (card,) = get(QUESTION).texts("//article")
    assert "Provkliniken i Lund" not in card
    assert "Vem som gör det hos er" in card and "Valet står bara i adressen och sparas inte." in card
    assert Client().get("/api/v1/search?q=provhosta").json()["answers"][0]["regional_care"] == []


def test_the_choice_is_among_the_21_and_leaves_nothing_behind():
    tell()
    visitor = Client()
    response = visitor.get(f"{QUESTION}&region={SOUTH}")
    assert not visitor.cookies
    chosen = page_of(response).html.xpath("//select[@name='region']/option")
    assert (len(chosen), [one.get("value") for one in chosen if one.get("selected") is not None]) == (21, [SOUTH])
    assert "Provkliniken" not in visitor.get(QUESTION).content.decode()


def test_a_region_that_tells_nothing_is_answered_by_its_neighbours_and_else_by_whom_to_ask():
    ask = lambda region: get(f"{QUESTION}&region={region}").texts("//article")[0]  # noqa: E731
    assert "Varken Region Skåne eller någon annan i Södra sjukvårdsregionen har lämnat uppgift" in ask(SOUTH)
    assert "fråga den egna regionens samordnare" in ask(SOUTH)
    tell("region-halland", who="Kliniken i Halmstad")
    assert "Så säger Region Halland" in ask(SOUTH)
    assert "Kliniken i Halmstad" not in ask("vastra-gotalandsregionen")


def test_whom_to_ask_is_the_regions_own_coordinator_where_it_has_told_of_one():
    tell("region-halland", who="Kliniken i Halmstad")
    uppsala = Organisation.objects.get(key="region-uppsala")
    contact = Contact(coordinator="Samordningen", telephone="018-390 06 10", switchboard="018-390 06 00")
    tell_contact(region=uppsala, contact=contact, by=PROGRAM, now=timezone.now())
    page = get(f"{QUESTION}&region=region-uppsala")
    assert page.links("//article//a[starts-with(@href, 'tel:')]") == ["tel:0183900610"]
    assert "fråga den egna regionens samordnare" not in page.texts("//article")[0]


def test_a_region_that_is_none_is_said_to_be():
    assert "Ingen region har adressen ”sodra”." in get(f"{QUESTION}&region=sodra").text
    answer = Client().get("/api/v1/search?q=provhosta&region=sodra")
    assert (answer.status_code, "No region has the key sodra." in answer.json()["detail"]) == (404, True)


def test_what_is_more_than_a_year_old_says_so(keeper):
    tell(days_ago=400)
    assert "för mer än ett år sedan" in get(f"{QUESTION}&region={SOUTH}").texts("//article")[0]
    listed = page_of(keeper.get("/egen-region/"))
    assert "Äldre än ett år: 1." in listed.text
    page = page_of(keeper.post(ADDRESS, {"do": "confirm", "seen": "1"}, follow=True))
    assert "Uppgifterna är bekräftade i dag." in page.text
    assert "för mer än ett år sedan" not in get(f"{QUESTION}&region={SOUTH}").text


def test_a_preview_is_seen_by_nobody_else(keeper):
    page = send(keeper, do="preview")
    assert "Inget är sparat ännu." in page.text and "Provkliniken i Lund" in page.text
    assert RegionalCare.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"who": ""}, "who", "Skriv vem som gör det"),
        ({"who": "x" * 301}, "who", "högst 300"),
        ({"telephone": "växeln"}, "telephone", "Skriv numret med siffror"),
        ({"link": "javascript:alert(1)"}, "link", "med https:// först"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(keeper, fields, place, words):
    page = send(keeper, **fields)
    assert words in page.texts("//*[@role='alert']")[0]
    assert page.html.xpath(f"//*[@name='{place}']")[0].get("aria-invalid") == "true"
    assert RegionalCare.objects.count() == 0


def test_of_two_keepers_the_second_keeps_what_was_typed_and_reads_why(keeper):
    tell()
    page = send(keeper, who="En annan klinik")
    assert is_told("kept_information_changed", page.texts("//*[@role='alert']")[0])
    assert page.html.xpath("//input[@name='who']")[0].get("value") == "En annan klinik"


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_regions_is_not_there(method):
    tell()
    other = signed_in(Client(), a_person(Role.REGION_ADMINISTRATOR, "vastra-gotalandsregionen"))
    assert getattr(other, method)(ADDRESS, {**WRITTEN, "seen": "1"}).status_code == 404
    assert RegionalCare.objects.get().holder.key == SOUTH
    assert "Skåne" not in page_of(other.get("/egen-region/")).text


def test_the_list_costs_no_more_with_ten_times_the_exclusions(keeper):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        keeper.get("/egen-region/")
        with CaptureQueriesContext(connection) as captured:
            assert keeper.get("/egen-region/").status_code == 200
        return len(captured)

    few = cost()
    many = [{"key": f"avgransning-{number}", "text": f"Vård nummer {number}."} for number in range(30)]
    publish([a_file(WEST, key="provomrade-2", name="Ett annat", exclusions=many)], by=PROGRAM)
    tell()
    assert cost() == few
