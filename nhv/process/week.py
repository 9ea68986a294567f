"""What a region's coordinator follows: what is open, what its people write and have sent, what has grown old, what is
to be reported. The scope of the one who asks is part of every query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from nhv.accounts.access import reach
from nhv.accounts.desk import Part, counted
from nhv.accounts.models import Membership
from nhv.filings.models import CompletionRequest
from nhv.filings.queries import own_filings
from nhv.filings.states import FilingState
from nhv.process.cooperation.models import Cooperation
from nhv.process.cooperation.queries import to_answer
from nhv.process.hearings.models import Hearing
from nhv.process.hearings.queries import to_reply_to
from nhv.register import referrals
from nhv.register.changes import Change, area_changes
from nhv.register.general import general
from nhv.register.models import Call, HospitalFact, Organisation, Permit
from nhv.register.order import in_swedish
from nhv.register.referrals import Unit
from nhv.rules.actor import Actor
from nhv.rules.reach import Reach
from nhv.rules.roles import Role

FOLLOW = "region.follow"
RECENT = timedelta(days=30)
SOON = timedelta(days=30)
KIND = "application"
MOST = 200


def _calls(by: Actor, now: datetime) -> QuerySet[Call]:
    out = Call.objects.made_here().open_at(now).select_related("document__area")
    return out.defer("document__content").order_by("closes_at")


def _drafts(by: Actor, now: datetime) -> QuerySet[Any]:
    drafts: QuerySet[Any] = own_filings(by, kind=KIND).filter(state=FilingState.DRAFT)
    return drafts.defer("document__content")


def _completions(by: Actor, now: datetime) -> QuerySet[CompletionRequest]:
    asked = CompletionRequest.objects.filter(
        answered_at__isnull=True,
        withdrawn_at__isnull=True,
        filing__state=FilingState.COMPLETION_REQUESTED,
        filing__in=own_filings(by, kind=KIND),
    )
    return asked.select_related("filing__organisation", "filing__document__area").order_by("closes_at")


def _hearings(by: Actor, now: datetime) -> QuerySet[Hearing]:
    return to_reply_to(by, now, FOLLOW)


def _cooperations(by: Actor, now: datetime) -> QuerySet[Cooperation]:
    return to_answer(by, FOLLOW)


def _sent(by: Actor, now: datetime) -> QuerySet[Any]:
    sent: QuerySet[Any] = own_filings(by, kind=KIND).filter(received_at__gte=now - RECENT)
    return sent.defer("document__content").order_by("-received_at")


@dataclass(frozen=True)
class OldReferral:
    """A unit whose facts should be looked at, and who may correct them: the names of its editors, and whether the one
    who asks is one."""

    unit: Unit
    editors: Sequence[str]
    is_own: bool


def _old_referrals(by: Actor, now: datetime) -> Sequence[OldReferral]:
    """Those that have told nothing, or so long ago that it should be said anew; or whose number should be rung."""
    found = [unit for unit in referrals.units(_places(by)) if _should_be_looked_at(unit)]
    editors, own = _editors(found, timezone.localdate(now)), reach(by, "referral_information.edit")
    return [OldReferral(unit, editors[unit], own.covers(unit.holder)) for unit in found]


def _should_be_looked_at(unit: Unit) -> bool:
    return unit.referral is None or unit.referral.is_stale or unit.referral.acute_should_be_tried


def _editors(units: Sequence[Unit], day: date) -> dict[Unit, list[str]]:
    """The editors of each unit: those at the unit, and at what it lies in. One query."""
    around = {unit: {unit.holder.pk, *_around(unit.holder)} for unit in units}
    held = Membership.objects.on(day).filter(role=Role.UNIT_EDITOR, organisation__in=set().union(*around.values()))
    named = list(held.order_by(in_swedish("user__name")).values_list("organisation", "user__name"))
    return {unit: list(dict.fromkeys(name for at, name in named if at in places)) for unit, places in around.items()}


def _around(holder: Organisation) -> list[int]:
    """What a unit lies in, as far as it has been fetched with it: its hospital, and that one's region."""
    within = holder.parent
    return [found for found in (holder.parent_id, within and within.parent_id) if found]


@dataclass(frozen=True)
class OldFact:
    """What a hospital attested that no longer holds, or soon will not."""

    hospital: Organisation
    name: str
    valid_until: date


def _old_facts(by: Actor, now: datetime) -> Sequence[OldFact]:
    said = HospitalFact.objects.filter(replaced_at__isnull=True, valid_until__lt=timezone.localdate(now + SOON))
    reached = _reached(by)
    within = said if reached.everything else said.filter(hospital__in=reached.organisations)
    names = {fact.key: fact.name for fact in general().facts}
    rows = within.select_related("hospital").order_by("valid_until")[:MOST]
    return [OldFact(row.hospital, names.get(row.fact, row.fact), row.valid_until) for row in rows]


@dataclass(frozen=True)
class ToReport:
    """A permit of the region's, and how many special conditions the region reports on each year."""

    permit: Permit
    name: str
    conditions: int

    @property
    def are_known(self) -> bool:
        """Whether the permit's conditions have been entered here."""
        return self.conditions > 0


def _to_report(by: Actor, now: datetime) -> Sequence[ToReport]:
    """Those whose conditions are known here first."""
    held = _permits(by, timezone.localdate(now))
    found = [ToReport(permit, permit.document.name, len(permit.conditions)) for permit in held]
    return sorted(found, key=lambda one: not one.are_known)


def _changes(by: Actor, now: datetime) -> Sequence[Change]:
    """What is new in the areas where the region has a permit."""
    own = {permit.area.key for permit in _permits(by, timezone.localdate(now))}
    since = now - RECENT
    # The day an area was entered here is no news of it.
    told = [change for change in area_changes(MOST) if change.act != "new_area" and change.at >= since]
    return [change for change in told if change.area_key in own]


def _people(by: Actor, now: datetime) -> QuerySet[Membership]:
    reached = _reached(by)
    held = Membership.objects.on(timezone.localdate(now)).select_related("user", "organisation")
    within = held if reached.everything else held.filter(organisation__in=reached.organisations)
    return within.order_by("role", in_swedish("user__name"))


def _permits(by: Actor, day: date) -> list[Permit]:
    reached = _reached(by)
    held = Permit.objects.known().filter(valid_from__lte=day).exclude(valid_until__lt=day)
    within = held if reached.everything else held.filter(holder__in=reached.organisations)
    near = within.select_related("area", "document", "place").defer("document__content")
    return list(near.order_by(in_swedish("document__name"))[:MOST])


def _reached(by: Actor) -> Reach:
    return reach(by, FOLLOW)


def _places(by: Actor) -> frozenset[int] | None:
    reached = _reached(by)
    return None if reached.everything else reached.organisations


PARTS = (
    Part(
        "week_calls",
        FOLLOW,
        _calls,
        came="published_at",
        words=counted("%(number)s ny utlysning är öppen", "%(number)s nya utlysningar är öppna"),
        page="week",
    ),
    Part(
        "week_completions",
        FOLLOW,
        _completions,
        came="asked_at",
        words=counted("%(number)s komplettering är begärd", "%(number)s kompletteringar är begärda"),
        page="week",
    ),
    Part(
        "week_hearings",
        FOLLOW,
        _hearings,
        came="opened_at",
        words=counted("%(number)s hörande att yttra sig i", "%(number)s höranden att yttra sig i"),
        page="week",
    ),
    Part(
        "week_cooperations",
        FOLLOW,
        _cooperations,
        came="proposed_at",
        words=counted("%(number)s fråga om samverkan att svara på", "%(number)s frågor om samverkan att svara på"),
        page="week",
    ),
    Part("week_drafts", FOLLOW, _drafts, most=MOST),
    Part(
        "week_sent",
        FOLLOW,
        _sent,
        came="received_at",
        words=counted("%(number)s ansökan är inskickad", "%(number)s ansökningar är inskickade"),
        page="week",
    ),
    Part("week_referrals", FOLLOW, _old_referrals, most=MOST),
    Part("week_facts", FOLLOW, _old_facts, most=MOST),
    Part("week_changes", FOLLOW, _changes, most=MOST),
    Part("week_reports", FOLLOW, _to_report, most=MOST),
    Part("week_people", FOLLOW, _people, most=MOST),
)
