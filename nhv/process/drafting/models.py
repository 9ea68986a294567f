"""Each revision of a case's text whole, and those that have been frozen: rows that are never changed. And what is said
of it while it is written: comments on its parts, and questions that it must answer as the group wants."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from nhv.process.cases.models import Case
from nhv.rules.verdicts import VERDICTS
from nhv.specification.area import Area
from nhv.specification.drafting import Drafted

MOST_COMMENT, MOST_QUESTION = 2_000, 200


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


class PartComment(models.Model):
    """What somebody says of a part: it belongs to the part's key, and keeps the words that it was written on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="comments")
    part = models.CharField(max_length=80)
    wording = models.TextField()
    revision = models.PositiveIntegerField()
    text = models.CharField(max_length=MOST_COMMENT)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    settled_by = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="") | (Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="a_settled_comment_has_somebody",
            ),
        ]


class DraftQuestion(models.Model):
    """A question that the text must give this verdict on, for as long as it stands here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(max_length=MOST_QUESTION)
    must = models.CharField(max_length=20, choices=[(one, one) for one in VERDICTS])
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["case", "text"], name="a_question_once_a_text")]


class PlainText(models.Model):
    """A part in plain words, for patient representatives to work from. It belongs to the part's key and remembers the
    wording that it explains; it is no part of the text, and comes into nothing that is frozen or decided."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plain_texts")
    part = models.CharField(max_length=80)
    text = models.CharField(max_length=MOST_COMMENT)
    wording = models.TextField()
    # Counts every saving: who saves says which one they saw.
    number = models.PositiveIntegerField(default=1)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["case", "part"], name="one_plain_text_a_part")]
