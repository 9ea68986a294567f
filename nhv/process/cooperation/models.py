"""Co-operation between applicants: what they would do together, who does what, and whether each agrees."""

from django.db import models
from django.db.models import Q

from nhv.filings.models import Filing
from nhv.process.weighing.models import MOST_WORDS
from nhv.register.models import Call
from nhv.specification.motion import Cooperation as Agreed
from nhv.specification.motion import CooperationPart as AgreedPart

MOST_DOES = 2_000


class Cooperation(models.Model):
    """That some of those who have applied in a call would hold their permits together. `number` counts in the call."""

    key = models.SlugField(max_length=80, unique=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="cooperations")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=MOST_WORDS)
    proposed_by = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="one_cooperation_a_number"),
            models.CheckConstraint(condition=~Q(words=""), name="a_cooperation_says_what"),
        ]

    @property
    def is_agreed(self) -> bool:
        """Whether each party has agreed. Asks nothing where the parts are read already."""
        return all(one.consent == CooperationPart.Consent.YES for one in self.parts.all())

    @property
    def agreed(self) -> Agreed:
        """As a motion has it."""
        parts = tuple(AgreedPart(application=one.filing.key, does=one.does) for one in self.parts.all())
        return Agreed(key=self.key, words=self.words, parts=parts)


class CooperationPart(models.Model):
    """One party's part: what it would do, and what it has answered. The latest answer counts."""

    class Consent(models.TextChoices):
        YES = "yes", "ja"
        NO = "no", "nej"

    cooperation = models.ForeignKey(Cooperation, on_delete=models.PROTECT, related_name="parts")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    does = models.CharField(max_length=MOST_DOES)
    consent = models.CharField(max_length=3, choices=Consent, blank=True)
    words = models.CharField(max_length=MOST_DOES, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "filing"], name="one_part_a_party"),
            models.CheckConstraint(condition=~Q(does=""), name="a_part_says_what_is_done"),
            models.CheckConstraint(
                condition=Q(consent="", answered_at__isnull=True) | ~Q(consent="") & Q(answered_at__isnull=False),
                name="an_answer_has_its_time",
            ),
        ]
