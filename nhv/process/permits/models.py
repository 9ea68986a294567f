"""The tables of a permit's life. A matter moves; what is noted in it, replied and decided only grows."""

from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from nhv.process.permits.moves import Ground, MatterKind, MatterState, outcome_of
from nhv.register.models import Area, Organisation, Permit
from nhv.rules.reach import CaseScope
from nhv.rules.reasons import MOST_WHY

MOST_WORDS, MOST_NAME, MOST_ADDRESS = 4_000, 200, 500


class PermitMatter(models.Model):
    """Something about one permit (or with no `number` an area's permits as a whole) that an officer handles until it
    is decided or closed. `conditions` and `parts` are the keys it is about, no part standing for the whole permit.
    `filing` is the holder's own letter, where it began with one. `next_what` and `next_day` are what comes next.
    """

    key = models.SlugField(max_length=80, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="permit_matters")
    number = models.PositiveIntegerField(null=True)
    holder = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in MatterKind])
    ground = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Ground], blank=True)
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MatterState])
    filing = models.CharField(max_length=24, blank=True)
    conditions = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    words = models.CharField(max_length=MOST_WORDS)
    next_what = models.CharField(max_length=MOST_NAME, blank=True)
    next_day = models.DateField(null=True)
    told = models.CharField(max_length=MOST_WORDS, blank=True)
    last_day = models.DateField(null=True)
    closes_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=MOST_WHY, blank=True)

    class Meta:
        ordering = ("next_day", "pk")
        indexes = [models.Index(fields=["state", "next_day"], name="matter_by_what_is_owed")]
        constraints = [
            models.UniqueConstraint(fields=["filing"], condition=~Q(filing=""), name="one_matter_a_letter"),
            models.CheckConstraint(condition=~Q(words=""), name="a_matter_says_what"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, holder__isnull=True) | Q(number__isnull=False, holder__isnull=False),
                name="a_matter_of_a_permit_has_its_holder",
            ),
            models.CheckConstraint(
                condition=Q(kind=MatterKind.REVOCATION.value, number__isnull=False) & ~Q(ground="")
                | ~Q(kind=MatterKind.REVOCATION.value) & Q(ground=""),
                name="a_revocation_has_its_ground",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True, closes_at__isnull=True, told="")
                | Q(last_day__isnull=False, closes_at__isnull=False) & ~Q(told=""),
                name="a_hearing_says_what_and_until_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=MatterState.CLOSED.value) | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="a_closed_matter_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def scope(self) -> CaseScope:
        """What access asks of it: a conflict of interest is in the matter."""
        return CaseScope(self.key, frozenset())

    @property
    def told_state(self) -> str:
        """The state as the holder knows it, of a row that `own_matters` found: what the board has decided is told with
        the decision's paper, and not before."""
        is_told = getattr(self, "is_told", True) or hasattr(self, "decision")
        return self.state if is_told or self.state != MatterState.DECIDED else MatterState.BOARD.value

    @cached_property
    def permit(self) -> Permit | None:
        """The permit as it is known now. One query."""
        near = Permit.objects.known().select_related("area", "document", "holder", "place__parent")
        return near.filter(area=self.area_id, number=self.number).first() if self.number else None


class MatterNote(models.Model):
    """What an officer has followed up, on a day."""

    matter = models.ForeignKey(PermitMatter, on_delete=models.PROTECT, related_name="notes")
    words = models.CharField(max_length=MOST_WORDS)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class HolderReply(models.Model):
    """What the holder has to say about what it was sent (SFS 2017:900, 25 §)."""

    matter = models.ForeignKey(PermitMatter, on_delete=models.PROTECT, related_name="replies")
    words = models.CharField(max_length=MOST_WORDS)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_reply_says_something")]


class PermitDecision(models.Model):
    """A decision on a permit that was taken outside a call's agenda, linked by its address: which day, under which
    record number, what, and why. `granted`: whether what the matter is about was decided. `stages` are what ends when
    ([part or «», last day]), and from `turned_on` on new referrals turn to others."""

    matter = models.OneToOneField(PermitMatter, on_delete=models.PROTECT, related_name="decision")
    record_number = models.CharField(max_length=60)
    body = models.CharField(max_length=MOST_NAME)
    decided_on = models.DateField()
    address = models.CharField(max_length=MOST_ADDRESS, blank=True)
    granted = models.BooleanField()
    reasons = models.CharField(max_length=MOST_WORDS)
    stages = models.JSONField(default=list)
    turned_on = models.DateField(null=True)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(reasons="") & ~Q(record_number=""), name="a_linked_decision_is_whole"),
        ]

    @property
    def outcome(self) -> str:
        """What it came to, by a name that words are kept under: the matter's kind, and yes or no."""
        return outcome_of(self.matter.kind, granted=self.granted)

    @property
    def endings(self) -> list[tuple[str, date]]:
        """What ends and its last day: the words of a sub-permit, or nothing for the whole permit."""
        permit = self.matter.permit
        names = {one.key: one.text for one in permit.document.specification.sub_permits} if permit else {}
        return [(names.get(part, part), date.fromisoformat(last)) for part, last in self.stages]


class Exemption(models.Model):
    """That a permit's holder need not meet a condition, from a day until a day or until further notice."""

    decision = models.ForeignKey(PermitDecision, on_delete=models.PROTECT, related_name="exemptions")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    condition = models.CharField(max_length=80)
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("begins", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="an_exemption_ends_after_it_begins"
            ),
        ]


class OriginalDecision(models.Model):
    """A decision as it was taken, under one of the two headings that an area's page has: where it is, and what shows
    that it is the same still. One that turns out to be told wrong is told anew, and the latest of a record number
    counts. `differs`: where it says otherwise than the register's text; then the original stands."""

    class Heading(models.TextChoices):
        """Which of the two decisions."""

        DEFINITION = "definition", "Socialstyrelsens beslut"
        BOARD = "board", "Nämndens beslut"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="original_decisions")
    heading = models.CharField(max_length=12, choices=Heading.choices)
    record_number = models.CharField(max_length=60)
    decided_on = models.DateField(null=True)
    address = models.CharField(max_length=MOST_ADDRESS, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    seen_on = models.DateField(null=True)
    differs = models.CharField(max_length=MOST_WORDS, blank=True)
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("heading", "-decided_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(address="", seen_on__isnull=True, sha256="") | ~Q(address="") & Q(seen_on__isnull=False),
                name="what_was_seen_has_its_address",
            ),
        ]
