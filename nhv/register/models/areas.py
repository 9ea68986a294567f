"""Areas and the immutable versions of their documents."""

from functools import cached_property

from django.db import models
from django.db.models import F

from nhv.specification.area import Area as AreaSpecification


class Area(models.Model):
    """An area's identity through all its versions."""

    key = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class AreaAlias(models.Model):
    """A slug by which the area is also known: an older name, another site's name."""

    slug = models.SlugField(max_length=120, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="aliases")


class AreaDocuments(models.QuerySet["AreaDocument"]):
    """Documents in the order of law."""

    def newest_first(self) -> "AreaDocuments":
        """By the day they came into force, then version, then edition. An unknown day counts as the oldest."""
        return self.order_by(F("in_force_from").desc(nulls_last=True), "-version", "-edition")


class AreaDocument(models.Model):
    """One version and edition of an area's document. Never changed: a change is a new row.

    A new *version* is a new decided wording; a new *edition* of it has the same wording and other words to find
    by. `in_force_from` is the version's first day: that of the definition, or the later one on which the board decided
    what is new in it. It is null where no source gives the first day, `in_force_until` where nobody has withdrawn the
    definition. The columns beside `content` repeat what lists
    show, so that a list need not open the documents.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="documents")
    version = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    units = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    population_text = models.CharField(max_length=300, blank=True)
    complete = models.BooleanField()
    content = models.TextField()
    decided_hash = models.CharField(max_length=64)
    whole_hash = models.CharField(max_length=64)

    objects = AreaDocuments.as_manager()

    class Meta:
        ordering = ("area", "version", "edition")
        constraints = [
            models.UniqueConstraint(fields=["area", "version", "edition"], name="one_row_per_edition"),
        ]
        indexes = [models.Index(fields=["area", "in_force_from", "version", "edition"], name="document_as_of")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}.{self.edition}"

    @cached_property
    def specification(self) -> AreaSpecification:
        """The document as the frozen model everything is derived from."""
        return AreaSpecification.model_validate_json(self.content)
