"""Calls for applications: one table, from draft to close, and of those read from a source."""

from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, cast

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nhv.records import clock
from nhv.register.models.areas import Area, AreaDocument
from nhv.register.models.general import GeneralDocument
from nhv.specification.deadlines import SWEDEN, first_too_late
from nhv.specification.document import CallFacts
from nhv.specification.layers import canonical_text


class CallState(StrEnum):
    """Where a call is. Open or not is a matter of the clock, not of the state."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class CallOrigin(StrEnum):
    """Whether a call was made here, so that one applies to it here, or was read from a source and is told of."""

    HERE = "here"
    SOURCE = "source"


# What everybody may know of: drafts are not, nor those that were taken back before they were out.
OUT = Q(origin=CallOrigin.SOURCE) | Q(published_at__isnull=False)


class Calls(models.QuerySet["Call"]):
    """Calls by what can be done with them."""

    def open_at(self, now: datetime) -> "Calls":
        """Those that `Call.is_open` says are open."""
        return self.filter(state=CallState.PUBLISHED, closes_at__gt=clock.earliest(now))

    def made_here(self) -> "Calls":
        """Those that one applies to here."""
        return self.filter(origin=CallOrigin.HERE)


_AsCalls = models.Manager.from_queryset(Calls)


class _Out(_AsCalls["Call"]):
    """Only what is or has been out, so that who forgets to think of drafts meets none."""

    def get_queryset(self) -> Calls:
        return cast(Calls, super().get_queryset()).filter(OUT)


class Call(models.Model):
    """An invitation to the regions, pinned to the versions of area document and general document it calls under.

    `objects` are those that are or have been out. `cases` are all, in every state: for officers and for acts.
    `content` is the call's facts; what each state and edition of it said stands in the diary.
    """

    State = CallState
    Origin = CallOrigin

    key = models.SlugField(max_length=80, unique=True)
    origin = models.CharField(max_length=10, choices=[(one.value, one.value) for one in CallOrigin])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="calls")
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="calls")
    general = models.ForeignKey(GeneralDocument, on_delete=models.PROTECT, related_name="calls")
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in CallState], default=CallState.DRAFT.value
    )
    content = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    record_number = models.CharField(max_length=60, blank=True)
    # The first instant that is too late, in UTC. Nothing where a source gives no last day.
    closes_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=1_000, blank=True)

    objects = _Out()
    cases = Calls.as_manager()

    class Meta:
        ordering = ("-closes_at", "key")
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=CallOrigin.SOURCE.value)
                | Q(state__in=(CallState.DRAFT.value, CallState.WITHDRAWN.value))
                | Q(published_at__isnull=False, closes_at__isnull=False),
                name="a_call_that_is_out_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(origin=CallOrigin.HERE.value) | Q(published_at__isnull=True, ended_at__isnull=True),
                name="what_a_source_says_was_not_done_here",
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

    @property
    def is_made_here(self) -> bool:
        """Whether one applies to it here."""
        return self.origin == CallOrigin.HERE

    def is_open(self, now: datetime) -> bool:
        """Whether what comes now comes in time, as it will be judged when the clock has been set ahead. The only answer
        there is; a source that gives no last day gives no «yes»."""
        return self.state == CallState.PUBLISHED and self.closes_at is not None and clock.earliest(now) < self.closes_at

    def takes_questions(self, now: datetime) -> bool:
        """Whether it is open, and its last day to ask, if it has one, has not been."""
        until = self.facts.questions_until
        return self.is_open(now) and (until is None or timezone.localdate(now, SWEDEN) <= until)

    def say(self, facts: CallFacts) -> None:
        """Let these be its facts from now on. Raises DeadlineFault for an hour that is no hour."""
        self.closes_at = first_too_late(facts.deadline, facts.deadline_time) if facts.deadline else None
        self.content = canonical_text(facts)
        self.__dict__.pop("facts", None)

    def told(self) -> dict[str, Any]:
        """What the diary keeps of it: enough to make the row again."""
        return {
            "origin": self.origin,
            "state": self.state,
            "area": self.area.key,
            "version": self.document.version,
            "edition": self.document.edition,
            "general": self.general.version,
            "call": self.content,
        }
