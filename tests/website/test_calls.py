"""Calls for applications as the public reads them: the list, one call whole, its questions, its papers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from nhv.language.dates import date_in_words
from nhv.process.calls import acts
from nhv.process.calls.models import CallQuestion
from nhv.process.calls.queries import open_calls
from nhv.register import queries
from nhv.register.models import Call, Organisation
from nhv.register.publication import publish
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.document import CallFacts
from tests.support.areas import a_file
from tests.support.calls import AREA, SKANE, WEST, a_draft, a_draft_call, an_applicant, an_open_call, once, sent
from tests.support.pages import get
from tests.support.people import a_person, actor, signed_in

US = Actor("program", "test")
CALL = "/utlysningar/ansokan-2025/"
ATOM = "{http://www.w3.org/2005/Atom}"


def a_call(deadline):
    call = CallFacts(key="prov-utlysning", title="Ansökan om provvård", deadline=deadline)
    publish([a_file().model_copy(update={"calls": (call,)})], by=US)


def state(key="prov-utlysning"):
    return get(f"/utlysningar/{key}/").texts("//main//span[contains(@class, 'nhv-state')]")


def ended(call, *, closed=True):
    """As it is the day after the last day."""
    later = call.closes_at + timedelta(minutes=1)
    return acts.close(call=call, by=US, now=later) if closed else call


# --- Imported with an area's document ----------------------------------------------------------------


def test_a_call_is_open_through_its_last_day():
    a_call(queries.today())
    assert state() == ["Öppen"]
    a_call(queries.today() - timedelta(days=1))
    assert state() == ["Stängd"]


def test_open_calls_stand_before_closed_ones():
    a_call(date(2090, 1, 31))
    rows = get("/utlysningar/").texts("//main//li")
    assert rows[0].startswith("Provområde Sök senast tisdag 31 januari 2090")
    assert rows[1] == ("Viss avancerad esofaguskirurgi Sista dag att ansöka var 14 november 2025 2 enheter")


def test_a_call_says_when_what_and_where_to_send():
    page = get(CALL)
    assert "Ansökan ska ha kommit in senast fredag 14 november 2025" in page.text
    assert "Verksamhetsplan" in page.text
    assert any(link.startswith("mailto:") for link in page.links())


def test_the_annex_holds_the_27_proposed_conditions_with_their_force():
    page = get(CALL)
    assert len(page.html.xpath("//ul[@class='nhv-conditions']/li")) == 27
    assert "Villkoren är förslag. Nämnden kan ändra dem" in page.text
    assert "ska verka för" in page.text


def test_an_annex_not_read_is_not_called_empty():
    a_call(date(2090, 1, 31))
    assert "Det betyder inte att villkor saknas." in get("/utlysningar/prov-utlysning/").text


def test_no_open_call_is_said():
    assert "Ingen utlysning i registret är öppen." in get("/utlysningar/").text


# --- Made here ---------------------------------------------------------------------------------------


def test_the_whole_call_is_a_page():
    call = an_open_call(contact_email="fragor@exempel.invalid")
    page = get(f"/utlysningar/{call.key}/")
    assert state(call.key) == ["Öppen"]
    assert "30 dagar kvar" in page.text
    assert [one for one in page.texts("//main//h2") if one in ("Definition", "Särskilda villkor", "Så ansöker ni")]
    assert f"/ansokningar/ny/{call.key}/" in page.links()
    assert f"/utlysningar/{call.key}/fraga/" in page.links()


def test_on_the_english_page_the_calls_words_are_marked_as_swedish():
    call = an_open_call()
    page = get(f"/en/utlysningar/{call.key}/")
    assert "30 days left" in page.text
    (writing,) = page.html.xpath("//main//div[contains(@class, 'nhv-writing')]")
    assert writing.get("lang") == "sv"


# Where the public may meet a call, but for its own pages.
MENTIONS = (
    "/utlysningar/",
    "/utlysningar.atom",
    "/sitemap.xml",
    "/api/v1/calls",
    f"/api/v1/areas/{AREA}",
    "/api/v1/register.json",
)
OWN = ("/utlysningar/{key}/", "/utlysningar/{key}/utlysning.pdf", "/utlysningar/{key}/utlysning.docx")


def where_it_is_met(call):
    """The addresses that tell of the call; the page of its area tells of its last day."""
    last_day = date_in_words(call.facts.deadline)
    texts = {address: Client().get(address).content.decode() for address in MENTIONS}
    found = {address for address, text in texts.items() if call.key in text}
    found |= {address for address in OWN if Client().get(address.format(key=call.key)).status_code == 200}
    return found | {address for address in (f"/omraden/{AREA}/",) if last_day in get(address).text}


def test_a_draft_and_one_taken_back_before_it_was_out_are_met_nowhere_and_a_published_one_everywhere():
    draft, taken_back = a_draft_call(days=4_000), a_draft_call(days=4_000)
    acts.withdraw(call=taken_back, why="Fel område.", by=US, now=timezone.now())
    assert where_it_is_met(draft) == where_it_is_met(taken_back) == set()
    acts.publish(call=draft, by=US, now=timezone.now(), without_questions=True)
    assert where_it_is_met(draft) == {*MENTIONS, *OWN, f"/omraden/{AREA}/"}


# --- Is it open? -------------------------------------------------------------------------------------


def said_open(call, moment, monkeypatch):
    """What each place that says whether a call is open says at a moment."""
    monkeypatch.setattr(timezone, "now", lambda: moment)
    (told,) = [one for one in Client().get("/api/v1/calls").json()["items"] if one["key"] == call.key]
    row = get("/utlysningar/").html.xpath(f"//main//li[.//a[contains(@href, '{call.key}')]]")[0]
    return {
        "the call": Call.objects.get(pk=call.pk).is_open(moment),
        "the query": Call.objects.open_at(moment).filter(pk=call.pk).exists(),
        "its page": state(call.key) == ["Öppen"],
        "the list": "kvar" in row.text_content() or "Sista dagen är i dag" in row.text_content(),
        "the API": told["is_open"],
        "what one can apply to": call in open_calls(moment),
    }


@pytest.mark.parametrize("out", [True, False])
def test_every_place_gives_the_same_answer_to_whether_a_call_is_open(monkeypatch, out):
    call = an_open_call(days=20)
    bound = call.closes_at
    said = said_open(call, bound if out else bound - timedelta(microseconds=1), monkeypatch)
    assert set(said.values()) == {not out}, said


def test_of_a_call_whose_source_gives_no_last_day_nobody_says_that_it_is_open():
    a_call(None)
    assert state() == ["Publicerad"]
    (told,) = [one for one in Client().get("/api/v1/calls").json()["items"] if one["key"] == "prov-utlysning"]
    assert (told["is_open"], told["made_here"], told["closes_at"]) == (False, False, None)
    assert not Call.objects.open_at(timezone.now()).filter(key="prov-utlysning").exists()


def test_a_file_does_not_change_a_call_made_here():
    call = an_open_call(key="gjord-har")
    facts = CallFacts(key="gjord-har", title="En annan")
    with pytest.raises(Refused, match="används redan"):
        publish([a_file().model_copy(update={"calls": (facts,)})], by=US)
    assert Call.objects.get(key="gjord-har").facts == call.facts


def test_a_kept_page_is_made_anew_when_the_hour_of_the_deadline_has_struck(monkeypatch):
    noon = datetime(2027, 11, 15, 11, 0, tzinfo=UTC)
    call = a_draft_call(key="till-klockan-tolv", deadline_time=time(12, 0))
    facts = call.facts.model_copy(update={"deadline": date(2027, 11, 15)})
    call = acts.edit_call(call=call, facts=facts, seen_revision=call.revision, by=US)
    acts.publish(call=call, by=US, now=noon - timedelta(days=30), without_questions=True)
    met = []
    for moment in (noon - timedelta(seconds=1), noon):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        answer = Client().get(f"/utlysningar/{call.key}/")
        met.append((answer["ETag"], "Öppen" in answer.content.decode()))
    assert [is_open for _tag, is_open in met] == [True, False]
    assert met[0][0] != met[1][0]


def test_pdf_and_word_are_there_to_be_saved():
    call = an_open_call()
    for name, begins in (("utlysning.pdf", b"%PDF-"), ("utlysning.docx", b"PK")):
        answer = Client().get(f"/utlysningar/{call.key}/{name}")
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"].startswith("attachment;")


def test_who_has_applied_is_public_from_the_close_on_and_drafts_never():
    call, skane, west = an_open_call(), an_applicant(), an_applicant(WEST)
    sent(a_draft(call, skane), skane)
    a_draft(call, west, organisation=WEST)
    assert "Region Skåne" not in get(f"/utlysningar/{call.key}/").text
    ended(call)
    page = get(f"/utlysningar/{call.key}/")
    assert page.texts("//section[@aria-labelledby='sokande']//li") == ["Region Skåne"]


def test_a_region_that_has_only_begun_would_have_been_shown_had_it_sent():
    call, west = an_open_call(), an_applicant(WEST)
    sent(a_draft(call, west, organisation=WEST), west)
    ended(call)
    assert get(f"/utlysningar/{call.key}/").texts("//section[@aria-labelledby='sokande']//li") == [
        "Västra Götalandsregionen"
    ]


# --- Questions ---------------------------------------------------------------------------------------


def test_a_region_asks_on_a_page_of_its_own_and_everybody_reads_the_answer():
    call, writer = an_open_call(), a_person(Role.WRITER, SKANE)
    client = signed_in(Client(), writer)
    typed = {"once": once(), "organisation": SKANE, "question": "Får två regioner söka ihop? /Skåne"}
    for _click in range(2):
        client.post(f"/utlysningar/{call.key}/fraga/", typed)
    asked = CallQuestion.objects.get()
    page = client.get(f"/utlysningar/{call.key}/fraga/").content.decode()
    assert "Får två regioner söka ihop? /Skåne" in page
    assert "Får två regioner" not in get(f"/utlysningar/{call.key}/").text
    officer = actor(a_person(Role.OFFICER))
    acts.answer(
        question=asked, published_question="Får två regioner söka ihop?", answer="Ja.", by=officer, now=timezone.now()
    )
    page = get(f"/utlysningar/{call.key}/")
    assert "Får två regioner söka ihop? Ja." in page.text
    assert "Skåne" not in page.text


def test_a_question_after_the_close_is_refused_in_words_and_kept_on_the_page():
    call = ended(an_open_call())
    client = signed_in(Client(), a_person(Role.WRITER, SKANE))
    typed = {"once": once(), "organisation": SKANE, "question": "För sent?"}
    page = client.post(f"/utlysningar/{call.key}/fraga/", typed).content.decode()
    assert "Utlysningen är inte öppen" in page and "För sent?" in page


def test_nobody_asks_for_another_region():
    call = an_open_call()
    client = signed_in(Client(), a_person(Role.WRITER, SKANE))
    client.post(f"/utlysningar/{call.key}/fraga/", {"once": once(), "organisation": WEST, "question": "Vi?"})
    assert not CallQuestion.objects.exists()
    assert Organisation.objects.filter(key=WEST).exists()


# --- For those who follow ----------------------------------------------------------------------------


def test_the_feed_tells_of_each_step_newest_first():
    call = an_open_call()
    officers = [actor(a_person(Role.OFFICER)) for _ in range(2)]
    now = timezone.now()
    later = call.facts.deadline + timedelta(days=5)
    extension = acts.propose_extension(call=call, deadline=later, why="Fel i bilagan.", by=officers[0], now=now)
    acts.confirm_extension(extension=extension, by=officers[1], now=now)
    acts.withdraw(call=call, why="Definitionen rättas.", by=officers[0], now=now)
    answer = Client().get("/utlysningar.atom")
    feed = etree.fromstring(answer.content)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
        "Återkallad: Viss avancerad esofaguskirurgi",
        "Förlängd ansökningstid: Viss avancerad esofaguskirurgi",
        "Ny utlysning: Viss avancerad esofaguskirurgi",
    ]
    assert "Fel i bilagan." in answer.content.decode()


def test_programs_read_state_and_exact_deadline():
    call = an_open_call(deadline_time=time(12, 0))
    (found,) = [one for one in Client().get("/api/v1/calls").json()["items"] if one["key"] == call.key]
    assert {name: found[name] for name in ("area", "state", "is_open", "deadline", "deadline_time")} == {
        "area": AREA,
        "state": "published",
        "is_open": True,
        "deadline": call.facts.deadline.isoformat(),
        "deadline_time": "12:00",
    }
    assert datetime.fromisoformat(found["closes_at"]) == call.closes_at


# --- What it costs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 10])
def test_list_and_page_cost_the_same_however_many_there_are(number):
    signatory = an_applicant()
    for _ in range(number):
        call = an_open_call()
        sent(a_draft(call, signatory), signatory)
    ended(call)
    assert get("/utlysningar/").queries <= 2
    assert get(f"/utlysningar/{call.key}/").queries <= 8
