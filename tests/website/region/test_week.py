"""The coordinator's week: all of the own region's, nothing of another's, at the same cost however much there is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhv.accounts.vouching.hospital_facts import attest
from nhv.filings.acts import handling
from nhv.process.cooperation.acts import answer, propose
from nhv.process.hearings.acts import open_hearing
from nhv.process.weighing.queries import applications
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from tests.support.board import a_weighed_call, an_opinion
from tests.support.calls import PROGRAM, SKANE, WEST, a_draft, an_applicant, an_open_call, sent
from tests.support.days import in_days
from tests.support.people import a_person, actor, has_role
from tests.support.reports import a_duty_of
from tests.website.officer.pages import Official, faults

WEEK, LUND = "/regionens-vecka/", "skanes-universitetssjukhus"


@pytest.fixture
def coordinator():
    return Official(user=a_person(Role.REGION_COORDINATOR, SKANE))


def everything(organisation=SKANE):
    signatory, officer, now = an_applicant(organisation), a_person(Role.OFFICER), timezone.now()
    a_draft(an_open_call(), signatory, organisation=organisation)
    filing = a_draft(an_open_call(), signatory, organisation=organisation)
    sent(filing, signatory)
    filing.refresh_from_db()
    handling.request_completion(filing=filing, text="Mer", deadline=in_days(9), by=actor(officer), now=now)
    attester, hospital = a_person(Role.ATTESTER, LUND), Organisation.objects.get(key=LUND)
    attest(hospital=hospital, fact="intensivvard", raw="14", by=actor(attester), now=now - timedelta(days=400))
    return filing


def test_the_week_has_all_of_ones_own_region(coordinator):
    filing = everything()
    page = coordinator.get(WEEK)
    assert page.texts("//main//h2") == [
        "Begärda kompletteringar",
        "Öppna utlysningar",
        "Påbörjade, inte inskickade",
        "Inskickade den senaste månaden",
        "Enheter vars uppgifter om remiss saknas eller är gamla",
        "Sjukhusuppgifter som har gått ut eller snart gör det",
        "Villkor att rapportera i mars",
        "Vilka som har en roll",
        "Regionens kontakt",
    ]
    assert "Sedan i går: 1 komplettering är begärd , 2 nya utlysningar är öppna" in page.text
    there = page.links("//p[@class='nhv-news']/a")
    assert len(there) >= 2 and all(page.html.xpath(f"//div[@id='{one[1:]}'][.//h2]") for one in there)
    assert f"/ansokningar/{filing.key}/" in page.links("//main//a")
    assert coordinator.get(f"/ansokningar/{filing.key}/").status == 200


def test_what_has_a_last_day_comes_first_and_the_nearest_of_it_before_the_rest(coordinator):
    signatory = an_applicant(SKANE)
    for days in (60, 20):
        a_draft(an_open_call(days=days), signatory)
    page = coordinator.get(WEEK)
    drafts = page.texts("//section[@aria-labelledby='utkast']//li")
    assert ["19 dagar" in text or "20 dagar" in text for text in drafts] == [True, False]
    named = page.texts("//main//h2")
    assert named.index("Påbörjade, inte inskickade") < named.index("Villkor att rapportera i mars")
    a_duty_of(Organisation.objects.get(key=LUND))
    assert coordinator.get(WEEK).texts("//main//h2").index("Årsrapporter att lämna") < 3


def test_what_a_party_is_heard_about_and_asked_stands_in_the_week_and_among_the_applications(coordinator):
    weighing = a_weighed_call()
    signatory = Official(user=a_person(Role.SIGNATORY, SKANE))
    filed = dict.fromkeys(applications(weighing.call), "Opererar.")
    made = propose(weighing=weighing, words="Ett team.", parts=filed, by=PROGRAM, now=timezone.now())
    an_opinion(weighing)
    weighing.refresh_from_db()
    open_hearing(weighing=weighing, told="Yttrandet.", last_day=in_days(9), by=PROGRAM, now=timezone.now())
    there = coordinator.get(WEEK).texts("//main//h2")
    assert {"Höranden där regionen inte har yttrat sig", "Frågor om samverkan som regionen inte har svarat på"} <= {
        *there
    }
    links = signatory.get("/ansokningar/").links("//main//a")
    assert {f"/horanden/{weighing.hearings.get().key}/", f"/samverkan/{made.key}/"} <= {*links}
    for part in made.parts.all():
        answer(part=part, agrees=True, by=PROGRAM, now=timezone.now())
    assert f"/samverkan/{made.key}/" not in signatory.get("/ansokningar/").links("//main//a")
    elsewhere = Official(user=a_person(Role.REGION_COORDINATOR, "region-uppsala"))
    assert "Höranden där regionen inte har yttrat sig" not in elsewhere.get(WEEK).texts("//main//h2")


def test_another_regions_is_not_there(coordinator):
    theirs = everything(WEST)
    other = Official(user=a_person(Role.REGION_COORDINATOR, WEST))
    assert theirs.key in str(other.get(WEEK).links("//main//a"))
    page = coordinator.get(WEEK)
    assert theirs.key not in str(page.links("//main//a"))
    assert "Begärda kompletteringar" not in page.text


def test_everything_on_it_leads_somewhere(coordinator):
    everything()
    links = coordinator.get(WEEK).links("//main//a")
    assert len(links) > 5
    assert {link: coordinator.get(link).status for link in links} == dict.fromkeys(links, 200)


UNIT = "/enheter/skanes-universitetssjukhus/avancerad-backenkirurgi/"
REFERRALS, REPORTS = "//section[@aria-labelledby='remiss']", "//section[@aria-labelledby='rapport']"


@pytest.mark.parametrize(
    ("also", "words", "address"),
    [
        (None, "be regionens administratör bjuda in en", "#personer"),
        (Role.REGION_ADMINISTRATOR, "kan du bjuda in en", "/personer/"),
        (Role.UNIT_EDITOR, "Rätta uppgifterna för Skånes universitetssjukhus", UNIT),
    ],
)
def test_who_corrects_a_units_facts_is_said_with_the_way_there(coordinator, also, words, address):
    if also:
        has_role(coordinator.user, also, SKANE)
    page = coordinator.get(WEEK)
    assert "Det är enhetens redaktör som rättar dem." in page.texts(REFERRALS)[0]
    assert words in page.texts(REFERRALS)[0]
    assert address in page.links(f"{REFERRALS}//a")


def test_each_unit_says_who_corrects_it_or_that_nobody_does(coordinator):
    before = coordinator.get(WEEK).texts(REFERRALS)[0]
    assert "Ingen redaktör" in before and "Rättas av" not in before
    editor, theirs = (a_person(Role.UNIT_EDITOR, at) for at in (LUND, "sahlgrenska-universitetssjukhuset"))
    text = coordinator.get(WEEK).texts(REFERRALS)[0]
    assert f"Rättas av {editor.name}" in text and theirs.name not in text


def test_that_conditions_are_not_entered_is_said_once_for_all_such_permits(coordinator):
    text = coordinator.get(WEEK).texts(REPORTS)[0]
    assert len(coordinator.get(WEEK).texts(f"{REPORTS}//li")) > 1
    assert text.count("inte inlagda här") == 1


def test_what_the_regions_units_owe_of_the_follow_up_is_there_and_no_others(coordinator):
    here = "//section[@aria-labelledby='arsrapporter']"
    assert not coordinator.get(WEEK).texts(here)
    ours, theirs = (a_duty_of(Organisation.objects.get(key=at)) for at in (LUND, "sahlgrenska-universitetssjukhuset"))
    text = coordinator.get(WEEK).texts(here)[0]
    assert "Inte påbörjad" in text and ours.place.name in text and theirs.place.name not in text


@pytest.mark.parametrize("number", [1, 10])
def test_it_costs_the_same_however_much_there_is(coordinator, number):
    for _ in range(number):
        everything()
    assert coordinator.get(WEEK).queries <= 62


def test_the_contact_is_changed_on_a_page_of_its_own(coordinator):
    here = f"/regionens-kontakt/{SKANE}/"
    page = coordinator.send(here, switchboard="ring växeln")
    assert any("telefonnummer" in fault for fault in faults(page))
    page = coordinator.send(here, coordinator="Samordnare", telephone="040-628 04 20", switchboard="040-628 04 00")
    assert "Uppgifterna är sparade" in page.text and "040-628 04 20" in page.text
    assert coordinator.get(f"/regionens-kontakt/{WEST}/").status == 404
    assert "040-628 04 00" in coordinator.get(WEEK).text


def test_a_writer_has_no_such_page():
    assert Official(user=an_applicant()).get(WEEK).status in (403, 404)
