"""A completion that is about some of the questions, with a written reply that nobody sees until it is sent."""

from datetime import UTC, date, datetime

from nhv.filings.acts import handling
from nhv.filings.acts.replying import write_reply
from nhv.filings.models import Filing, FilingVersion
from nhv.filings.verification import faults
from nhv.records import receipts
from nhv.rules.roles import Role
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

LAST = date(2040, 1, 1)


def asked_to_complete(*questions: str) -> Filing:
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    filing = a_filled_application(an_open_call(), signatory)
    sent(filing, signatory)
    filing.refresh_from_db()
    handling.request_completion(
        filing=filing, text="Mer", deadline=LAST, by=actor(officer), now=datetime.now(UTC), questions=questions
    )
    filing.refresh_from_db()
    return filing


def test_the_questions_are_kept_in_reading_order_and_an_unknown_one_is_refused(register: str) -> None:
    filing = asked_to_complete("startdag", "kontakt")
    assert filing.completion_requests.get().questions == ["kontakt", "startdag"]
    with refuses("question_not_asked"):
        asked_to_complete("finns-inte")


def test_the_reply_is_received_with_the_completion_and_stands_in_its_receipt(register: str) -> None:
    filing, writer, signatory = asked_to_complete(), an_applicant(role=Role.WRITER), an_applicant()
    write_reply(filing=filing, text="Vi har bytt dag.", by=actor(writer))
    assert list(FilingVersion.objects.values_list("reply", flat=True)) == [""]
    version = sent(filing, signatory)
    assert (version.reply, version.completes) == ("Vi har bytt dag.", 1)
    assert "reply_sha256" in receipts.read(version.receipt)["receipt"]
    assert "komplettering" not in version.answers
    assert list(faults()) == []


def test_a_reply_belongs_to_what_is_asked_for_now(sqlite_register: str) -> None:
    signatory = an_applicant()
    filing = a_filled_application(an_open_call(), signatory)
    sent(filing, signatory)
    with refuses("no_completion_open"):
        write_reply(filing=filing, text="Hej", by=actor(signatory))
