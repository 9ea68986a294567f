"""The meetings of a group: called, held with notes of who was there, or called off."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.models import Membership
from nhv.process.cases.models import Case
from nhv.process.groups.acts import GROUP_KIND
from nhv.process.groups.models import MOST_NOTES, MOST_PLACE, GroupMeeting, GroupPresence
from nhv.process.groups.queries import group_cases
from nhv.process.locking import locked
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded, reason, shortened
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN

MOST_MEETINGS = 200
MEET = "group.meet"


def call(*, case: Case, begins_at: datetime, place: str, by: Actor, now: datetime) -> GroupMeeting:
    """A meeting at a place or by a link, at a time ahead. Raises Refused."""
    with one_transaction(GroupMeeting):
        case = _open(case, by)
        where = shortened(place)
        if not where or len(where) > MOST_PLACE:
            raise Refused(
                "group_meeting_nowhere",
                "Skriv var mötet är, eller dess länk, med högst {most} tecken.",
                most=MOST_PLACE,
            )
        if begins_at <= now:
            raise Refused("group_meeting_passed", "Mötets tid har redan varit. Välj en tid framåt.")
        if case.group_meetings.filter(begins_at=begins_at, cancelled_because="").exists():
            raise Refused("group_meets_then", "Gruppen har redan ett möte då. Välj en annan tid.")
        if case.group_meetings.count() >= MOST_MEETINGS:
            raise Refused("too_many_group_meetings", "Ärendet har redan {most} möten.", most=MOST_MEETINGS)
        made = GroupMeeting.objects.create(
            case=case, begins_at=begins_at, place=where, called_by=str(by), called_at=now
        )
        _record("group_meeting_called", made, by)
        return made


def call_off(*, meeting: GroupMeeting, why: str, by: Actor, now: datetime) -> GroupMeeting:
    """It is not held, for a reason that the group reads. Raises Refused."""
    with one_transaction(GroupMeeting):
        meeting = _now(meeting, by)
        if meeting.noted_at is not None or meeting.cancelled_because:
            raise Refused("group_meeting_over", "Mötet är redan hållet eller inställt. Läs sidan på nytt.")
        meeting.cancelled_because = reason(why)
        meeting.save(update_fields=["cancelled_because"])
        _record("group_meeting_called_off", meeting, by)
        return meeting


def note(*, meeting: GroupMeeting, present: Collection[int], notes: str, by: Actor, now: datetime) -> GroupMeeting:
    """Who was there (by their memberships' numbers) and what was said, for the group and officers. Said again, it is
    changed. Raises Refused."""
    with one_transaction(GroupMeeting):
        meeting = _now(meeting, by)
        if meeting.cancelled_because or meeting.begins_at > now:
            raise Refused(
                "group_meeting_not_held", "Mötet är inställt eller har inte börjat, så det har inga anteckningar."
            )
        those = eligible(meeting).filter(pk__in=present)
        if len(those) != len(set(present)):
            raise Refused("present_outside_the_group", "Någon som är vald var inte med i gruppen den dagen.")
        meeting.notes, meeting.noted_by, meeting.noted_at = bounded(notes, MOST_NOTES), str(by), now
        meeting.save(update_fields=["notes", "noted_by", "noted_at"])
        meeting.presences.all().delete()
        GroupPresence.objects.bulk_create(GroupPresence(meeting=meeting, membership=one) for one in those)
        _record("group_meeting_noted", meeting, by, present=len(those))
        return meeting


def eligible(meeting: GroupMeeting) -> "QuerySet[Membership]":
    """Who was in the group on the meeting's day, stand-ins too, whatever has become of them since."""
    day = timezone.localdate(meeting.begins_at, SWEDEN)
    in_group = Membership.objects.filter(organisation=meeting.case.group, valid_from__lte=day)
    return in_group.exclude(valid_until__lt=day).exclude(ended_at__date__lt=day).select_related("user")


def coming_meetings(by: Actor, now: datetime) -> "QuerySet[GroupMeeting]":
    """Those ahead, in the cases whose group one is in; all for officers. The nearest first."""
    ahead = GroupMeeting.objects.filter(case__in=group_cases(by), begins_at__gt=now, cancelled_because="")
    return ahead.select_related("case__group").order_by("begins_at")


def _open(case: Case, by: Actor) -> Case:
    case = locked(case, "group")
    access.check_case(by, MEET, case.scope)
    if case.group is None:
        raise Refused("case_without_group", "Ärendet har ingen grupp ännu.")
    return case


def _now(meeting: GroupMeeting, by: Actor) -> GroupMeeting:
    meeting = locked(meeting, "case__group")
    access.check_case(by, MEET, meeting.case.scope)
    return meeting


def _record(act: str, meeting: GroupMeeting, by: Actor, **told: object) -> None:
    DIARY.record(act, kind=GROUP_KIND, key=meeting.case.key, by=by, payload={"meeting": meeting.pk, **told})
