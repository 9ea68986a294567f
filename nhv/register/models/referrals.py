"""What each unit with a permit tells about how patients are referred to it."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q

from nhv.register.models.areas import Area
from nhv.register.models.organisations import Organisation
from nhv.specification.referrals import ReferralFacts


class ReferralInformation(models.Model):
    """One version of what one unit says about one area. A row is never rewritten: the next one supersedes it.

    Hangs on area and `holder` (where one turns: `Permit.turn_to`), not on the permit: a permit's row is superseded
    whenever something is learnt about it. `confirmed_by` is for the diary's readers; the public is told the role and
    the organisation at which it is held.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="referral_information")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="referral_information")
    version = models.PositiveIntegerField()
    content = models.TextField()
    confirmed_by = models.CharField(max_length=120)
    confirmed_role = models.CharField(max_length=30)
    confirmed_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("area", "holder", "version")
        constraints = [
            models.UniqueConstraint(fields=["area", "holder", "version"], name="one_row_per_referral_version"),
            models.UniqueConstraint(
                fields=["area", "holder"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_referral_information",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("confirmed_at")),
                name="referral_superseded_after_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"referral information {self.pk}"

    @cached_property
    def facts(self) -> ReferralFacts:
        """What the unit tells."""
        return ReferralFacts.model_validate_json(self.content)
