"""What stands before the board now: a meeting that is open, and two small invented areas to decide about. In each a
vote has begun, and everybody with a seat has theirs left."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from nhv.process.board import deciding
from nhv.process.board.models import Item
from nhv.process.calls.acts import close
from nhv.process.cases.acts import take_up_known_areas
from nhv.program.demo import to_the_board
from nhv.program.demo.call import published
from nhv.program.demo.granted import keep_out
from nhv.program.demo.people import BY, SOUTH, WEST, actor
from nhv.program.demo.to_the_board import Applicant, permits
from nhv.register.models import Call
from nhv.register.publication import publish
from nhv.specification.area import Area as AreaText
from nhv.specification.document import AreaFile
from nhv.specification.motion import Outcome

CALLED, APPLIED, LAST, WEIGHED, OPINION, HEARD = (timedelta(days=-days) for days in (110, 60, 55, 50, 35, 34))
LIGHT, DOCTOR = "ljusrum", "hudlakare"


@dataclass(frozen=True)
class Waiting:
    """An invented area that is about to be decided: one unit, and who has voted already."""

    key: str
    name: str
    care: str
    voted: tuple[str, ...] = ()
    kept_out: str = ""

    @property
    def call(self) -> str:
        """The key of its call."""
        return f"demo-{self.key.removesuffix('-pahittad')}"


FIRST: Final = Waiting(
    "midnattssolsutslag-pahittad",
    "Midnattssolsutslag (påhittad)",
    "Svårt utslag av midnattssol.",
    voted=("namnd-norr", "namnd-mellan", "namnd-stockholm", "namnd-sydost"),
)
SECOND: Final = Waiting(
    "islossningshosta-pahittad",
    "Islossningshosta (påhittad)",
    "Hosta som kommer åter vid varje islossning.",
    kept_out="namnd-soder",
)
APPLICANTS: Final = (
    Applicant(SOUTH, "skanes-universitetssjukhus", "Störst vana i landet.", "Akutkedjan berörs inte.", Outcome.GRANT),
    Applicant(
        WEST,
        "sahlgrenska-universitetssjukhuset",
        "God vana; ljusrummet byggs.",
        "Utbildningen i väst skulle vinna på det.",
        Outcome.REFUSE,
        lacks=(LIGHT,),
    ),
)


def put_before_the_board(now: datetime) -> None:
    """Two calls that have ended, and the meeting, once."""
    if Call.cases.filter(key=FIRST.call).exists():
        return
    calls = [_prepared(one, now) for one in (FIRST, SECOND)]
    meeting = to_the_board.opened_meeting(calls, now, kind="extra")
    for one, item in zip((FIRST, SECOND), to_the_board.items_of(meeting), strict=True):
        _begin_vote(one, item, now)


def _prepared(one: Waiting, now: datetime) -> Call:
    publish([AreaFile(area=_text(one, now))], by=BY)
    take_up_known_areas(by=BY, now=now + CALLED)
    call = published(one.key, one.call, timezone.localdate(now + LAST), now + CALLED)
    for applicant in APPLICANTS:
        to_the_board.apply(call, applicant, now + APPLIED)
    close(call=call, by=BY, now=now + WEIGHED)
    weighing = to_the_board.weigh(call, APPLICANTS, now + WEIGHED)
    to_the_board.give_opinion(weighing, "En enhet räcker för så få patienter.", APPLICANTS, now + OPINION)
    to_the_board.hear(weighing, "Yttrandet, och förslaget att avslå västs ansökan.", now + HEARD, days=19)
    return call


def _begin_vote(one: Waiting, item: Item, now: datetime) -> None:
    if one.kept_out:
        keep_out(item, one.kept_out, "Har lett arbetet med Skånes ansökan. (Påhittat.)")
    start = timezone.localdate(now) + timedelta(days=120)
    south = {
        SOUTH: (Outcome.GRANT, "Störst vana. (Påhittat.)"),
        WEST: (Outcome.REFUSE, "Ljusrummet finns inte ännu. (Påhittat.)"),
    }
    west = {
        SOUTH: (Outcome.REFUSE, "Ett tillstånd i väst ger kortare resor. (Påhittat.)"),
        WEST: (Outcome.GRANT, "Ljusrummet är klart före startdagen. (Påhittat.)"),
    }
    officer, member = actor("handlaggare1"), actor("namnd-vast")
    main = deciding.propose(item=item, said=permits(item.applied_in, south, start, {}), by=officer, now=now)
    deciding.propose(item=item, said=permits(item.applied_in, west, start, {}), by=member, now=now)
    ballot = deciding.put_vote(item=item, main=main, by=actor("namnd-sekreterare"), now=now)
    for name in one.voted:
        deciding.vote(ballot=ballot, motion=main, by=actor(name), now=now)


def _text(one: Waiting, now: datetime) -> AreaText:
    since = timezone.localdate(now + CALLED) - timedelta(days=30)
    conditions = ((LIGHT, "Ljusrum", "critical_equipment"), (DOCTOR, "Hudläkare", "critical_staff"))
    plain = {
        "key": one.key,
        "name": one.name,
        "in_force_from": since,
        "units": 1,
        "summary": "Ett påhittat område i demonstrationen, som nämnden har framför sig.",
        "decision": {"date": since, "body": "Socialstyrelsen"},
        "scope": [{"key": "omfattning", "points": [{"key": "vard", "text": one.care}]}],
        "conditions": [
            {
                "key": key,
                "group": group,
                "force": "must",
                "text": text,
                "stage": "called",
                "question": {"kind": "yes_no", "text": f"Finns {text.lower()} på sjukhuset?"},
            }
            for key, text, group in conditions
        ],
        "completeness": {"definition": "whole", "conditions": "whole"},
        "notes": ["Området är påhittat och finns bara i demonstrationen."],
    }
    return AreaText.model_validate(plain)
