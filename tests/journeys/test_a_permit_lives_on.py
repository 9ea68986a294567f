"""A year after the decision: one hospital loses what its permit rests on, the other covers, the holder is heard, and
the permit is re-examined; each page in order on a wide screen and on a phone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.accounts.vouching.hospital_facts import attest
from nhv.process.permits.models import PermitMatter
from nhv.register.models import Organisation
from nhv.register.publication import publish
from nhv.rules.roles import Role
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE
from tests.support.areas import SOUTH, a_file
from tests.support.calls import PROGRAM
from tests.support.people import a_person
from tests.support.permits import a_lost_fact

WESTERN = "vastra-gotalandsregionen"


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


def test_a_lost_fact_is_covered_by_the_other_and_the_permit_is_re_examined(browser: Browser, product: str):
    lost = a_lost_fact(beside=SOUTH)
    officer = Person(browser, product, a_person(Role.OFFICER))
    officer.opens("/handlaggning/")
    officer.is_in_order(WIDE, PHONE)
    officer.follows("Sahlgrenska universitetssjukhuset")
    officer.sees("Skånes universitetssjukhus")
    officer.is_in_order(WIDE, PHONE)
    officer.follows("Öppna ett ärende")
    officer.page.get_by_label("Omprövning av ett tillstånd").check()
    officer.is_in_order(WIDE, PHONE)
    officer.presses_button("Öppna ärendet")
    officer.follows("Hör innehavaren")
    officer.page.get_by_label("Det innehavaren får").fill("Uppgiften gäller inte längre. Vem täcker?")
    day = timezone.localdate() + timedelta(days=20)
    officer.page.get_by_label("Sista dag att yttra sig").fill(day.isoformat())
    officer.presses_button("Spara")
    officer.is_in_order(WIDE, PHONE)
    holder = Person(browser, product, a_person(Role.SIGNATORY, WESTERN))
    holder.opens("/tillstand/")
    holder.is_in_order(WIDE, PHONE)
    holder.follows("Omprövning av ett tillstånd")
    holder.page.get_by_label("Ert yttrande").fill("Skåne täcker till i maj. Då finns den igen.")
    holder.is_in_order(WIDE, PHONE)
    holder.presses_button("Skicka yttrandet")
    holder.sees("Skåne täcker till i maj.")
    PermitMatter.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    officer.page.reload()
    officer.sees("Skåne täcker till i maj.")
    officer.follows("Anteckna en uppföljning")
    officer.page.get_by_label("Vad som har följts upp").fill("Avtalet med Skåne är läst.")
    officer.presses_button("Spara")
    officer.sees("Avtalet med Skåne är läst.")
    officer.follows("För in beslutet")
    officer.page.get_by_label("Avslag").check()
    officer.page.get_by_label("Vem som har beslutat").fill("Nämnden")
    officer.page.get_by_label("Beslutsdag").fill(timezone.localdate().isoformat())
    officer.page.get_by_label("Beslutets diarienummer").fill("1/2027")
    officer.page.get_by_label("Skälen för beslutet").fill("Tillståndet gäller som förut, eftersom den andra täcker.")
    officer.presses_button("Spara")
    officer.sees("Tillståndet gäller som förut")
    officer.is_in_order(WIDE, PHONE)
    hospital = Organisation.objects.get(key=lost["hospital"])
    attest(hospital=hospital, fact=str(lost["fact"]), raw=lost["before"], by=PROGRAM, now=timezone.now())
    officer.opens("/handlaggning/")
    expect(officer.page.locator("main")).not_to_contain_text("Sahlgrenska universitetssjukhuset")
    for one in (officer, holder):
        one.leaves()


def test_the_permits_day_by_day_are_read_by_everybody(browser: Browser, product: str):
    publish([a_file(SOUTH)], by=PROGRAM)
    reader = Person(browser, product, a_person(Role.OFFICER))
    for language in ("", "/en"):
        reader.opens(f"{language}/omraden/provomrade/tillstand/")
        reader.is_in_order(WIDE, PHONE)
    reader.leaves()
