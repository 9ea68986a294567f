"""Its next users: something else is filed with only a new outline, a new table of moves and a deadline."""

from datetime import UTC, datetime

import pytest

from nhv.filings import kinds
from nhv.filings.acts import drafts
from nhv.filings.queries import received_filing
from nhv.filings.states import FilingState
from nhv.language.faults import Phrase
from nhv.register.models import Area, Organisation
from nhv.rules.access import ACCESS, ALL, OWN
from nhv.rules.moves import Move, Process
from nhv.rules.roles import Role
from nhv.specification.outline import Asked, Outline, Section
from nhv.specification.questions import Question
from tests.support.calls import AREA, SKANE, an_applicant, once, sent
from tests.support.people import a_person, actor
from tests.support.refusals import refuses

OPINION = Process(
    states={FilingState.DRAFT: Phrase("utkast"), FilingState.RECEIVED: Phrase("inskickat")},
    moves=(
        Move("save", FilingState.DRAFT, FilingState.DRAFT, "opinion.write"),
        Move("send", FilingState.DRAFT, FilingState.RECEIVED, "opinion.send"),
    ),
)
OUTLINE = Outline(
    kind="opinion",
    title="Yttrande",
    sections=(
        Section(
            key="yttrande",
            heading="Yttrande",
            questions=(Asked(key="installning", question=Question(kind="text", text="Vad anser ni?")),),
        ),
    ),
)


@pytest.fixture
def _opinions(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a new kind of filing needs."""
    kind = kinds.FilingKind(
        name="opinion",
        word="yttrande",
        process=OPINION,
        closes_at=lambda filing: datetime(2030, 1, 1, tzinfo=UTC),
        check_open=lambda filing, at: None,
        read_own="opinion.read_own",
        read_received="opinion.read_received",
    )
    monkeypatch.setitem(kinds.KINDS, "opinion", kind)
    for activity, roles in {
        "opinion.write": {Role.WRITER: OWN, Role.SIGNATORY: OWN},
        "opinion.send": {Role.SIGNATORY: OWN},
        "opinion.read_own": {Role.SIGNATORY: OWN},
        "opinion.read_received": {Role.OFFICER: ALL},
    }.items():
        monkeypatch.setitem(ACCESS, activity, roles)


def test_an_opinion_is_written_sent_and_read_with_nothing_new_but_those(register: str, _opinions: None) -> None:
    signatory, officer = an_applicant(), a_person(Role.OFFICER)
    filing = drafts.start_filing(
        kind="opinion",
        organisation=Organisation.objects.get(key=SKANE),
        document=Area.objects.get(key=AREA).documents.newest_first()[0],
        outline=OUTLINE,
        by=actor(signatory),
        once_key=once(),
    )
    drafts.save_answers(filing=filing, raw={"installning": "Vi tillstyrker."}, seen_revision=0, by=actor(signatory))
    version = sent(filing, signatory, despite_missing=False)
    assert version.answers_by_key == {"installning": "Vi tillstyrker."}
    assert received_filing(actor(officer), filing.key, kind="opinion") == filing
    assert received_filing(actor(officer), filing.key) is None, "it is no application"
    with refuses("state_forbids_act"):
        sent(filing, signatory)  # its table has no way to replace


def test_no_state_is_a_dead_end_by_mistake() -> None:
    from nhv.process.applications.moves import APPLICATION
    from nhv.process.calls.moves import CALL
    from nhv.register.models import CallState

    assert set(FilingState) - {move.source for move in APPLICATION.moves} == {FilingState.WITHDRAWN}
    assert set(CallState) - {move.source for move in CALL.moves} == {CallState.CLOSED, CallState.WITHDRAWN}


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    with refuses("state_forbids_act"):
        OPINION.check("send", source=FilingState.WITHDRAWN)
