"""When nothing could be kept, or nobody knows: said on the same page, where all that was typed still stands."""

from unittest.mock import patch

import pytest

from nhv.rules.refusals import NoRoom, OutcomeUnknown
from nhv.specification.answer_reading import is_empty
from tests.support.calls import an_open_call


@pytest.mark.parametrize("why", [NoRoom, OutcomeUnknown])
def test_a_section_keeps_what_was_typed(browser, signatory, filing, why):
    path = f"/ansokningar/{filing.key}/avsnitt/for-patienterna/"
    with patch("nhv.website.filings.own.section.save_page", side_effect=why):
        page = browser(signatory).fill(path, {"patientens-basta": "En lång text."})
    assert str(why()) in page.texts("//div[@role='alert']")[0]
    assert page.html.get_element_by_id("fraga-patientens-basta-svar").value.strip() == "En lång text."


@pytest.mark.parametrize("why", [NoRoom, OutcomeUnknown])
def test_saving_by_itself_says_that_it_is_not_saved(browser, signatory, filing, why):
    with patch("nhv.website.filings.own.section.save_page", side_effect=why):
        answer = browser(signatory).client.post(
            f"/ansokningar/{filing.key}/avsnitt/sokande/",
            {"drawn": "kontakt", "kontakt": "X", "revision": "1"},
            headers={"Accept": "application/json"},
        )
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"], told["detail"]) == (503, 503, why().code, str(why()))


@pytest.mark.parametrize("why", [NoRoom, OutcomeUnknown])
def test_an_application_that_may_be_begun_is_asked_for_with_the_same_key(browser, signatory, why):
    call = an_open_call()
    path = f"/ansokningar/ny/{call.key}/"
    me = browser(signatory)
    form = me.get(path)
    with patch("nhv.website.filings.own.begin.start_filing", side_effect=why):
        page = me.send(path, form, {"where": "region-skane/"})
    assert str(why()) in page.text
    keys = [each.html.xpath("//input[@name='once']/@value")[0] for each in (form, page)]
    assert not is_empty(keys[0]) and keys[0] == keys[1]


def test_a_full_disk_gives_no_receipt_and_says_so(browser, signatory, filing):
    with patch("nhv.website.filings.own.sending.sending.send", side_effect=NoRoom):
        page = browser(signatory).fill(f"/ansokningar/{filing.key}/skicka/", {"despite": "1"})
    assert "Ansökan är inte inskickad" in page.text and str(NoRoom()) in page.text
    assert page.html.xpath("//input[@id='trots'][@checked]")


def test_on_english_pages_what_is_wrong_with_an_answer_is_said_in_english(browser, signatory, filing):
    path = f"/en/ansokningar/{filing.key}/avsnitt/volym-och-start/"
    page = browser(signatory).fill(path, {"vantad-volym": "1.000"})
    (said,) = page.texts("//*[contains(@class, 'nhsuk-error-summary__list')]//a")
    assert "“1.000” can be read in two ways. Write 1000, or 1,000 with a decimal comma." in said
    assert page.html.xpath("//*[contains(@class, 'nhsuk-error-message')]//*[@lang]") == []
