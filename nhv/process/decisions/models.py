"""A decision on a definition, as it was taken. Never changed: a correction is a case of its own, with its own."""

from datetime import date

from django.db import models

from nhv.process.cases.models import Case
from nhv.process.drafting.models import FrozenText
from nhv.process.papers import KeptPaper
from nhv.register.models import AreaDocument


class DefinitionDecision(models.Model):
    """What was decided: which frozen text, which version of the register's document it became, and from when.

    `corrects` is the decision before it on the same area; `meaning` what this one was said to mean, in Swedish
    sentences, for permits, calls and applications that were there.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    text = models.ForeignKey(FrozenText, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(AreaDocument, on_delete=models.PROTECT, related_name="definition_decision")
    record_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    in_force_from = models.DateField()
    reason = models.CharField(max_length=4_000, blank=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected")
    meaning = models.JSONField(default=list)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_at",)

    @property
    def repeals(self) -> date | None:
        """The last day of the definition, where the decision is to withdraw it; `in_force_from` is the day after."""
        return self.document.in_force_until


class DecisionDocument(KeptPaper):
    """The decision as it was signed off: `content` is its text (JSON of a `Writing`, whose sha256 is `sha256`), and the
    PDF and Word files made of it then are kept under their own hashes. `reasons`: each change from what was sent out
    for consultation, by key, with why. Decisions older than this table have none, and are written out each time."""

    decision = models.OneToOneField(DefinitionDecision, on_delete=models.PROTECT, related_name="signed")
    word_sha256 = models.CharField(max_length=64)
    reasons = models.JSONField(default=dict)
    decider = models.CharField(max_length=200)
    presenter = models.CharField(max_length=200, blank=True)
    signed_by = models.CharField(max_length=120)
    signed_at = models.DateTimeField()
