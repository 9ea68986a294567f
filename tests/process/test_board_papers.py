"""The papers of a decision: what everybody reads, the files kept of it, and a slip that is marked beside it."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhv.accounts.acts import decide_conflict
from nhv.filings.acts.sending import withdraw
from nhv.process.board import deciding, sending, slips
from nhv.process.board.models import BoardDecision, BoardPaper, PartyDecision, Slip
from nhv.process.board.motions import check_motion
from nhv.process.board.public_paper import public_text
from nhv.process.calls.acts import close
from nhv.process.cases.acts import open_case, take_up_known_areas
from nhv.process.cases.models import Case
from nhv.process.cases.queries import history
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.records.handing_out import outgoing
from nhv.register.memory import FILES
from nhv.register.models import OutgoingMessage
from nhv.register.queries import area_rows
from nhv.rules.roles import Role
from nhv.specification.layers import sha256_of
from nhv.specification.motion import ForApplicant, Outcome
from nhv.website.caching import Pages
from tests.support.board import (
    AIRWAYS,
    a_board,
    a_hearing,
    a_weighed_call,
    adjusted,
    an_open_meeting,
    an_opinion,
    appeal_texts,
    decided,
    permits,
    signed,
    with_a_sub_permit,
)
from tests.support.calls import AREA, PROGRAM, SKANE, WEST, once
from tests.support.pages import get
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

pytestmark = pytest.mark.usefixtures("register")
SLIP = {"was": "Störst vana", "is_now": "Störst erfarenhet", "why": "Skrivfel."}


@pytest.fixture
def decision(register) -> BoardDecision:
    """A decision whose minutes are adjusted; one of the two gets a permit in part."""
    with_a_sub_permit()
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    made = decided(board, item, permits(applications(weighing.call), part=WEST))
    adjusted(board, item.meeting)
    appeal_texts()
    return made


def sent(decision: BoardDecision) -> None:
    now = timezone.now()
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=now)


def published(decision: BoardDecision) -> BoardPaper:
    sent(decision)
    assert sending.publish_due(by=PROGRAM, now=timezone.now() + timedelta(hours=2)) == 1
    return BoardPaper.objects.get(decision=decision)


def test_who_was_kept_out_of_an_item_is_in_no_paper_said_to_have_been_there(register):
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing, board.everybody)
    south, looked_on = board.members["sodra"], board.deputies["norra"]
    decide_conflict(user=south, case=weighing.scope, by=PROGRAM, why="Undertecknade en ansökan.")
    decision = decided(board, item, permits(applications(weighing.call)))
    adjusted(board, item.meeting)
    appeal_texts()
    assert published(decision)
    for paper in (*PartyDecision.objects.all(), BoardPaper.objects.get()):
        assert f'"{looked_on.name}"' in paper.content
        assert f'"{south.name}"' not in paper.content


def test_what_everybody_reads_is_written_once_with_its_files(decision):
    paper = published(decision)
    assert paper.sha256 == sha256_of(paper.content)
    for kept, begins in ((paper.pdf_sha256, b"%PDF"), (paper.word_sha256, b"PK")):
        content = b"".join(outgoing(FILES, kept).pieces())
        assert content.startswith(begins)
    document = decision.published.document
    assert public_text(decision, document) == paper.writing, "one from before it was kept is written out alike"


def test_the_register_says_which_places_the_board_has_left_vacant(decision):
    published(decision)
    close(call=decision.item.call, by=PROGRAM, now=timezone.now())
    row = next(one for one in area_rows() if one.key == AREA)
    assert (row.known.state, row.known.left) == ("whole", 0)
    assert [(known.state, known.left) for _part, known in row.parts] == [("vacant", 2)]
    page = get(f"/omraden/{AREA}/").text
    assert "2 vakanta" in page and "fler kan ha det" not in page
    call = get(f"/utlysningar/{decision.item.call.key}/").text
    words = f"Undertillståndet ”{AIRWAYS.text}” ges för 0 av 2 platser, och 2 lämnas vakanta."
    assert words in call and "§ 1" in call
    english = get(f"/en/utlysningar/{decision.item.call.key}/beslut/").text
    assert "is granted a permit in part, without “" in english


def test_what_is_granted_in_part_is_without_something(decision):
    filed = applications(decision.item.call)
    area = decision.item.call.document.specification
    whole = permits(filed, part=WEST)
    check_motion(whole, decision.item.call)
    with_all = [
        one.model_copy(update={"sub_permits": tuple(sub.key for sub in area.sub_permits)}) for one in whole.applicants
    ]
    with refuses("part_leaves_nothing_out"):
        check_motion(whole.model_copy(update={"applicants": tuple(with_all)}), decision.item.call)


def test_no_more_are_granted_than_places_that_nobody_else_has(decision):
    call = decision.item.call
    whole = permits(applications(call), part=WEST)
    check_motion(whole, call, held=[])
    with refuses("more_permits_than_units"):
        check_motion(whole, call, held=[()])
    # To refuse is possible also where more have one than the number that is decided.
    refused = [
        ForApplicant(application=one.application, outcome=Outcome.REFUSE, why="Nej.") for one in whole.applicants
    ]
    check_motion(whole.model_copy(update={"applicants": tuple(refused)}), call, held=[(), (), ()])


def test_what_is_decided_is_not_taken_back(decision):
    filing = applications(decision.item.call)[0]
    before = decision.item.call.key
    with refuses("application_decided"):
        withdraw(filing=filing, why="Ändrade oss.", by=PROGRAM, now=timezone.now())
    assert filing.about == before and len(applications(decision.item.call)) == 2


def test_a_party_finds_its_decision_from_its_application(decision):
    filing = next(one for one in applications(decision.item.call) if one.organisation_id == SKANE)
    party = signed_in(Client(), a_person(Role.SIGNATORY, SKANE))
    address = f"/ansokningar/{filing.key}/beslut/"
    own = f"/ansokningar/{filing.key}/"
    assert address not in party.get(own).content.decode()
    published(decision)
    for page in (own, "/ansokningar/"):
        assert address in party.get(page).content.decode()
    assert "skicka igen" not in party.get(own).content.decode()


def test_a_record_number_is_of_one_case(register):
    board = a_board()

    def decide(weighing: Weighing, *numbers: str) -> str:
        """The call decided under the last of these numbers; the others are refused."""
        an_opinion(weighing)
        a_hearing(weighing)
        item, by, now = an_open_meeting(board, weighing), actor(board.members["chair"]), timezone.now()
        motion = deciding.propose(item=item, said=permits(applications(weighing.call)), by=by, now=now)
        said = {"item": item, "motion": motion, "reasons": "Skäl.", "by": by, "now": now}
        for number in numbers[:-1]:
            with refuses("record_number_taken"):
                deciding.decide(**said, record_number=number)
        return deciding.decide(**said, record_number=numbers[-1]).record_number

    assert decide(a_weighed_call(), "4.1-1/2026") == "4.1-1/2026"
    assert decide(a_weighed_call(), "4.1-1/2026", "4.1-2/2026") == "4.1-2/2026"
    assert decide(a_weighed_call(), "4.1-2/2026", "") == decide(a_weighed_call(), "") == ""


def test_a_paper_that_has_become_another_is_not_handed_out(decision):
    paper = published(decision)
    address = reverse("permits-decision-pdf", args=[decision.item.call.key])
    with patch("nhv.website.caching.KEPT", Pages(most_bytes=0)):
        assert Client().get(address).status_code == 200
    place = FILES.path(paper.pdf_sha256)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-1])
    with patch("nhv.website.caching.KEPT", Pages(most_bytes=0)):
        assert Client().get(address).status_code == 410


def test_it_holds_what_the_law_asks_for_and_no_name_of_who_was_kept_out(decision):
    said = published(decision).content
    for words in ("Beslutsdag", "Föredragande", "De som beslutade", "Skäl", "Störst vana är bäst för patienten."):
        assert words in said
    assert all(one["name"] in said for one in decision.serving)


def test_a_slip_is_marked_beside_the_decision_which_stands_as_it_was(decision):
    now = timezone.now()
    with refuses("slip_before_sent"):
        slips.mark_slip(decision=decision, **SLIP, by=PROGRAM, now=now)
    sent(decision)
    before = set(PartyDecision.objects.values_list("sha256", flat=True))
    with refuses("slip_not_found"):
        slips.mark_slip(decision=decision, **{**SLIP, "was": "Minst vana"}, by=PROGRAM, now=now)
    with refuses("slip_says_nothing"):
        slips.mark_slip(decision=decision, **{**SLIP, "is_now": SLIP["was"]}, by=PROGRAM, now=now)
    slips.mark_slip(decision=decision, **SLIP, by=PROGRAM, now=now)
    assert [(one.was, one.is_now) for one in Slip.objects.all()] == [("Störst vana", "Störst erfarenhet")]
    assert set(PartyDecision.objects.values_list("sha256", flat=True)) == before
    assert OutgoingMessage.objects.filter(kind="decision_slip").exists()


def test_the_permits_stand_in_the_history_of_the_case_behind_the_call_and_of_no_other_of_the_area(decision):
    take_up_known_areas(by=PROGRAM, now=timezone.now())
    area = decision.item.call.area
    behind = Case.objects.get(area=area)
    changing = open_case(title="A, som ändras", area=area, by=PROGRAM, now=timezone.now(), once_key=once())
    published(decision)
    acts = [[entry.act for entry in history(case)] for case in (behind, changing)]
    assert [("case_permits" in said) for said in acts] == [True, False]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE process_boarddecision SET reasons = 'Andra skäl.'",
        "DELETE FROM process_boarddecision",
        "UPDATE process_boardpaper SET content = '{}'",
        "DELETE FROM process_boardpaper",
        "UPDATE process_partydecision SET content = '{}'",
        "UPDATE process_minutes SET content = '{}'",
        "DELETE FROM process_motion",
        "UPDATE process_publisheddecision SET permits = '[]'",
        "UPDATE process_slip SET was = 'Annat'",
    ],
)
def test_nothing_that_is_decided_is_changed_by_a_statement_of_its_own(decision, change):
    published(decision)
    slips.mark_slip(decision=decision, **SLIP, by=PROGRAM, now=timezone.now())
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    with connection.cursor() as cursor:
        # What is not decided can be changed so: the statements do reach the rows.
        cursor.execute("UPDATE process_meeting SET place = 'Uppsala'")
        assert cursor.rowcount == 1
