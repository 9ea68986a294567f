"""Who prepares a case, what its members think, and the opinion that is given. Only the last is public, and frozen."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from nhv.accounts.models import User
from nhv.process.cases.models import Case
from nhv.register.models import Organisation
from nhv.rules.effects import Effect, EffectHeading
from nhv.rules.reach import CaseScope
from nhv.specification.writing import Writing

MOST_FUNCTION, MOST_WORDS = 120, 2_000
MOST_OVERALL = 8_000


class Preparation(models.Model):
    """Which preparatory group gives the opinion in a case."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="preparation")
    group = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    @property
    def scope(self) -> CaseScope:
        """What access asks of the case when it is about the opinion."""
        return CaseScope(self.case.key, frozenset({self.group.key}))


class EffectView(models.Model):
    """What the definition would mean for a function at a hospital, in words: as a member sees it (`member`), or as the
    group will say it (no member). Working material. The latest on the same counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="effect_views")
    member = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=20, choices=[(one.value, one.value) for one in EffectHeading])
    function = models.CharField(max_length=MOST_FUNCTION)
    effect = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Effect])
    why = models.CharField(max_length=MOST_WORDS)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("hospital__name", "heading", "function", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member", "hospital", "heading", "function"], name="one_view_a_member_and_function"
            ),
            models.UniqueConstraint(
                fields=["case", "hospital", "heading", "function"],
                condition=Q(member__isnull=True),
                name="one_common_view_a_function",
            ),
            models.CheckConstraint(condition=~Q(why="") & ~Q(function=""), name="a_view_is_of_something_and_why"),
        ]


class SystemOpinion(models.Model):
    """The opinion as it was given: `content` is its text (JSON of a `Writing`), the same byte for byte for ever. One
    given later in the same case counts instead, and both are kept."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    group = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    given_by = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_opinion_a_number")]

    @cached_property
    def writing(self) -> Writing:
        return Writing.model_validate_json(self.content)
