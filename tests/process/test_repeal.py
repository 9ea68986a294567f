"""A decided definition is withdrawn: who must be gone first, what everybody reads until the last day and after it."""

from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from nhv.language.dates import date_in_words
from nhv.process.cases import acts as cases
from nhv.process.cases.models import Case
from nhv.process.cases.queries import standing_of
from nhv.process.decisions.documents import SignedOff, written
from nhv.process.decisions.models import DefinitionDecision
from nhv.process.decisions.queries import before_a_repeal
from nhv.process.decisions.repeal import repeal_definition
from nhv.program.main import main
from nhv.register import queries
from nhv.register.acts.documents import publish_document
from nhv.register.acts.permits import Terms, end, grant
from nhv.register.models import Area, Permit
from nhv.register.search import search
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.days import in_days
from tests.support.pages import get, words_of
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

US = Actor("program", "test")
AREA = "neuromuskulara-sjukdomar"
SMA = "spinal muskelatrofi"


@pytest.fixture(autouse=True)
def _in_a_register(register):
    """The bundled areas, on each kind of database."""


@pytest.fixture
def tomorrow(monkeypatch):
    """The day after, for whoever asks what day it is."""
    later = timezone.now() + timedelta(days=1)
    return lambda: monkeypatch.setattr(timezone, "now", lambda: later)


def a_case() -> Case:
    area = Area.objects.get(key=AREA)
    return cases.open_case(title="Upphävande", area=area, by=US, now=timezone.now(), once_key=once())


def without_permits(last_day=None) -> None:
    """As the board would have decided."""
    for permit in Permit.objects.known().filter(area__key=AREA):
        end(permit=permit, last_day=last_day or in_days(0), by=US, why="Prov")


def repealed(case: Case, **more: object) -> DefinitionDecision:
    told = {"record_number": "9.9-9/2026", "last_day": in_days(0), "reason": "Vården görs nu överallt."}
    acts = {"signed": SignedOff(decider="Generaldirektören (prov)"), "by": US, "now": timezone.now()}
    return repeal_definition(case=case, **{**acts, **told, **more})


def is_found() -> bool:
    return any(one["area"] == AREA for one in search(SMA)["answers"])


def test_nobody_may_have_a_permit_after_the_last_day():
    case = a_case()
    with refuses("permits_after_last_day"):
        repealed(case)
    without_permits(last_day=in_days(40))
    with refuses("permits_after_last_day"):
        repealed(case, last_day=in_days(39))
    assert repealed(case, last_day=in_days(40)).repeals == in_days(40)


def test_on_its_last_day_it_is_national_and_the_day_after_it_is_not(tomorrow):
    without_permits()
    case = a_case()
    repealed(case)
    assert is_found()
    assert "gäller till och med" in Client().get(f"/omraden/{AREA}/").text
    tomorrow()
    assert not is_found()
    assert AREA not in {row.key for row in queries.area_rows()}
    page = Client().get(f"/omraden/{AREA}/").text
    assert "inte längre nationell högspecialiserad vård" in page
    assert "inte längre nationell högspecialiserad vård" in Client().get(f"/omraden/{AREA}/for-patienter/").text
    assert (standing_of(case.key).step, standing_of(case.key).last_day) == (None, in_days(-1))
    assert f"/pagaende/{case.key}/" in Client().get("/pagaende/").text.partition("upphavda")[2]


def test_from_when_it_is_decided_everybody_reads_that_it_is_repealed_and_until_when(tomorrow):
    officer = signed_in(Client(), a_person(Role.OFFICER))
    without_permits()
    case = a_case()
    repealed(case)
    ends = date_in_words(in_days(0))
    assert (standing_of(case.key).step, standing_of(case.key).has_ended) == (None, False)
    page = get(f"/pagaende/{case.key}/").text
    assert f"Definitionen är upphävd och gäller till och med {ends}." in page
    assert "Står vid" not in page
    assert f"gäller till och med {ends}" in get("/pagaende/").texts("//section[@aria-labelledby='upphavda']")[0]
    assert f"Definitionen är upphävd och gäller till och med {ends}." in get(f"/sok/?q={SMA}").text
    assert search(SMA)["answers"][0]["in_force_until"] == in_days(0).isoformat()
    assert f"Upphävt, gäller till och med {ends}" in words_of(
        lxml.html.fromstring(officer.get("/handlaggning/arenden/").text)
    )
    tomorrow()
    assert standing_of(case.key).has_ended


def test_of_one_that_has_ended_everybody_reads_what_it_was_and_nobody_is_sent_anywhere(tomorrow):
    without_permits()
    case = a_case()
    made, ended = repealed(case), date_in_words(in_days(0))
    was = queries.area_on(AREA).document.name
    tomorrow()
    page = get(f"/omraden/{AREA}/")
    decided = f"Socialstyrelsen beslutade det {ended}, dnr {made.record_number}. Läs beslutet"
    for said in (decided, "Det som står här gällde till dess.", "Det här var nationell högspecialiserad vård"):
        assert said in page.text
    assert f"/pagaende/{case.key}/beslut/" in page.links()
    for not_said in ("Det här är nationell", "Så remitterar du", "Inga enheter är utsedda", "Fråga den egna regionen"):
        assert not_said not in page.text
    point = next(part for part in queries.area_on(AREA).document.specification.scope[0].points)
    page = get(f"/omraden/{AREA}/punkt/{point.key}/")
    assert "Det här var nationell högspecialiserad vård" in page.text
    for not_said in ("Ja, ingår", "bedrivs bara vid", "Så som det gällde"):
        assert not_said not in page.text
    (found,) = search(SMA)["repealed"]
    assert found == {"area": AREA, "area_name": was, "last_day": in_days(-1).isoformat()}
    page = get(f"/sok/?q={SMA}").text
    assert f"Definitionen är upphävd och gällde till och med {ended}." in page
    assert "Det här står inte i registret" not in page
    found = Client().get(f"/api/v1/search?q={SMA}").json()["repealed"]
    assert [one["area"] for one in found] == [AREA]


def test_who_repeals_reads_first_what_stands_in_the_way_and_what_falls():
    held = Permit.objects.known().filter(area__key=AREA).first().holder.name
    case, now = a_case(), timezone.now()
    assert any("Har tillstånd" in str(one) and held in str(one) for one in before_a_repeal(case, now))
    without_permits(last_day=in_days(-1))
    assert before_a_repeal(case, now) == ()
    applicant = an_applicant()
    sent(a_filled_application(an_open_call(area=AREA), applicant), applicant)
    said = [str(one) for one in before_a_repeal(case, now)]
    assert "En utlysning är ute" in said[0]
    assert said[1:] == ["Ansökningar som har kommit in: 1. De kan inte längre leda till tillstånd."]
    page = signed_in(Client(), a_person(Role.OFFICER)).get(f"/handlaggning/arenden/{case.key}/upphav/").text
    assert "Ansökningar som har kommit in: 1." in page


def test_everybody_reads_the_decision_and_the_files_that_were_signed():
    without_permits()
    made = repealed(case := a_case())
    said = written(made)
    assert "upphävs" in said.title
    assert "inte längre ska utgöra" in said.model_dump_json()
    page = Client().get(f"/pagaende/{case.key}/").text
    assert "Vården görs nu överallt." in page
    assert "upphävt, definitionen gäller till och med" in page
    assert Client().get(f"/pagaende/{case.key}/beslut.pdf").content[:4] == b"%PDF"
    # The definition as it was is a version of its own, for ever.
    last, before = queries.versions(AREA)[-1], queries.versions(AREA)[-2]
    assert (before.in_force_until, last.in_force_until) == (None, in_days(0))


def test_what_was_withdrawn_is_whole_for_who_verifies(capsys):
    without_permits()
    repealed(a_case())
    assert main(["verify"]) == 0, capsys.readouterr().out


def test_a_program_is_told_that_it_has_ended_and_when(tomorrow):
    without_permits()
    repealed(a_case())
    asked = f"/api/v1/areas/{AREA}"
    last = in_days(0).isoformat()
    told = Client().get(asked).json()
    assert (told["has_ended"], told["in_force_until"]) == (False, last)
    tomorrow()
    told = Client().get(asked).json()
    assert (told["has_ended"], told["in_force_until"]) == (True, last)
    assert AREA not in {one["key"] for one in Client().get("/api/v1/areas?limit=2000").json()["items"]}


def test_an_old_file_does_not_bring_it_back_and_a_new_definition_does(tomorrow):
    without_permits()
    before = queries.area_on(AREA).document.specification
    repealed(a_case())
    assert publish_document(area=before, by=US).outcome == "unchanged"
    again = before.model_copy(update={"units": 3})
    with refuses("area_has_been_withdrawn"):
        publish_document(area=again.model_copy(update={"in_force_from": in_days(0)}), by=US)
    publish_document(area=again.model_copy(update={"in_force_from": in_days(1)}), by=US)
    tomorrow()
    assert (is_found(), queries.area_on(AREA).document.units) == (True, 3)


def test_no_permit_is_granted_beyond_the_last_day():
    holder = Permit.objects.known().filter(area__key=AREA).first().holder
    without_permits()
    made = repealed(a_case())
    with refuses("permit_after_the_definition"):
        grant(document=made.document, terms=Terms(holder=holder, valid_from=in_days(0)), by=US)


@pytest.mark.parametrize(
    ("refusal", "more"),
    [
        ("last_day_impossible", {"last_day": in_days(-1)}),
        ("reason_missing", {"reason": " "}),
        ("record_number_impossible", {"record_number": ""}),
        ("decision_by_nobody", {"signed": SignedOff(decider="")}),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(refusal, more):
    without_permits()
    case = a_case()
    with refuses(refusal):
        repealed(case, **more)
    assert queries.area_on(AREA).document.in_force_until is None
    assert Case.objects.get(pk=case.pk).state == "mapping"


def test_only_what_is_decided_is_withdrawn_and_once():
    new = cases.open_case(title="Norrskenssjuka", by=US, now=timezone.now(), once_key=once())
    with refuses("nothing_to_repeal"):
        repealed(new)
    without_permits()
    repealed(a_case())
    with refuses("repealed_already"):
        repealed(a_case())


def test_only_an_officer_does_it():
    without_permits()
    case = a_case()
    with refuses("no_such_role"):
        repealed(case, by=actor(a_person(Role.REGISTRAR)))
    assert repealed(case, by=actor(a_person(Role.OFFICER)))
