"""The closed call is weighed by the second preparatory group; the board has its seats and a meeting that is planned.

Nothing is decided: the call is of a real area, and no invented permit is to stand in the register."""

from datetime import datetime, timedelta

from nhv.accounts.models import Membership, User
from nhv.process.board import meetings, seats
from nhv.process.board.models import Meeting
from nhv.process.weighing import acts
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.program.demo.people import BOARD, DOMAIN, SECOND, actor
from nhv.register.models import Call, Organisation
from nhv.rules.judgements import Met

CLOSED = "demo-stangd"
SEATS = {
    "namnd-ordforande": None,
    "namnd-soder": "sodra",
    "namnd-ersattare": "sodra",
    "namnd-vast": "vastra",
}
ROW = "w-patient"


def weigh(now: datetime) -> None:
    """A group is appointed, and two of its members find different things of one applicant."""
    call = Call.cases.filter(key=CLOSED).first()
    if call is None or Weighing.objects.exists():
        return
    group = Organisation.objects.get(key=SECOND)
    made = acts.appoint(call=call, group=group, by=actor("handlaggare1"), now=now)
    first, second = applications(call)[:2]
    for who, filing, met, why in (
        ("beredning2-ledamot", first, Met.YES, "Störst vana i landet. (Påhittat.)"),
        ("beredning2-sekreterare", first, Met.PARTLY, "Vanan är stor, men jouren är ny. (Påhittat.)"),
        ("beredning2-ledamot", second, Met.CANNOT_TELL, "Ansökan säger inget om resultaten. (Påhittat.)"),
    ):
        acts.judge(weighing=made, filing=filing, row=ROW, met=met, why=why, by=actor(who), now=now)
    member = User.objects.get(email=f"beredning2-ledamot@{DOMAIN}")
    acts.divide(weighing=made, row=ROW, member=member, by=actor("beredning2-sekreterare"))


def seat_the_board(now: datetime) -> None:
    """Who has which seat, and the next meeting."""
    if Meeting.objects.exists():
        return
    officer = actor("handlaggare1")
    regions = Organisation.objects.filter(kind=Organisation.Kind.HEALTHCARE_REGION)
    for name, words in SEATS.items():
        held = Membership.objects.get(user__email=f"{name}@{DOMAIN}")
        region = regions.get(key__contains=words) if words else None
        seats.seat(membership=held, healthcare_region=region, by=officer)
    board = Organisation.objects.get(key=BOARD)
    meetings.plan(
        board=board, kind="ordinary", begins_at=now + timedelta(days=30), place="Stockholm (påhittat)", by=officer
    )
