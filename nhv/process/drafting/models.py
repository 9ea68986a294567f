"""Each revision of a case's text whole, and those that have been frozen. Rows are never changed."""

from functools import cached_property

from django.db import models

from nhv.process.cases.models import Case
from nhv.specification.area import Area
from nhv.specification.drafting import Drafted


class Revision(models.Model):
    """The text after one edit. `used`: all keys ever given; `origins`: what split and joined ones are of."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    used = models.JSONField()
    origins = models.JSONField()
    act = models.CharField(max_length=20)
    key = models.CharField(max_length=80, blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("case", "number")
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_row_per_revision")]

    @cached_property
    def drafted(self) -> Drafted:
        """The text as it is written on."""
        origins = {key: tuple(old) for key, old in self.origins.items()}
        return Drafted(Area.model_validate_json(self.content), frozenset(self.used), origins)


class FrozenText(models.Model):
    """A version of the text that no longer changes: what is consulted on, and decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("case", "number")
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_row_per_frozen_text")]

    @cached_property
    def area(self) -> Area:
        return Area.model_validate_json(self.content)
