"""What the pages ask. The scope of the one who asks is part of every query: what is out of reach is not there.

Two doors lead to a filing. Its owner's (`own_…`) opens on the working copy and everything received; the authority's
(`received_…`) opens on what has been received, and knows nothing of drafts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from nhv.accounts import access
from nhv.accounts.models import User
from nhv.casework.kinds import KINDS
from nhv.casework.models import CallForApplications, CallQuestion, Extension, Filing, FilingVersion, HospitalFact
from nhv.casework.moves import CallState
from nhv.records.actor import Actor
from nhv.register.memory import DIARY
from nhv.register.models import Organisation

PAGE = 50
MOST_ENTRIES = 500


# --- Calls -----------------------------------------------------------------------------------------


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
    filed = Q(filings__call=call, filings__received_at__isnull=False, filings__withdrawn_at__isnull=True)
    return list(Organisation.objects.filter(filed).distinct().order_by("name"))


def call_cases(by: Actor) -> QuerySet[CallForApplications]:
    """All calls in every state, for officers; nobody else's query finds any."""
    calls = CallForApplications.objects.select_related("area", "document__area")
    return calls if access.reach(by, "call.draft").everything else calls.none()


# --- The owner's door ------------------------------------------------------------------------------


def own_filings(by: Actor, *, kind: str = "application") -> QuerySet[Filing]:
    """The filings of the organisations that `by` reads for, drafts and all."""
    reach = access.reach(by, KINDS[kind].read_own)
    return _whole(Filing.objects.filter(kind=kind, organisation__in=reach.organisations))


def own_filing(by: Actor, key: str, *, kind: str = "application") -> Filing | None:
    """One of them, or nothing when it is not theirs."""
    return own_filings(by, kind=kind).filter(key=key).first()


def own_call_questions(by: Actor, call: CallForApplications) -> list[CallQuestion]:
    """What the asker's own organisations have asked and not yet had answered. One query and the reach's."""
    reach = access.reach(by, "call.ask")
    asked = call.questions.filter(organisation__in=reach.organisations, answered_at__isnull=True)
    return list(asked.order_by("asked_at")[:MOST_ENTRIES])


def attested_facts(by: Actor) -> QuerySet[HospitalFact]:
    """What holds at the hospitals within reach."""
    reach = access.reach(by, "hospital_facts.see")
    return HospitalFact.objects.filter(hospital__in=reach.organisations, replaced_at__isnull=True)


# --- The authority's door --------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What an officer's list is narrowed to. An empty value narrows nothing."""

    call: str = ""
    region: str = ""
    state: str = ""
    late: bool | None = None
    text: str = ""


def received_filings(by: Actor, wanted: Wanted = Wanted(), *, kind: str = "application") -> QuerySet[Filing]:
    """What has been received, the latest first. A draft is not here, nor what was changed in one since."""
    if not access.reach(by, KINDS[kind].read_received).everything:
        return Filing.objects.none()
    found = Filing.objects.filter(kind=kind, received_at__isnull=False)
    if wanted.call:
        found = found.filter(call__key=wanted.call)
    if wanted.region:
        found = found.filter(organisation__key=wanted.region)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.late is not None:
        found = found.filter(late=wanted.late)
    if wanted.text:
        text = wanted.text[:100]
        named = Q(organisation__in=_regions_named(text))
        found = found.filter(Q(record_number__icontains=text) | Q(key=text.lower()) | named)
    # The hospital is the working copy's; what was received says its own.
    return found.select_related("organisation", "call__document").order_by("-received_at", "-pk")


def _regions_named(text: str) -> list[int]:
    """The regions whose name holds this. Compared here: SQLite knows the case of ASCII only. One query."""
    names = Organisation.objects.filter(kind=Organisation.Kind.REGION).values_list("pk", "name")
    return [number for number, name in names if text.casefold() in name.casefold()]


def received_filing(by: Actor, key: str, *, kind: str = "application") -> Filing | None:
    """One of them with its versions, requests and notes at hand. Six queries with the reach's."""
    found = received_filings(by, kind=kind).filter(key=key).select_related(None)
    return (
        found.select_related("organisation", "call__document__area", "document__area")
        .prefetch_related(
            Prefetch("versions", FilingVersion.objects.select_related("outline")), "completion_requests", "notes"
        )
        .first()
    )


# --- Who did what ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deed:
    """One entry of the diary in words fit for those who may see the case."""

    at: datetime
    act: str
    who: str
    why: str


OF_THE_DRAFT = ("filing_begun",)


def deeds(kind: str, key: str, *, leave_out: Iterable[str] = OF_THE_DRAFT) -> list[Deed]:
    """Who has done what with a record, the latest first. Two queries. Only for those who may see the record."""
    rows = DIARY.entries._default_manager.filter(subject_kind=kind, subject_key=key).exclude(act__in=list(leave_out))
    entries = list(rows.order_by("-number")[:MOST_ENTRIES])
    names = names_of(entry.actor for entry in entries)
    return [Deed(entry.at, entry.act, names[entry.actor], entry.why) for entry in entries]


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor as the diary writes it («user:7») → the person's name, or the program's. One query."""
    wanted = set(actors)
    numbers = [int(name) for kind, _, name in (actor.partition(":") for actor in wanted) if kind == "user"]
    people = {f"user:{user.pk}": user.name or user.email for user in User.objects.filter(pk__in=numbers)}
    return {actor: people.get(actor, actor.partition(":")[2]) for actor in wanted}


def _whole(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    return filings.select_related("organisation", "hospital", "call__document__area", "document__area", "outline")
