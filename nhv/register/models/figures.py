"""Figures: how many, at a place, in a month, by one measure, as one source tells."""

from django.db import models
from django.db.models import F, Q

from nhv.register.models.areas import Area
from nhv.register.models.organisations import Organisation
from nhv.specification.figures import MOST_COUNT


class Figures(models.QuerySet["Figure"]):
    """Figures by what we know."""

    def known(self) -> "Figures":
        """What the sources say now."""
        return self.filter(superseded_at__isnull=True)


class Figure(models.Model):
    """One count. `month` is its first day; `place` is where one turns, as a permit has it. A row is never rewritten:
    what the source says later supersedes it."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="figures")
    place = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=80)
    month = models.DateField()
    count = models.PositiveIntegerField()
    source = models.CharField(max_length=40)
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = Figures.as_manager()

    class Meta:
        ordering = ("area__key", "place__key", "measure", "month", "source", "id")
        indexes = [models.Index(fields=["area", "month"], name="figures_of_area_by_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "place", "measure", "month", "source"],
                condition=Q(superseded_at__isnull=True),
                name="one_known_count_per_figure",
            ),
            models.CheckConstraint(condition=Q(count__gte=0, count__lte=MOST_COUNT), name="count_within_bounds"),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                name="figure_superseded_after_recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area.key}:{self.place.key}:{self.measure}:{self.month:%Y-%m}:{self.source}"
