"""The demonstration's preparation and board, told without the rest of the story."""

from django.utils import timezone

from nhv.process.board.models import Meeting
from nhv.process.board.seats import seated
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import matrix_of
from nhv.program.demo.call import give_addresses, open_call
from nhv.program.demo.cases import tell_cases
from nhv.program.demo.people import open_accounts
from nhv.program.demo.weighed import seat_the_board, weigh


def test_members_find_different_things_and_the_board_has_its_seats(sqlite_register):
    now = timezone.now()
    open_accounts()
    for _twice in range(2):
        for chapter in (give_addresses, open_call, tell_cases, weigh, seat_the_board):
            chapter(now)
    found = matrix_of(Weighing.objects.get())
    judged = {cell.differs for _row, cells in found.table for cell in cells if cell.judged}
    assert judged == {True, False}
    meeting = Meeting.objects.get()
    assert sorted(one.deputy for one in seated(meeting.board)) == [False, False, False, True]
