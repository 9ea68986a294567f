"""Files on a question's place: received, refused in words, handed out to their owner alone and never shown."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nhv.filings.working_copy import own_answers
from tests.support.calls import WEST, an_applicant, sent
from tests.support.refusals import is_told

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
QUESTION = "verksamhetsplan"


def section_of(filing):
    return f"/ansokningar/{filing.key}/avsnitt/blankett-och-plan/"


def a_file(name="plan.png", content=PICTURE):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def attached(browser, signatory, filing):
    """The section's page after one file was attached."""
    me = browser(signatory)
    me.fill(section_of(filing), {QUESTION: [a_file()]})
    return me.get(section_of(filing))


def test_a_file_is_attached_and_handed_out_but_never_shown(browser, signatory, filing, attached):
    assert [file["name"] for file in own_answers(filing)[QUESTION]] == ["plan.png"]
    (link,) = attached.links("//ul[@class='nhv-files']//a")
    response = browser(signatory).client.get(link)
    assert b"".join(response.streaming_content) == PICTURE
    assert response["Content-Disposition"] == 'attachment; filename="plan.png"'
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in response["Cache-Control"]


def test_nobody_else_gets_the_file_and_no_other_application_hands_it_out(browser, signatory, filing, attached):
    (link,) = attached.links("//ul[@class='nhv-files']//a")
    assert browser(an_applicant(WEST)).get(link).status == 404
    assert browser(signatory).get(link.replace("/filer/", "/filer/0")).status == 404


def test_several_files_at_once_and_the_good_ones_stay_when_one_is_refused(browser, signatory, filing):
    files = [a_file("a.png"), a_file("b.exe", b"MZ"), a_file("c.png")]
    page = browser(signatory).fill(section_of(filing), {QUESTION: files})
    assert [file["name"] for file in own_answers(filing)[QUESTION]] == ["a.png", "c.png"]
    (fault,) = page.texts(f"//*[@id='fraga-{QUESTION}-fel']")
    assert "”b.exe”: " in fault and is_told("file_kind_not_received", fault)


def test_a_file_is_taken_away_but_what_was_sent_with_it_keeps_it(browser, signatory, filing, attached):
    sent(filing, signatory)
    (link,) = attached.links("//ul[@class='nhv-files']//a")
    (button,) = attached.html.xpath("//button[@name='remove']")
    me = browser(signatory)
    page = me.fill(section_of(filing), {}, button=("remove", button.get("value")))
    assert QUESTION not in own_answers(filing) and page.links("//ul[@class='nhv-files']//a") == []
    assert me.client.get(link).status_code == 200
    assert link in me.get(f"/ansokningar/{filing.key}/kvitto/1/").links()


def test_the_same_name_with_other_content_is_refused_in_words(browser, signatory, filing, attached):
    other = PICTURE + b"\x00"
    page = browser(signatory).fill(section_of(filing), {QUESTION: [a_file(content=other)]})
    assert page.html.xpath("//div[@role='alert']")
    assert len(own_answers(filing)[QUESTION]) == 1


def test_a_file_to_a_question_that_asks_for_none_is_refused(browser, signatory, filing):
    page = browser(signatory).post(
        f"/ansokningar/{filing.key}/avsnitt/sokande/", {"drawn": "kontakt", "kontakt": "X", "remove": "kontakt abc"}
    )
    assert is_told("question_takes_no_files", page.text)
