"""Seats in a group, and what its members have declared in a case."""

from django.db import models
from django.db.models import Q

from nhv.accounts.models import Membership, User
from nhv.process.cases.models import Case
from nhv.register.models import Organisation

MOST_DECLARED = 2_000


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
