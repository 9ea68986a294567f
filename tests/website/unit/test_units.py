"""The pages on which a unit tells how one refers to it, and where those who refer then read it."""

from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.followup.models import Duty
from nhv.register import referrals
from nhv.register.contacts import Contact, tell_contact
from nhv.register.models import Area, Organisation, ReferralInformation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.referrals import ReferralFacts, Telephone
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.pages import Page, get
from tests.support.people import a_person, signed_in
from tests.support.refusals import is_told
from tests.support.reports import a_duty_of, a_report

PROGRAM = Actor("program", "test")
WEST_KEY, SOUTH_KEY = "sahlgrenska-universitetssjukhuset", "skanes-universitetssjukhus"
ADDRESS = f"/enheter/{WEST_KEY}/provomrade/"
PATHWAYS = [
    {"key": "remiss", "kind": "unit", "text": "Remiss till enheten.", "referral_data": ["Klinisk status", "Bilder"]}
]
WRITTEN = {
    "seen": "0",
    "address": "Provgatan 1\r\n413 45 Göteborg",
    "number_1": "031-390 06 10",
    "hours_1": "vardagar 8–16",
    "required": "Klinisk status\r\n\r\nBilder\r\n",
    "conference": "Tisdagar klockan 8",
    "link": "https://exempel.invalid/remiss",
}


@pytest.fixture(autouse=True)
def _with_an_area():
    publish([a_file(WEST, SOUTH, pathways=PATHWAYS)], by=PROGRAM)


@pytest.fixture
def editor():
    return signed_in(Client(), a_person(Role.UNIT_EDITOR, WEST_KEY))


def page_of(response):
    return Page(response.status_code, lxml.html.fromstring(response.content), response.headers, 0)


def ask(client, path=ADDRESS):
    return page_of(client.get(path))


def send(client, path=ADDRESS, **fields):
    return page_of(client.post(path, {**WRITTEN, **fields}, follow=True))


def tell(facts=None, *, days_ago=0, holder=WEST_KEY):
    told = facts or ReferralFacts(telephones=(Telephone(number="031-390 06 10", hours="vardagar 8–16"),))
    save_referral_information(
        area=Area.objects.get(key="provomrade"),
        holder=Organisation.objects.get(key=holder),
        facts=told,
        seen_version=0,
        by=PROGRAM,
        now=timezone.now() - timedelta(days=days_ago),
    )


def test_the_form_begins_with_what_the_document_says_that_a_referral_must_hold(editor):
    assert ask(editor).html.xpath("//textarea[@name='required']")[0].text.strip() == "Klinisk status\nBilder"


def test_what_is_saved_is_read_on_the_area_page_in_the_answer_and_by_programs(editor):
    assert "visas för alla från och med nu" in send(editor).text
    area = get("/omraden/provomrade/")
    (told,) = area.texts("//section[h2/@id='remiss']//article")
    for words in ("Sahlgrenska universitetssjukhuset", "031-390 06 10", "vardagar 8–16", "Provgatan 1", "Tisdagar"):
        assert words in told
    assert "av enhetens redaktör, Sahlgrenska universitetssjukhuset" in told
    assert "Person" not in told
    (silent,) = area.texts("//section[h2/@id='remiss']//h3[contains(., 'inte lämnat')]/following::ul[1]/li")
    assert "Skånes universitetssjukhus" in silent and "Ring sjukhusets växel" in silent
    card = get("/sok/?q=provområde")
    # Above, and where the unit stands.
    assert card.links("//article//a[starts-with(@href, 'tel:')]") == ["tel:0313900610"] * 2
    # All that one needs to refer to a unit stands with the unit, there on the card.
    (with_it,) = card.texts("//article//li[.//a[starts-with(@href, 'tel:')]]")
    assert "Sahlgrenska universitetssjukhuset" in with_it and "Provgatan 1" in with_it
    shape = Client().get("/api/v1/areas/provomrade").json()["permits"]
    by_hospital = {permit["hospital_key"]: permit["referral"] for permit in shape}
    assert by_hospital[SOUTH_KEY] is None
    assert by_hospital[WEST_KEY]["telephones"] == [{"number": "031-390 06 10", "hours": "vardagar 8–16"}]
    assert by_hospital[WEST_KEY]["required"] == ["Klinisk status", "Bilder"]
    assert (by_hospital[WEST_KEY]["confirmed_role"], by_hospital[WEST_KEY]["stale"]) == ("unit_editor", False)


def test_the_public_pages_are_made_anew_at_once(editor):
    before = get("/omraden/provomrade/").headers["ETag"]
    send(editor)
    assert get("/omraden/provomrade/").headers["ETag"] != before
    assert "031-390 06 10" in get("/omraden/provomrade/").text


def test_a_unit_that_tells_nothing_is_said_to_and_one_reads_whom_to_ask():
    assert "Ring sjukhusets växel" in get("/sok/?q=provområde").texts("//article")[0]
    assert "Har inte lämnat egna uppgifter om remiss" in get("/omraden/provomrade/").text


@pytest.mark.parametrize(("days_ago", "said"), [(0, False), (370, True)])
def test_a_unit_that_tells_nothing_is_reached_through_its_regions_coordinator(days_ago, said):
    region = Organisation.objects.get(key="region-skane")
    contact = Contact("Samordnare", "040-628 04 20", "", "vardagar 8–16", "040-628 04 00")
    then = timezone.now() - timedelta(days=days_ago)
    tell_contact(region=region, contact=contact, by=PROGRAM, now=then)
    address = f"/omraden/provomrade/?datum={timezone.localdate() - timedelta(days=1)}"
    for page in (get("/sok/?q=provområde"), get("/omraden/provomrade/")):
        (silent,) = page.texts("//main//ul[@class[contains(., 'nhv-holders')]]/li[contains(., 'Skånes')]")
        for words in (
            "Regionens samordnare: 040-628 04 20 vardagar 8–16",
            "Växel: 040-628 04 00",
            "Region Skåne bekräft",
        ):
            assert words in silent
        assert ("för mer än ett år sedan" in silent) is said
    assert "040-628" not in get(address).text, "another day tells nothing of today's"
    (shape,) = [
        row for row in Client().get("/api/v1/areas/provomrade").json()["permits"] if row["hospital_key"] == SOUTH_KEY
    ]
    assert (shape["contact"]["telephone"], shape["contact"]["stale"]) == ("040-628 04 20", said)


def test_what_is_more_than_a_year_old_says_so():
    tell(days_ago=370)
    assert "för mer än ett år sedan: ring och kontrollera" in get("/sok/?q=provområde").texts("//article")[0]
    assert "Ring och kontrollera." in get("/omraden/provomrade/").text
    assert Client().get("/api/v1/search?q=provområde").json()["answers"][0]["holders"][0]["referral"]["stale"] is True


def test_what_was_confirmed_lately_does_not():
    tell(days_ago=300)
    assert "ring och kontrollera" not in get("/sok/?q=provområde").texts("//article")[0]
    assert "Ring och kontrollera." not in get("/omraden/provomrade/").text


def test_another_day_shows_nothing_of_today():
    tell()
    page = get("/omraden/provomrade/?datum=2024-06-01")
    assert "031-390" not in page.text
    assert "gäller i dag och visas inte på en sida om en annan dag" in page.text


def test_a_preview_is_seen_by_nobody_else(editor):
    page = send(editor, do="preview")
    assert "Inget är sparat ännu." in page.text
    assert "031-390 06 10" in page.texts("//article")[0]
    assert ReferralInformation.objects.count() == 0
    assert page.html.xpath("//input[@name='number_1']")[0].get("value") == "031-390 06 10"


def test_one_click_confirms_what_is_told(editor):
    tell(days_ago=400)
    page = page_of(editor.post(ADDRESS, {"do": "confirm", "seen": "1"}, follow=True))
    assert "Uppgifterna är bekräftade i dag." in page.text
    (unit,) = referrals.units(None, area="provomrade", holder=WEST_KEY)
    assert (unit.referral.version, unit.referral.is_stale) == (2, False)


def test_of_two_editors_the_second_keeps_what_was_typed_and_reads_why(editor):
    tell()
    page = send(editor, address="En annan gata")
    assert is_told("kept_information_changed", page.texts("//*[@role='alert']")[0])
    assert page.html.xpath("//textarea[@name='address']")[0].text.strip() == "En annan gata"
    page = page_of(editor.post(ADDRESS, {"do": "confirm", "seen": "7"}))
    assert is_told("kept_information_changed", page.texts("//*[@role='alert']")[0])


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"number_1": "växeln"}, "number_1", "Skriv numret med siffror"),
        ({"number_1": "", "hours_1": "vardagar"}, "number_1", "Skriv numret med siffror"),
        ({"link": "javascript:alert(1)"}, "link", "med https:// först"),
        ({"email": "ingen"}, "email", "namn@region.se"),
        ({"required": "x" * 301}, "required", "högst 300 tecken"),
        ({"required": "\n".join("abc" for _ in range(31))}, "required", "högst 30 rader"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(editor, fields, place, words):
    page = send(editor, **fields)
    assert words in page.texts("//*[@role='alert']")[0]
    assert page.html.xpath(f"//*[@name='{place}']")[0].get("aria-invalid") == "true"
    assert ReferralInformation.objects.count() == 0


def test_nothing_at_all_is_not_kept(editor):
    page = page_of(editor.post(ADDRESS, {"seen": "0", "required": "Klinisk status"}))
    assert "Ange minst ett sätt att nå enheten" in page.texts("//*[@role='alert']")[0]


def test_what_is_written_is_shown_as_text(editor):
    send(editor, address="<script>alert(1)</script>")
    assert get("/omraden/provomrade/").html.xpath("//script") == []
    assert "<script>alert(1)</script>" in get("/omraden/provomrade/").text


def test_the_list_tells_what_to_look_at(editor):
    listed = ask(editor, "/enheter/")
    assert "Provområde" in listed.text
    assert "Skånes" not in listed.text
    tell(days_ago=400)
    assert "1 enhets uppgifter är äldre än ett år." in ask(editor, "/enheter/").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_hospitals_unit_is_not_there(method):
    other = signed_in(Client(), a_person(Role.UNIT_EDITOR, SOUTH_KEY))
    assert getattr(other, method)(ADDRESS, WRITTEN).status_code == 404
    assert ReferralInformation.objects.count() == 0


def test_a_region_keeps_those_of_permits_that_name_no_hospital():
    publish([a_file({"region": "Region Skåne"}, key="utan-sjukhus", name="Utan sjukhus")], by=PROGRAM)
    region = signed_in(Client(), a_person(Role.UNIT_EDITOR, "region-skane"))
    assert ask(region, "/enheter/region-skane/utan-sjukhus/").status == 200
    assert ask(region, f"/enheter/{SOUTH_KEY}/provomrade/").status == 200
    assert ask(signed_in(Client(), a_person(Role.UNIT_EDITOR, SOUTH_KEY)), "/enheter/").text.count("Utan sjukhus") == 0


def test_the_list_costs_no_more_with_ten_times_the_units(editor):
    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            editor.get("/enheter/")
        return len(captured)

    few = cost()
    publish([a_file(WEST, key=f"prov-{n}", name=f"Prov {n}") for n in range(30)], by=PROGRAM)
    assert cost() == few


# --- What cannot wait --------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "warned"), [(0, False), (90, False), (91, True)])
def test_the_acute_number_stands_first_and_is_marked_when_nobody_has_tried_it(days, warned):
    tried = (timezone.localdate() - timedelta(days=days)).isoformat()
    editor = signed_in(Client(), a_person(Role.UNIT_EDITOR, WEST_KEY))
    acute = {"acute_number": "031-390 06 99", "acute_hours": "dygnet runt", "acute_tried_on": tried}
    assert editor.post(ADDRESS, {**WRITTEN, **acute, "do": "save"}).status_code == 302
    for address in ("/omraden/provomrade/", "/sok/?q=provområde"):
        text = get(address).text
        assert "Akut? Ring 031-390 06 99 dygnet runt" in text
        assert ("för mer än 90 dagar sedan" in text) is warned
        assert text.index("031-390 06 99") < text.index("031-390 06 10")


def test_a_number_that_nobody_has_tried_is_not_shown():
    editor = signed_in(Client(), a_person(Role.UNIT_EDITOR, WEST_KEY))
    response = editor.post(ADDRESS, {**WRITTEN, "acute_number": "031-390 06 99", "do": "save"})
    assert "Ring numret och skriv dagen" in response.content.decode()
    assert "031-390 06 99" not in get("/omraden/provomrade/").text


def test_what_the_unit_owes_of_the_follow_up_stands_first_and_leads_to_it(editor):
    assert "Att rapportera" not in ask(editor, "/enheter/").texts("//main//h2")
    owed = a_duty_of(Organisation.objects.get(key=WEST_KEY))
    theirs = a_duty_of(Organisation.objects.get(key=SOUTH_KEY))
    page = ask(editor, "/enheter/")
    assert page.links("//section[@aria-labelledby='rapportera']//li/a") == [
        f"/arsrapporter/ny/{duty.key}/" for duty in Duty.objects.filter(place=owed.place).order_by("area__key")
    ]
    assert theirs.key not in str(page.links())
    begun = a_report(owed)
    assert f"/arsrapporter/{begun.key}/" in ask(editor, "/enheter/").links()
    assert "Påbörjad, inte inskickad" in ask(editor, "/enheter/").text
