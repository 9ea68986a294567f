"""The tables of filings, for any database: abstract here, concrete where a room keeps filings of its own.

Concrete classes add what ties them together (`filing`, `outline`) and what a filing belongs to and is about:
`organisation` and `place` (by the organisation's key, so `organisation_id` is that key whether or not organisations
lie in the same database) and `document`. See `nhv/filings/models.py` for those of the default database.
"""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q

from nhv.filings.states import FilingState
from nhv.specification.outline import Outline

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from nhv.register.models import AreaDocument

R = TypeVar("R", bound=models.Model)


def new(table: type[R], **columns: Any) -> R:
    """A row that is not kept yet. Which columns there are besides those below, only the concrete table knows."""
    return table(**columns)


class StoredOutlineBase(models.Model):
    """What was asked, kept by its hash, so that a form never changes under the one who fills it in."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.TextField()

    class Meta:
        abstract = True

    @property
    def outline(self) -> Outline:
        """The outline itself."""
        return _outline(self.hash, self.content)


@lru_cache(maxsize=64)
def _outline(_hash: str, content: str) -> Outline:
    """One reading for each hash: a row never changes, and every page of a form asks for it."""
    return Outline.model_validate_json(content)


class FilingBase(models.Model):
    """Somebody's answers to one outline. `key` is its public name: it tells nothing and cannot be guessed.

    It belongs to an organisation, to a person (`person`, the number of an account), or to a member of a group: then
    `organisation` is the group and `person` the member. Somebody who has no account, and has confirmed an address, is
    the number of that address below nought, so that no account is ever taken for it. `about` is the key of what it
    answers: a call, a consultation.
    """

    if TYPE_CHECKING:
        organisation_id: str | None
        place_id: str | None
        outline_id: str
        document: AreaDocument | None
        outline: StoredOutlineBase
        answers: RelatedManager["AnswerBase"]
        versions: RelatedManager[Any]
        completion_requests: RelatedManager["CompletionRequestBase"]
        notes: RelatedManager["InternalNoteBase"]
        comments: RelatedManager["CommentBase"]
        # What may be asked for besides the columns below, only the concrete table knows.
        _default_manager: ClassVar[models.Manager[Any]]

    key = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=80, blank=True)
    person = models.BigIntegerField(null=True)
    # The states are those of the kind's own table of moves.
    state = models.CharField(max_length=30, default=FilingState.DRAFT.value)
    # Counts every saving of the working copy: who saves says which one they saw.
    revision = models.PositiveIntegerField(default=0)
    record_number = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=1_000, blank=True)
    # Who handles it: the number of an account.
    assignee = models.BigIntegerField(null=True)
    # What lists show of the newest received version, so that they open none.
    received_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    hospital = models.CharField(max_length=300, blank=True)
    # What it is found by besides its numbers: see nhv/filings/finding.py.
    sought = models.CharField(max_length=1_000, blank=True)

    class Meta:
        abstract = True
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=["kind", "-received_at"], name="%(app_label)s_%(class)s_received"),
            models.Index(fields=["kind", "about", "state"], name="%(app_label)s_%(class)s_about"),
            models.Index(fields=["assignee"], condition=Q(assignee__isnull=False), name="%(app_label)s_%(class)s_of"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FilingState.DRAFT.value, received_at__isnull=True)
                | (~Q(state=FilingState.DRAFT.value) & Q(received_at__isnull=False)),
                name="%(app_label)s_%(class)s_draft_is_what_was_never_received",
            ),
            models.CheckConstraint(
                condition=Q(state=FilingState.WITHDRAWN.value, withdrawn_at__isnull=False)
                | (~Q(state=FilingState.WITHDRAWN.value) & Q(withdrawn_at__isnull=True, withdrawn_because="")),
                name="%(app_label)s_%(class)s_withdrawal_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["record_number"],
                condition=~Q(record_number=""),
                name="%(app_label)s_one_%(class)s_per_record_number",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AnswerBase(models.Model):
    """One answer in the working copy, as it was from one revision until another. A null value is «no answer»."""

    key = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    revision = models.PositiveIntegerField()
    replaced_at_revision = models.PositiveIntegerField(null=True)
    # Met another's answer, and waits for its writer to choose: see nhv/filings/acts/set_aside.py.
    waits = models.BooleanField(default=False)
    saved_by = models.CharField(max_length=120)
    # The page it was written on, as that page was drawn once; nothing when it did not come from a page.
    window = models.CharField(max_length=32, blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "key"],
                condition=Q(replaced_at_revision__isnull=True),
                name="%(app_label)s_one_current_%(class)s_per_question",
            ),
            models.UniqueConstraint(
                fields=["filing", "key", "saved_by"],
                condition=Q(waits=True),
                name="%(app_label)s_one_waiting_%(class)s_per_person",
            ),
        ]
        indexes = [models.Index(fields=["filing", "revision"], name="%(app_label)s_%(class)s_by_revision")]


class FilingVersionBase(models.Model):
    """What was received, once and for all. Never changed: a replacement is the next version.

    `answers` is the canonical JSON whose sha256 the receipt holds; `receipt` is the signed receipt as it was given.
    """

    if TYPE_CHECKING:
        filing: FilingBase
        outline: StoredOutlineBase
        _default_manager: ClassVar[models.Manager[Any]]

    class Class(models.TextChoices):
        IN_TIME = "in_time", "i tid"
        LATE = "late", "för sent"

    class Way(models.TextChoices):
        WEB = "web", "webben"
        PAPER = "paper", "post eller e-post"

    number = models.PositiveIntegerField()
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
    # What was written in answer to the request for more, besides the answers themselves.
    reply = models.CharField(max_length=8_000, blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.WEB)
    # Why the time is not to be believed, when it is not: see nhv/records/clock.py.
    clock_doubt = models.CharField(max_length=10, blank=True)
    sent_by = models.CharField(max_length=120)
    receipt = models.TextField()
    diary_number = models.BigIntegerField()

    class Meta:
        abstract = True
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="%(app_label)s_one_%(class)s_per_number")
        ]

    @property
    def answers_by_key(self) -> dict[str, Any]:
        """The answers as they were received."""
        answers: dict[str, Any] = json.loads(self.answers)
        return answers


class CompletionRequestBase(models.Model):
    """The one who received it asks for more, with a day of its own."""

    number = models.PositiveIntegerField()
    text = models.CharField(max_length=8_000)
    # The keys of the questions that it is about, in reading order; none when it is about all of it.
    questions = models.JSONField(default=list)
    deadline = models.DateField()
    closes_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # By who asked, before anybody had answered.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=1_000, blank=True, default="")

    class Meta:
        abstract = True
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="%(app_label)s_one_%(class)s_per_number")
        ]


class InternalNoteBase(models.Model):
    """What somebody who handles it writes for the colleagues. Never shown to the one who filed."""

    text = models.CharField(max_length=8_000)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("written_at",)


class CommentBase(models.Model):
    """What those who write and those who may send say to each other about the working copy. Theirs alone: it is no
    part of what is sent, and who receives it never sees it. `question` is what it is about, or empty."""

    question = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=2_000)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("written_at", "id")


class PaperEntryBase(models.Model):
    """What came by post or mail, entered by one registrar and confirmed by another. It comes from whom the filing will
    belong to: `organisation` and `person` as there."""

    if TYPE_CHECKING:
        organisation_id: str | None
        filing: FilingBase | None
        _default_manager: ClassVar[models.Manager[Any]]

    class Came(models.TextChoices):
        POST = "post", "post"
        MAIL = "mail", "e-post"
        HAND = "hand", "lämnad i receptionen"

    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=80, blank=True)
    person = models.BigIntegerField(null=True)
    came_at = models.DateTimeField()
    came_by = models.CharField(max_length=10, choices=Came)
    why = models.CharField(max_length=1_000)
    answers = models.JSONField(default=dict)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("-entered_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at__isnull=True, filing__isnull=True)
                | (
                    ~Q(confirmed_by="")
                    & Q(confirmed_at__isnull=False, filing__isnull=False)
                    & ~Q(confirmed_by=F("entered_by"))
                ),
                name="%(app_label)s_%(class)s_takes_two",
            ),
        ]


class RecordNumberBase(models.Model):
    """The series of record numbers: one row a number, a new series each year."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="%(app_label)s_a_%(class)s_once")]

    def __str__(self) -> str:
        return f"NHV-{self.number}/{self.year}"
