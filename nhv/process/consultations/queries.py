"""Consultations as everybody sees them, and what they gave: the summary, with each outcome."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from nhv.derived.consultation_form import (
    CHANGE,
    GENERAL,
    OPPOSE,
    SUPPORT,
    parts_asked_about,
)
from nhv.derived.consultation_summary import Answered, Stand, Summary, summarise
from nhv.filings.models import Filing, FilingVersion
from nhv.process.consultations.models import Consultation

MOST_BODIES = 2_000
STAND: Mapping[object, Stand] = {SUPPORT: "support", CHANGE: "change", OPPOSE: "oppose"}


def consultations() -> "QuerySet[Consultation]":
    """All that are or have been out, the latest first, without their texts."""
    return Consultation.objects.select_related("case").order_by("-opened_at")


def open_consultations(now: datetime) -> "QuerySet[Consultation]":
    """Those that can be answered in time."""
    return consultations().filter(closes_at__gt=now).order_by("closes_at")


def consultation(key: str) -> Consultation | None:
    """One, with its text. One query."""
    return Consultation.objects.select_related("case", "text").filter(key=key).first()


def bodies_that_answered(asked: Consultation) -> set[str]:
    """The keys of the organisations whose answers stand, late ones too. One query."""
    received = Filing.objects.filter(kind="consultation", about=asked.key, received_at__isnull=False)
    return set(received.filter(withdrawn_at__isnull=True).values_list("organisation__key", flat=True))


def summary_of(asked: Consultation) -> Summary:
    """What those that came in time say of each part. Two queries, however many answers and parts."""
    area = asked.text.area
    asked_about = parts_asked_about(area)
    answers = [_answered(version, asked_about) for version in _newest_in_time(asked)]
    return summarise(list(asked_about.values()), sorted(answers, key=lambda one: one.body))


def _newest_in_time(asked: Consultation) -> list[FilingVersion]:
    """Of each body's answer the newest version that came in time; a replaced one counts no more."""
    versions = FilingVersion.objects.filter(
        filing__kind="consultation", filing__about=asked.key, filing__withdrawn_at__isnull=True, time_class="in_time"
    ).select_related("filing__organisation__parent")
    newest = {version.filing_id: version for version in versions.order_by("number")[:MOST_BODIES]}
    return list(newest.values())


def _answered(version: FilingVersion, asked_about: Mapping[str, str]) -> Answered:
    said = version.answers_by_key
    body = version.filing.organisation
    assert body is not None
    stands = {part: STAND[said[key]] for key, part in asked_about.items() if said.get(key) in STAND}
    remarks = sum(1 for key, _text in GENERAL if said.get(f"allmant-{key}"))
    return Answered(body.name, body.parent.name if body.parent else "", stands, remarks)
