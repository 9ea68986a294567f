"""The demonstration's preparation and board, told without the rest of the story."""

import csv
import io
import json
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from nhv.accounts.models import User
from nhv.process.board.models import BoardDecision, Item, Meeting, PublishedDecision
from nhv.process.board.moves import MeetingState
from nhv.process.board.seats import seated, serving_in
from nhv.process.weighing.models import PermitOpinion, Weighing
from nhv.process.weighing.queries import matrix_of
from nhv.program.demo.before_the_board import put_before_the_board
from nhv.program.demo.call import give_addresses, open_call
from nhv.program.demo.cases import tell_cases
from nhv.program.demo.decided import consult, decide, give_opinion
from nhv.program.demo.granted import KEY, NORTH, grant_permits, seat_the_board
from nhv.program.demo.norrsken import propose_areas, review_one, write_text
from nhv.program.demo.people import DOMAIN, SOUTH, open_accounts
from nhv.program.demo.righted import put_right
from nhv.program.demo.to_the_board import SEATS
from nhv.program.demo.weighed import CLOSED, weigh
from nhv.program.main import main
from nhv.register.models import DiaryEntry, Permit
from tests.support.pages import get

WAY = (propose_areas, review_one, write_text, consult, give_opinion, decide, seat_the_board, grant_permits, put_right)
AREA, CASE = "/omraden/norrskenssjuka-pahittad/", "/pagaende/norrskenssjuka-pahittad/"


@pytest.fixture(scope="module")
def told(databases):
    """Those chapters, told twice: the second time nothing is done."""
    with databases.copy("sqlite", "bundled"):
        now, entries = timezone.now(), []
        open_accounts()
        for _twice in range(2):
            for chapter in (give_addresses, *WAY, open_call, tell_cases, weigh, put_before_the_board):
                chapter(now)
            entries.append(DiaryEntry.objects.count())
        assert entries[0] == entries[1]
        yield


def test_members_find_different_things_of_one_applicant(told):
    found = matrix_of(Weighing.objects.get(call__key=CLOSED))
    judged = {cell.differs for _row, cells in found.table for cell in cells if cell.judged}
    assert judged == {True, False}


def test_an_invented_area_has_come_to_permits_in_force_by_four_votes_against_three(told):
    published = PublishedDecision.objects.get()
    decision = published.decision
    assert (decision.item.call.key, decision.item.meeting.state) == (KEY, MeetingState.FROZEN)
    votes = list(decision.tally[0]["votes"].values())
    assert (votes.count(1), votes.count(2)) == (4, 3)
    assert [one["seat"] for one in decision.serving if one["deputy"]] == ["sodra"]
    given = {one.holder.key: one for one in Permit.objects.known() if one.key in published.permits}
    assert {key: bool(one.sub_permits) for key, one in given.items()} == {NORTH: True, SOUTH: False}
    assert all(one.valid_from <= timezone.localdate() for one in given.values())
    assert BoardDecision.objects.filter(item__call__key=KEY).count() == 2, "it was sent back once"


def test_what_the_product_has_decided_its_pages_know_and_lead_to(told):
    """Holders that the board has named are all there are, and both decisions are there to be read."""
    unknown = ("inte beslutade ännu", "Lika många är kända", "inte inlagda här", "finns inte här", "inte fullständig")
    for path in (AREA, f"{AREA}restider/", f"{AREA}?datum={timezone.localdate()}", f"{AREA}punkt/linsbyte/"):
        page = get(path).text
        assert [words for words in unknown if words in page] == [], path
        assert "Norrlands universitetssjukhus" in page or "Umeå" in page
    board, definition = f"/utlysningar/{KEY}/beslut", f"{CASE}beslut"
    for path in (AREA, CASE, f"/utlysningar/{KEY}/"):
        led_to = {link.get("href") for link in get(path).html.xpath("//main//a")}
        assert {f"{one}{end}" for one in (board, definition) for end in ("/", ".pdf", ".docx")} <= led_to, path


def test_anybody_reads_the_comparison_behind_the_decision_and_gets_its_numbers_again(told, capsys):
    """Page, print, table, file and command say the same of all pairs, by road and with flight; the decision, the area,
    the case and the call lead there."""
    public = f"/utlysningar/{KEY}/jamforelse/1/"
    for path in (AREA, CASE, f"/utlysningar/{KEY}/", f"/utlysningar/{KEY}/beslut/"):
        assert public in get(path).links(), path
    page, reader = get(public), Client()
    document = json.loads(reader.get(f"{public}kombinationer.json").content)
    flown = document["flown"]["combinations"]
    assert len(flown) == len(document["combinations"]) == 3
    table = list(
        csv.DictReader(io.StringIO(reader.get(f"{public}kombinationer.csv").content.decode("utf-8-sig")), delimiter=";")
    )
    printed = " ".join(
        PdfReader(io.BytesIO(reader.get(f"{public}kombinationer.pdf").content)).pages[0].extract_text().split()
    )
    for more, listed, prefix in (("", document["combinations"], ""), (" --flight", flown, "flight_")):
        command = f"placement --from {','.join(document['data']['from'])} --k 2{more} --weight population --json"
        assert f"nhv {command}" in page.text
        assert main(command.split()) == 0
        again = json.loads(capsys.readouterr().out)["combinations"]
        for one, same, row in zip(listed, again, table, strict=True):
            assert all(one[name] == same[name] for name in ("holders", "mean", "p95", "over_2h", "over_4h"))
            assert [float(row[f"{prefix}{name}"].replace(",", ".")) for name in ("mean", "p95")] == [
                one["mean"],
                one["p95"],
            ]
            said = f"{Decimal(str(one['mean'])).quantize(Decimal('0.1'), ROUND_HALF_UP)} min".replace(".", ",")
            assert said in page.text
            assert prefix or said in printed
    opinion = PermitOpinion.objects.filter(weighing__call__key=KEY).first()
    assert opinion is not None and opinion.placement is not None and opinion.placement.number == 1


def test_on_each_day_conditions_stand_as_they_did_then(told):
    day = timezone.localdate(PublishedDecision.objects.get().decision.decided_at)
    before, after = (get(f"{AREA}?datum={day + timedelta(days=days)}").text for days in (-1, 1))
    assert ("remitterat" in before, "beslutat av nämnden" in before) == (True, False)
    assert ("remitterat" in after, "beslutat av nämnden" in after) == (False, True)
    assert "remitterats" not in get("/pagaende/norrskenssjuka-rattelse-pahittad/beslut/").text
    assert "efter avslutad behandling" not in get(f"/utlysningar/{KEY}/").text, "it is the text that was called under"


def test_everybody_with_a_seat_has_something_to_decide_now(told):
    (meeting,) = Meeting.objects.filter(state=MeetingState.OPEN)
    assert len({one.seat for one in seated(meeting.board)}) == 7
    left = set()
    for item in Item.objects.filter(meeting=meeting):
        voted = set(item.ballots.get().votes.values_list("voter_id", flat=True))
        left |= {one.person for one in serving_in(item)} - voted
    assert left == set(
        User.objects.filter(email__in=[f"{name}@{DOMAIN}" for name in SEATS]).values_list("pk", flat=True)
    )
