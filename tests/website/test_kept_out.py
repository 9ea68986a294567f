"""A decided conflict of interest: what its person has judged does not count, and every page of the case says why it is
shut, in the same words; nothing is deleted, and what has nothing to do with it is read as before."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone

from nhv.accounts.acts import decide_conflict, end_conflict
from nhv.process.board import deciding, meetings
from nhv.process.placements.models import EffectJudgement
from nhv.process.placements.queries import effects_judged
from nhv.process.weighing.acts import judge
from nhv.process.weighing.models import Judgement
from nhv.process.weighing.queries import applications, overview_of
from nhv.register.models import Organisation
from nhv.rules.judgements import Met
from nhv.rules.roles import Role
from nhv.specification.motion import Motion, MotionKind
from tests.support.board import GROUP, a_board, a_hearing, a_weighed_call, an_open_meeting, an_opinion
from tests.support.calls import PROGRAM
from tests.support.people import a_person, actor, signed_in

pytestmark = pytest.mark.usefixtures("register")
SHUT = "Du är utestängd från ärendet för jäv"
ROW = "w-patient"


@pytest.fixture
def judged(register):
    """A weighed call, and two members who judge the first applicant differently."""
    weighing = a_weighed_call()
    members = [a_person(Role.PREPARATORY_MEMBER, GROUP) for _number in range(2)]
    for member, met in zip(members, (Met.YES, Met.NO), strict=True):
        judge(weighing=weighing, filing=applications(weighing.call)[0], row=ROW, met=met, why=f"Sagt av {member.name}.",
              by=actor(member), now=timezone.now())  # fmt: skip
    return weighing, members


def test_a_judgement_by_somebody_kept_out_since_is_struck_and_counts_nowhere(judged):
    weighing, (out, stays) = judged
    first = applications(weighing.call)[0]
    reader, matrix = signed_in(Client(), stays), f"/matris/{weighing.call.key}/"
    cell = f"{matrix}ruta/{first.key}/{ROW}/"
    before = reader.get(matrix).content.decode()
    assert "Olika:" in before
    assert "Uppfyllt 1, Inte uppfyllt 1" in before
    decide_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    after = reader.get(matrix).content.decode()
    assert "Olika:" not in after
    assert "Inte uppfyllt 1" in after
    assert "1 bedömning räknas inte (jäv)" in after
    shown = reader.get(cell).content.decode()
    assert f"<s><strong>Uppfyllt</strong>, {out.name}: Sagt av {out.name}.</s>" in shown
    assert "Räknas inte: medlemmen är jävig" in shown
    rows = list(csv.reader(io.StringIO(reader.get(f"{matrix}matris.csv").content.decode("utf-8-sig")), delimiter=";"))
    told = {row[5]: row[8] for row in rows[1:] if row[5]}
    assert told == {out.name: "Jävig enligt beslut", stays.name: ""}
    assert Judgement.objects.filter(member=out).count() == 1
    end_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Anställningen är slut.")
    ((_row, cells),) = [each for each in overview_of(weighing, stays.pk).table if each[0].key == ROW]
    assert dict(cells[0].counts) == {Met.YES: 1, Met.NO: 1}
    assert cells[0].void == 0


def test_a_row_of_somebody_kept_out_is_on_nobody(judged):
    weighing, (out, stays) = judged
    secretary = signed_in(Client(), a_person(Role.PREPARATORY_SECRETARY, GROUP))
    address = f"/matris/{weighing.call.key}/dela/{ROW}/"
    assert out.name in secretary.get(address).content.decode()
    decide_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    shown = secretary.get(address).content.decode()
    assert out.name not in shown
    assert stays.name in shown


def test_an_effect_judged_by_somebody_kept_out_does_not_count(judged):
    weighing, (out, stays) = judged
    hospital = Organisation.objects.get(key="skanes-universitetssjukhus")
    for who, effect in ((stays, "unaffected"), (out, "at_risk")):
        EffectJudgement.objects.create(
            call=weighing.call, hospital=hospital, heading="emergency_care", function="Jour", effect=effect,
            why="Skäl.", benefit="Störst vana.", judged_by=f"user:{who.pk}", judged_at=timezone.now(),
        )  # fmt: skip
    assert [one.effect for one in effects_judged(weighing.call)] == ["at_risk"]
    decide_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    assert [one.effect for one in effects_judged(weighing.call)] == ["unaffected"]


def test_every_page_of_the_case_says_why_it_is_shut(judged):
    weighing, (out, _stays) = judged
    key, first = weighing.call.key, applications(weighing.call)[0]
    client = signed_in(Client(), out)
    roads = (
        f"/matris/{key}/",
        f"/matris/{key}/matris.csv",
        f"/matris/{key}/ruta/{first.key}/{ROW}/",
        f"/matris/{key}/jav/",
        f"/handlaggning/ansokningar/{first.key}/",
        f"/handlaggning/ansokningar/jamfor/{key}/",
        f"/handlaggning/utlysningar/{key}/placering/",
    )
    assert all(SHUT not in client.get(road).content.decode() for road in roads)
    decide_conflict(user=out, case=weighing.scope, by=PROGRAM, why="Arbetar hos en sökande.")
    for road in roads:
        answer = client.get(road)
        assert (answer.status_code, SHUT in answer.content.decode()) == (404, True), road
    listed = client.get("/matris/").content.decode()
    assert "Du är jävig i ”" in listed
    assert "Ingen utlysning bereds nu" not in listed
    # Somebody else who does not reach it is told nothing of the kind.
    stranger = signed_in(Client(), a_person(Role.PREPARATORY_MEMBER, "en-annan-grupp"))
    assert SHUT not in stranger.get(roads[0]).content.decode()


def test_who_is_kept_out_of_one_item_reads_the_rest_of_the_minutes(register):
    weighing = a_weighed_call()
    an_opinion(weighing)
    a_hearing(weighing)
    board = a_board()
    item = an_open_meeting(board, weighing)
    out, chair, now = board.members["sodra"], actor(board.members["chair"]), timezone.now()
    decide_conflict(user=out, case=item.scope, by=PROGRAM, why="Undertecknade en ansökan.")
    said = Motion(kind=MotionKind.POSTPONE, instructions="Hemligt för den som är jävig.")
    motion = deciding.propose(item=item, said=said, by=chair, now=now)
    deciding.decide(item=item, motion=motion, reasons="Mer behövs.", by=chair, now=now)
    meetings.close_meeting(meeting=item.meeting, by=actor(board.secretary), now=now)
    pages = f"/namnden/{item.meeting.key}/"
    client, other = signed_in(Client(), out), signed_in(Client(), board.members["norra"])
    assert "Hemligt för den som är jävig" in other.get(f"{pages}protokoll/").content.decode()
    shown = client.get(f"{pages}protokoll/").content.decode()
    assert "Hemligt för den som är jävig" not in shown
    assert "Därför visas inget av paragrafen för dig." in shown
    assert "Justera protokollet" not in shown
    assert board.members["norra"].name in shown
    for kept in ("protokoll.pdf", "protokoll.docx"):
        assert client.get(f"{pages}{kept}").status_code == 200
    assert client.get(f"{pages}protokoll.pdf").content != other.get(f"{pages}protokoll.pdf").content
    assert "§ 1 visas inte: du är jävig" in client.get(pages).content.decode()
    assert SHUT in client.get(f"{pages}1/").content.decode()
