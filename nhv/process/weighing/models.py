"""The tables of preparation: who prepares, what each member judges, what the group writes, and the opinion given."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from nhv.accounts.models import User
from nhv.filings.models import Filing
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing.moves import WeighingState
from nhv.register.models import Call, Organisation
from nhv.rules.judgements import Met
from nhv.rules.reach import CaseScope
from nhv.specification.motion import Outcome
from nhv.specification.writing import Writing

MOST_WHY, MOST_WORDS, MOST_ROW = 2_000, 8_000, 100


class Weighing(models.Model):
    """The applications of a call, weighed by a preparatory group. For access it is the case of the call's key."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="weighing")
    group = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in WeighingState])
    begun_at = models.DateTimeField()

    @property
    def scope(self) -> CaseScope:
        """What access asks of it."""
        return CaseScope(self.call.key, frozenset({self.group.key}))


class Judgement(models.Model):
    """What a member finds of one applicant on one row (a condition, or a heading that the board weighs): the latest
    counts. Working material of the group."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="judgements")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+")
    row = models.CharField(max_length=MOST_ROW)
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    met = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Met])
    why = models.CharField(max_length=MOST_WHY)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weighing", "filing", "row", "member"], name="one_judgement_a_member"),
            models.CheckConstraint(condition=~Q(why="") & ~Q(row=""), name="a_judgement_has_row_and_reason"),
        ]


class Share(models.Model):
    """Who has taken on to judge a row first."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="shares")
    row = models.CharField(max_length=MOST_ROW)
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["weighing", "row"], name="one_member_a_row")]


class OpinionPart(models.Model):
    """What the group will say of one applicant, or (without one) of the whole: for the patient first, then for the
    system. Working material until it is given."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="parts")
    filing = models.ForeignKey(Filing, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Outcome])
    patient = models.CharField(max_length=MOST_WORDS)
    system = models.CharField(max_length=MOST_WORDS, blank=True)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weighing", "filing"], name="one_part_an_applicant"),
            models.UniqueConstraint(
                fields=["weighing"], condition=Q(filing__isnull=True), name="one_part_of_the_whole"
            ),
        ]


class PermitOpinion(models.Model):
    """The opinion as it was given to the board: `content` is its text (JSON of a `Writing`). One given later counts
    instead, and all are kept. `placement` is the comparison that it points to."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    placement = models.ForeignKey(FrozenComparison, null=True, on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["weighing", "number"], name="one_permit_opinion_a_number")]

    @cached_property
    def writing(self) -> Writing:
        """The text."""
        return Writing.model_validate_json(self.content)
