"""The closed call is weighed by the second preparatory group.

Nothing is decided: the call is of a real area, and no invented permit is to stand in the register."""

from datetime import datetime

from nhv.accounts.models import User
from nhv.process.weighing import acts
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.queries import applications
from nhv.program.demo.people import DOMAIN, SECOND, actor
from nhv.register.models import Call, Organisation
from nhv.rules.judgements import Met

CLOSED = "demo-stangd"
ROW = "w-patient"


def weigh(now: datetime) -> None:
    """A group is appointed, and two of its members find different things of one applicant."""
    call = Call.cases.filter(key=CLOSED).first()
    if call is None or Weighing.objects.filter(call=call).exists():
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
