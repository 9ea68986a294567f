"""The tables of what is said to be wrong."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

MOST_TEXT, MOST_NOTE, MOST_PAGE = 2_000, 1_000, 300
CORRECTED, AS_IT_IS, ELSEWHERE = "corrected", "as_it_is", "elsewhere"
OUTCOMES = (CORRECTED, AS_IT_IS, ELSEWHERE)


class ErrorReport(models.Model):
    """What somebody says is wrong on a public page. No person: `sender` tells two apart for a day, and nobody who.

    `note` is what everybody reads on the page once something has been corrected; `text` is read by officers alone.
    """

    code = models.SlugField(max_length=9, unique=True)
    page = models.CharField(max_length=MOST_PAGE)
    area_key = models.SlugField(max_length=80, blank=True)
    text = models.CharField(max_length=MOST_TEXT)
    sender = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    answer_by = models.DateField()
    taken_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, choices=[(one, one) for one in OUTCOMES], blank=True)
    answer = models.CharField(max_length=MOST_TEXT, blank=True)
    note = models.CharField(max_length=MOST_NOTE, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("answered_at", "received_at")
        indexes = [models.Index(fields=["area_key"], condition=~Q(note=""), name="corrections_of_an_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", outcome="", note="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(outcome="")),
                name="an_answered_report_says_what",
            ),
            models.CheckConstraint(condition=~Q(outcome=CORRECTED) | ~Q(note=""), name="a_correction_has_its_note"),
        ]

    @property
    def is_overdue(self) -> bool:
        """Whether the answer should have come."""
        return self.answered_at is None and self.answer_by < timezone.localdate()

    def __str__(self) -> str:
        return self.code


class AnswerAddress(models.Model):
    """Where the answer goes, for who asked for one: kept apart, and gone when it has been given."""

    report = models.OneToOneField(ErrorReport, on_delete=models.CASCADE, related_name="address")
    email = models.EmailField(max_length=254)
