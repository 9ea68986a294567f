"""Decided conflicts of interest (jäv): who is kept out of which case, and until when."""

from django.db import models
from django.db.models import Q

from nhv.accounts.models.users import User
from nhv.rules.reasons import MOST_WHY


class ConflictsOfInterest(models.QuerySet["ConflictOfInterest"]):
    """ConflictsOfInterest by whether they count."""

    def in_force(self) -> "ConflictsOfInterest":
        """Those that no later decision has ended."""
        return self.filter(ended_at__isnull=True)

    def kept_out_of(self, case: str) -> "models.QuerySet[ConflictOfInterest, int]":
        """The numbers of those who are kept out of the case with this key. One query, or a part of another."""
        return self.in_force().filter(case_key=case).order_by().values_list("user_id", flat=True)


class ConflictOfInterest(models.Model):
    """That somebody has a conflict of interest in a case, as decided. What nobody has decided is not here.

    The case is named by its key, so that any room may have cases. A row is never removed: who was kept out of a case
    when it was decided can be asked for as long as the case is kept.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts_of_interest")
    case_key = models.CharField(max_length=80)
    why = models.CharField(max_length=MOST_WHY)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=MOST_WHY, blank=True)

    objects = ConflictsOfInterest.as_manager()

    class Meta:
        ordering = ("-decided_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "case_key"], condition=Q(ended_at__isnull=True), name="one_conflict_in_a_case"
            ),
            models.CheckConstraint(condition=~Q(case_key="") & ~Q(why=""), name="conflict_has_case_and_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="", ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="") & ~Q(ended_why="")),
                name="ended_conflict_has_somebody_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"conflict of interest {self.pk}"
