"""What is hidden of something that was filed, with what support in law; and what everybody then reads."""

from django.db import models
from django.db.models import F, Q

from nhv.filings.models import FilingVersion
from nhv.masking.content import Content
from nhv.masking.moves import MaskingState
from nhv.rules.reasons import MOST_WHY

MOST_WORDS, MOST_PARAGRAPH, MOST_MASKS = 300, 100, 200


class Masking(models.Model):
    """A version of a filing on its way to everybody. `content` is all that they read, made when it was proposed; the
    files beside are made anew too, and nothing of the version itself is ever shown."""

    version = models.OneToOneField(FilingVersion, on_delete=models.PROTECT, related_name="masking")
    state = models.CharField(max_length=12, default=MaskingState.WORKING.value)
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # The last that was said of it: why it was returned, or taken down.
    why = models.CharField(max_length=MOST_WHY, blank=True)
    begun_by = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120, blank=True)
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MaskingState.PUBLISHED.value)
                | (~Q(sha256="") & ~Q(proposed_by="") & ~Q(confirmed_by="") & ~Q(confirmed_by=F("proposed_by"))),
                name="publishing_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(state=MaskingState.WORKING.value, sha256="", content="")
                | (~Q(state=MaskingState.WORKING.value) & ~Q(sha256="") & ~Q(content="")),
                name="what_is_worked_on_is_not_frozen",
            ),
        ]

    @property
    def public(self) -> Content:
        """What everybody reads once it is published."""
        return Content.model_validate_json(self.content)


class Mask(models.Model):
    """One thing that is hidden: words wherever they stand, a whole answer, a whole file or a page of it."""

    masking = models.ForeignKey(Masking, on_delete=models.PROTECT, related_name="masks")
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    question = models.CharField(max_length=80, blank=True)
    file = models.CharField(max_length=64, blank=True)
    page = models.PositiveSmallIntegerField(null=True)
    paragraph = models.CharField(max_length=MOST_PARAGRAPH)
    why = models.CharField(max_length=MOST_WHY)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=(~Q(words="") & Q(question="", file="", page__isnull=True))
                | (~Q(question="") & Q(words="", file="", page__isnull=True))
                | (~Q(file="") & Q(words="", question="")),
                name="a_mask_hides_one_thing",
            ),
            models.CheckConstraint(condition=~Q(paragraph="") & ~Q(why=""), name="a_mask_has_its_support"),
        ]
