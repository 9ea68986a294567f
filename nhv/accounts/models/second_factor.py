"""A lost second factor: who asked for it to be taken away, and which other administrator agreed."""

from django.db import models
from django.db.models import F, Q

from nhv.accounts.models.users import User


class SecondFactorReset(models.Model):
    """One administrator asks, another confirms; or the one who asks has met the person, and says so in `why`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="second_factor_resets")
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=300)
    met_in_person = models.BooleanField(default=False)
    confirmed_by = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(done_at__isnull=True), name="one_waiting_reset"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(met_in_person=True)
                | (~Q(confirmed_by="") & ~Q(confirmed_by=F("asked_by"))),
                name="reset_needs_two_or_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"second factor reset {self.pk}"
