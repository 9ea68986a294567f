"""Permits: who may do the care, where, from when, under which version of the document."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from nhv.register.models.areas import Area, AreaDocument
from nhv.register.models.organisations import Organisation
from nhv.register.order import in_swedish

# Where one turns: the unit, else the hospital, else (where neither is stated) the region that holds the permit. Said
# here for queries and in `Permit.turn_to` for rows, and nowhere else.
TURN_TO = Coalesce("place", "holder")


class Permits(models.QuerySet["Permit"]):
    """Permits by what we know, and by place."""

    def known(self) -> "Permits":
        """What we hold to be true now."""
        return self.filter(superseded_at__isnull=True)

    def with_place(self) -> "models.QuerySet[Any]":
        """With `turn_to_id`, which the class does not know of: the primary key of where one turns."""
        return self.annotate(turn_to_id=TURN_TO)


class Permit(models.Model):
    """A region's right to run the care. `valid_*` is legal time, `recorded_at`/`superseded_at` is our knowledge.

    A permit has one holder, always a region, also when another does the work, and one place: a unit, else a hospital,
    else none, where that is not stated. `number` tells a permit from its area's others through all its rows. A row is
    never rewritten: what turns out otherwise is superseded, and a new row says what we know now. `part_days` are the
    days of sub-permits that begin later or end earlier than the permit: key → {"from": …, "until": …}. New referrals
    turn to others from `turned_on` on, while the permit is valid still.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="permits")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="permits")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="permits")
    place = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="permits_here")
    cooperates_with = models.JSONField(default=list)
    sub_permits = models.JSONField(default=list)
    part_days = models.JSONField(default=dict)
    record_number = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    turned_on = models.DateField(null=True)
    origin = models.CharField(max_length=300, blank=True)
    conditions = models.JSONField(default=list)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = Permits.as_manager()

    class Meta:
        ordering = (in_swedish("holder__name"), "id")
        indexes = [models.Index(fields=["area", "superseded_at"], name="permit_of_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "number"], condition=Q(superseded_at__isnull=True), name="one_known_row_per_permit"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="permit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("recorded_at")),
                name="permit_superseded_after_recorded",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What the diary calls the permit, in all its rows."""
        return f"{self.area.key}:{self.number}"

    @property
    def parts_with_days(self) -> list[tuple[str, date | None, date | None]]:
        """The sub-permits, each with the days of its own: from when, and its last."""

        def day(key: str, which: str) -> date | None:
            told = self.part_days.get(key, {}).get(which)
            return date.fromisoformat(told) if told else None

        return [(key, day(key, "from"), day(key, "until")) for key in self.sub_permits]

    @property
    def turn_to(self) -> Organisation:
        """Where one turns: TURN_TO of a row at hand."""
        return self.place or self.holder
