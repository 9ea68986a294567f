"""The combinations of a call's applicants in a real browser: a group compares two, and all read what is published."""

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.process.cases.acts import take_up_known_areas
from nhv.process.cases.models import Case
from nhv.process.opinions.acts import appoint
from nhv.process.placements.acts import Seen, freeze_comparison, publish_comparison
from nhv.program.demo.applications import HOSPITALS
from nhv.register.models import Call
from nhv.rules.roles import Role
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE, browsing, disorder, go_through
from tests.support.calls import AREA, PROGRAM, an_open_call
from tests.support.people import a_person, an_organisation
from tests.website.officer.test_effects import closed
from tests.website.officer.test_placement import applied


@pytest.fixture(scope="module")
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


@pytest.fixture(scope="module")
def call(product) -> Call:
    """All seven university hospitals have applied, and a group prepares the area's case."""
    made = an_open_call()
    applied(made, HOSPITALS)
    take_up_known_areas(by=PROGRAM, now=timezone.now())
    group = an_organisation("beredningsgrupp-prov", "group")
    appoint(case=Case.objects.get(area__key=AREA), group=group, by=PROGRAM)
    return made


def test_a_member_finds_the_pairs_looks_at_one_beside_another_and_judges(browser: Browser, product: str, call: Call):
    member = Person(browser, product, a_person(Role.PREPARATORY_MEMBER, "beredningsgrupp-prov"))
    page = member.page
    page.goto("/beredning/")
    go_through(page.locator("main").get_by_role("link", name="Viss avancerad esofaguskirurgi"))
    go_through(page.locator("main").get_by_role("link", name="Kombinationer av sökande"))
    assert disorder(page, WIDE, PHONE) == []
    go_through(page.get_by_role("link", name="Solna + Göteborg", exact=True))
    page.get_by_label("Jämför med").select_option(label="Uppsala + Göteborg")
    go_through(page.get_by_role("button", name="Jämför", exact=True))
    expect(page.locator("#vald")).to_have_text("Solna + Göteborg jämfört med Uppsala + Göteborg")
    expect(page.locator("main")).to_contain_text("I medel 137,5 min i stället för 141,9 min.")
    assert disorder(page, WIDE, PHONE) == []
    address = page.url.removeprefix(product)
    page.goto(f"/en{address}")
    assert disorder(page, WIDE, PHONE) == []
    page.goto(address)
    go_through(page.get_by_role("link", name="Skriv en bedömning"))
    assert disorder(page, WIDE, PHONE) == []


def test_everybody_reads_what_is_published(browser: Browser, product: str, call: Call):
    seen = Seen(2, ("0184", "1480"), ("0380", "1480"))
    frozen = freeze_comparison(call=call, seen=seen, by=PROGRAM, now=timezone.now())
    closed(call)
    frozen.call.refresh_from_db()
    publish_comparison(frozen=frozen, by=PROGRAM, now=timezone.now())
    with browsing(browser, product) as reader:
        for language in ("", "/en"):
            reader.goto(f"{language}/utlysningar/{call.key}/jamforelse/1/")
            expect(reader.locator("main")).to_contain_text("137,5 min")
            assert disorder(reader, WIDE, PHONE) == []
