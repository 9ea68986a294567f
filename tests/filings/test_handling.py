"""The authority's side: numbers from a series, requests, notes, papers entered by two, facts attested once."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from nhv.accounts.deeds import deeds_of
from nhv.accounts.vouching import hospital_facts as facts
from nhv.accounts.vouching.hospital_facts import attested_facts
from nhv.filings.acts import handling, paper
from nhv.filings.history import OF_THE_OWNER
from nhv.filings.models import PaperEntry
from nhv.filings.owners import Owner
from nhv.filings.queries import own_filings, received_filings
from nhv.filings.working_copy import effective
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from tests.support.calls import SKANE, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor, has_role
from tests.support.refusals import refuses

LUND = "skanes-universitetssjukhus"


def now() -> datetime:
    return datetime.now(UTC)


def test_record_numbers_follow_each_other_and_stay(register: str) -> None:
    signatory, registrar, call = an_applicant(), a_person(Role.REGISTRAR), an_open_call()
    filings = [a_draft(call, signatory) for _ in range(3)]
    for filing in filings:
        sent(filing, signatory)
    given = [handling.give_record_number(filing=filing, by=actor(registrar), now=now()) for filing in filings]
    year = timezone.localdate().year
    assert given == [f"NHV-{number}/{year}" for number in (1, 2, 3)]
    assert handling.give_record_number(filing=filings[0], by=actor(registrar), now=now()) == given[0]


def test_a_draft_gets_no_number_no_note_and_no_request(register: str) -> None:
    registrar, officer = a_person(Role.REGISTRAR), a_person(Role.OFFICER)
    filing = a_draft(an_open_call(), an_applicant())
    with refuses("no_such_case"):
        handling.give_record_number(filing=filing, by=actor(registrar), now=now())
    with refuses("no_such_case"):
        handling.write_note(filing=filing, text="Såg ett utkast", by=actor(officer))
    with refuses("state_forbids_act"):
        handling.request_completion(filing=filing, text="Mer", deadline=date(2030, 1, 1), by=actor(officer), now=now())


def test_a_completion_is_not_asked_for_by_a_day_that_has_been(register: str) -> None:
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    with refuses("completion_day_passed"):
        handling.request_completion(filing=filing, text="Mer", deadline=date(2020, 1, 1), by=actor(officer), now=now())


def test_what_has_been_done_is_told_with_names(register: str) -> None:
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    handling.write_note(filing=filing, text="Läst", by=actor(officer))
    assert [(deed.act, deed.who) for deed in deeds_of("filing", filing.key)] == [
        ("note_written", officer.name),
        ("filing_received", signatory.name),
        ("filing_begun", signatory.name),
    ]


_RECORDS = re.compile(r'"([a-z_]+)", kind="filing"')


def test_all_that_is_done_with_the_working_copy_is_the_owners_own() -> None:
    """An act that somebody adds there is told to the receiver unless it is named."""
    acts = Path(handling.__file__).parent
    recorded = [
        act
        for name in ("drafts", "handing", "commenting")
        for act in _RECORDS.findall((acts / f"{name}.py").read_text())
    ]
    assert "filing_handed_over" in recorded and set(recorded) == set(OF_THE_OWNER)


def entered(call: Call, by: Actor, **more: object) -> PaperEntry:
    wanted = {
        "kind": "application",
        "about": call.key,
        "owner": Owner(SKANE),
        "came_at": now() - timedelta(hours=3),
        "came_by": "post",
        "why": "Regionens nät låg nere",
        "raw": {"kontakt": "Registraturen"},
        "by": by,
        "now": now(),
        "once_key": once(),
        **more,
    }
    return paper.enter_paper(**wanted)  # type: ignore[arg-type]


def test_what_came_by_post_is_received_when_a_second_person_says_so_with_the_time_it_came(register: str) -> None:
    first, second, call = a_person(Role.REGISTRAR), a_person(Role.REGISTRAR), an_open_call()
    entry = entered(call, actor(first))
    assert list(received_filings(actor(second), kind="application")) == []
    with refuses("paper_needs_another_person"):
        paper.confirm_paper(entry=entry, by=actor(first), now=now())
    version = paper.confirm_paper(entry=entry, by=actor(second), now=now())
    assert (version.received_at, version.way, version.time_class) == (entry.came_at, "paper", "in_time")
    signatory = an_applicant()
    (filing,) = own_filings(actor(signatory), kind="application")
    assert effective(filing).answers == {"kontakt": "Registraturen"}


def test_paper_from_the_future_is_refused(sqlite_register: str) -> None:
    with refuses("paper_from_the_future"):
        entered(an_open_call(), actor(a_person(Role.REGISTRAR)), came_at=now() + timedelta(hours=1))


def test_what_a_hospital_attests_once_answers_in_all_its_applications_until_its_time_is_out(register: str) -> None:
    attester, signatory, call = a_person(Role.ATTESTER, LUND), an_applicant(), an_open_call()
    hospital = Organisation.objects.get(key=LUND)
    fact = facts.attest(hospital=hospital, fact="intensivvard", raw="14", by=actor(attester), now=now())
    filings = [a_draft(call, signatory, hospital=LUND) for _ in range(2)]
    assert [effective(filing).answers["villkor-intensivvard"] for filing in filings] == [14, 14]
    outside = effective(filings[0], day=fact.valid_until + timedelta(days=1))
    assert "villkor-intensivvard" not in outside.answers
    version = sent(filings[0], signatory)
    assert version.answers_by_key["villkor-intensivvard"] == 14
    assert version.inherited["villkor-intensivvard"]["valid_until"] == fact.valid_until.isoformat()


def test_an_answer_of_its_own_goes_before_the_hospitals(register: str) -> None:
    from nhv.filings.acts import drafts

    attester, signatory = a_person(Role.ATTESTER, LUND), an_applicant()
    hospital = Organisation.objects.get(key=LUND)
    facts.attest(hospital=hospital, fact="intensivvard", raw="14", by=actor(attester), now=now())
    filing = a_draft(an_open_call(), signatory, hospital=LUND)
    drafts.save_answers(filing=filing, raw={"villkor-intensivvard": 9}, seen_revision=0, by=actor(signatory))
    assert effective(filing).answers["villkor-intensivvard"] == 9


def test_a_new_attestation_replaces_the_old_and_only_the_hospitals_own_attester_makes_one(register: str) -> None:
    attester = a_person(Role.ATTESTER, LUND)
    hospital = Organisation.objects.get(key=LUND)
    for beds in ("14", "15"):
        facts.attest(hospital=hospital, fact="intensivvard", raw=beds, by=actor(attester), now=now())
    assert [(row.value, row.replaced_at is None) for row in hospital.facts.order_by("pk")] == [(14, False), (15, True)]
    stranger = a_person(Role.ATTESTER, "sahlgrenska-universitetssjukhuset")
    with refuses("role_elsewhere", "no_such_role"):
        facts.attest(hospital=hospital, fact="intensivvard", raw="1", by=actor(stranger), now=now())


def test_a_regions_attester_attests_for_its_hospitals(register: str) -> None:
    attester = a_person(Role.ATTESTER, SKANE)
    has_role(attester, Role.WRITER, SKANE)
    facts.attest(
        hospital=Organisation.objects.get(key=LUND), fact="intensivvard", raw="14", by=actor(attester), now=now()
    )
    assert [fact.value for fact in attested_facts(actor(attester))] == [14]
