"""Permits: who may do the care, from when, under which version of the document."""

from django.db import models
from django.db.models import F, Q

from nhv.register.models.areas import Area, AreaDocument
from nhv.register.models.organisations import Organisation


class Permit(models.Model):
    """A region's right to run the care. `valid_*` is legal time, `recorded_at`/`superseded_at` is our knowledge.

    A row is never rewritten: what turns out otherwise is superseded, and a new row says what we know now.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="permits")
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="permits")
    region = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="permits")
    hospital = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="hospital_permits")
    unit = models.CharField(max_length=300, blank=True)
    cooperates_with = models.JSONField(default=list)
    sub_permits = models.JSONField(default=list)
    record_number = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    origin = models.CharField(max_length=300, blank=True)
    conditions = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("region__name", "id")
        indexes = [models.Index(fields=["area", "superseded_at"], name="permit_of_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="permit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                name="permit_superseded_after_recorded",
            ),
        ]
