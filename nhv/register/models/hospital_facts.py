"""Facts that belong to a hospital: attested once, inherited by its applications."""

from django.db import models
from django.db.models import Q

from nhv.register.models.organisations import Organisation


class HospitalFact(models.Model):
    """One attested fact. A row is never rewritten: a new attestation replaces it."""

    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="facts")
    fact = models.CharField(max_length=80)
    value = models.JSONField()
    attested_by = models.CharField(max_length=120)
    attested_at = models.DateTimeField()
    valid_until = models.DateField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("fact",)
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "fact"], condition=Q(replaced_at__isnull=True), name="one_current_fact_per_hospital"
            ),
        ]
