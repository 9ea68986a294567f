"""The form in Word and back: what changed, what clashed, what could not be read."""

from io import BytesIO

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from nhv.filings.acts import drafts
from nhv.filings.working_copy import own_answers
from nhv.process.applications.kind import call_of
from tests.support.calls import a_draft
from tests.support.people import actor
from tests.support.refusals import is_told
from tests.support.word_form import filled_in


def page_of(filing):
    return f"/ansokningar/{filing.key}/word/"


def upload(me, filing, data, name="formular.docx"):
    """What the form would change."""
    return me.fill(page_of(filing), {"form": SimpleUploadedFile(name, data)})


def kept(me, filing, data):
    """The form uploaded, looked at, and kept."""
    return me.send(page_of(filing), upload(me, filing, data), {})


def downloaded(me, filing):
    return me.client.get(f"{page_of(filing)}formular.docx").content


def test_what_was_filled_in_comes_back_to_its_questions(browser, signatory, filing):
    me = browser(signatory)
    data = filled_in(downloaded(me, filing), {"kontakt": "Kansliet", "vantad-volym": "omkring tio"})
    page = upload(me, filing, data)
    assert own_answers(filing) == {"sjukhus": "Skånes universitetssjukhus"}, "nothing is kept before it is looked at"
    assert "1 svar skulle ändras. Inget är sparat ännu. 1 svar är som förut." in page.text
    assert "Det här kunde inte läsas" in page.text and "omkring tio" in page.text and "Kansliet" in page.text
    page = me.send(page_of(filing), page, {})
    assert own_answers(filing) == {"sjukhus": "Skånes universitetssjukhus", "kontakt": "Kansliet"}
    assert "1 svar ändrades och är sparat." in page.text and "Det här kunde inte läsas" in page.text


def test_what_was_looked_at_in_one_filing_is_kept_in_no_other(browser, signatory, filing):
    me, other = browser(signatory), a_draft(call_of(filing), signatory)
    page = upload(me, filing, filled_in(downloaded(me, filing), {"kontakt": "Kansliet"}))
    read = page.html.xpath("//input[@name='read']/@value")[0]
    refused = me.post(page_of(other), {"read": read})
    assert "har legat för länge" in refused.text and "kontakt" not in own_answers(other)
    assert "kontakt" not in own_answers(filing)


def test_an_untouched_form_has_nothing_to_keep(browser, signatory, filing):
    me = browser(signatory)
    page = upload(me, filing, downloaded(me, filing))
    assert "Formuläret ändrar inget av det som är besvarat." in page.text
    assert page.html.xpath("//input[@name='read']") == []


def test_what_others_wrote_meanwhile_stays_and_a_clash_shows_both(browser, signatory, writer, filing):
    me = browser(signatory)
    data = filled_in(downloaded(me, filing), {"kontakt": "Från Word", "patientens-basta": "Vana."})
    drafts.save_answers(
        filing=filing, raw={"kontakt": "Från sidan", "startdag": "2027-09-01"}, seen_revision=1, by=actor(writer)
    )
    page = kept(me, filing, data)
    assert own_answers(filing)["patientens-basta"] == "Vana." and own_answers(filing)["startdag"] == "2027-09-01"
    assert own_answers(filing)["kontakt"] == "Från sidan"
    assert "Från sidan" in page.text and page.html.get_element_by_id("fraga-kontakt-svar").value == "Från Word"

    undecided = me.send(f"/ansokningar/{filing.key}/val/", page, {})
    assert "Välj vilket svar som ska gälla." in undecided.text
    me.send(f"/ansokningar/{filing.key}/val/", undecided, {"kontakt.keep": "mine"})
    assert own_answers(filing)["kontakt"] == "Från Word"


def test_the_form_of_another_application_is_refused_in_one_sentence(browser, signatory, filing):
    me = browser(signatory)
    other = a_draft(call_of(filing), signatory)
    page = upload(me, filing, downloaded(me, other))
    assert is_told("form_of_another_application", page.text)


def test_a_file_that_is_no_form_is_refused_in_one_sentence(browser, signatory, filing):
    me = browser(signatory)
    before = own_answers(filing)
    plain = BytesIO()
    docx.Document().save(plain)
    assert is_told("form_without_properties", upload(me, filing, plain.getvalue()).text)
    assert me.get(page_of(filing)).html.xpath("//div[@role='alert']") == []
    assert upload(me, filing, b"PK\x03\x04 inget").html.xpath("//div[@role='alert']")
    assert "Ingen fil är vald." in me.fill(page_of(filing), {}).text
    assert own_answers(filing) == before


def test_an_answer_emptied_in_word_is_taken_away(browser, signatory, filing):
    drafts.save_answers(filing=filing, raw={"kontakt": "Kansliet"}, seen_revision=1, by=actor(signatory))
    me = browser(signatory)
    kept(me, filing, filled_in(downloaded(me, filing), {"kontakt": ""}))
    assert "kontakt" not in own_answers(filing)
