"""Calls as they are asked for: what is out by everybody, every state by officers. The scope is part of every query."""

from datetime import datetime

from django.db.models import QuerySet

from nhv.accounts import access
from nhv.filings.models import Filing
from nhv.process.calls.models import CallForApplications, CallQuestion, Extension
from nhv.process.calls.moves import CallState
from nhv.register.models import Organisation
from nhv.rules.actor import Actor

MOST_ENTRIES = 500


def published_call(key: str) -> CallForApplications | None:
    """A call that is or has been out, for everybody. One query."""
    out = CallForApplications.objects.exclude(state=CallState.DRAFT).exclude(published_at__isnull=True)
    return out.select_related("area", "document__area").filter(key=key).first()


def published_calls() -> list[CallForApplications]:
    """All calls that are or have been out, the latest deadline first. One query."""
    out = CallForApplications.objects.exclude(published_at__isnull=True)
    return list(out.select_related("area", "document__area")[:MOST_ENTRIES])


def open_calls(now: datetime) -> list[CallForApplications]:
    """Those that can be applied to now, the nearest deadline first. One query."""
    out = CallForApplications.objects.filter(state=CallState.PUBLISHED, closes_at__gt=now)
    return list(out.select_related("area", "document__area").order_by("closes_at")[:MOST_ENTRIES])


def answered_questions(call: CallForApplications) -> list[CallQuestion]:
    """What has been asked and answered, the same for everybody. One query."""
    return list(call.questions.filter(answered_at__isnull=False).order_by("answered_at")[:MOST_ENTRIES])


def confirmed_extensions(call: CallForApplications) -> list[Extension]:
    """How the time was made longer, the latest first. One query."""
    return list(call.extensions.filter(confirmed_at__isnull=False).order_by("-confirmed_at"))


def applicants(call: CallForApplications) -> list[Organisation]:
    """Who has applied and not taken it back, by name; public from the close on. One query."""
    received = Filing.objects.filter(kind="application", about=call.key, received_at__isnull=False)
    filed = received.filter(withdrawn_at__isnull=True).values("organisation")
    return list(Organisation.objects.filter(key__in=filed).distinct().order_by("name"))


def call_cases(by: Actor) -> QuerySet[CallForApplications]:
    """All calls in every state, for officers; nobody else's query finds any."""
    calls = CallForApplications.objects.select_related("area", "document__area")
    return calls if access.reach(by, "call.draft").everything else calls.none()


def own_call_questions(by: Actor, call: CallForApplications) -> list[CallQuestion]:
    """What the asker's own organisations have asked and not yet had answered. One query and the reach's."""
    reach = access.reach(by, "call.ask")
    asked = call.questions.filter(organisation__in=reach.organisations, answered_at__isnull=True)
    return list(asked.order_by("asked_at")[:MOST_ENTRIES])
