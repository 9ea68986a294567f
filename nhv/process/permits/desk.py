"""What of permits waits: at the authority for an officer, and at a region for those who follow or answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts.desk import Part, counted
from nhv.filings.models import Filing
from nhv.process.permits.clock import Due, due_before
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import MAY_REPLY
from nhv.process.permits.queries import matters_due, own_matters, waiting_letters
from nhv.process.permits.reach import LostFact, lost_facts
from nhv.rules.actor import Actor

SOON = timedelta(days=14)


def _letters(by: Actor, now: datetime) -> "QuerySet[Filing]":
    return waiting_letters()


def _lost(by: Actor, now: datetime) -> Sequence[LostFact]:
    return lost_facts(timezone.localdate(now))


def _due(by: Actor, now: datetime) -> "QuerySet[PermitMatter]":
    return matters_due(timezone.localdate(now + SOON))


def _re_examined(by: Actor, now: datetime) -> Sequence[Due]:
    return due_before(timezone.localdate(now + SOON), today=timezone.localdate(now))


def _heard(by: Actor, now: datetime) -> "QuerySet[PermitMatter]":
    """What the region may still reply to."""
    return own_matters(by).filter(state__in=MAY_REPLY, closes_at__gt=now).order_by("closes_at")


PARTS = (
    Part(
        "permit_letters",
        "permit_matter.handle",
        _letters,
        came="received_at",
        words=counted(
            "%(number)s skrivelse om tillstånd har kommit in", "%(number)s skrivelser om tillstånd har kommit in"
        ),
    ),
    Part("permit_facts", "permit_matter.handle", _lost),
    Part("permit_matters", "permit_matter.handle", _due),
    Part("permit_re_examinations", "permit_matter.handle", _re_examined),
    Part("week_permits", "region.follow", _heard, page="week"),
)
