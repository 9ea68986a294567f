"""The authority, healthcare regions, regions, hospitals and their units, and groups."""

from django.db import models

from nhv.specification.organisations import OrganisationKind


class Organisation(models.Model):
    """Somebody in the care system. A unit's parent is its hospital, a hospital's its region, a region's its healthcare
    region (a unit's its region, where no hospital is stated). `email` is the organisation's registered address, where
    calls are sent: never a person's own. `municipality` is the code of the one that travel times to a hospital are
    reckoned to. `hsa_id` and `telephone` (the coordinator's) are a unit's. All are entered by somebody who knows them
    and never guessed."""

    Kind = OrganisationKind

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in OrganisationKind])
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    short_name = models.CharField(max_length=300, blank=True)
    aliases = models.JSONField(default=list)
    code = models.CharField(max_length=2, blank=True)
    email = models.EmailField(blank=True)
    town = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    municipality = models.CharField(max_length=4, blank=True)
    hsa_id = models.CharField(max_length=31, null=True, unique=True)
    telephone = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> "Organisation | None":
        """Itself, when it is a unit."""
        return self if self.kind == self.Kind.UNIT else None

    @property
    def hospital(self) -> "Organisation | None":
        """The hospital that it is or lies in, if any."""
        found = self.parent if self.kind == self.Kind.UNIT else self
        return found if found is not None and found.kind == self.Kind.HOSPITAL else None
