"""The hospital of an application, and what it has attested: inherited, answered otherwise, changed for another."""

from django.utils import timezone

from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.working_copy import effective, own_answers
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from tests.support.calls import WEST, a_draft, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor

INTENSIVE_CARE = "villkor-intensivvard"


def attested(hospital, raw=34):
    attester = a_person(Role.ATTESTER, hospital)
    place = Organisation.objects.get(key=hospital)
    facts.attest(hospital=place, fact="intensivvard", raw=raw, by=actor(attester), now=timezone.now())
    return attester


def section_of(filing):
    return f"/ansokningar/{filing.key}/avsnitt/utrustning/"


def test_an_answer_of_ones_own_goes_before_and_when_it_is_emptied_the_fact_is_back(browser, signatory, filing):
    attested("skanes-universitetssjukhus")
    me = browser(signatory)
    assert "34 platser" in me.get(section_of(filing)).text
    me.fill(section_of(filing), {INTENSIVE_CARE: "12"})
    assert effective(filing).answers[INTENSIVE_CARE] == 12
    page = me.get(section_of(filing))
    assert "Svaret nedan gäller i stället, men bara här." in page.text and "34 platser" in page.text
    me.fill(section_of(filing), {INTENSIVE_CARE: ""})
    assert effective(filing).answers[INTENSIVE_CARE] == 34


def test_what_was_attested_follows_a_version_that_was_sent(browser, signatory, filing):
    attester = attested("skanes-universitetssjukhus")
    sent(filing, signatory)
    attested("skanes-universitetssjukhus", raw=9)
    text = browser(signatory).get(f"/ansokningar/{filing.key}/version/1/").text
    assert "34 platser" in text and attester.name in text


def test_another_hospital_brings_its_name_and_its_facts(browser):
    anna = an_applicant(WEST)
    filing = a_draft(an_open_call(), anna, organisation=WEST)
    attested("sahlgrenska-universitetssjukhuset", raw=40)
    page = browser(anna).fill(f"/ansokningar/{filing.key}/sjukhus/", {"hospital": "sahlgrenska-universitetssjukhuset"})
    assert "40 platser" in page.text
    assert own_answers(filing)["sjukhus"] == "Sahlgrenska universitetssjukhuset"


def test_a_name_that_somebody_wrote_is_left(browser, signatory, filing):
    me = browser(signatory)
    me.fill(f"/ansokningar/{filing.key}/avsnitt/sokande/", {"sjukhus": "Två sjukhus tillsammans"})
    me.fill(f"/ansokningar/{filing.key}/sjukhus/", {"hospital": ""})
    assert own_answers(filing)["sjukhus"] == "Två sjukhus tillsammans"


def test_what_is_received_keeps_the_hospital_that_it_was_sent_for(browser, signatory, filing):
    """Whoever weighs it, compares travel and decides reads the hospital of what was received."""
    me, place = browser(signatory), f"/ansokningar/{filing.key}/sjukhus/"
    assert place in me.get(f"/ansokningar/{filing.key}/").links()
    sent(filing, signatory)
    filing.refresh_from_db()
    was = filing.place_id
    assert place not in me.get(f"/ansokningar/{filing.key}/").links()
    assert "Återta det och börja på nytt" in me.fill(place, {"hospital": ""}).text
    filing.refresh_from_db()
    assert filing.place_id == was is not None
