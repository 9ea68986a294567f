"""Calls as they are asked for: what is out by everybody, every state by officers. The scope is part of every query."""

from datetime import datetime

from nhv.accounts import access
from nhv.filings.models import Filing
from nhv.process.calls.models import CallQuestion, Extension
from nhv.register.models import Call, Organisation
from nhv.register.models.calls import Calls
from nhv.register.order import in_swedish
from nhv.rules.actor import Actor

MOST_ENTRIES = 500
# Of the documents that a call is pinned to: megabytes for a list of calls, which shows their names.
TEXTS = ("document__content", "general__content")


def published_call(key: str) -> Call | None:
    """A call made here that is or has been out, for everybody. One query."""
    return _out().filter(key=key).first()


def published_calls() -> list[Call]:
    """All calls made here that are or have been out, the latest deadline first; what they call under is fetched when it
    is asked for. One query."""
    return list(_out().defer(*TEXTS)[:MOST_ENTRIES])


def open_calls(now: datetime) -> list[Call]:
    """Those that can be applied to here now, the nearest deadline first. One query."""
    return list(_out().open_at(now).order_by("closes_at")[:MOST_ENTRIES])


def _out() -> Calls:
    found: Calls = Call.objects.made_here().select_related("area", "general", "document__area")
    return found


def answered_questions(call: Call) -> list[CallQuestion]:
    """What has been asked and answered, the same for everybody. One query."""
    return list(call.questions.filter(answered_at__isnull=False).order_by("answered_at")[:MOST_ENTRIES])


def confirmed_extensions(call: Call) -> list[Extension]:
    """How the time was made longer, the latest first. One query."""
    return list(call.extensions.filter(confirmed_at__isnull=False).order_by("-confirmed_at"))


def applicants(call: Call) -> list[Organisation]:
    """Who has applied and not taken it back, by name; public from the close on. One query."""
    received = Filing.objects.filter(kind="application", about=call.key, received_at__isnull=False)
    filed = received.filter(withdrawn_at__isnull=True).values("organisation")
    return list(Organisation.objects.filter(key__in=filed).distinct().order_by(in_swedish("name")))


def call_cases(by: Actor) -> Calls:
    """All calls made here, in every state, for officers; nobody else's query finds any."""
    calls = Call.cases.made_here().select_related("area", "general", "document__area")
    return calls if access.reach(by, "call.draft").everything else calls.none()


def own_call_questions(by: Actor, call: Call) -> list[CallQuestion]:
    """What the asker's own organisations have asked and not yet had answered. One query and the reach's."""
    reach = access.reach(by, "call.ask")
    asked = call.questions.filter(organisation__in=reach.organisations, answered_at__isnull=True)
    return list(asked.order_by("asked_at")[:MOST_ENTRIES])
