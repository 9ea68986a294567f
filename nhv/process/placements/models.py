"""What has been judged of a placement's effects, and the comparison as it was seen. None of it is ever changed."""

import json
from typing import Any

from django.db import models
from django.db.models import Q

from nhv.register.models import Call, Organisation
from nhv.rules.effects import Effect, EffectHeading

MOST_FUNCTION = 120
MOST_WORDS = 2_000


class EffectJudgement(models.Model):
    """What it would mean for a hospital's function to be left without the permit. The latest of the same hospital,
    heading and function counts; all are kept. `function` is empty for the heading as a whole."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="effect_judgements")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=20, choices=[(one.value, one.value) for one in EffectHeading])
    function = models.CharField(max_length=MOST_FUNCTION, blank=True)
    effect = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Effect])
    why = models.CharField(max_length=MOST_WORDS)
    # How it serves the patient's best, which comes first in law.
    benefit = models.CharField(max_length=MOST_WORDS)
    remedy = models.CharField(max_length=MOST_WORDS, blank=True)
    dissent = models.CharField(max_length=MOST_WORDS, blank=True)
    judged_by = models.CharField(max_length=120)
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ("-judged_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(why="") & ~Q(benefit=""), name="an_effect_is_reasoned"),
        ]


class FrozenComparison(models.Model):
    """All combinations of a call's applicants as somebody saw them, with the judgements: `content` is JSON, the same
    byte for byte for ever. `chosen` are the codes of the combination that was looked at."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="frozen_comparisons")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.CharField(max_length=120)
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="one_frozen_comparison_a_number")]


class MeasuredCombinations(models.Model):
    """All combinations of so many of some places, measured once so that no page does it again. `places` are codes with
    commas between, `data` is the sha256 of what they were measured from; `content` is the listing as JSON."""

    places = models.CharField(max_length=2_000)
    size = models.PositiveSmallIntegerField()
    weight = models.CharField(max_length=20)
    data = models.CharField(max_length=64)
    content = models.TextField()
    # By measure, how often which combination had the least of it when the errors of the times were drawn.
    certain = models.JSONField(default=dict)
    measured_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["places", "size", "weight", "data"], name="combinations_are_measured_once"),
        ]


class PublishedComparison(models.Model):
    """That a frozen one is out for everybody. There is no way back."""

    frozen = models.OneToOneField(FrozenComparison, on_delete=models.PROTECT, related_name="published")
    published_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()


class Baseline(models.Model):
    """How the care of all areas was placed, as it was known when it was kept: `content` is JSON
    (nhv/placement/baseline.py). Public, and never changed: what is known better later is another edition."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    kept_by = models.CharField(max_length=120)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-number")
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="one_baseline_a_year_and_number")]

    @property
    def document(self) -> dict[str, Any]:
        """What it says."""
        return dict(json.loads(self.content))

    @property
    def name(self) -> str:
        """As addresses say which it is: «2026-1»."""
        return f"{self.year}-{self.number}"
