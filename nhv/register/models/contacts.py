"""Whom one reaches at a region when nobody else has been told of: its coordinator, and its switchboard."""

from django.db import models
from django.db.models import Q

from nhv.register.models.organisations import Organisation


class RegionContact(models.Model):
    """What a region said on one day; the next row supersedes it. `coordinator` is a function, never a person's name;
    `confirmed_by` is for the diary's readers."""

    region = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    coordinator = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=200, blank=True)
    switchboard = models.CharField(max_length=100, blank=True)
    confirmed_by = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("region", "confirmed_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["region"], condition=Q(superseded_at__isnull=True), name="one_current_contact_of_a_region"
            ),
        ]

    def __str__(self) -> str:
        return f"contact of a region {self.pk}"
