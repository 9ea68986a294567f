"""A case's tables: the case, and the days of its steps. What has happened stands in the diary."""

from django.db import models
from django.db.models import F, Q

from nhv.process.cases.moves import CaseState
from nhv.register.models import Area, Organisation
from nhv.rules.reach import CaseScope
from nhv.rules.reasons import MOST_WHY
from nhv.rules.steps import Step


class Case(models.Model):
    """One way from an idea to a decided definition, or to its end. Everything here is public but `group`'s own work.

    `area` is set once the register has it. `next_…` is the next act, who owes it and by when. A pause leaves the case
    at its step.
    """

    State = CaseState

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in CaseState])
    group = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    record_number = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    next_what = models.CharField(max_length=300, blank=True)
    next_who = models.CharField(max_length=300, blank=True)
    next_day = models.DateField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_because = models.CharField(max_length=MOST_WHY, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=MOST_WHY, blank=True)

    class Meta:
        ordering = ("title", "key")
        indexes = [models.Index(fields=["state", "next_day"], name="case_by_what_is_owed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True, paused_because="")
                | (Q(paused_at__isnull=False) & ~Q(paused_because="")),
                name="a_paused_case_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.WITHDRAWN.value) | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="a_withdrawn_case_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.REGISTER.value) | Q(area__isnull=False),
                name="a_decided_case_has_its_area",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def scope(self) -> CaseScope:
        """What access asks of it."""
        return CaseScope(self.key, frozenset({self.group.key} if self.group else ()))


class CaseStretch(models.Model):
    """From which day until which a step of a case is meant to last, or lasted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stretches")
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("begins",)
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="one_stretch_a_step"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="a_stretch_ends_after_it_begins"
            ),
        ]
