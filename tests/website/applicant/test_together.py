"""A region's people work together: comments, a reply to a completion, every fault of a sending at once."""

import pytest

from nhv.filings.acts import drafts
from nhv.filings.models import FilingVersion
from nhv.filings.working_copy import effective
from nhv.process.applications.kind import call_of
from tests.support.calls import a_filled_application, an_open_call, sent
from tests.support.days import on_a_working_day
from tests.support.pages import words_of
from tests.support.people import actor
from tests.website.applicant.test_sending import over, send_page
from tests.website.officer.pages import Official


@pytest.fixture
def whole(signatory):
    return a_filled_application(an_open_call(), signatory, hospital="skanes-universitetssjukhus")


def answer(filing, by, **raw):
    drafts.save_answers(filing=filing, raw=raw, seen_revision=filing.revision, by=actor(by))
    filing.refresh_from_db()


def test_a_comment_is_seen_by_those_who_work_on_it_and_by_nobody_else(browser, signatory, writer, whole):
    here = f"/ansokningar/{whole.key}/"
    page = Official(user=signatory).send(f"{here}kommentar/", at=here, text="Är volymen rätt?", question="vantad-volym")
    assert "Är volymen rätt?" in page.text
    theirs = browser(writer).get(here)
    assert "Är volymen rätt?" in theirs.text and signatory.name in theirs.text
    sent(whole, signatory)
    officer = Official()
    received = officer.get(f"/handlaggning/ansokningar/{whole.key}/")
    assert received.status == 200 and "volymen rätt" not in received.text


def test_that_it_is_ready_is_said_until_it_is_sent(browser, signatory, writer, whole):
    here = f"/ansokningar/{whole.key}/"
    Official(user=writer).send(f"{here}lamna-over/", at=here)
    assert f"{writer.name} har bett om att den läses igenom" in browser(signatory).get(here).text
    sent(whole, signatory)
    assert "har bett om att den läses igenom och skickas in," not in browser(signatory).get(here).text


def test_who_sends_sees_what_was_changed_since_it_was_handed_over_and_by_whom(browser, signatory, writer, whole):
    here = f"/ansokningar/{whole.key}/"
    answer(whole, writer, **{"vantad-volym": 25})
    Official(user=writer).send(f"{here}lamna-over/", at=here)
    assert "Sedan dess är inget ändrat." in browser(signatory).get(here).text
    answer(whole, writer, **{"vantad-volym": 27, "kontakt": ""})
    missing = len(effective(whole).missing)
    for path in (here, send_page(whole)):
        page = browser(signatory).get(path)
        assert f"Nu saknas {missing} svar." in page.text.replace(" .", "."), "what is lacking is today's"
        assert f"Sedan dess är 2 svar ändrade , av {writer.name}." in page.text
        assert f"{here}jamfor/overlamnat-nu/" in page.links("//main//a")
    page = browser(signatory).get(f"{here}jamfor/overlamnat-nu/")
    rows = [[words_of(cell) for cell in row] for row in page.html.xpath("//tbody/tr")]
    assert [row[1:] for row in rows if "27" in row[2]] == [["25 patienter per år", "27 patienter per år", writer.name]]
    assert len(rows) == 2, "what stood when it was handed over is no change"
    sent(whole, signatory, despite_missing=True)
    assert browser(signatory).get(f"{here}jamfor/overlamnat-nu/").status == 404


def test_what_was_changed_since_the_last_sending_says_by_whom(browser, signatory, writer, whole):
    sent(whole, signatory)
    answer(whole, writer, **{"vantad-volym": 28})
    read_through = browser(signatory).get(send_page(whole))
    (link,) = [one for one in read_through.links("//main//a") if "jamfor" in one]
    assert writer.name in browser(signatory).get(link).texts("//tbody/tr/*")


def test_every_fault_of_a_sending_is_told_at_once(browser, signatory, whole):
    answer(whole, signatory, startdag="2020-01-01")
    over(call_of(whole))
    page = browser(signatory).fill(send_page(whole), {})
    assert page.links("//div[@role='alert']//a") == ["#trots", "#passerad", "#skal"]
    assert FilingVersion.objects.count() == 0
    page = browser(signatory).fill(send_page(whole), {"despite": "1", "early": "1", "why": "Strömavbrott"})
    assert page.texts("//h1") == ["Ansökan är mottagen"]


def test_two_answers_to_one_question_are_not_sent_unchosen_by_mistake(browser, signatory, writer, whole):
    path = f"/ansokningar/{whole.key}/avsnitt/for-patienterna/"
    opened = browser(writer).get(path)
    browser(signatory).fill(path, {"patientens-basta": "Närhet."})
    browser(writer).send(path, opened, {"patientens-basta": "Stor vana."})
    assert "Två svar, välj ett" in browser(signatory).get(f"/ansokningar/{whole.key}/").text
    page = browser(signatory).fill(send_page(whole), {"despite": "1"})
    assert page.links("//div[@role='alert']//a") == ["#valet"]
    assert FilingVersion.objects.count() == 0
    page = browser(signatory).fill(send_page(whole), {"despite": "1", "choice": "1"})
    assert page.texts("//h1") == ["Ansökan är mottagen"]


def test_a_start_in_the_past_is_asked_about_where_it_is_written(browser, signatory, whole):
    there = f"/ansokningar/{whole.key}/avsnitt/volym-och-start/"
    assert "Den dagen har redan varit." not in browser(signatory).get(there).text
    answer(whole, signatory, startdag="2020-01-01")
    assert "Den dagen har redan varit. Stämmer den?" in browser(signatory).get(there).text


def test_a_completion_leads_to_its_questions_and_takes_a_reply_along(browser, signatory, writer, whole):
    sent(whole, signatory)
    officer = Official()
    there = f"/handlaggning/ansokningar/{whole.key}/"
    page = officer.send(
        f"{there}komplettering/",
        text="När kan ni börja?",
        deadline=on_a_working_day(9).isoformat(),
        questions=["startdag"],
    )
    assert "Kompletteringen är begärd." in page.text
    here = f"/ansokningar/{whole.key}/"
    assert any("volym-och-start/#" in link for link in browser(writer).get(here).links("//main//a"))
    page = Official(user=writer).send(f"{here}svar-pa-komplettering/", text="I september.\nTidigast.")
    assert "Svaret är sparat." in page.text
    assert "I september." not in officer.get(there).text
    assert "I september." in browser(signatory).get(send_page(whole)).text
    browser(signatory).fill(send_page(whole), {"despite": "1"})
    received = officer.get(there)
    assert "I september." in received.text and f"{there}version/1-2/" in received.links("//main//a")
    assert browser(writer).get(f"{here}svar-pa-komplettering/").status == 404
