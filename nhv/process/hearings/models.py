"""A hearing: what is sent to those who have applied, and until when they may reply. Replies are filings."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from nhv.process.weighing.models import MOST_WORDS, PermitOpinion, Weighing
from nhv.specification.motion import ForCondition


class Hearing(models.Model):
    """What the parties are told, with the opinion that it goes with, if any. `number` counts in the call;
    `conditions` are the proposed changes of conditions that went with it (JSON of `ForCondition`), and `cooperations`
    what some of the applicants had agreed to do together: {words, parts: [{who, does}]}."""

    key = models.SlugField(max_length=80, unique=True)
    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveIntegerField()
    opinion = models.ForeignKey(PermitOpinion, null=True, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=MOST_WORDS)
    conditions = models.JSONField(default=list)
    cooperations = models.JSONField(default=list)
    last_day = models.DateField()
    closes_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["weighing", "number"], name="one_hearing_a_number"),
            models.CheckConstraint(condition=~Q(told=""), name="a_hearing_tells_something"),
        ]

    @cached_property
    def changes(self) -> tuple[ForCondition, ...]:
        """The changes of conditions that the applicants were told of."""
        return tuple(ForCondition.model_validate(one) for one in self.conditions)
