"""How a call's time was made longer, and the questions that are asked about it. The call itself is the register's."""

from django.db import models
from django.db.models import F, Q

from nhv.register.models import Call, Organisation


class Extension(models.Model):
    """A later deadline, proposed by one officer and confirmed by another."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="extensions")
    deadline = models.DateField()
    deadline_time = models.TimeField(null=True)
    why = models.CharField(max_length=1_000)
    proposed_by = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-proposed_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="", confirmed_at__isnull=True)
                | (~Q(confirmed_by="") & Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                name="an_extension_takes_two",
            ),
        ]


class CallQuestion(models.Model):
    """A question about a call and its answer, published under the call without saying who asked."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=4_000)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    published_question = models.CharField(max_length=4_000, blank=True)
    answer = models.CharField(max_length=8_000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("answered_at", "asked_at")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(published_question="")),
                name="an_answer_has_day_and_words",
            ),
        ]
