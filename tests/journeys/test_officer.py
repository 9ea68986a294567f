"""The authority's people in real browsers: a call from draft to an answered question and a longer time; an application
received, numbered and completed."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from nhv.register.models import Call
from nhv.rules.roles import Role
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE
from tests.support.calls import SKANE, a_draft, an_applicant, an_open_call, sent
from tests.support.days import on_a_working_day
from tests.support.people import a_person

AREA = "viss-avancerad-esofaguskirurgi"


class Official(Person):
    """Somebody at the authority, who works on a phone; each page is in order on a wide screen too."""

    def is_in_order(self) -> None:
        super().is_in_order(WIDE, PHONE)

    def fills(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def is_told(self, words: str) -> None:
        expect(self.page.locator(".nhv-message").filter(has_text=words)).to_be_visible()
        self.is_in_order()

    def is_refused(self, words: str) -> None:
        expect(self.page.locator(".nhsuk-error-summary")).to_contain_text(words)
        self.is_in_order()


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


@pytest.fixture
def meet(browser, product):
    """Opens a browser in which somebody is signed in."""
    met = []

    def somebody(user) -> Official:
        met.append(Official(browser, product, user, width=PHONE))
        return met[-1]

    yield somebody
    for one in met:
        one.leaves()


def test_a_call_from_draft_to_a_longer_time(meet):
    first, second = meet(a_person(Role.OFFICER)), meet(a_person(Role.OFFICER))
    region = meet(a_person(Role.WRITER, SKANE))

    first.opens("/handlaggning/")
    first.is_in_order()
    first.opens("/handlaggning/utlysningar/")
    first.follows("Ny utlysning")
    first.page.get_by_label("Område").select_option(AREA)
    first.fills("Sista dag att ansöka", "2028-03-26")
    first.fills("Klockslag den dagen, om det inte är hela dagen", "2.30")
    first.presses_button("Gör ett utkast")
    first.is_refused("Söndag 26 mars 2028 är ingen vardag.")
    first.page.get_by_label("Behåll söndag 26 mars 2028").check()
    first.presses_button("Gör ett utkast")
    first.is_refused("finns inte")
    first.fills("Sista dag att ansöka", on_a_working_day(30).isoformat())
    first.fills("Klockslag den dagen, om det inte är hela dagen", "")
    first.presses_button("Gör ett utkast")
    first.is_in_order()
    first.fills("E-post för frågor", "fragor@exempel.invalid")
    first.fills("Frågor tas emot till och med", on_a_working_day(20).isoformat())
    first.presses_button("Spara och läs hela utlysningen")
    first.is_told("I tid är det som har kommit in före")
    first.sees("Särskilda villkor")
    first.follows("Publicera")
    first.is_in_order()
    first.presses_button("Publicera")
    first.is_told("Utlysningen är publicerad.")

    key = Call.cases.made_here().get().key
    region.opens(f"/utlysningar/{key}/")
    region.is_in_order()
    region.follows("Ställ en fråga")
    region.page.get_by_label("Er fråga").fill("Vi i Skåne undrar: får två regioner söka ihop?")
    region.presses_button("Skicka frågan")
    expect(region.page.locator(".nhv-message")).to_contain_text("Frågan är skickad.")
    region.is_in_order()

    first.opens("/handlaggning/")
    first.follows("Vi i Skåne undrar")
    first.fills("Frågan som den publiceras", "Får två regioner söka ihop?")
    first.fills("Svaret", "Ja, en av dem söker.")
    first.is_in_order()
    first.presses_button("Publicera svaret")
    first.is_told("Svaret är publicerat.")

    first.follows("Förläng ansökningstiden")
    first.fills("Ny sista dag", on_a_working_day(37).isoformat())
    first.fills("Skäl", "Bilagan saknades.")
    first.is_in_order()
    first.presses_button("Föreslå förlängning")
    first.is_told("En annan handläggare ska bekräfta det")

    second.opens("/handlaggning/")
    second.is_in_order()
    second.page.locator("section[aria-labelledby='forlangningar'] a").click()
    second.is_in_order()
    second.presses_button("Bekräfta och publicera")
    second.is_told("Ansökningstiden är förlängd.")

    region.opens(f"/utlysningar/{key}/")
    # A browser keeps a public page for a minute, unless it is asked for anew.
    region.page.reload()
    region.sees("Får två regioner söka ihop?")
    region.sees("Bilagan saknades.")
    expect(region.page.locator("main")).not_to_contain_text("Vi i Skåne")
    region.is_in_order()
    region.opens(f"/en/utlysningar/{key}/")
    region.sees("The time to apply is extended")
    region.is_in_order()


def test_an_application_is_received_numbered_and_completed(meet):
    call, signatory = an_open_call(), an_applicant()
    filing = a_draft(call, signatory)
    officer, registrar = meet(a_person(Role.OFFICER)), meet(a_person(Role.REGISTRAR))

    officer.opens("/handlaggning/ansokningar/")
    officer.sees("Ingen ansökan har kommit in ännu.")
    sent(filing, signatory)
    registrar.opens("/handlaggning/")
    registrar.follows("Region Skåne")
    registrar.presses_button("Ge diarienummer")
    registrar.is_told(f"NHV-1/{timezone.localdate().year}")

    officer.opens("/handlaggning/ansokningar/")
    officer.is_in_order()
    officer.follows("Region Skåne")
    officer.is_in_order()
    officer.presses_button("Spara anteckningen")
    officer.is_refused("")
    officer.fills("Anteckning", "Planen saknar sommarschemat.")
    officer.presses_button("Spara anteckningen")
    officer.is_told("Anteckningen är sparad.")
    officer.follows("Begär komplettering")
    officer.fills("Vad behöver kompletteras?", "Skicka schemat för sommaren.")
    officer.fills("Senast den", "2020-01-01")
    officer.presses_button("Begär komplettering")
    officer.is_refused("har redan varit")
    officer.fills("Senast den", on_a_working_day(37).isoformat())
    officer.presses_button("Begär komplettering")
    officer.is_told("Kompletteringen är begärd.")

    sent(filing, signatory)
    officer.opens(f"/handlaggning/ansokningar/{filing.key}/")
    officer.sees("svar på komplettering 1")
    officer.follows("Jämför med version 1")
    officer.is_in_order()
    officer.opens(f"/en/handlaggning/ansokningar/{filing.key}/")
    officer.sees("answer to completion 1")
    officer.is_in_order()
