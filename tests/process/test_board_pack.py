"""The board pack and the reading list: all there is to read, for those who may, and who has opened it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from pypdf import PdfReader

from nhv.accounts.acts import decide_conflict
from nhv.filings.acts.reading import note_reading
from nhv.paper.pdf import pdf
from nhv.process.board import deciding, meetings
from nhv.process.board.models import Meeting
from nhv.process.board.opened import materials, note_item, note_opened, opened_at
from nhv.process.board.pack import make_packs_ready, pack_of, pack_pdf
from nhv.process.board.queries import items_for
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing.models import PermitOpinion
from nhv.process.weighing.queries import applications
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.motion import ForCondition
from nhv.specification.writing import Heading
from tests.support.board import a_board, a_hearing, a_weighed_call, an_open_meeting, an_opinion, permits
from tests.support.calls import PROGRAM, SKANE, WEST, an_open_call
from tests.support.people import actor, signed_in
from tests.website.access_examples import a_frozen_comparison

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def case(register):
    """A board, and an item whose motion strikes a condition. The meeting was called an hour ago, before all of it."""
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    struck = weighing.call.document.specification.conditions[0]
    change = ForCondition(key=struck.key, change="strike", why="Ryms i ett annat.")
    said = permits(applications(weighing.call), refuse=WEST, changes=(change,))
    deciding.propose(item=item, said=said, by=PROGRAM, now=timezone.now())
    return board, item, struck


def the_pack(item, by):
    return pack_of(item.meeting, items_for(by, item.meeting))


def test_the_pack_holds_opinion_motions_changed_conditions_and_the_applicants_words(case):
    board, item, struck = case
    found = the_pack(item, actor(board.members["norra"]))
    text = found.model_dump_json()
    for words in ("Två enheter ger störst vana.", "Akutkedjan håller.", "Uppfyller inte villkoren.", struck.text[:40]):
        assert words in text
    assert '"Stryks","Ryms i ett annat."' in text
    marks = bookmarks(PdfReader(BytesIO(pdf(found))).outline)
    assert {one.text for one in found.blocks if isinstance(one, Heading)} <= set(marks)
    assert f"§ 1. {item.call.facts.title}" in marks


def bookmarks(outline) -> list[str]:
    """Every bookmark, at whatever depth, with single spaces."""
    found = []
    for one in outline:
        found += bookmarks(one) if isinstance(one, list) else [" ".join(one.title.split())]
    return found


def test_what_came_after_the_meeting_was_called_is_marked_in_the_pack_and_on_the_list(case):
    board, item, _struck = case
    by = actor(board.members["norra"])
    headings = [one.text for one in the_pack(item, by).blocks if isinstance(one, Heading)]
    assert [one for one in headings if "(kom efter kallelsen)" in one and one.startswith("Förslag 1")]
    assert "Beredningsgruppens yttrande" in headings
    assert [one.late for one in materials(by, item.meeting)] == [True, False, False]
    Meeting.objects.filter(pk=item.meeting_id).update(called_at=timezone.now() - timedelta(days=90))
    earlier = Meeting.objects.get(pk=item.meeting_id)
    assert all(one.late for one in materials(by, earlier))


@pytest.fixture
def packs(tmp_path):
    with override_settings(PACKS_KEPT=tmp_path / "packs"):
        yield tmp_path / "packs"


def test_the_pdf_is_made_once_for_the_same_sources_and_anew_when_one_changes(case, packs):
    board, item, _struck = case
    by, begun = actor(board.members["norra"]), timezone.now()

    def asked(minutes: int) -> bytes:
        return pack_pdf(item.meeting, items_for(by, item.meeting), now=begun + timedelta(minutes=minutes))

    first = asked(0)
    assert asked(5) is not first
    assert asked(5) == first
    again = permits(applications(item.call))
    changes = (
        lambda: deciding.propose(item=item, said=again, by=PROGRAM, now=begun),
        lambda: type(item).objects.filter(pk=item.pk).update(presenter="Någon annan"),
        lambda: Meeting.objects.filter(pk=item.meeting_id).update(place="Sal 2"),
        lambda: Meeting.objects.filter(pk=item.meeting_id).update(called_at=begun - timedelta(days=90)),
    )
    seen = {first}
    for change in changes:
        change()
        item.refresh_from_db()
        anew = asked(10)
        assert anew not in seen
        assert asked(15) == anew
        seen.add(anew)
    assert "Sal 2" in text_of(anew)
    assert "Någon annan" in text_of(anew)


def test_who_is_kept_out_never_gets_the_pdf_that_was_kept_for_another(case, packs):
    board, item, _struck = case
    south, north = (actor(board.members[key]) for key in ("sodra", "norra"))
    title = " ".join(item.call.facts.title.split()[:2])
    assert title in text_of(pack_pdf(item.meeting, items_for(south, item.meeting), now=timezone.now()))
    decide_conflict(user=board.members["sodra"], case=item.scope, by=PROGRAM, why="Undertecknade en ansökan.")
    assert title not in text_of(pack_pdf(item.meeting, items_for(south, item.meeting), now=timezone.now()))
    assert title in text_of(pack_pdf(item.meeting, items_for(north, item.meeting), now=timezone.now()))


def test_the_worker_makes_it_ahead_and_the_one_who_asks_gets_that(case, packs, monkeypatch):
    board, item, _struck = case
    make_packs_ready(by=Actor("program", "nhv work"), now=timezone.now())
    (kept,) = packs.glob("*.pdf")
    assert kept.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("nhv.paper.kept.pdf", lambda *_text, **_font: pytest.fail("made again"))
    by = actor(board.members["norra"])
    assert pack_pdf(item.meeting, items_for(by, item.meeting), now=timezone.now()) == kept.read_bytes()[64:]


def text_of(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


def test_who_is_kept_out_of_an_item_has_it_neither_in_the_pack_nor_on_the_list(case):
    board, item, _struck = case
    south, north = (actor(board.members[key]) for key in ("sodra", "norra"))
    assert item.call.facts.title in the_pack(item, south).model_dump_json()
    decide_conflict(user=board.members["sodra"], case=item.scope, by=PROGRAM, why="Undertecknade en ansökan.")
    assert item.call.facts.title not in the_pack(item, south).model_dump_json()
    assert item.call.facts.title in the_pack(item, north).model_dump_json()
    assert (materials(south, item.meeting), len(materials(north, item.meeting))) == ([], 3)


def test_what_somebody_with_a_seat_opens_is_noted_once_and_a_new_version_is_not_opened(case):
    board, item, _struck = case
    by, secretary = actor(board.members["norra"]), actor(board.secretary)
    skane = next(one for one in applications(item.call) if one.organisation_id == SKANE)
    for who in (by, secretary, PROGRAM):
        for _again in range(2):
            note_item(item, who)
            note_reading(filing=skane, by=who, now=timezone.now(), roles=[Role.BOARD_MEMBER])
    told = opened_at(item.meeting)
    assert list(told) == [str(by)]
    assert {name.split("/")[1] for name in told[str(by)]} == {"item", "application"}
    deciding.propose(item=item, said=permits(applications(item.call)), by=PROGRAM, now=timezone.now())
    left = {(one.kind, one.name in told[str(by)]) for one in materials(by, item.meeting) if one.key != skane.key}
    assert left == {("item", False), ("application", False)}
    note_opened(meeting=item.meeting, opened=materials(by, item.meeting), by=by)
    assert all(one.name in opened_at(item.meeting, by)[str(by)] for one in materials(by, item.meeting))


def test_the_comparison_that_the_opinion_points_to_is_in_the_pack_and_to_read(register):
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_frozen_comparison(other := an_open_call(key="en-annan"))
    seen = FrozenComparison.objects.get(call=other)
    frozen = FrozenComparison.objects.create(
        call=weighing.call, number=1, content=seen.content, sha256=seen.sha256, frozen_by="x", frozen_at=seen.frozen_at
    )
    weighing.refresh_from_db()
    board = a_board()
    item = an_open_meeting(board, weighing)
    by = actor(board.members["norra"])
    assert "comparison" not in {one.kind for one in materials(by, item.meeting)}
    assert "Kombinationer av sökande" not in the_pack(item, by).model_dump_json()
    opinion = weighing.opinions.get()
    PermitOpinion.objects.create(
        weighing=weighing, number=2, content=opinion.content, sha256=opinion.sha256, placement=frozen,
        given_by=opinion.given_by, given_at=timezone.now(),
    )  # fmt: skip
    (named,) = [one for one in materials(by, item.meeting) if one.kind == "comparison"]
    assert (named.version, named.late) == ("1", False)
    assert "Kombinationer av sökande, nummer 1" in the_pack(item, by).model_dump_json()
    reader = signed_in(Client(), board.members["norra"])
    page = f"/handlaggning/utlysningar/{weighing.call.key}/placering/1/"
    assert page in reader.get(f"/namnden/{item.meeting.key}/laslista/").content.decode()
    assert named.name not in opened_at(item.meeting, by).get(str(by), {})
    assert reader.get(page).status_code == 200
    assert named.name in opened_at(item.meeting, by)[str(by)]


def test_what_is_read_when_the_meeting_is_over_is_not_noted(case):
    board, item, _struck = case
    chair = actor(board.members["chair"])
    deciding.decide(item=item, motion=item.motions.get(), reasons="Skäl.", by=chair, now=timezone.now())
    meetings.close_meeting(meeting=item.meeting, by=actor(board.secretary), now=timezone.now())
    item.meeting.refresh_from_db()
    note_item(item, chair)
    assert opened_at(item.meeting) == {}
