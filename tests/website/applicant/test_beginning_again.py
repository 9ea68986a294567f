"""After a withdrawal a new one begins with what was written in the one that was taken back, or with nothing."""

import pytest
from django.utils import timezone

from nhv.filings.acts import attachments, drafts, sending
from nhv.filings.again import from_earlier
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.working_copy import own_answers
from nhv.process.applications.kind import call_of
from nhv.rules.roles import Role
from tests.records.uploads import making
from tests.support.calls import SKANE, WEST, a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.people import actor
from tests.support.refusals import refuses


@pytest.fixture
def withdrawn(signatory):
    """Region Skåne's application with a file, sent and taken back."""
    filing = a_filled_application(an_open_call(), signatory, hospital="skanes-universitetssjukhus")
    attachments.attach(
        filing=filing, question="verksamhetsplan", name="plan.pdf", chunks=[making.pdf(1)], by=actor(signatory)
    )
    filing.refresh_from_db()
    sent(filing, signatory)
    return sending.withdraw(filing=filing, why="", by=actor(signatory), now=timezone.now())


def begun(withdrawn, person, *, owner=SKANE):
    filing = drafts.start_filing(
        kind=withdrawn.kind,
        owner=Owner(owner),
        about=withdrawn.about,
        again=withdrawn,
        by=actor(person),
        once_key=once(),
    )
    return Filing.objects.get(key=filing.key)


def test_the_new_one_has_the_answers_and_files_and_says_of_each_where_it_is_from(register, withdrawn, signatory):
    new = begun(withdrawn, signatory)
    assert own_answers(new) == own_answers(withdrawn) and "plan.pdf" in str(own_answers(new))
    assert set(from_earlier(new).values()) == {withdrawn.key} and set(from_earlier(new)) == set(own_answers(new))
    drafts.save_answers(filing=new, raw={"patientens-basta": "Något nytt."}, seen_revision=1, by=actor(signatory))
    assert set(own_answers(new)) - set(from_earlier(new)) == {"patientens-basta"}, "what is changed is from here"
    assert sent(new, signatory).files == withdrawn.versions.get().files


def test_nobody_begins_with_anothers_answers_nor_with_what_still_stands(register, withdrawn, signatory):
    other = an_applicant(WEST)
    with refuses("not_to_begin_again_from"):
        begun(withdrawn, other, owner=WEST)
    standing = a_filled_application(call_of(withdrawn), signatory)
    with refuses("not_to_begin_again_from"):
        begun(standing, signatory)


def test_the_withdrawn_page_leads_to_it_and_the_writer_chooses(browser, writer, withdrawn):
    me, here = browser(writer), f"/ansokningar/{withdrawn.key}/"
    page = me.get(here)
    (link,) = [one for one in page.links("//main//a") if "/ny/" in one]
    assert link == f"/ansokningar/ny/{withdrawn.about}/?fran={withdrawn.key}"
    form = me.get(link)
    assert "Svaren och filerna från den återtagna: Region Skåne, Skånes universitetssjukhus" in form.text
    page = me.fill(link, {"where": "region-skane/skanes-universitetssjukhus"})
    new = Filing.objects.latest("pk")
    kept = len(from_earlier(new))
    assert kept > 10 and f"{kept} svar kommer oförändrade från det ni återtog." in page.text
    assert here in page.links("//main//a")
    section = new.outline.outline.sections[1].key
    assert "Från det ni återtog" in me.get(f"/ansokningar/{new.key}/avsnitt/{section}/").text


def test_who_chooses_an_empty_form_gets_one(browser, writer, withdrawn):
    me, link = browser(writer), f"/ansokningar/ny/{withdrawn.about}/"
    page = me.fill(link, {"where": "region-skane/", "answers": ""})
    new = Filing.objects.latest("pk")
    assert own_answers(new) == {} and "från det ni återtog" not in page.text


def test_who_may_only_read_is_led_to_no_beginning(browser, withdrawn):
    reader = an_applicant(role=Role.REGION_ADMINISTRATOR)
    page = browser(reader).get(f"/ansokningar/{withdrawn.key}/")
    assert page.status == 200 and not [one for one in page.links("//main//a") if "/ny/" in one]
