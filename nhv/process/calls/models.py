"""Calls for applications as they are made and moved, and the questions that are asked about them."""

from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from nhv.process.calls.moves import CallState
from nhv.register.models import Area, AreaDocument, Organisation
from nhv.specification.deadlines import SWEDEN, bound
from nhv.specification.document import CallFacts


class CallForApplications(models.Model):
    """A call from draft to close, made from one version of an area document. What of it is published stands in the
    register as `register.Call`. `content` is the call's facts; the deadline's columns repeat theirs for lists.
    """

    key = models.SlugField(max_length=80, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="call_cases")
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="call_cases")
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in CallState], default=CallState.DRAFT.value
    )
    content = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    record_number = models.CharField(max_length=60, blank=True)
    # The first instant that is too late, in UTC.
    closes_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=1_000, blank=True)

    class Meta:
        ordering = ("-closes_at", "key")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CallState.DRAFT.value)
                | Q(state=CallState.WITHDRAWN.value)
                | Q(published_at__isnull=False),
                name="a_call_that_is_out_was_published",
            ),
            models.CheckConstraint(
                condition=Q(state=CallState.DRAFT.value)
                | Q(state=CallState.WITHDRAWN.value)
                | Q(closes_at__isnull=False),
                name="a_call_that_is_out_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state=CallState.WITHDRAWN.value) | ~Q(ended_because=""),
                name="a_withdrawn_call_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @cached_property
    def facts(self) -> CallFacts:
        """What the call says besides the area document."""
        return CallFacts.model_validate_json(self.content)

    def is_open(self, now: datetime) -> bool:
        """Whether an application that comes now comes in time."""
        return self.state == CallState.PUBLISHED and self.closes_at is not None and now < self.closes_at

    def takes_questions(self, now: datetime) -> bool:
        """Whether it is open, and its last day to ask, if it has one, has not been."""
        until = self.facts.questions_until
        return self.is_open(now) and (until is None or timezone.localdate(now, SWEDEN) <= until)

    @staticmethod
    def bound_of(facts: CallFacts) -> datetime | None:
        """The first instant that is too late. Raises DeadlineFault for an hour that is no hour."""
        return bound(facts.deadline, facts.deadline_time) if facts.deadline else None


class Extension(models.Model):
    """A later deadline, proposed by one officer and confirmed by another."""

    call = models.ForeignKey(CallForApplications, on_delete=models.PROTECT, related_name="extensions")
    deadline = models.DateField()
    deadline_time = models.TimeField(null=True)
    why = models.CharField(max_length=1_000)
    proposed_by = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-proposed_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at__isnull=True)
                | (~Q(confirmed_by="") & Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                name="an_extension_takes_two",
            ),
        ]


class CallQuestion(models.Model):
    """A question about a call and its answer, published under the call without saying who asked."""

    call = models.ForeignKey(CallForApplications, on_delete=models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=4_000)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    published_question = models.CharField(max_length=4_000, blank=True)
    answer = models.CharField(max_length=8_000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("answered_at", "asked_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(published_question="")),
                name="an_answer_has_day_and_words",
            ),
        ]
