"""Who has which role where, and from when until when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from nhv.accounts.models.users import User
from nhv.register.models import Organisation
from nhv.register.order import in_swedish


class Memberships(models.QuerySet["Membership"]):
    """Memberships by day."""

    def on(self, day: date) -> "Memberships":
        """Those in force on a day, of users that are active: begun, not past their last day, not ended."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            user__is_active=True,
            valid_from__lte=day,
            ended_at__isnull=True,
        )


class Membership(models.Model):
    """A user's role at an organisation. `valid_until` is the last day that counts; `ended_at` ends it at once.

    A row is never removed: what somebody could do last year can be asked next year.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30)  # a Role
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    granted_by = models.CharField(max_length=120)
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    objects = Memberships.as_manager()

    class Meta:
        ordering = (in_swedish("organisation__name"), "role", "id")
        indexes = [models.Index(fields=["user", "ended_at"], name="membership_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="one_membership_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="ended_membership_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"
