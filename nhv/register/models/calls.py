"""Calls for applications."""

from functools import cached_property

from django.db import models

from nhv.register.models.areas import Area, AreaDocument
from nhv.specification.document import CallFacts


class Call(models.Model):
    """An invitation to the regions, pinned to the version of the document it calls for."""

    class State(models.TextChoices):
        PUBLISHED = "published", "publicerad"
        CLOSED = "closed", "stängd"
        WITHDRAWN = "withdrawn", "återkallad"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="calls")
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="calls")
    key = models.SlugField(max_length=80)
    # Where the call is; whether a published one is open is a matter of its deadline.
    state = models.CharField(max_length=20, choices=State, default=State.PUBLISHED)
    deadline = models.DateField(null=True)
    content = models.TextField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-deadline", "key")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key"], condition=models.Q(superseded_at__isnull=True), name="one_current_call_per_key"
            ),
        ]

    @cached_property
    def facts(self) -> CallFacts:
        """The call as told by its source."""
        return CallFacts.model_validate_json(self.content)
