"""Anything somebody fills in: a working copy that is theirs alone, and versions that have been received."""

import json
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Q

from nhv.filings.states import FilingState
from nhv.register.models import AreaDocument, Organisation
from nhv.specification.outline import Outline


class StoredOutline(models.Model):
    """What was asked, kept by its hash, so that a form never changes under the one who fills it in."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.TextField()

    @property
    def outline(self) -> Outline:
        """The outline itself."""
        return _outline(self.hash, self.content)


@lru_cache(maxsize=64)
def _outline(_hash: str, content: str) -> Outline:
    """One reading for each hash: a row never changes, and every page of a form asks for it."""
    return Outline.model_validate_json(content)


class Filing(models.Model):
    """An organisation's answers to one outline. `key` is its public name: it tells nothing and cannot be guessed."""

    key = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=30)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="filings")
    hospital = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="hospital_filings")
    call = models.ForeignKey("register.Call", null=True, on_delete=models.PROTECT, related_name="filings")
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="filings")
    outline = models.ForeignKey(StoredOutline, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=30, choices=[(state.value, state.value) for state in FilingState], default=FilingState.DRAFT.value
    )
    # Counts every saving of the working copy: who saves says which one they saw.
    revision = models.PositiveIntegerField(default=0)
    record_number = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=1_000, blank=True)
    # What the officer's list shows of the newest received version, so that the list opens none.
    received_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=["organisation", "kind"], name="filing_of_organisation"),
            models.Index(fields=["kind", "-received_at"], name="filing_received"),
            models.Index(fields=["call", "state"], name="filing_of_call"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FilingState.DRAFT.value, received_at__isnull=True)
                | (~Q(state=FilingState.DRAFT.value) & Q(received_at__isnull=False)),
                name="a_draft_is_what_was_never_received",
            ),
            models.CheckConstraint(
                condition=Q(state=FilingState.WITHDRAWN.value, withdrawn_at__isnull=False)
                | (~Q(state=FilingState.WITHDRAWN.value) & Q(withdrawn_at__isnull=True, withdrawn_because="")),
                name="withdrawal_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["record_number"], condition=~Q(record_number=""), name="one_filing_per_record_number"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Answer(models.Model):
    """One answer in the working copy, as it was from one revision until another. A null value is «no answer»."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    revision = models.PositiveIntegerField()
    replaced_at_revision = models.PositiveIntegerField(null=True)
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "key"],
                condition=Q(replaced_at_revision__isnull=True),
                name="one_current_answer_per_question",
            ),
        ]
        indexes = [models.Index(fields=["filing", "revision"], name="answer_by_revision")]


class FilingVersion(models.Model):
    """What was received, once and for all. Never changed: a replacement is the next version.

    `answers` is the canonical JSON whose sha256 the receipt holds; `receipt` is the signed receipt as it was given.
    """

    class Class(models.TextChoices):
        IN_TIME = "in_time", "i tid"
        LATE = "late", "för sent"

    class Way(models.TextChoices):
        WEB = "web", "webben"
        PAPER = "paper", "post eller e-post"

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    outline = models.ForeignKey(StoredOutline, on_delete=models.PROTECT, related_name="+")
    answers = models.TextField()
    answers_sha256 = models.CharField(max_length=64)
    # [{"question", "name", "sha256", "size"}], in the order of the questions.
    files = models.JSONField(default=list)
    # {question key: {"fact", "attested_at", "valid_until"}} for what the hospital had attested.
    inherited = models.JSONField(default=dict)
    # The keys of required questions that had no answer when it was sent all the same.
    missing = models.JSONField(default=list)
    completes = models.PositiveIntegerField(null=True)
    received_at = models.DateTimeField()
    time_class = models.CharField(max_length=10, choices=Class)
    late_because = models.CharField(max_length=1_000, blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.WEB)
    sent_by = models.CharField(max_length=120)
    receipt = models.TextField()
    diary_number = models.BigIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="one_version_per_number")]

    @property
    def answers_by_key(self) -> dict[str, Any]:
        """The answers as they were received."""
        answers: dict[str, Any] = json.loads(self.answers)
        return answers


class CompletionRequest(models.Model):
    """The authority asks for more, with a day of its own."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="completion_requests")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=8_000)
    deadline = models.DateField()
    closes_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="one_request_per_number")]


class InternalNote(models.Model):
    """What an official writes for the colleagues. Never shown to the one who filed."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="notes")
    text = models.CharField(max_length=8_000)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)


class PaperEntry(models.Model):
    """An application that came by post or mail, entered by one registrar and confirmed by another."""

    class Came(models.TextChoices):
        POST = "post", "post"
        MAIL = "mail", "e-post"
        HAND = "hand", "lämnad i receptionen"

    call = models.ForeignKey("register.Call", on_delete=models.PROTECT, related_name="paper_entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField()
    came_by = models.CharField(max_length=10, choices=Came)
    why = models.CharField(max_length=1_000)
    answers = models.JSONField(default=dict)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    filing = models.ForeignKey(Filing, null=True, on_delete=models.PROTECT, related_name="paper_entries")

    class Meta:
        ordering = ("-entered_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at__isnull=True, filing__isnull=True)
                | (
                    ~Q(confirmed_by="")
                    & Q(confirmed_at__isnull=False, filing__isnull=False)
                    & ~Q(confirmed_by=models.F("entered_by"))
                ),
                name="a_paper_entry_takes_two",
            ),
        ]


class RecordNumber(models.Model):
    """The series of record numbers: one row a number, a new series each year."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="a_record_number_once")]

    def __str__(self) -> str:
        return f"NHV-{self.number}/{self.year}"
