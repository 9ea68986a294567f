"""Seats in a group, what its members have declared in a case, its meetings, and who stands in for whom."""

from django.db import models
from django.db.models import F, Q

from nhv.accounts.models import Membership, User
from nhv.process.cases.models import Case
from nhv.register.models import Organisation
from nhv.rules.reasons import MOST_WHY

MOST_DECLARED = 2_000
MOST_PLACE, MOST_NOTES = 300, 20_000


class Seat(models.Model):
    """Which healthcare region nominated a member. That somebody is one, and until when, is their role in the group."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="seat")
    nominated_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


class Declaration(models.Model):
    """What a member has declared about interests in a case; the latest counts, all are kept. For officers and the group
    only: it is no ground to keep anybody out until somebody has decided so."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    nothing = models.BooleanField()
    interests = models.CharField(max_length=MOST_DECLARED, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ("-declared_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(nothing=True, interests="") | (Q(nothing=False) & ~Q(interests="")),
                name="a_declaration_says_something",
            ),
        ]


class StandIn(models.Model):
    """Who stands in for a member: `membership` is the stand-in's own role in the group, with its first and last day."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="stands_in")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="stood_in_for")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(membership=F("member")), name="nobody_stands_in_for_oneself"),
        ]


class GroupMeeting(models.Model):
    """A meeting of a case's group. `notes` are working material, and are read by the group and officers alone."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="group_meetings")
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=MOST_PLACE)
    called_by = models.CharField(max_length=120)
    called_at = models.DateTimeField()
    cancelled_because = models.CharField(max_length=MOST_WHY, blank=True)
    notes = models.CharField(max_length=MOST_NOTES, blank=True)
    noted_by = models.CharField(max_length=120, blank=True)
    noted_at = models.DateTimeField(null=True)
    present = models.ManyToManyField(Membership, through="GroupPresence", related_name="+")

    class Meta:
        ordering = ("begins_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(noted_at__isnull=True, noted_by="", notes="")
                | (Q(noted_at__isnull=False, cancelled_because="") & ~Q(noted_by="")),
                name="group_notes_are_somebodys",
            ),
        ]


class GroupPresence(models.Model):
    """Somebody who was there, by the role that they then had in the group."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="presences")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="present_once_at_a_group_meeting")
        ]
