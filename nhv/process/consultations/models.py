"""What is out for consultation, until when, and what becomes of what is said."""

from django.db import models
from django.db.models import Q

from nhv.process.cases.models import Case
from nhv.process.drafting.models import FrozenText
from nhv.register.models import Organisation

MOST_REASON = 2_000
OUTCOMES = ("accepted", "partly", "no", "noted")


class Consultation(models.Model):
    """A frozen text sent out. `closes_at` is the first instant that is too late; `last_day` is how people say it."""

    key = models.SlugField(max_length=80, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    text = models.OneToOneField(FrozenText, on_delete=models.PROTECT, related_name="consultation")
    opened_at = models.DateTimeField()
    last_day = models.DateField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ("-opened_at",)


class Outcome(models.Model):
    """What becomes of one body's stand on one part (or, without a part, of its general remarks), and why."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="outcomes")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in OUTCOMES])
    why = models.CharField(max_length=MOST_REASON)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("part", "pk")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "body", "part"], name="one_outcome_a_point"),
            models.CheckConstraint(condition=~Q(why=""), name="an_outcome_has_a_reason"),
        ]
