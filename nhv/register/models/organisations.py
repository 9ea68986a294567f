"""Healthcare regions, regions and hospitals."""

from django.db import models


class Organisation(models.Model):
    """Somebody in the care system. A hospital's parent is its region, a region's its healthcare region."""

    class Kind(models.TextChoices):
        HEALTHCARE_REGION = "healthcare_region"
        REGION = "region"
        HOSPITAL = "hospital"

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    short_name = models.CharField(max_length=300, blank=True)
    aliases = models.JSONField(default=list)
    code = models.CharField(max_length=2, blank=True)
    town = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
