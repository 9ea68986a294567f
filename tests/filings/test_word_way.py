"""The Word way and what the hospital attests: a form that comes back untouched changes nothing."""

from datetime import UTC, datetime

from nhv.accounts.vouching import hospital_facts as facts
from nhv.filings.word_way import read_back, take_back, word_form
from nhv.filings.working_copy import effective, own_answers
from nhv.register.models import Organisation
from nhv.rules.roles import Role
from tests.support.calls import a_draft, an_applicant, an_open_call
from tests.support.people import a_person, actor

LUND = "skanes-universitetssjukhus"


def attested(beds: int) -> None:
    facts.attest(
        hospital=Organisation.objects.get(key=LUND),
        fact="intensivvard",
        raw=beds,
        by=actor(a_person(Role.ATTESTER, LUND)),
        now=datetime.now(UTC),
    )


def test_an_untouched_form_does_not_bring_back_what_the_hospital_attested_before(register: str) -> None:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer, hospital=LUND)
    attested(14)
    form = word_form(filing, [])
    attested(9)
    before = own_answers(filing)
    found, revision = read_back(filing, form)
    assert (found.raw, found.changes, found.unread) == ({}, (), ())
    came_back = take_back(filing=filing, raw=found.raw, revision=revision, by=actor(writer))
    assert (came_back.changes, came_back.clashes) == ((), ())
    assert own_answers(filing) == before
    assert effective(filing).answers["villkor-intensivvard"] == 9
