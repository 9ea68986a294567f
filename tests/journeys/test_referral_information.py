"""From the unit's own words to the one who refers: told once, read in the answer."""

import pytest

from nhv.rules.roles import Role
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE, browsing, go_through
from tests.support.people import a_person

HOSPITAL = "sahlgrenska-universitetssjukhuset"
UNIT = f"/enheter/{HOSPITAL}/neuromuskulara-sjukdomar/"


@pytest.fixture
def product(databases):
    with own_product(databases) as address:
        yield address


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_unit_tells_and_the_one_who_refers_reads_it_on_the_card(product, browser, scripts):
    editor = Person(browser, product, a_person(Role.UNIT_EDITOR, HOSPITAL), java_script_enabled=scripts)
    editor.opens("/enheter/")
    editor.follows("Neuromuskulära sjukdomar")
    fill = editor.page.get_by_label
    fill("Telefon 1", exact=True).fill("031-390 06 10")
    fill("Telefontid 1").fill("vardagar 8–16")
    fill("Postadress för remisser").fill("Provgatan 1\n413 45 Göteborg")
    fill("Vad en remiss ska innehålla").fill("Klinisk status\nFrågeställning")
    editor.presses_button("Förhandsvisa")
    editor.sees("Inget är sparat ännu.")
    editor.presses_button("Spara")
    editor.sees("visas för alla från och med nu")
    editor.presses_button("Bekräfta att uppgifterna stämmer")
    editor.sees("Uppgifterna är bekräftade i dag.")
    editor.leaves()

    with browsing(browser, product, java_script_enabled=scripts) as clinician:
        clinician.goto("/")
        clinician.get_by_role("searchbox").fill("spinal muskelatrofi 3 år")
        go_through(clinician.get_by_role("button", name="Sök svar"))
        card = clinician.get_by_role("article").first
        assert card.get_by_role("link", name="031-390 06 10").get_attribute("href") == "tel:0313900610"
        told = card.locator("details").filter(has_text="Provgatan 1")
        told.locator("summary").click()
        assert told.get_by_text("Provgatan 1").is_visible()
        assert "Frågeställning" in told.inner_text()
        assert "Bekräftat" in told.inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_region_tells_who_does_it_at_home_and_the_one_who_asks_there_reads_it(product, browser, scripts):
    keeper = Person(browser, product, a_person(Role.REGION_ADMINISTRATOR, "region-skane"), java_script_enabled=scripts)
    keeper.opens("/egen-region/")
    keeper.follows("Behandling av akalasi.")
    keeper.page.get_by_label("Vem som gör det").fill("Provkliniken i Lund")
    keeper.presses_button("Spara")
    keeper.sees("visas för alla från och med nu")
    keeper.leaves()

    with browsing(browser, product, java_script_enabled=scripts) as clinician:
        clinician.goto("/")
        clinician.get_by_role("searchbox").fill("akalasi")
        go_through(clinician.get_by_role("button", name="Sök svar"))
        card = clinician.get_by_role("article").first
        card.get_by_label("Din region").select_option(label="Region Skåne")
        go_through(card.get_by_role("button", name="Visa", exact=True))
        card = clinician.get_by_role("article").first
        assert "Provkliniken i Lund" in card.inner_text()
        assert "Så säger Region Skåne" in card.inner_text()
        assert clinician.context.cookies() == []


def test_the_pages_of_a_regions_own_care_are_in_order(product, browser):
    keeper = Person(browser, product, a_person(Role.REGION_ADMINISTRATOR, "region-skane"))
    one = "/egen-region/region-skane/viss-avancerad-esofaguskirurgi/akalasi/"
    for path in ("/egen-region/", one, f"/en{one}", "/sok/?q=akalasi&region=region-skane"):
        keeper.opens(path)
        keeper.is_in_order(WIDE, PHONE)
    keeper.leaves()


def test_the_pages_of_units_and_hospitals_are_in_order(product, browser):
    editor = Person(browser, product, a_person(Role.UNIT_EDITOR, HOSPITAL))
    for path in ("/enheter/", UNIT, f"/en{UNIT}"):
        editor.opens(path)
        editor.is_in_order(WIDE, PHONE)
    editor.page.get_by_label("Telephone 1", exact=True).fill("the switchboard")
    editor.presses_button("Save")
    editor.sees("Write the number in digits")
    editor.is_in_order(WIDE, PHONE)
    attester = Person(browser, product, a_person(Role.ATTESTER, HOSPITAL))
    for path in ("/sjukhusuppgifter/", f"/sjukhusuppgifter/{HOSPITAL}/", f"/en/sjukhusuppgifter/{HOSPITAL}/"):
        attester.opens(path)
        attester.is_in_order(WIDE, PHONE)
    for person in (editor, attester):
        person.leaves()
