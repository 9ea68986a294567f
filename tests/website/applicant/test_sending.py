"""Read through, sent, acknowledged; late, again, completed, taken back."""

import json
import re
import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from nhv.accounts.models import User
from nhv.filings.acts import drafts
from nhv.filings.models import FilingVersion
from nhv.filings.working_copy import effective
from nhv.process.applications.kind import call_of
from nhv.records.keys import read_public
from nhv.records.receipts import read
from nhv.register.models import Call, OutgoingMessage
from nhv.rules.refusals import OutcomeUnknown
from nhv.specification.answers import answers_hash
from tests.support.calls import a_filled_application, an_open_call, once, sent
from tests.support.people import actor
from tests.support.refusals import is_told


@pytest.fixture
def whole(signatory: User):
    """An application without anything missing but the operations plan."""
    return a_filled_application(an_open_call(), signatory, hospital="skanes-universitetssjukhus")


def send_page(filing):
    return f"/ansokningar/{filing.key}/skicka/"


def over(call):
    """The call's time is out."""
    Call.cases.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(minutes=1))


def test_everything_is_read_through_with_what_is_missing_first(browser, signatory, whole):
    text = browser(signatory).get(send_page(whole)).text
    assert text.index("2 svar saknas") < text.index("Sökande")
    assert "normalt en allmän handling från den stund det kommer in" in text
    assert "Skicka ändå, fast 2 svar saknas" in text


def test_what_is_missing_is_not_sent_by_mistake(browser, signatory, whole):
    page = browser(signatory).fill(send_page(whole), {})
    assert "Ansökan är inte inskickad" in page.text
    assert page.links("//div[@role='alert']//a") == ["#trots"]
    assert FilingVersion.objects.count() == 0


def test_a_receipt_says_when_what_and_how_to_verify(browser, signatory, whole):
    page = browser(signatory).fill(send_page(whole), {"despite": "1"})
    version = FilingVersion.objects.get()
    receipt = read(version.receipt)["receipt"]
    assert page.texts("//h1") == ["Ansökan är mottagen"]
    assert "Den kom i tid." in page.text and "Verksamhetsplanen" in page.text
    for part in ("received_at", "answers_sha256"):
        assert receipt[part] in " ".join(page.texts("//details"))
    first = page.text.partition("För den som ska kontrollera kvittot")[0]
    assert f"Kvittonummer {version.diary_number} Säg det om ni ringer eller skriver." in first
    assert "Vad som händer nu" in first and receipt["answers_sha256"] not in first
    assert not re.search(r"\d\.\d{3,}", first), "nobody needs to know the millisecond"
    me = browser(signatory)
    here = f"/ansokningar/{whole.key}/kvitto/1/"
    assert me.client.get(f"{here}kvitto.pdf").content.startswith(b"%PDF")
    assert me.client.get(f"{here}kvitto.json").content.decode() == version.receipt
    assert me.client.get(f"{here}svar.json").content.decode() == version.answers
    published = me.client.get("/kvittonycklar.json").content.decode()
    assert json.loads(version.receipt)["key_id"] in {key.key_id for key in read_public(published)}


def test_the_same_click_twice_is_one_version_and_one_receipt(browser, signatory, whole):
    me = browser(signatory)
    form = me.get(send_page(whole))
    pages = [me.send(send_page(whole), form, {"despite": "1"}) for _click in range(2)]
    assert FilingVersion.objects.count() == 1
    assert [page.texts("//h1") for page in pages] == [["Ansökan är mottagen"]] * 2


def test_the_form_that_was_received_never_says_that_nothing_was_sent(browser, signatory, whole):
    me = browser(signatory)
    form = me.get(send_page(whole))
    assert me.send(send_page(whole), form, {"despite": "1"}).texts("//h1") == ["Ansökan är mottagen"]
    again = me.send(send_page(whole), form, {})
    assert (again.status, is_told("form_sent_with_other_content", again.text)) == (409, True)
    assert "Ansökan är inte inskickad" not in again.text and FilingVersion.objects.count() == 1


def test_what_a_colleague_changed_is_read_before_it_is_sent(browser, signatory, writer, whole):
    me = browser(signatory)
    form = me.get(send_page(whole))
    drafts.save_answers(filing=whole, raw={"kontakt": "Nytt"}, seen_revision=whole.revision, by=actor(writer))
    page = me.send(send_page(whole), form, {"despite": "1"})
    assert is_told("changed_since_read", page.text) and "Nytt" in page.text
    assert FilingVersion.objects.count() == 0
    assert me.send(send_page(whole), page, {"despite": "1"}).texts("//h1") == ["Ansökan är mottagen"]


def test_the_page_after_a_refusal_carries_what_it_shows(browser, signatory, writer, whole):
    me = browser(signatory)
    form = me.get(send_page(whole))
    for text in ("Nytt", "Nyare"):
        whole.refresh_from_db()
        drafts.save_answers(filing=whole, raw={"kontakt": text}, seen_revision=whole.revision, by=actor(writer))
        if text == "Nytt":
            assert is_told("changed_since_read", me.send(send_page(whole), form, {"despite": "1"}).text)
    page = me.get(send_page(whole))
    assert "Det du skrev är tillbaka i formuläret" in page.text and "Nyare" in page.text
    assert me.send(send_page(whole), page, {"despite": "1"}).texts("//h1") == ["Ansökan är mottagen"]


def test_the_same_withdrawal_again_leads_where_the_first_led_and_other_words_are_said(browser, signatory, whole):
    me = browser(signatory)
    me.send(send_page(whole), me.get(send_page(whole)), {"despite": "1"})
    address = f"/ansokningar/{whole.key}/aterta/"
    form = me.get(address)
    first, again = (me.send(address, form, {"why": "Skäl A"}) for _ in range(2))
    assert (first.status, again.texts("//h1")) == (200, first.texts("//h1"))
    other = me.send(address, form, {"why": "Skäl B"})
    assert (other.status, "Skäl A" in other.text, "Skäl B" in other.text) == (409, True, True)
    whole.refresh_from_db()
    assert whole.withdrawn_because == "Skäl A"


def shown(me, *, minutes_ago):
    session = me.client.session
    session["account_authentication_methods"][0]["at"] = time.time() - 60 * minutes_ago
    session.save()


def test_who_reads_for_long_is_asked_again_and_what_was_typed_is_kept(browser, signatory, whole):
    over(call_of(whole))
    me = browser(signatory)
    form = me.get(send_page(whole))
    shown(me, minutes_ago=16)
    page = me.send(send_page(whole), form, {"despite": "1", "why": "Strömavbrott."})
    assert "/konto/" in page.response.request["PATH_INFO"]
    assert FilingVersion.objects.count() == 0
    shown(me, minutes_ago=0)
    back = me.get(send_page(whole))
    assert back.html.get_element_by_id("skal").value.strip() == "Strömavbrott."
    assert back.html.xpath("//input[@id='trots'][@checked]")


def test_a_late_one_says_why_and_is_received_as_late(browser, signatory, whole):
    over(call_of(whole))
    me = browser(signatory)
    asked = me.fill(send_page(whole), {"despite": "1"})
    assert "Skriv varför den kommer efter sista dagen." in asked.text
    page = me.send(send_page(whole), asked, {"despite": "1", "why": "Strömavbrott."})
    assert "märkt som sen" in page.text
    assert (FilingVersion.objects.get().time_class, FilingVersion.objects.get().late_because) == (
        "late",
        "Strömavbrott.",
    )


def test_a_page_from_before_the_last_moment_is_received_after_it_without_being_sent_back(browser, signatory, whole):
    me = browser(signatory)
    form = me.get(send_page(whole))
    over(call_of(whole))
    assert "märkt som sen" in me.send(send_page(whole), form, {"despite": "1"}).text


def test_a_writer_reads_through_but_does_not_send(browser, writer, whole):
    page = browser(writer).get(send_page(whole))
    assert page.html.xpath("//main//form") == [] and "Behörig att skicka in: Person" in page.text
    assert browser(writer).post(send_page(whole), {"despite": "1"}).status == 403


def test_an_unknown_outcome_is_said_and_the_same_key_tells(browser, signatory, whole):
    me = browser(signatory)
    form = me.get(send_page(whole))
    with patch("nhv.website.filings.own.sending.sending.send", side_effect=OutcomeUnknown):
        page = me.send(send_page(whole), form, {"despite": "1"})
    assert (page.status, page.texts("//h1")) == (503, ["Utfallet är okänt"])
    assert me.send(send_page(whole), page, {}).texts("//h1") == ["Ansökan är mottagen"]
    assert FilingVersion.objects.count() == 1


def test_sent_again_before_the_last_day_it_replaces_and_both_can_be_read_and_compared(browser, signatory, whole):
    sent(whole, signatory)
    whole.refresh_from_db()
    drafts.save_answers(filing=whole, raw={"kontakt": "Nytt"}, seen_revision=whole.revision, by=actor(signatory))
    me = browser(signatory)
    me.fill(send_page(whole), {"despite": "1"})
    here = f"/ansokningar/{whole.key}/"
    assert "Nytt" in me.get(f"{here}jamfor/1-2/").text
    assert "Nytt" not in me.get(f"{here}version/1/").text
    assert "En senare version har ersatt den här." in me.get(f"{here}kvitto/1/").text
    assert me.client.get(f"{here}version/2/handling.pdf").content.startswith(b"%PDF")
    assert me.client.get(f"{here}utkast.pdf").content.startswith(b"%PDF")


def test_taken_back_with_a_reason_it_can_still_be_read_but_not_changed(browser, signatory, whole):
    sent(whole, signatory)
    me = browser(signatory)
    here = f"/ansokningar/{whole.key}/"
    page = me.fill(f"{here}aterta/", {"why": "Vi söker tillsammans med en annan region."})
    assert "Ansökan är återtagen." in page.text and "Vi söker tillsammans" in page.text
    assert me.get(f"{here}kvitto/1/").status == me.get(f"{here}version/1/").status == 200
    assert me.get(f"{here}avsnitt/sokande/").html.xpath("//main//form") == []
    page = me.post(f"{here}avsnitt/sokande/", {"drawn": "kontakt", "kontakt": "X"})
    assert is_told("state_forbids_act", page.text)


def show_who_one_is(client, user):
    """As the page that asks does when the answer is right."""
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session.save()


def form_of(filing, **other):
    answers = answers_hash(effective(filing).answers)
    return {"once": "a" * 32, "revision": filing.revision, "answers": answers, "despite": "1", **other}


@pytest.mark.parametrize(
    ("again", "minutes", "counts_from_first"),
    [({}, 0, True), ({}, 11, False), ({"why": "Något annat"}, 0, False)],
)
def test_what_was_sent_whole_counts_from_then_if_they_show_who_they_are_soon(
    browser, signatory, whole, again, minutes, counts_from_first
):
    client = browser(signatory, recently=False).client
    before = timezone.now()
    assert client.post(send_page(whole), form_of(whole)).status_code == 302
    came = timezone.now()
    assert FilingVersion.objects.count() == 0
    over(call_of(whole))
    Call.cases.filter(pk=call_of(whole).pk).update(closes_at=came)
    show_who_one_is(client, signatory)
    with patch("nhv.website.filings.own.held.SOON", timedelta(minutes=10 - minutes)):
        client.post(send_page(whole), form_of(whole, **{"is_late": "", **again}))
    version = FilingVersion.objects.get()
    assert (before <= version.received_at <= came) is counts_from_first
    assert (version.time_class == "in_time") is counts_from_first


def test_another_persons_or_another_browsers_sending_is_not_held(browser, signatory, whole):
    """The control: what is held cannot be read, and opens for nobody else."""
    client = browser(signatory, recently=False).client
    client.post(send_page(whole), form_of(whole))
    held = client.session[f"held:{whole.key}"]
    assert "revision" not in held and str(timezone.now().year) not in held
    Call.cases.filter(pk=call_of(whole).pk).update(closes_at=timezone.now())
    other = browser(signatory).client
    other.post(send_page(whole), form_of(whole))
    assert FilingVersion.objects.get().time_class == "late"


def test_everybody_who_works_on_it_is_told_that_it_has_come_in_and_whether_in_time(browser, signatory, writer, whole):
    browser(signatory).fill(send_page(whole), {"despite": "1"})
    told = {mail.to: mail for mail in OutgoingMessage.objects.filter(kind="application_send")}
    assert {signatory.email, writer.email} <= told.keys()
    mail = told[writer.email]
    assert whole.document.name in mail.subject and "Den kom i tid." in mail.text
    assert whole.key not in mail.subject + mail.text.partition("http")[0]


def test_a_writer_hands_over_to_those_who_may_send_and_each_is_told_once(browser, signatory, writer, whole):
    me, here = browser(writer), f"/ansokningar/{whole.key}/"
    page = me.get(here)
    assert f"Behörig att skicka in: {signatory.name}." in page.text
    for _twice in range(2):
        assert me.post(f"{here}lamna-over/", {"once": once()}).status == 200
    assert signatory.name in me.get(here).text
    (mail,) = OutgoingMessage.objects.filter(kind="application_hand_over")
    assert mail.to == signatory.email and here in mail.text
    assert "Bad om att den läses igenom" in me.get(here).text


def test_those_who_may_send_see_on_their_list_that_it_waits_for_them_until_it_is_sent(
    browser, signatory, writer, whole
):
    me, here = browser(signatory, recently=True), f"/ansokningar/{whole.key}/"
    assert "Väntar på att skickas in" not in me.get("/ansokningar/").text
    browser(writer).post(f"{here}lamna-over/", {"once": once()})
    page = me.get("/ansokningar/").text
    assert "Väntar på att skickas in" in page and f"{writer.name} bad om det" in page
    me.fill(send_page(whole), {"despite": "1"})
    page = me.get("/ansokningar/").text
    assert "Mottagen" in page and "Väntar på att skickas in" not in page


def test_who_hands_over_is_told_what_is_missing_before_and_after(browser, signatory, writer, filing):
    me, here = browser(writer), f"/ansokningar/{filing.key}/"
    missing = len(effective(filing).missing)
    assert missing > 1
    assert f"skickas in, fast {missing} svar saknas" in me.get(here).text
    assert f"{missing} svar saknas ännu." in me.post(f"{here}lamna-over/", {"once": once()}).text
    assert f"{missing} svar saknas" in browser(signatory).get(here).text


def test_reading_through_asks_nobody_who_they_are_and_sending_does(browser, signatory, whole):
    me = browser(signatory, recently=False)
    page = me.get(send_page(whole))
    assert "Visa vem du är och skicka in" in page.text
    assert "/konto/" in me.send(send_page(whole), page, {"despite": "1"}).response.request["PATH_INFO"]
    assert FilingVersion.objects.count() == 0
