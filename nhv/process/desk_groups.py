"""What waits for those in a group: a case to prepare, applications to weigh, a meeting of the board."""

from datetime import datetime

from django.db.models import QuerySet

from nhv.accounts.desk import Part, counted
from nhv.process.board.models import Meeting
from nhv.process.board.moves import MeetingState
from nhv.process.board.queries import meetings_for
from nhv.process.groups.meetings import coming_meetings
from nhv.process.groups.models import GroupMeeting
from nhv.process.groups.stand_ins import stand_ins_for
from nhv.process.opinions.models import Preparation
from nhv.process.opinions.queries import preparations_for
from nhv.process.weighing.models import Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import weighings_for
from nhv.rules.actor import Actor


def _preparations(by: Actor, now: datetime) -> "QuerySet[Preparation]":
    """Cases in which the group has not given its opinion."""
    return preparations_for(by, "opinion.view").filter(case__opinions__isnull=True)


def _weighings(by: Actor, now: datetime) -> "QuerySet[Weighing]":
    return weighings_for(by, "weighing.judge").filter(state=WeighingState.PREPARING).order_by("begun_at")


def _meetings(by: Actor, now: datetime) -> "QuerySet[Meeting]":
    return meetings_for(by).exclude(state=MeetingState.FROZEN).order_by("begins_at")


def _group_meetings(by: Actor, now: datetime) -> "QuerySet[GroupMeeting]":
    return coming_meetings(by, now)


PARTS = (
    Part(
        "group_meetings",
        "group.see",
        _group_meetings,
        came="called_at",
        words=counted(
            "%(number)s möte i en sakkunniggrupp är utlyst", "%(number)s möten i sakkunniggrupper är utlysta"
        ),
        page="groups",
    ),
    Part(
        "stand_ins",
        "group.declare",
        lambda by, now: stand_ins_for(by),
        came="from_when",
        words=counted(
            "%(number)s ersättning i en sakkunniggrupp gäller dig",
            "%(number)s ersättningar i sakkunniggrupper gäller dig",
        ),
        page="groups",
    ),
    Part("preparations", "opinion.view", _preparations),
    Part("weighings", "weighing.judge", _weighings),
    Part("meetings", "board.see", _meetings),
)
