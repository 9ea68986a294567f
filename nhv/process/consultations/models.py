"""What is out for consultation, until when, and what becomes of what is said."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from nhv.accounts.models.addresses import AddressField
from nhv.process.cases.models import Case
from nhv.process.drafting.models import FrozenText
from nhv.records import clock
from nhv.register.models import Organisation
from nhv.rules.reasons import MOST_WHY

MOST_REASON = 2_000
OUTCOMES = ("accepted", "partly", "no", "noted")


class Consultation(models.Model):
    """A frozen text sent out. `closes_at` is the first instant that is too late; `last_day` is how people say it."""

    key = models.SlugField(max_length=80, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    text = models.OneToOneField(FrozenText, on_delete=models.PROTECT, related_name="consultation")
    opened_at = models.DateTimeField()
    last_day = models.DateField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ("-opened_at",)

    def is_open(self, now: datetime) -> bool:
        """Whether what comes now comes in time for everybody, as it is judged when the clock has been set ahead."""
        return clock.earliest(now) < self.closes_at


class InvitedBody(models.Model):
    """Somebody who is asked by name for an answer: an organisation of the register, or another by its name and the
    address that the invitation goes to. Anybody else may answer as well."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="invited")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    address = AddressField(blank=True)
    invited_by = models.CharField(max_length=120)
    invited_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "organisation"], name="an_organisation_invited_once"),
            models.UniqueConstraint(
                fields=["consultation", "address"], condition=~Q(address=""), name="an_address_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="", address="")
                | (Q(organisation__isnull=True) & ~Q(name="") & ~Q(address="")),
                name="an_invited_body_is_somebody",
            ),
        ]


class LongerTime(models.Model):
    """Longer time than the others have, asked for by one body (an organisation, or an address without an account), and
    what it was answered: until which day, or that it was not given."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="longer_times")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    address = AddressField(blank=True)
    wanted_day = models.DateField()
    why = models.CharField(max_length=MOST_WHY)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    last_day = models.DateField(null=True)
    # The first instant that is too late for this body.
    closes_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=MOST_WHY, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=(Q(organisation__isnull=True) & ~Q(address="")) | Q(organisation__isnull=False, address=""),
                name="longer_time_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="", answer="", last_day__isnull=True)
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answer="")),
                name="an_answered_wish_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True, closes_at__isnull=True)
                | Q(last_day__isnull=False, closes_at__isnull=False),
                name="longer_time_has_its_last_instant",
            ),
        ]


class Respondent(models.Model):
    """Somebody who answers without an account: an address that has been confirmed, and one filing that belongs to it.
    Who it is stands in the answer itself. What came on paper has no address."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="respondents")
    address = AddressField(blank=True)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "address"], condition=~Q(address=""), name="one_answer_an_address"
            ),
        ]


class AddressLink(models.Model):
    """A link that has been asked for and waits: what it opens, and to whom it went. The token itself stands only in the
    mail. The marks (`attempts.sender_of`) count what an address and a device ask for in a day, and tell nobody who."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    address = AddressField(blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    address_mark = models.CharField(max_length=20)
    device_mark = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="links_of_a_day")]


class Outcome(models.Model):
    """What becomes of one body's stand on one part (or, without a part, of its general remarks), and why. `led_to` is
    the key of a new part of the text that it led to; what it changed in the part itself is seen from the texts. It is
    to an organisation (`body`) or to somebody without an account."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="outcomes")
    body = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    respondent = models.ForeignKey(Respondent, null=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in OUTCOMES])
    why = models.CharField(max_length=MOST_REASON)
    led_to = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("part", "pk")
        constraints = [
            models.UniqueConstraint(fields=["consultation", "body", "part"], name="one_outcome_a_point"),
            models.UniqueConstraint(
                fields=["consultation", "respondent", "part"], name="one_outcome_a_point_of_anyone"
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True, respondent__isnull=False)
                | Q(body__isnull=False, respondent__isnull=True),
                name="an_outcome_is_to_somebody",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="an_outcome_has_a_reason"),
        ]
