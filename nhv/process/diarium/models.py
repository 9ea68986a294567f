"""What the official diarium says, as its lists were read; and where it and we differ, as last compared."""

from datetime import date

from django.db import models
from django.db.models import Q


class DiariumRow(models.Model):
    """A number of the official diarium, and the document of ours (`documents.Document.key`) that it is said to be of;
    empty where the list names none. What a later list says otherwise supersedes it, and the row stays."""

    number = models.CharField(max_length=60)
    document = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300, blank=True)
    day = models.DateField(null=True)
    read_by = models.CharField(max_length=120)
    read_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["document", "superseded_at"], name="diarium_row_of_document")]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "document"], condition=Q(superseded_at__isnull=True), name="one_known_diarium_row"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="a_diarium_row_has_its_number"),
        ]

    def __str__(self) -> str:
        return self.number


class DiariumDifference(models.Model):
    """One thing in which the diarium and we differ, as last compared; gone when it is so no more. `about` is the case
    or the call that it belongs to, `said` what the diarium says instead."""

    class Kind(models.TextChoices):
        WITHOUT_NUMBER = "without_number", "handling utan nummer"
        UNKNOWN_NUMBER = "unknown_number", "nummer som vi inte känner"
        NUMBER_TWICE = "number_twice", "samma nummer på flera handlingar"
        OTHER_NUMBER = "other_number", "annat nummer än vi har"
        OTHER_TITLE = "other_title", "annan rubrik"
        OTHER_DAY = "other_day", "annat datum"

    kind = models.CharField(max_length=20, choices=Kind)
    document = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    said = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=80, blank=True)
    day = models.DateField(null=True)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "day", "document", "number")
        constraints = [models.UniqueConstraint(fields=["kind", "document", "number"], name="one_diarium_difference")]

    @property
    def said_day(self) -> date:
        """What the diarium says, of another day."""
        return date.fromisoformat(self.said)

    def __str__(self) -> str:
        return f"{self.kind} {self.document} {self.number}".strip()
