"""Sending in: the deadline is exact, one click is one case, and a receipt is worth something."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.acts import drafts, handling, sending
from nhv.filings.models import FilingVersion
from nhv.filings.working_copy import effective
from nhv.records.receipts import Content, verify
from nhv.register.memory import KEYS, OUTBOX
from nhv.register.models import HospitalFact, Organisation
from nhv.rules.roles import Role
from nhv.specification.answers import answers_hash
from nhv.specification.deadlines import first_too_late
from tests.support.calls import SKANE, WEST, a_draft, a_filled_application, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses
from tests.support.together import at_once

MICROSECOND = timedelta(microseconds=1)
LUND = "skanes-universitetssjukhus"


def test_what_is_sent_is_received_with_a_receipt_that_verifies(register: str) -> None:
    signatory = an_applicant()
    filing = a_filled_application(an_open_call(), signatory)
    version = sent(filing, signatory)
    filing.refresh_from_db()
    answers = Content("svar.json", version.answers_sha256, len(version.answers.encode()))
    assert verify(version.receipt, keys=KEYS.public_keys(), files=[answers]) == []
    told = json.loads(version.receipt)["receipt"]
    assert (told["filing"], told["organisation"], told["version"], told["class"]) == (filing.key, SKANE, 1, "in_time")
    assert (filing.state, filing.late, version.number) == ("received", False, 1)


def test_a_receipt_that_somebody_has_altered_does_not_verify(register: str) -> None:
    signatory = an_applicant()
    version = sent(a_filled_application(an_open_call(), signatory), signatory)
    altered = version.receipt.replace("in_time", "late")
    assert verify(altered, keys=KEYS.public_keys()) != []


@pytest.mark.parametrize(
    ("last_day", "too_late"),
    [
        (date(2025, 11, 14), datetime(2025, 11, 14, 23, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
    ids=str,
)
def test_one_microsecond_decides(sqlite_register: str, last_day: date, too_late: datetime) -> None:
    signatory, call = an_applicant(), an_open_call()
    call.closes_at = first_too_late(last_day)
    call.save()
    assert call.closes_at == too_late
    in_time, late = a_draft(call, signatory), a_draft(call, signatory)
    sent(in_time, signatory, received_at=too_late - MICROSECOND)
    sent(late, signatory, received_at=too_late)
    in_time.refresh_from_db()
    late.refresh_from_db()
    assert (in_time.late, late.late) == (False, True)


def test_a_late_one_is_received_too_with_its_reason_and_apart(register: str) -> None:
    signatory, call = an_applicant(), an_open_call()
    version = sent(a_draft(call, signatory), signatory, received_at=call.closes_at, late_because="Strömavbrott")
    assert (version.time_class, version.late_because) == ("late", "Strömavbrott")
    assert json.loads(version.receipt)["receipt"]["class"] == "late"


def test_a_late_replacement_is_shown_as_late_beside_what_was_in_time(register: str) -> None:
    signatory, call = an_applicant(), an_open_call()
    filing = a_draft(call, signatory)
    sent(filing, signatory)
    sent(filing, signatory, received_at=call.closes_at)
    filing.refresh_from_db()
    assert [version.time_class for version in filing.versions.all()] == ["in_time", "late"]
    # The list shows the newest; the page of it names the one that came in time (tests/website/officer).
    assert filing.late is True


def test_an_hour_of_the_day_can_be_the_deadline(sqlite_register: str) -> None:
    signatory, call = an_applicant(), an_open_call(deadline_time=time(12))
    noon = first_too_late(call.facts.deadline, time(12))
    assert call.closes_at == noon
    assert sent(a_draft(call, signatory), signatory, received_at=noon - MICROSECOND).time_class == "in_time"
    assert sent(a_draft(call, signatory), signatory, received_at=noon).time_class == "late"


def test_the_same_click_twenty_times_is_one_version_one_receipt_and_one_mail(register: str) -> None:
    signatory, key = an_applicant(), once()
    filing = a_filled_application(an_open_call(), signatory)

    def send() -> str:
        return sent(filing, signatory, once_key=key).receipt

    receipts = at_once(20, send)
    assert len(set(receipts)) == 1
    assert FilingVersion.objects.count() == 1
    assert OUTBOX.messages.objects.filter(kind="application_send").count() == 1


def test_without_the_key_the_same_click_twice_would_be_two(register: str) -> None:
    signatory = an_applicant()
    filing = a_filled_application(an_open_call(), signatory)
    sent(filing, signatory)
    sent(filing, signatory)
    assert FilingVersion.objects.count() == 2


def test_missing_answers_are_named_and_do_not_stop_who_wants_to_send(register: str) -> None:
    signatory = an_applicant()
    filing = a_draft(an_open_call(), signatory)
    with refuses("answers_missing"):
        sent(filing, signatory, despite_missing=False)
    assert filing.versions.count() == 0
    version = sent(filing, signatory)
    assert "patientens-basta" in version.missing


def test_what_was_not_read_is_not_signed(register: str) -> None:
    signatory, colleague = an_applicant(), an_applicant()
    filing = a_filled_application(an_open_call(), signatory)
    read = filing.revision
    drafts.save_answers(filing=filing, raw={"kontakt": "Ändrat"}, seen_revision=read, by=actor(colleague))
    with refuses("changed_since_read"):
        sending.send(
            filing=filing,
            by=actor(signatory),
            received_at=datetime.now(UTC),
            once_key=once(),
            seen_revision=read,
            despite_missing=True,
        )
    assert filing.versions.count() == 0


@pytest.mark.parametrize(
    ("role", "organisation"), [(Role.WRITER, SKANE), (Role.SIGNATORY, WEST), (Role.OFFICER, "socialstyrelsen")]
)
def test_only_the_regions_signatory_sends(sqlite_register: str, role: Role, organisation: str) -> None:
    filing = a_filled_application(an_open_call(), an_applicant())
    with refuses("role_elsewhere", "no_such_role"):
        sent(filing, a_person(role, organisation))
    assert filing.versions.count() == 0


def test_a_replaced_version_is_kept(register: str) -> None:
    signatory = an_applicant()
    filing = a_filled_application(an_open_call(), signatory)
    first = sent(filing, signatory)
    drafts.save_answers(filing=filing, raw={"kontakt": "Ny"}, seen_revision=filing.revision, by=actor(signatory))
    second = sent(filing, signatory)
    kept = {version.number: version.answers_by_key["kontakt"] for version in filing.versions.all()}
    assert kept == {first.number: first.answers_by_key["kontakt"], second.number: "Ny"}


def test_a_version_cannot_be_changed_not_even_from_inside(register: str) -> None:
    signatory = an_applicant()
    version = sent(a_draft(an_open_call(), signatory), signatory)
    with pytest.raises(Exception, match="minnet"):
        FilingVersion.objects.filter(pk=version.pk).update(answers="{}")


def test_what_is_withdrawn_stays_readable_and_closed(register: str) -> None:
    signatory = an_applicant()
    filing = a_draft(an_open_call(), signatory)
    sent(filing, signatory)
    sending.withdraw(filing=filing, why="Fel sjukhus", by=actor(signatory), now=datetime.now(UTC))
    filing.refresh_from_db()
    assert (filing.state, filing.versions.count()) == ("withdrawn", 1)
    with refuses("state_forbids_act"):
        sent(filing, signatory)


def test_a_completion_has_its_own_last_day(register: str) -> None:
    signatory, officer, call = an_applicant(), a_person(Role.OFFICER), an_open_call()
    filing = a_draft(call, signatory)
    sent(filing, signatory)
    request = handling.request_completion(
        filing=filing,
        text="Beskriv jourlinjen.",
        deadline=call.facts.deadline + timedelta(days=20),
        by=actor(officer),
        now=call.closes_at,
    )
    version = sent(filing, signatory, received_at=request.closes_at - MICROSECOND)
    filing.refresh_from_db()
    assert (version.completes, version.time_class, filing.state) == (1, "in_time", "received")
    assert filing.completion_requests.get().answered_at == version.received_at


def test_a_completion_asked_for_while_the_call_is_open_does_not_shorten_its_time(sqlite_register: str) -> None:
    signatory, officer, call = an_applicant(), a_person(Role.OFFICER), an_open_call()
    filing = a_draft(call, signatory)
    sent(filing, signatory)
    day = call.facts.deadline - timedelta(days=5)
    handling.request_completion(filing=filing, text="Jourlinjen.", deadline=day, by=actor(officer), now=call.created_at)
    version = sent(filing, signatory, received_at=call.closes_at - MICROSECOND)
    assert (version.completes, version.time_class) == (1, "in_time")


def test_what_was_attested_when_the_last_byte_came_is_sent_however_long_it_waited(sqlite_register: str) -> None:
    signatory, attester, call = an_applicant(), a_person(Role.ATTESTER, LUND), an_open_call()
    filing = a_draft(call, signatory, hospital=LUND)
    hospital = Organisation.objects.get(key=LUND)
    fact = facts.attest(hospital=hospital, fact="intensivvard", raw="14", by=actor(attester), now=datetime.now(UTC))
    # Its last day was yesterday, and so was the last byte.
    yesterday = timezone.localdate() - timedelta(days=1)
    HospitalFact.objects.filter(pk=fact.pk).update(valid_until=yesterday)
    version = sent(filing, signatory, received_at=first_too_late(yesterday) - MICROSECOND)
    assert version.answers_by_key["villkor-intensivvard"] == 14
    assert "villkor-intensivvard" not in sent(filing, signatory, received_at=first_too_late(yesterday)).answers_by_key


def test_what_the_hospital_says_anew_is_not_signed_unread(sqlite_register: str) -> None:
    signatory, attester = an_applicant(), a_person(Role.ATTESTER, LUND)
    filing, hospital = a_draft(an_open_call(), signatory, hospital=LUND), Organisation.objects.get(key=LUND)
    facts.attest(hospital=hospital, fact="intensivvard", raw="14", by=actor(attester), now=datetime.now(UTC))
    read = answers_hash(effective(filing).answers)
    facts.attest(hospital=hospital, fact="intensivvard", raw="3", by=actor(attester), now=datetime.now(UTC))
    with refuses("changed_since_read"):
        sent(filing, signatory, seen_answers=read)
    sent(filing, signatory, seen_answers=answers_hash(effective(filing).answers))


def test_a_reason_with_a_character_that_no_database_keeps_is_kept_without_it(register: str) -> None:
    signatory, call = an_applicant(), an_open_call()
    version = sent(a_draft(call, signatory), signatory, received_at=call.closes_at, late_because="Ström\x00avbrott")
    assert version.late_because == "Ström avbrott"


def test_a_withdrawn_call_receives_nothing_and_loses_nothing(register: str) -> None:
    from nhv.process.calls import acts as calls
    from tests.support.calls import PROGRAM

    signatory, call = an_applicant(), an_open_call()
    filing = a_filled_application(call, signatory)
    calls.withdraw(call=call, why="Ny definition", by=PROGRAM, now=datetime.now(UTC))
    with refuses("call_withdrawn"):
        sent(filing, signatory)
    assert filing.answers.count() > 0
