"""The oesophagus case in a real browser, by the people of the demonstration: from received applications to two permits
in force, one of them in part; everybody reads each condition's trail; a year later one permit loses a fact, is covered
by the other, and is re-examined."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nhv.accounts.vouching.hospital_facts import attest
from nhv.process.board.models import PublishedDecision
from nhv.process.permits.models import PermitMatter
from nhv.program.demo.people import BY, SOUTH, WEST
from nhv.register.models import Organisation, Permit
from nhv.specification.general import NONE_OF_IT
from tests.journeys.applying import own_product
from tests.journeys.at_the_board import (
    APPLICANTS,
    DISSENT,
    OFFICER,
    ONE_VACANT,
    STOCKHOLM,
    Way,
    begins,
    called_before,
    has_papers_within_the_hour,
    in_days,
    is_adjusted,
    is_prepared,
    is_replied_to,
    is_sent_and_published,
    is_sent_back,
    is_voted_on,
    steps_out,
)
from tests.journeys.conftest import PHONE, WIDE, browsing, disorder, go_through
from tests.support.board import AIRWAYS, with_a_sub_permit
from tests.support.calls import AREA
from tests.support.days import on_a_working_day

FACT = "thoraxkirurgi"
SOUTHERN, WESTERN = "Skånes universitetssjukhus", "Sahlgrenska universitetssjukhuset"
A_YEAR = timedelta(days=365)


@pytest.fixture
def way(browser: Browser, databases) -> Iterator[Way]:
    with own_product(databases) as product:
        made = Way(browser, product)
        with_a_sub_permit()
        made.is_applied_for(called_before(AREA), APPLICANTS)
        yield made
        for person in made.people.values():
            person.leaves()


def everybody_reads(way: Way) -> None:
    """The decision, each condition's trail from it, the area, the call and the permits."""
    decision = f"/utlysningar/{way.call.key}/beslut/"
    way.everybody_sees(decision, way.names[WEST], "avslag", ONE_VACANT, DISSENT)
    way.everybody_sees(f"/omraden/{AREA}/", way.names[SOUTH], way.names[WEST], "1 vakant", "före nämndens beslut")
    way.everybody_sees(f"/omraden/{AREA}/tillstand/", way.names[SOUTH])
    way.everybody_sees(f"/utlysningar/{way.call.key}/", way.names[SOUTH])
    with browsing(way.browser, way.product) as reader:
        reader.goto(decision)
        trails = {one.get_attribute("href") for one in reader.locator("main a[href*='/villkor/']").all()}
        assert len(trails) == len(permit_of(SOUTH).conditions)
        for number, trail in enumerate(sorted(trails)):
            assert reader.goto(trail).status == 200
            for words in ("Nämndens beslut", way.names[WEST], way.names[SOUTH]):
                expect(reader.locator("main")).to_contain_text(words)
            assert disorder(reader, WIDE, PHONE, axe_at=() if number else (WIDE,)) == []


def permit_of(region: str) -> Permit:
    return Permit.objects.known().get(area__key=AREA, holder__key=region)


def a_year_passes() -> None:
    """What was decided, and began, is a year old; the hospitals have attested what they have anew."""
    for region in (SOUTH, WEST):
        begun = timezone.localdate() - A_YEAR
        Permit.objects.filter(pk=permit_of(region).pk).update(valid_from=begun, decided_on=begun)
    for name in (SOUTHERN, WESTERN):
        hospital = Organisation.objects.get(name=name)
        attest(hospital=hospital, fact=FACT, raw="Dygnet runt på sjukhuset", by=BY, now=timezone.now())


def is_lost(way: Way) -> None:
    """The hospital says itself that it has it no more."""
    attester = way.person("intygare")
    attester.opens("/sjukhusuppgifter/skanes-universitetssjukhus/")
    attester.is_in_order(WIDE, PHONE)
    said = attester.page.get_by_role("region", name="Thoraxkirurgi")
    said.get_by_text("Intyga på nytt").click()
    said.get_by_label(NONE_OF_IT).check()
    attester.is_in_order(PHONE, WIDE)
    go_through(said.get_by_role("button", name="Intyga"))
    attester.sees(NONE_OF_IT)


def is_covered(way: Way) -> None:
    """The officer sees what is struck and who covers, and opens a re-examination."""
    officer = way.person(OFFICER)
    officer.opens("/handlaggning/")
    officer.is_in_order(WIDE, PHONE)
    officer.follows(SOUTHERN)
    officer.sees(WESTERN)
    officer.is_in_order(WIDE, PHONE)
    officer.follows("Öppna ett ärende")
    officer.page.get_by_label("Omprövning av ett tillstånd").check()
    officer.is_in_order(WIDE, PHONE)
    officer.presses_button("Öppna ärendet")


def is_heard(way: Way) -> None:
    """The holder reads what it is about, and says what it has to say in time."""
    officer, holder = way.person(OFFICER), way.person("skane-sander")
    officer.follows("Hör innehavaren")
    officer.page.get_by_label("Det innehavaren får").fill("Uppgiften gäller inte längre. Vem täcker?")
    officer.page.get_by_label("Sista dag att yttra sig").fill(on_a_working_day(20).isoformat())
    officer.presses_button("Spara")
    officer.is_in_order(WIDE, PHONE)
    holder.opens("/tillstand/")
    holder.is_in_order(WIDE, PHONE)
    holder.follows("Omprövning av ett tillstånd")
    holder.page.get_by_label("Ert yttrande").fill("Sahlgrenska täcker till i maj. Då finns den igen.")
    holder.is_in_order(WIDE, PHONE)
    holder.presses_button("Skicka yttrandet")
    holder.sees("Sahlgrenska täcker till i maj.")
    PermitMatter.objects.update(closes_at=timezone.now() - timedelta(minutes=1))


def is_re_examined(way: Way) -> None:
    """The officer follows up what the holder said, and the outcome is entered."""
    officer = way.person(OFFICER)
    officer.page.reload()
    officer.sees("Sahlgrenska täcker till i maj.")
    officer.follows("Anteckna en uppföljning")
    officer.page.get_by_label("Vad som har följts upp").fill("Avtalet mellan sjukhusen är läst.")
    officer.presses_button("Spara")
    officer.sees("Avtalet mellan sjukhusen är läst.")
    officer.follows("För in beslutet")
    officer.page.get_by_label("Tillståndet gäller som förut").check()
    officer.page.get_by_label("Vem som har beslutat").fill("Nämnden")
    officer.page.get_by_label("Beslutsdag").fill(in_days(0))
    officer.page.get_by_label("Beslutets diarienummer").fill("4.1-2/2027")
    officer.page.get_by_label("Skälen för beslutet").fill("Tillståndet gäller som förut, eftersom den andra täcker.")
    officer.presses_button("Spara")
    officer.sees("Tillståndet gäller som förut")
    officer.is_in_order(WIDE, PHONE)
    hospital = Organisation.objects.get(name=SOUTHERN)
    attest(hospital=hospital, fact=FACT, raw="Dygnet runt på sjukhuset", by=BY, now=timezone.now())
    officer.opens("/handlaggning/")
    expect(officer.page.locator("main")).not_to_contain_text(SOUTHERN)


def test_the_oesophagus_case_goes_from_applications_to_permits_one_of_which_is_re_examined(way: Way):
    is_prepared(way)
    is_replied_to(way)
    is_sent_back(way)
    meeting = begins(way)
    steps_out(way, meeting)
    is_voted_on(way, meeting)
    is_adjusted(way, meeting)
    has_papers_within_the_hour(way, meeting)
    is_sent_and_published(way, meeting)
    everybody_reads(way)
    given = {one.holder.key: one.sub_permits for one in Permit.objects.known().filter(area__key=AREA)}
    assert given == {WEST: [AIRWAYS.key], SOUTH: []}
    assert len(PublishedDecision.objects.get().permits) == 2 and STOCKHOLM not in given
    a_year_passes()
    is_lost(way)
    is_covered(way)
    is_heard(way)
    is_re_examined(way)
