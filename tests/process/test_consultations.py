"""From a frozen text to a decision in the register: sent out, answered, summed up, decided; on both databases."""

import json
import re
from datetime import timedelta
from hashlib import sha256

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.derived.consultation_form import open_consultation_form
from nhv.filings.acts import drafts, sending
from nhv.filings.owners import Owner
from nhv.process.cases import acts as cases
from nhv.process.cases.acts import Days
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CaseState
from nhv.process.cases.queries import standing_of
from nhv.process.consultations import acts
from nhv.process.consultations.longer import is_over
from nhv.process.consultations.models import Consultation
from nhv.process.consultations.queries import open_consultations, summary_of
from nhv.process.decisions.acts import decide_definition
from nhv.process.decisions.documents import SignedOff
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.decisions.queries import meaning_of, seal_of
from nhv.process.drafting.acts import edit, freeze
from nhv.process.drafting.queries import drafted_at
from nhv.records import clock
from nhv.register.models import Area, AreaDocument, DiaryEntry, DiaryPayload
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.rules.steps import Step
from nhv.specification import drafting
from nhv.website.consultations.pages import summary_rows
from nhv.website.public.decision import decision_writing
from tests.support.areas import an_area
from tests.support.calls import SKANE, WEST, a_draft, an_applicant, an_open_call, once, sent
from tests.support.pages import get, words_of
from tests.support.people import a_person, actor, an_organisation, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")
# An area with permits.
IN_FORCE = "neuromuskulara-sjukdomar"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


def write(case: Case, text: str) -> None:
    def do(old: drafting.Drafted) -> drafting.Drafted:
        return drafting.set_head(drafting.add(old, "point", {"text": text}, under="omfattning")[0], {"units": 2})

    edit(case=case, act="add", do=do, seen=0, by=US, now=timezone.now())


def a_reviewed_case() -> Case:
    now, today = timezone.now(), timezone.localdate()
    case = cases.open_case(title="Norrskenssjuka", by=US, now=now, once_key=once())
    cases.begin_review(case=case, group=an_organisation(once(), "group"), by=US)
    days = {
        Step.CONSULTATION: Days(today, today + timedelta(days=70)),
        Step.DECISION: Days(today + timedelta(days=100)),
    }
    cases.plan(case=case, days=days, by=US)
    write(case, "Linsbyte")
    write(case, "Återfall")
    return case


def out() -> tuple[Case, Consultation]:
    case = a_reviewed_case()
    freeze(case=case, by=US, now=timezone.now())
    return case, acts.open_consultation(case=case, by=US, now=timezone.now())


def answered(asked: Consultation, region: str, **said: str) -> None:
    """A region's answer, written and sent by those who may."""
    by = actor(a_person(Role.SIGNATORY, region))
    begun = drafts.start_filing(kind="consultation", owner=Owner(region), about=asked.key, by=by, once_key=once())
    raw = {name.replace("_", "-"): value for name, value in {"helheten": "Tillstyrker", **said}.items()}
    drafts.save_answers(filing=begun, raw=raw, seen_revision=begun.revision, by=by)
    begun.refresh_from_db()
    sending.send(
        filing=begun, by=by, received_at=timezone.now(), once_key=once(), seen_revision=begun.revision,
        despite_missing=True,
    )  # fmt: skip


def ended(case: Case) -> Case:
    """As if its last day had been."""
    Consultation.objects.filter(case=case).update(closes_at=timezone.now() - timedelta(seconds=1))
    return acts.end_consultation(case=case, by=US, now=timezone.now())


def decided(case: Case, **more: object) -> DefinitionDecision:
    told = {"record_number": "0.1-1/2026", "in_force_from": timezone.localdate(), "by": US, "now": timezone.now()}
    told["signed"] = SignedOff(decider="Generaldirektören (prov)", presenter="Föredraganden (prov)")
    return decide_definition(case=case, **{**told, **more})


def test_only_a_frozen_text_with_a_last_day_ahead_is_sent_out_and_once():
    case = a_reviewed_case()
    with refuses("no_text_to_consult_on"):
        acts.open_consultation(case=case, by=US, now=timezone.now())
    freeze(case=case, by=US, now=timezone.now())
    with refuses("consultation_without_last_day"):
        acts.open_consultation(case=case, by=US, now=timezone.now() + timedelta(days=80))
    acts.open_consultation(case=case, by=US, now=timezone.now())
    with refuses("state_forbids_act"):
        acts.open_consultation(case=case, by=US, now=timezone.now())


def test_everybody_reads_what_is_out_and_nobody_what_was_answered_before_the_time_is_out():
    _case, asked = out()
    answered(asked, SKANE, standpunkt_0="Avstyrker")
    page = Client().get(f"/remisser/{asked.key}/").content.decode()
    assert "Linsbyte" in page
    assert "Region Skåne" not in page
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    # Of this minute a page of the address is kept; in the other language it is made anew.
    page = Client().get(f"/en/remisser/{asked.key}/").content.decode()
    assert "Region Skåne" in page


@pytest.mark.parametrize(("ahead", "is_open"), [(timedelta(0), False), (timedelta(hours=1), True)])
def test_a_clock_that_is_set_ahead_ends_no_time_and_opens_no_answer(monkeypatch, ahead: timedelta, is_open: bool):
    _case, asked = out()
    monkeypatch.setattr(clock, "leap", lambda: ahead)
    now = asked.closes_at + timedelta(minutes=30)
    assert (asked.is_open(now), is_over(asked, now)) == (is_open, not is_open)
    assert (asked in open_consultations(now)) == is_open


def test_answers_are_summed_up_by_part_and_healthcare_region():
    case, asked = out()
    answered(asked, SKANE, standpunkt_0="Stöder", standpunkt_1="Vill ändra", skal_1="Inom 18 månader.")
    answered(asked, WEST, standpunkt_0="Stöder", allmant_antal_enheter="Tre.")
    ended(case)
    summary = summary_of(asked)
    assert summary.bodies == ("Region Skåne", "Västra Götalandsregionen")
    assert {row.key: tuple(row.counts.values()) for row in summary.rows} == {
        "linsbyte": (2, 0, 0, 0),
        "aterfall": (0, 1, 0, 1),
    }
    assert summary.owed == 4
    page = " ".join(lxml.html.fromstring(Client().get(f"/remisser/{asked.key}/").content).text_content().split())
    assert "2 har svarat." in page, "who has answered is counted, and not the cells of the table"
    assert "Textens 2 delar räknade var för sig, av alla tillsammans: stöder 2, vill ändra 1" in page


def test_the_file_adds_up_to_what_a_count_of_its_cells_gives():
    _case, asked = out()
    answered(asked, SKANE, helheten="Avstyrker", standpunkt_0="Stöder", standpunkt_1="Vill ändra")
    answered(asked, WEST, standpunkt_0="Avstyrker")
    file = f"/remisser/{asked.key}/sammanstallning.csv"
    assert Client().get(file).status_code == 404
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    assert Client().get(file).status_code == 200
    head, whole, *rows, sums = summary_rows(asked)
    assert whole[1:4] == ["Förslaget i sin helhet", "Avstyrker", "Tillstyrker"]
    bodies = head[2:-4]
    assert bodies == ["Region Skåne", "Västra Götalandsregionen"]
    for row in rows:
        assert {word: int(number) for word, number in zip(head[-4:], row[-4:], strict=True)} == {
            word: row[2:-4].count(word) for word in head[-4:]
        }
    assert sums[-4:] == [str(sum(int(row[place]) for row in rows)) for place in range(-4, 0)]


def test_each_point_gets_an_outcome_that_the_body_and_everybody_reads():
    _case, asked = out()
    answered(asked, SKANE, standpunkt_1="Vill ändra")
    officer = actor(a_person(Role.OFFICER))
    told = {"consultation": asked, "outcome": "partly", "why": "Det andra besöket på distans.", "by": officer}
    acts.say_outcome(body=SKANE, part="aterfall", **told)
    with refuses("outcome_for_nobody"):
        acts.say_outcome(body=WEST, part="aterfall", **told)
    with refuses("outcome_of_no_part"):
        acts.say_outcome(body=SKANE, part="finns-inte", **told)
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    assert "Det andra besöket på distans." in Client().get(f"/remisser/{asked.key}/").content.decode()


def test_who_gives_an_outcome_reads_what_was_said_and_why_beside_it():
    _case, asked = out()
    answered(asked, SKANE, standpunkt_1="Vill ändra", skal_1="Resan är för lång.", allmant_villkor="Ljusrum saknas.")
    officer = signed_in(Client(), a_person(Role.OFFICER))
    page = lxml.html.fromstring(officer.get(f"/handlaggning/remisser/{asked.key}/").content)
    said = words_of(page)
    assert "Region Skåne: vill ändra Återfall Resan är för lång." in said
    assert "Ljusrum saknas." in said
    choices = [words_of(one) for one in page.xpath("//select[@name='part']/option")]
    assert "Punkt: Återfall" in choices
    assert not [one for one in choices if "aterfall" in one or "omfattning" in one]
    page = lxml.html.fromstring(officer.get(f"/handlaggning/remisser/{asked.key}/?vem={SKANE}&del=aterfall").content)
    assert page.xpath("//select/option[@selected]/@value")[:2] == [SKANE, "aterfall"]
    acts.say_outcome(
        consultation=asked, body=SKANE, part="aterfall", outcome="no", why="Nej.", by=actor(a_person(Role.OFFICER))
    )
    said = words_of(lxml.html.fromstring(officer.get(f"/handlaggning/remisser/{asked.key}/").content))
    assert "Resan är för lång." not in said
    assert "Ljusrum saknas." in said


def test_what_is_said_of_the_whole_is_counted_in_the_readers_language():
    _case, asked = out()
    answered(asked, SKANE)
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    page = get(f"/en/remisser/{asked.key}/")
    assert "In favour 1 Region Skåne" in page.text
    assert "Tillstyrker" not in page.text


def test_somebody_without_an_account_is_not_asked_of_their_region():
    asked = open_consultation_form(an_area()).asked()
    assert not [one for one in asked if re.search(r"\b[Ee]r\b", one.question.text)]


def test_the_time_is_made_longer_for_all_and_in_the_plan_with_a_reason():
    case, asked = out()
    later = asked.last_day + timedelta(days=14)
    with refuses("consultation_is_out"):
        days = {**cases.days_of(case), Step.CONSULTATION: Days(timezone.localdate(), later)}
        cases.plan(case=case, days=days, why="Prov", by=US)
    with refuses("reason_missing"):
        acts.extend(case=case, last_day=later, why="", by=US, now=timezone.now())
    acts.extend(case=case, last_day=later, why="Vården är upptagen av en epidemi.", by=US, now=timezone.now())
    asked.refresh_from_db()
    assert (asked.last_day, cases.days_of(case)[Step.CONSULTATION].ends) == (later, later)
    with refuses("consultation_made_shorter"):
        acts.extend(case=case, last_day=later, why="Prov", by=US, now=timezone.now())
    with refuses("consultation_still_open"):
        acts.end_consultation(case=case, by=US, now=timezone.now())


def test_a_decision_is_in_the_register_at_once_and_the_case_follows_it():
    case, _asked = out()
    text = case.texts.get()
    made = decided(ended(case), reason="Som sakkunniggruppen har föreslagit.")
    document = Area.objects.get(key=case.key).documents.get()
    assert made.document == document
    assert [point.text for point in document.specification.scope[0].points] == ["Linsbyte", "Återfall"]
    assert (document.in_force_from, document.units, document.decided_on) == (made.in_force_from, 2, made.decided_on)
    standing = standing_of(case.key)
    assert (standing.case.state, standing.step) == (CaseState.REGISTER, Step.APPLICATION)
    page = Client().get(f"/omraden/{case.key}/").content.decode()
    assert "Linsbyte" in page
    for end in ("pdf", "docx"):
        assert Client().get(f"/pagaende/{case.key}/beslut.{end}").status_code == 200
    assert text.sha256 in str(decision_writing(case.key))


def test_the_files_of_a_decision_are_those_that_were_signed_off_and_stand_in_the_diary(monkeypatch):
    case, _asked = out()
    signed = decided(ended(case)).signed
    # Another way of writing it later changes nothing of what was signed.
    monkeypatch.setattr("nhv.process.decisions.documents.decision_text", lambda *_what, **_more: 1 / 0)
    for end, digest in (("pdf", signed.pdf_sha256), ("docx", signed.word_sha256)):
        content = Client().get(f"/pagaende/{case.key}/beslut.{end}").content
        assert sha256(content).hexdigest() == digest
    number = DiaryEntry.objects.get(act="case_decide").number
    told = json.loads(DiaryPayload.objects.get(number=number).content)
    assert (told["document"], told["pdf"], told["word"]) == (signed.sha256, signed.pdf_sha256, signed.word_sha256)
    page = Client().get(f"/pagaende/{case.key}/beslut/").content.decode()
    assert signed.pdf_sha256 in page
    assert "Generaldirektören (prov)" in page


def test_a_refused_decision_leaves_nothing_behind():
    case, _asked = out()
    case, before = ended(case), AreaDocument.objects.count()
    with refuses("in_force_before_decided"):
        decided(case, in_force_from=timezone.localdate() - timedelta(days=1))
    with refuses("record_number_impossible"):
        decided(case, record_number=" ")
    with refuses("no_such_role"):
        decided(case, by=actor(a_person(Role.SIGNATORY, SKANE)))
    assert AreaDocument.objects.count() == before
    assert Case.objects.get(pk=case.pk).state == CaseState.DECISION


def test_a_decision_that_fails_after_the_publication_publishes_nothing(monkeypatch):
    case, _asked = out()
    case = ended(case)
    monkeypatch.setattr("nhv.process.decisions.acts.moved", lambda *_what, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decided(case)
    assert not Area.objects.filter(key=case.key).exists()
    assert not DefinitionDecision.objects.exists()


def test_what_was_answered_changes_the_text_and_it_is_decided_without_another_consultation():
    case, asked = out()
    answered(asked, SKANE, standpunkt_1="Vill ändra")
    with refuses("state_forbids_act"):
        acts.conclude_review(case=case, why="Prov", by=US, now=timezone.now())
    cases.send_back(case=case, why="Svaren ändrar en punkt.", by=US)
    with refuses("consultation_still_open"):
        acts.conclude_review(case=case, why="Prov", by=US, now=timezone.now())
    Consultation.objects.update(closes_at=timezone.now() - timedelta(minutes=2))
    reword = lambda old: drafting.reword(old, "aterfall", {"text": "Återfall inom ett år"})  # noqa: E731
    edit(case=case, act="reword", do=reword, seen=2, key="aterfall", by=US, now=timezone.now())
    write(case, "Barn")
    with refuses("text_not_frozen"):
        acts.conclude_review(case=case, why="Prov", by=US, now=timezone.now())
    freeze(case=case, by=US, now=timezone.now())
    told = {"consultation": asked, "body": SKANE, "outcome": "accepted", "by": US}
    with refuses("led_to_no_new_part"):
        acts.say_outcome(part="", why="Ja", led_to="linsbyte", **told)
    acts.say_outcome(part="aterfall", why="Tiden saknades.", led_to="barn", **told)
    page = f"/remisser/{asked.key}/"
    assert "Återfall inom ett år" not in Client().get(page).content.decode()
    case = acts.conclude_review(case=case, why="Svaren är omhändertagna.", by=US, now=timezone.now())
    with refuses("change_without_reason"):
        decided(case)
    with refuses("decision_by_nobody"):
        decided(case, signed=SignedOff(decider=" "))
    why = {"aterfall": "En tid saknades.", "barn": "Barn behöver samma vård."}
    made = decided(case, signed=SignedOff(decider="Generaldirektören (prov)", reasons=why))
    assert made.signed.reasons == why
    assert "En tid saknades." in Client().get(f"/pagaende/{case.key}/beslut/").content.decode()
    said = Client().get(f"/en{page}").content.decode()
    assert "Återfall inom ett år" in said
    assert "Barn" in said


def test_a_text_that_was_never_out_goes_out_first():
    case = a_reviewed_case()
    freeze(case=case, by=US, now=timezone.now())
    with refuses("never_consulted"):
        acts.conclude_review(case=case, why="Prov", by=US, now=timezone.now())


def a_correction(area: Area) -> Case:
    """Of a decided definition, written and frozen by the group of its own."""
    change = cases.open_case(title="Rättelse", area=area, by=US, now=timezone.now(), once_key=once())
    cases.begin_review(case=change, group=an_organisation(once(), "group"), by=US)
    group = drafted_at(change, 0).area.scope[0].key
    add = lambda old: drafting.add(old, "point", {"text": "Gravida"}, under=group)[0]  # noqa: E731
    edit(case=change, act="add", do=add, seen=0, by=US, now=timezone.now())
    freeze(case=change, by=US, now=timezone.now())
    return acts.conclude_review(case=change, why="En punkt föll bort.", by=US, now=timezone.now())


def test_what_a_correction_means_is_read_before_it_is_done_and_kept_with_it():
    area = Area.objects.get(key=IN_FORCE)
    document = area.documents.newest_first()[0].specification
    stages = {one.key: one.stage for one in document.conditions}
    change, signatory = a_correction(area), an_applicant()
    with refuses("meaning_not_read"):
        decided(change)
    read = seal_of(meaning_of(change, timezone.now()))
    sent(a_draft(an_open_call(area=IN_FORCE), signatory), signatory)
    with refuses("meaning_not_read"):
        decided(change, seen=read)
    made = decided(change, seen=seal_of(meaning_of(change, timezone.now())))
    assert any("Ansökningar som har kommit in: 1" in sentence for sentence in made.meaning)
    # What the board has decided stays decided: the definition's decision is another.
    assert {one.key: one.stage for one in made.document.specification.conditions} == stages
    page = Client().get(f"/pagaende/{change.key}/").content.decode()
    assert all(sentence in page for sentence in made.meaning)


def test_a_corrected_definition_is_a_new_version_and_a_linked_case():
    case, _asked = out()
    first = decided(ended(case))
    area = Area.objects.get(key=case.key)
    change = a_correction(area)
    second = decided(change, record_number="0.1-2/2026")
    assert (second.corrects, first.corrects) == (first, None)
    assert first.record_number in str(decision_writing(change.key))
    for one, other in ((case, change), (change, case)):
        assert f"/pagaende/{other.key}/" in Client().get(f"/pagaende/{one.key}/").content.decode()
    versions = list(area.documents.order_by("version"))
    assert [version.version for version in versions] == [1, 2]
    assert versions[1].specification.scope[0].points[-1].text == "Gravida"
    assert versions[0].specification.scope[0].points[-1].text == "Återfall"
    page = get("/rattelser/")
    (told,) = page.texts("//main//ul[@class='nhv-rows']/li")
    assert "Ändrad" in told
    assert "0.1-2/2026" in told
    assert f"/pagaende/{change.key}/beslut/" in page.links()
