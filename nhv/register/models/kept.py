"""What an organisation keeps up to date about one area: the shape that every kind of it has."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from nhv.register.models.areas import Area
from nhv.register.models.organisations import Organisation
from nhv.specification.parts import Frozen


class KeptInformation(models.Model):
    """One version of what one organisation (`holder`) tells about one area, or about one clause of it. A row is never
    rewritten: the next one supersedes it.

    `clause` is the key of what it is about, empty for the area as a whole. `confirmed_by` is for the diary's readers;
    the public is told the role and the organisation at which it is held. `reads` is what the content is read as.
    """

    reads: ClassVar[type[Frozen]]

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    clause = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField()
    content = models.TextField()
    confirmed_by = models.CharField(max_length=120)
    confirmed_role = models.CharField(max_length=30)
    confirmed_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("area", "holder", "clause", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "holder", "clause", "version"], name="%(class)s_one_row_per_version"
            ),
            models.UniqueConstraint(
                fields=["area", "holder", "clause"],
                condition=Q(superseded_at__isnull=True),
                name="%(class)s_one_current",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("confirmed_at")),
                name="%(class)s_superseded_after_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @cached_property
    def facts(self) -> Any:
        """What is told."""
        return self.reads.model_validate_json(self.content)
