"""Conflicts of interest (jäv) that somebody has declared: a question to the authority, until it is answered."""

from django.db import models
from django.db.models import Q

from nhv.accounts.models.users import User
from nhv.rules.reasons import MOST_WHY

MOST_NAME = 300


class DeclaredConflicts(models.QuerySet["DeclaredConflict"]):
    """Declarations by whether somebody has answered them."""

    def waiting(self) -> "DeclaredConflicts":
        """Those that nobody has answered."""
        return self.filter(answered_at__isnull=True)


class DeclaredConflict(models.Model):
    """That somebody who handles a case has told of a conflict of interest in it. It shuts nothing by itself: the
    authority tries the question, and what it decides is a `ConflictOfInterest`, or that there is none.

    `case_name` is what the case was called when it was declared, so that any room may have cases. A row is never
    removed.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="declared_conflicts")
    case_key = models.CharField(max_length=80)
    case_name = models.CharField(max_length=MOST_NAME)
    what = models.CharField(max_length=MOST_WHY)
    declared_at = models.DateTimeField(auto_now_add=True)
    is_conflict = models.BooleanField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_why = models.CharField(max_length=MOST_WHY, blank=True)

    objects = DeclaredConflicts.as_manager()

    class Meta:
        ordering = ("declared_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "case_key"],
                condition=Q(answered_at__isnull=True),
                name="one_waiting_declaration_in_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(case_key="") & ~Q(case_name="") & ~Q(what=""), name="declaration_has_case_and_words"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, is_conflict__isnull=True, answered_by="", answered_why="")
                | (Q(answered_at__isnull=False, is_conflict__isnull=False) & ~Q(answered_by="") & ~Q(answered_why="")),
                name="answered_declaration_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"declared conflict {self.pk}"
