"""The round of a year, what each permit owes in it, what was accepted, and the editions that are published."""

import json

from django.db import models
from django.db.models import Q

from nhv.disclosure.published import Published, from_json
from nhv.register.models import Area, AreaDocument, GeneralDocument, Organisation
from nhv.rules.reasons import MOST_WHY
from nhv.specification.measures import TREATED


class Round(models.Model):
    """The reporting of one year. `closes_at` is the first instant that is too late; `last_day` is how people say it."""

    year = models.PositiveSmallIntegerField(unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    last_day = models.DateField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ("-year",)


class Duty(models.Model):
    """One report that is owed: of a permit, for a year, by the place where one turns. Pinned to the documents that say
    what is asked. `begins` and `ends` stand where the permit held for a part of the year only."""

    key = models.SlugField(max_length=80, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="duties")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(AreaDocument, on_delete=models.PROTECT, related_name="+")
    general = models.ForeignKey(GeneralDocument, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    permit = models.PositiveIntegerField()
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        ordering = ("area__key", "place__key")
        constraints = [models.UniqueConstraint(fields=["round", "area", "place"], name="one_report_a_place_and_year")]


class Extension(models.Model):
    """Longer time for one report than the round has. The latest stands."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="extensions")
    last_day = models.DateField()
    closes_at = models.DateTimeField()
    why = models.CharField(max_length=MOST_WHY)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class Reminder(models.Model):
    """That somebody was told that a report has not come: the unit and who sends for it, or the region's management."""

    class Whom(models.TextChoices):
        """Who was told."""

        UNIT = "unit"
        MANAGEMENT = "management"

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="reminders")
    whom = models.CharField(max_length=12, choices=Whom.choices)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class NotReported(models.Model):
    """That a report did not come: decided by an officer, with the reason. One that is accepted later all the same
    counts from then on."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="not_reported")
    why = models.CharField(max_length=MOST_WHY)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class Acceptance(models.Model):
    """A version of a report that the authority has accepted: the one that counts until a later one is."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="acceptances")
    filing = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    accepted_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["duty", "version"], name="a_version_is_accepted_once")]


class AnswerSource(models.Model):
    """Where an answer came from that nobody typed: of a report, by question and the revision that it was saved as.
    What has no row was typed."""

    filing = models.CharField(max_length=24)
    question = models.CharField(max_length=80)
    revision = models.PositiveIntegerField()
    source = models.CharField(max_length=40)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["filing", "question", "revision"], name="one_source_for_an_answer")
        ]


class PublishedEdition(models.Model):
    """An edition of an area's year, as it was published and stays. `text` is the file that everybody may have;
    `basis` is what is true, for the proof of later editions, and is never shown; nor is `held`: the units' years whose
    accepted report says otherwise than the edition counts by, [{"unit", "year", "shown", "reported"}]. `intervals` are
    what anybody can work out about what is hidden, by table and cell."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    basis = models.TextField()
    intervals = models.JSONField(default=dict)
    held = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("area__key", "year", "number")
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "number"], name="one_row_per_published_edition"),
            models.CheckConstraint(condition=Q(number__gte=1), name="an_edition_is_numbered"),
        ]

    @property
    def document(self) -> Published:
        """The file, read."""
        return from_json(self.text)

    @property
    def treated(self) -> Published:
        """The file with no more of its tables than the patients of its own year: it is long, and a trend reads many."""
        told = json.loads(self.text)
        of = {"of": TREATED, "show": "count", "fixed": {"year": str(self.year)}}
        tables = [table for table in told.get("tables", ()) if of.items() <= table.items()]
        return Published.model_validate({**told, "tables": tables, "conditions": (), "texts": ()})


class Theme(models.Model):
    """The in-depth follow-up of a year: what all units of the round are asked about one condition or one subject.
    `clause` is the condition's own words, or empty; `questions` are the texts in their order."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="theme")
    subject = models.CharField(max_length=200)
    clause = models.CharField(max_length=8_000, blank=True)
    questions = models.JSONField()
    last_day = models.DateField()
    closes_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-round__year",)


class ThemeEdition(models.Model):
    """A summary of a theme, as it was published and stays. `answers` are those of the round's places, in the order
    they are shown: [{"area", "name", "place", "said"}], where `said` is [[question, answer]] of what everybody may
    read, nothing for an answer that is not shown, and null where none had come."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    answers = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("theme", "number")
        constraints = [models.UniqueConstraint(fields=["theme", "number"], name="one_summary_per_number")]
