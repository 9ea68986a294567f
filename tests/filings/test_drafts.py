"""The working copy: written by several, never lost, never seen by the authority."""

import pytest

from nhv.filings.acts import drafts
from nhv.filings.acts.set_aside import waiting
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.queries import own_filings, received_filing, received_filings
from nhv.filings.working_copy import own_answers
from nhv.rules.roles import Role
from tests.support.calls import SKANE, WEST, a_draft, an_applicant, an_open_call, once, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses
from tests.support.together import at_once


def test_a_draft_begins_with_its_hospital_and_no_other_answer(register: str) -> None:
    writer = an_applicant(role=Role.WRITER)
    filing = a_draft(an_open_call(), writer, hospital="skanes-universitetssjukhus")
    assert own_answers(filing) == {"sjukhus": "Skånes universitetssjukhus"}
    assert (filing.state, filing.revision, filing.received_at) == ("draft", 1, None)


def test_what_is_saved_is_there_and_what_is_no_answer_is_said_without_losing_the_rest(register: str) -> None:
    writer = an_applicant(role=Role.WRITER)
    filing = a_draft(an_open_call(), writer)
    saved = drafts.save_answers(
        filing=filing,
        raw={"kontakt": "Regionens registratur", "startdag": "snart", "vantad-volym": "12,5"},
        seen_revision=0,
        by=actor(writer),
    )
    assert saved.kept == ("kontakt", "vantad-volym")
    assert list(saved.faults) == ["startdag"]
    assert own_answers(filing) == {"kontakt": "Regionens registratur", "vantad-volym": 12.5}


def test_two_people_saving_the_same_answer_see_both_texts(register: str) -> None:
    call, first, second = an_open_call(), an_applicant(), an_applicant()
    filing = a_draft(call, first)
    drafts.save_answers(filing=filing, raw={"patientens-basta": "Närhet"}, seen_revision=0, by=actor(first))
    saved = drafts.save_answers(
        filing=filing, raw={"patientens-basta": "Vana", "kontakt": "Registraturen"}, seen_revision=0, by=actor(second)
    )
    (clash,) = saved.clashes
    assert (clash.theirs, clash.mine, clash.saved_by) == ("Närhet", "Vana", str(actor(first)))
    assert saved.kept == ("kontakt",), "what did not clash is kept"
    assert own_answers(filing)["patientens-basta"] == "Närhet"


def test_who_has_seen_the_others_text_may_write_over_it(register: str) -> None:
    call, first, second = an_open_call(), an_applicant(), an_applicant()
    filing = a_draft(call, first)
    seen = drafts.save_answers(filing=filing, raw={"kontakt": "A"}, seen_revision=0, by=actor(first)).revision
    saved = drafts.save_answers(filing=filing, raw={"kontakt": "B"}, seen_revision=seen, by=actor(second))
    assert (saved.clashes, own_answers(filing)) == ((), {"kontakt": "B"})


def test_what_was_written_in_word_last_week_does_not_take_back_what_one_has_written_here_since(register: str) -> None:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    downloaded = drafts.save_answers(filing=filing, raw={"kontakt": "A"}, seen_revision=0, by=actor(writer)).revision
    drafts.save_answers(filing=filing, raw={"kontakt": "B"}, seen_revision=downloaded, by=actor(writer))
    saved = drafts.save_answers(
        filing=filing, raw={"kontakt": "C"}, seen_revision=downloaded, by=actor(writer), written_elsewhere=True
    )
    assert [(clash.theirs, clash.mine) for clash in saved.clashes] == [("B", "C")]
    assert own_answers(filing) == {"kontakt": "B"}


@pytest.mark.parametrize(("window", "stands", "met"), [("a" * 32, "B", []), ("b" * 32, "A", ["A"]), ("", "A", ["A"])])
def test_two_windows_of_one_person_meet_each_other(register: str, window: str, stands: str, met: list[str]) -> None:
    """What came from the same window is written over: it is the same text, further on."""
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    drafts.save_answers(filing=filing, raw={"kontakt": "A"}, seen_revision=0, by=actor(writer), window="a" * 32)
    saved = drafts.save_answers(filing=filing, raw={"kontakt": "B"}, seen_revision=0, by=actor(writer), window=window)
    assert own_answers(filing)["kontakt"] == stands
    assert [(clash.theirs, clash.mine) for clash in saved.clashes] == [(text, "B") for text in met]
    assert [clash.mine for clash in waiting(filing, actor(writer))] == ["B" for _text in met]


def test_two_who_add_a_role_each_do_not_stand_in_each_others_way(register: str) -> None:
    call, first, second = an_open_call(), an_applicant(), an_applicant()
    filing = a_draft(call, first)
    key = "villkor-omvardnadsteam"
    for person, role in ((first, "Sjuksköterska"), (second, "Undersköterska")):
        drafts.save_answers(filing=filing, raw={key: [{"role": role, "number": 2}]}, seen_revision=0, by=actor(person))
    assert {row["role"] for row in own_answers(filing)[key]} == {"Sjuksköterska", "Undersköterska"}


def test_any_earlier_revision_can_be_had_again(register: str) -> None:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    revisions = {}
    for text in ("A", "B", ""):
        saved = drafts.save_answers(filing=filing, raw={"kontakt": text}, seen_revision=99, by=actor(writer))
        revisions[text] = saved.revision
    assert [own_answers(filing, at_revision=revisions[text]) for text in ("A", "B", "")] == [
        {"kontakt": "A"},
        {"kontakt": "B"},
        {},
    ]


def test_the_same_click_twenty_times_begins_one_application(register: str) -> None:
    writer, call, key = an_applicant(), an_open_call(), once()

    def begin() -> str:
        mine = {"kind": "application", "owner": Owner(SKANE), "about": call.key}
        return drafts.start_filing(**mine, by=actor(writer), once_key=key).key

    assert len(set(at_once(20, begin))) == 1
    assert Filing.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "organisation"),
    [(Role.SIGNATORY, WEST), (Role.REGION_ADMINISTRATOR, SKANE), (Role.OFFICER, "socialstyrelsen")],
    ids=["another region", "without the role", "the authority"],
)
def test_nobody_else_writes_in_it(sqlite_register: str, role: Role, organisation: str) -> None:
    filing = a_draft(an_open_call(), an_applicant())
    with refuses("role_elsewhere", "no_such_role"):
        drafts.save_answers(
            filing=filing, raw={"kontakt": "X"}, seen_revision=0, by=actor(a_person(role, organisation))
        )
    assert own_answers(filing) == {}


def test_a_draft_is_reached_through_its_owners_door_only(register: str) -> None:
    call, writer = an_open_call(), an_applicant()
    neighbour, officer = an_applicant(WEST), a_person(Role.OFFICER)
    draft, received = a_draft(call, writer), a_draft(call, writer)
    sent(received, writer)
    mine = {filing.key for filing in own_filings(actor(writer), kind="application")}
    assert mine == {draft.key, received.key}
    assert list(own_filings(actor(neighbour), kind="application")) == []
    assert list(own_filings(actor(officer), kind="application")) == []
    assert [filing.key for filing in received_filings(actor(officer), kind="application")] == [received.key]
    assert list(received_filings(actor(writer), kind="application")) == []
    assert received_filing(actor(officer), draft.key, kind="application") is None


def test_a_role_taken_away_counts_at_the_next_act(register: str) -> None:
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    membership = writer.memberships.get()
    membership.ended_at, membership.ended_why = membership.granted_at, "slutat"
    membership.save()
    with refuses("role_elsewhere", "no_such_role"):
        drafts.save_answers(filing=filing, raw={"kontakt": "X"}, seen_revision=0, by=actor(writer))
    assert list(own_filings(actor(writer), kind="application")) == []
