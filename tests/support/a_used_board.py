"""The same of preparation, board and what a report that does not come is met with: each act once."""

from datetime import timedelta

from django.utils import timezone

from nhv.accounts.models import User
from nhv.followup import lacking
from nhv.followup.models import Duty
from nhv.process.board import deciding, sending
from nhv.process.board.slips import mark_slip
from nhv.process.cooperation import acts as cooperation
from nhv.process.weighing import acts as weighing
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.rules.judgements import Met
from nhv.rules.roles import Role
from tests.support.board import (
    a_board,
    a_hearing,
    a_weighed_call,
    adjusted,
    an_open_meeting,
    an_opinion,
    appeal_texts,
    permits,
    signed,
)
from tests.support.calls import PROGRAM, WEST
from tests.support.people import a_person, actor


def use_the_board() -> None:
    """From applications that are judged to permits that are public."""
    weighed = a_weighed_call()
    _judge(weighed, a_person(Role.PREPARATORY_MEMBER, weighed.group.key))
    an_opinion(weighed)
    _agree_to_co_operate(weighed)
    a_hearing(weighed)
    board = a_board()
    item, now = an_open_meeting(board, weighed), timezone.now()
    chair, filed = actor(board.members["chair"]), applications(weighed.call)
    both = deciding.propose(item=item, said=permits(filed), by=chair, now=now)
    one = deciding.propose(item=item, said=permits(filed, refuse=WEST), by=chair, now=now)
    ballot = deciding.put_vote(item=item, main=both, by=actor(board.secretary), now=now)
    for name, member in board.members.items():
        deciding.vote(ballot=ballot, motion=one if name == "vastra" else both, by=actor(member), now=now)
    decision = deciding.decide(item=item, motion=both, reasons="Prov.", by=chair, now=now)
    deciding.dissent(decision=decision, words="Nej.", by=actor(board.members["vastra"]), now=now)
    adjusted(board, item.meeting)
    appeal_texts()
    signed(decision)
    sending.send_to_parties(decision=decision, public_at=now + timedelta(hours=1), by=PROGRAM, now=timezone.now())
    mark_slip(decision=decision, was="Prov.", is_now="Prövat.", why="Skrivfel.", by=PROGRAM, now=timezone.now())
    sending.publish_due(by=PROGRAM, now=now + timedelta(hours=1))


def _agree_to_co_operate(weighed: Weighing) -> None:
    now = timezone.now()
    parts = {filing: f"Del {number}." for number, filing in enumerate(applications(weighed.call), start=1)}
    made = cooperation.propose(weighing=weighed, words="Prov.", parts=parts, by=PROGRAM, now=now)
    for part in made.parts.all():
        cooperation.answer(part=part, agrees=True, by=PROGRAM, now=now)


def use_what_is_lacking() -> None:
    """A report gets longer time, is asked for twice, and is noted as not made."""
    year = Duty.objects.order_by("-round__year").values_list("round__year", flat=True)[0]
    duty = lacking.not_come(year)[0]
    later = lacking.last_day_of(duty) + timedelta(days=10)
    lacking.give_time(duty=duty, last_day=later, why="Prov.", by=PROGRAM, now=timezone.now())
    long_after = timezone.now() + timedelta(days=500)
    lacking.remind(year=year, by=PROGRAM, now=long_after)
    lacking.tell_management(duty=duty, by=PROGRAM, now=long_after)
    lacking.note_not_reported(duty=duty, why="Prov.", by=PROGRAM, now=long_after)


def _judge(weighed: Weighing, member: User) -> None:
    row, filing, now = "w-patient", applications(weighed.call)[0], timezone.now()
    weighing.divide(weighing=weighed, row=row, member=member, by=PROGRAM)
    said = {"row": row, "met": Met.PARTLY, "why": "Prov."}
    weighing.judge(weighing=weighed, filing=filing, by=actor(member), now=now, **said)
