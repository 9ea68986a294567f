"""One section of the form: drawn, saved, corrected, written by two."""

import pytest

from nhv.filings.acts import drafts
from nhv.filings.models import Filing
from nhv.filings.working_copy import own_answers
from nhv.process.applications.kind import call_of
from nhv.register.models import OutgoingMessage
from nhv.rules.roles import Role
from tests.support.calls import SKANE, WEST, a_filled_application, an_applicant, once
from tests.support.people import a_person, actor
from tests.support.refusals import is_told


def address(filing, section="sokande"):
    return f"/ansokningar/{filing.key}/avsnitt/{section}/"


def test_to_open_a_section_changes_nothing(browser, signatory, filing):
    before = own_answers(filing)
    browser(signatory).get(address(filing))
    assert (own_answers(filing), Filing.objects.get().revision) == (before, filing.revision)


def test_what_is_written_is_saved_and_the_next_section_comes(browser, signatory, filing):
    page = browser(signatory).fill(address(filing), {"kontakt": "Registraturen", "annan-utforare": "nej"})
    assert page.texts("//h1")[0].endswith("Blankett och plan")
    assert own_answers(filing) == {
        "sjukhus": "Skånes universitetssjukhus",
        "kontakt": "Registraturen",
        "annan-utforare": False,
    }


def test_a_fault_is_told_at_its_field_and_keeps_what_was_typed_and_all_the_rest(browser, signatory, filing):
    page = browser(signatory).fill(
        address(filing, "volym-och-start"), {"vantad-volym": "omkring tjugo", "skal-for-volymen": "Våra egna patienter"}
    )
    assert "Något behöver rättas. Resten är sparat." in page.text
    assert page.links("//div[@role='alert']//a") == ["#fraga-vantad-volym-svar"]
    (fault,) = page.texts("//*[@id='fraga-vantad-volym-fel']")
    assert fault.startswith("Fel: ") and is_told("not_a_number", fault)
    assert page.html.get_element_by_id("fraga-vantad-volym-svar").value == "omkring tjugo"
    assert own_answers(filing)["skal-for-volymen"] == "Våra egna patienter"


def test_only_what_is_no_answer_waits_and_takes_no_newer_answer_back(browser, signatory, filing):
    """Two windows have a fault each; in one it is put right, with another number. The other's fault waits alone."""
    me, path = browser(signatory), address(filing, "volym-och-start")
    one, other = me.get(path), me.get(path)
    me.send(path, other, {"vantad-volym": "66", "startdag": "2027-13-01"})
    faulty = me.send(path, one, {"vantad-volym": "66", "startdag": "imorgon"})
    me.send(path, faulty, {"vantad-volym": "60", "startdag": "2027-01-01"})
    assert own_answers(filing)["vantad-volym"] == 60
    again = me.get(path)
    assert again.html.get_element_by_id("fraga-vantad-volym-svar").value == "60"
    assert again.html.get_element_by_id("fraga-startdag-svar").value == "2027-13-01"
    asked = me.send(path, again, {"startdag": "2027-02-01"})
    assert own_answers(filing)["startdag"] == "2027-01-01", "what the other window saved meanwhile is asked about"
    me.send(path, asked, {"startdag.keep": "mine"})
    assert (own_answers(filing)["vantad-volym"], own_answers(filing)["startdag"]) == (60, "2027-02-01")
    assert me.get(path).html.get_element_by_id("fraga-startdag-svar").value == "2027-02-01"


def test_an_answer_that_leads_to_a_question_shows_it_when_it_is_saved(browser, signatory, filing):
    before = browser(signatory).get(address(filing))
    assert "Om svaret är ”Ja” kommer en fråga till när ni sparar." in before.text
    assert before.html.xpath("//*[@id='fraga-utforarens-namn']") == []
    page = browser(signatory).fill(address(filing), {"annan-utforare": "ja"})
    assert "Ditt svar gör att en fråga till ska besvaras." in page.text
    assert page.html.xpath("//*[@id='fraga-utforarens-namn']") != []


def test_an_answer_can_be_cleared(browser, signatory, filing):
    browser(signatory).fill(address(filing), {"annan-utforare": "nej"})
    page = browser(signatory).fill(address(filing), {}, button=("clear", "annan-utforare"))
    assert "annan-utforare" not in own_answers(filing)
    assert page.html.xpath("//input[@name='annan-utforare'][@checked]") == []


def test_two_who_answer_the_same_see_both_texts_and_choose(browser, signatory, writer, filing):
    path = address(filing, "for-patienterna")
    first, second = browser(signatory), browser(writer)
    opened = second.get(path)
    first.fill(path, {"patientens-basta": "Närhet till anhöriga."})
    clash = second.send(path, opened, {"patientens-basta": "Stor vana."})
    both = clash.texts("//*[@class='nhv-clash__text']/*[2]")
    assert both == ["Närhet till anhöriga.", "Stor vana."]
    assert signatory.name in clash.text
    assert clash.html.get_element_by_id("fraga-patientens-basta-svar").value.strip() == "Stor vana."
    assert own_answers(filing)["patientens-basta"] == "Närhet till anhöriga."

    opened_anew = second.get(path)
    assert opened_anew.texts("//*[@class='nhv-clash__text']/*[2]") == both
    assert "Två svar på samma fråga: välj vilket som ska gälla" in opened_anew.text
    red = "//*[contains(@class, 'error')]"
    assert (
        not opened_anew.html.xpath(red)
        and not opened_anew.texts("//title")[0].startswith("Fel:")
        and clash.html.xpath(red)
    )
    undecided = second.send(path, clash, {})
    assert "Välj vilket svar som ska gälla." in undecided.text
    assert undecided.texts("//*[@class='nhv-clash__text']/*[2]") == both
    assert own_answers(filing)["patientens-basta"] == "Närhet till anhöriga."

    second.send(path, undecided, {"patientens-basta": "Närhet och vana.", "patientens-basta.keep": "mine"})
    assert own_answers(filing)["patientens-basta"] == "Närhet och vana."


def test_who_keeps_the_others_answer_loses_nothing_else(browser, signatory, writer, filing):
    path = address(filing, "for-patienterna")
    second = browser(writer)
    opened = second.get(path)
    browser(signatory).fill(path, {"patientens-basta": "Närhet."})
    clash = second.send(path, opened, {"patientens-basta": "Vana.", "samverkan-med-andra-enheter": "Varje vecka."})
    second.send(path, clash, {"patientens-basta.keep": "theirs"})
    answers = own_answers(filing)
    assert (answers["patientens-basta"], answers["samverkan-med-andra-enheter"]) == ("Närhet.", "Varje vecka.")


def test_a_window_left_open_takes_back_nothing_that_was_written_in_another(browser, signatory, filing):
    path = address(filing, "for-patienterna")
    me = browser(signatory)
    left_open = me.get(path)
    me.fill(path, {"patientens-basta": "Skrivet sist."})
    me.send(path, left_open, {"samverkan-med-andra-enheter": "Varje vecka."})
    assert own_answers(filing)["patientens-basta"] == "Skrivet sist."


@pytest.mark.parametrize("says", [True, False])
def test_a_page_that_is_saved_while_it_stands_takes_back_nothing_that_it_has_not_seen(browser, signatory, filing, says):
    """The control: a page that does not say of which revision its fields are clears what it has not seen."""
    path, asked = address(filing, "for-patienterna"), ["patientens-basta", "samverkan-med-andra-enheter"]
    me = browser(signatory)
    standing = {"drawn": asked, asked[0]: "", "revision": str(filing.revision), "window": "a" * 32}
    me.fill(path, {asked[0]: "Skrivet i det andra fönstret."})

    def saved_by_itself(**more):
        sent = {**standing, asked[1]: "Varje vecka.", **more}
        return me.client.post(path, sent, headers={"Accept": "application/json"}).json()

    told = saved_by_itself()
    assert told["unseen"] == [asked[0]]
    again = {"revision": str(told["revision"]), asked[1]: "Varje dag."}
    told = saved_by_itself(**again, **({"seen": f"{filing.revision} {asked[0]}"} if says else {}))
    answers = own_answers(filing)
    assert answers[asked[1]] == "Varje dag."
    assert answers.get(asked[0]) == ("Skrivet i det andra fönstret." if says else None)
    if says:
        sent = saved_by_itself(**again, **{"seen": f"{filing.revision} {asked[0]}", asked[0]: "Och här."})
        assert sent["clashes"] == [asked[0]], "what is written over a text that was not seen is asked about"


@pytest.mark.parametrize("comes_back", ["the same page", "another day"])
@pytest.mark.parametrize("answers", ["before the fault", "after it"])
def test_what_another_answered_while_ones_own_was_no_answer_is_asked_about(
    browser, signatory, writer, filing, comes_back, answers
):
    path, asked = address(filing, "volym-och-start"), "vantad-volym"
    me, other = browser(signatory), browser(writer)
    opened = me.get(path)
    if answers == "before the fault":
        other.fill(path, {asked: "70"})
    faulty = me.send(path, opened, {asked: "omkring 60"})
    if answers == "after it":
        other.fill(path, {asked: "70"})
    shown = me.get(path) if comes_back == "another day" else faulty
    assert shown.html.get_element_by_id(f"fraga-{asked}-svar").value == "omkring 60"
    clash = me.send(path, shown, {asked: "60"})
    assert clash.texts("//*[@class='nhv-clash__text']/*[2]") == ["70 patienter per år", "60 patienter per år"]
    assert own_answers(filing)[asked] == 70


@pytest.mark.parametrize(
    "seen", ["", " ", "1", "x patientens-basta", "-1 patientens-basta", "9" * 40 + " patientens-basta"]
)
def test_a_page_that_says_badly_what_it_has_seen_clears_nothing(browser, signatory, filing, seen):
    path, me = address(filing, "for-patienterna"), browser(signatory)
    me.fill(path, {"patientens-basta": "Skrivet."})
    sent = {"drawn": "patientens-basta", "patientens-basta": "", "revision": "1", "seen": [seen] * 30}
    assert me.client.post(path, sent, headers={"Accept": "application/json"}).status_code == 200
    assert own_answers(filing)["patientens-basta"] == "Skrivet."


def test_ones_own_other_window_is_called_ones_own_in_the_list_of_faults(browser, signatory, filing):
    path = address(filing, "for-patienterna")
    me = browser(signatory)
    left_open = me.get(path)
    me.fill(path, {"patientens-basta": "I det ena fönstret."})
    page = me.send(path, left_open, {"patientens-basta": "I det andra."})
    told = page.texts("//div[@role='alert']//li")
    assert told and "Du har själv svarat något annat på samma fråga." in told[0]
    assert not any("Någon annan" in one or f"{signatory.name} har svarat" in one for one in told)
    assert "Du skrev det andra svaret." in me.get(f"/ansokningar/{filing.key}/").texts(
        "//*[contains(@class, 'nhv-waits')]//li/span"
    )


def test_saving_by_itself_answers_with_the_time_and_the_new_revision(browser, signatory, filing):
    me = browser(signatory)
    page = me.get(address(filing))
    sent = me.send(address(filing), page, {"kontakt": "Registraturen"})
    assert sent.status == 200
    answer = me.client.post(
        address(filing),
        {"drawn": ["kontakt", "sjukhus"], "kontakt": "Kansliet", "sjukhus": "SUS", "revision": "2"},
        headers={"Accept": "application/json"},
    )
    assert {key: value for key, value in answer.json().items() if key != "at"} == {
        "revision": 3,
        "faults": [],
        "clashes": [],
        "unseen": [],
    }


def test_who_must_choose_is_asked_by_mail_and_sees_it_among_ones_own(browser, signatory, writer, filing):
    path, here = address(filing, "for-patienterna"), f"/ansokningar/{filing.key}/"
    first, second, tag = browser(signatory), browser(writer), "//ul[@class='nhv-rows']//strong"
    opened = second.get(path)
    first.fill(path, {"patientens-basta": "Närhet till anhöriga."})
    assert f"Be {writer.name} välja" not in first.get(here).text
    clash = second.send(path, opened, {"patientens-basta": "Stor vana."})
    assert f"Be {writer.name} välja" in first.get(here).text and "Be " not in second.get(here).texts("//form//button")
    for _twice in range(2):
        assert writer.name in first.post(f"{here}be-om-val/", {"once": once()}).text
    (mail,) = OutgoingMessage.objects.filter(kind="application_choice")
    assert mail.to == writer.email and here in mail.text and "Stor vana" not in mail.text
    assert "Två svar, välj ett" in second.get("/ansokningar/").texts(tag)
    assert "Två svar, välj ett" not in first.get("/ansokningar/").texts(tag)
    second.send(path, clash, {"patientens-basta": "Båda.", "patientens-basta.keep": "mine"})
    assert "Ingen annan har ett svar som väntar" in first.post(f"{here}be-om-val/", {"once": once()}).text


def test_saving_by_itself_tells_of_clashes_and_keeps_them_for_the_button(browser, signatory, writer, filing):
    drafts.save_answers(filing=filing, raw={"kontakt": "A"}, seen_revision=1, by=actor(signatory))
    data = {"drawn": "kontakt", "kontakt": "B", "revision": "1"}
    me = browser(writer)
    answer = me.client.post(address(filing), data, headers={"Accept": "application/json"}).json()
    assert answer["clashes"] == ["kontakt"]
    # What the script does then: the newest revision, and the question marked as undecided.
    again = {**data, "revision": str(answer["revision"]), "clash": "kontakt"}
    me.client.post(address(filing), again, headers={"Accept": "application/json"})
    assert own_answers(filing)["kontakt"] == "A"


def test_what_waits_for_a_choice_is_there_again_after_leaving_and_is_told_to_the_others(
    browser, signatory, writer, filing
):
    drafts.save_answers(filing=filing, raw={"kontakt": "A"}, seen_revision=1, by=actor(signatory))
    me, data = browser(writer), {"drawn": "kontakt", "kontakt": "B", "revision": "1"}
    me.client.post(address(filing), data, headers={"Accept": "application/json"})
    longer = {**data, "kontakt": "B och mer", "clash": "kontakt"}
    me.client.post(address(filing), longer, headers={"Accept": "application/json"})

    again = me.get(address(filing))
    assert again.texts("//*[@class='nhv-clash__text']/*[2]") == ["A", "B och mer"]
    assert again.html.get_element_by_id("fraga-kontakt-svar").value.strip() == "B och mer"
    theirs = browser(signatory).get(address(filing))
    assert theirs.html.get_element_by_id("fraga-kontakt-svar").value.strip() == "A"
    assert theirs.html.xpath("//*[@class='nhv-clash__text']") == []
    for page in ("", "skicka/"):
        for person, called in ((writer, "Du"), (signatory, writer.name)):
            told = browser(person).get(f"/ansokningar/{filing.key}/{page}")
            assert "1 fråga har två svar som väntar på ett val." in told.text
            assert told.texts("//*[contains(@class, 'nhv-waits')]//li/span") == [f"{called} skrev det andra svaret."]

    me.send(address(filing), again, {"kontakt.keep": "theirs"})
    assert own_answers(filing)["kontakt"] == "A"
    assert me.get(address(filing)).html.xpath("//*[@class='nhv-clash__text']") == []
    assert "väntar på ett val" not in me.get(f"/ansokningar/{filing.key}/").text


def test_who_may_read_but_not_write_reads(browser, filing):
    page = browser(a_person(Role.REGION_ADMINISTRATOR, SKANE)).get(address(filing))
    assert "Du kan läsa men inte ändra." in page.text
    assert page.html.xpath("//main//form") == []


def test_another_regions_people_find_nothing(browser, filing):
    stranger = browser(an_applicant(WEST))
    assert [stranger.get(path).status for path in (address(filing), f"/ansokningar/{filing.key}/")] == [404, 404]


def test_no_private_page_is_kept_and_only_our_own_scripts_run(browser, signatory, filing):
    headers = browser(signatory).get(address(filing)).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Content-Security-Policy"].endswith("script-src 'self'; connect-src 'self'")
    scripts = browser(signatory).get(f"/ansokningar/{filing.key}/").html.xpath("//script/@src")
    assert scripts == ["/static/kept.js"], "what keeps what is written, and nothing else"


@pytest.mark.parametrize("section", ["sokande", "personal", "andra-kompetenser"])
def test_a_section_costs_the_same_however_much_is_answered(browser, signatory, filing, section):
    empty = browser(signatory).get(address(filing, section)).queries
    filled = a_filled_application(call_of(filing), signatory, hospital="skanes-universitetssjukhus")
    full = browser(signatory).get(address(filled, section)).queries
    assert empty == full <= 15


def test_questions_that_ask_alike_are_rows_of_one_table(browser, signatory, filing):
    page = browser(signatory).get(address(filing, "personal"))
    (table,) = page.html.xpath("//form//*[@role='table']")
    rows = table.xpath(".//*[@role='row'][@id]")
    assert len(rows) == 10
    for row in rows:
        (field,) = row.xpath(".//input[@type='text' and @inputmode='decimal']")
        (label,) = row.xpath(f".//label[@for='{field.get('id')}']")
        assert "Hur många" in label.text_content()
    assert len(table.xpath(".//summary")) == 10, "what may be added is folded away in each row"
