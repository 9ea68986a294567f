"""Who has which seat on a board, who is kept out of an item, and who fills each seat when it is decided."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from nhv.accounts import access
from nhv.accounts.acts.roles import limit
from nhv.accounts.models import ConflictOfInterest, Membership
from nhv.process.board.models import BoardSeat, Item, Presence
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.access import SEATED
from nhv.rules.actor import Actor
from nhv.rules.board import CHAIR, Seated, serving
from nhv.rules.refusals import Refused
from nhv.rules.roles import Role
from nhv.specification.deadlines import SWEDEN

BOARD_KIND = "board"


def seat(*, membership: Membership, healthcare_region: Organisation | None, by: Actor) -> BoardSeat:
    """Give somebody with a role on a board a healthcare region's seat, or (none) the chair's. Raises Refused."""
    with one_transaction(BoardSeat):
        DIARY.take_turn()
        access.check(by, "board.seat")
        if Role(membership.role) not in SEATED:
            raise Refused("no_role_on_the_board", "Bara ordförande, ledamöter och ersättare har en plats i nämnden.")
        if healthcare_region is not None and healthcare_region.kind != Organisation.Kind.HEALTHCARE_REGION:
            raise Refused("seat_of_no_healthcare_region", "Platserna är sjukvårdsregionernas. Välj en av dem.")
        if membership.role == Role.BOARD_CHAIR and healthcare_region is not None:
            raise Refused("chair_of_a_region", "Ordföranden är Socialstyrelsens och har ingen sjukvårdsregions plats.")
        if membership.role == Role.BOARD_MEMBER and healthcare_region is None:
            raise Refused("member_without_region", "En ledamot har en sjukvårdsregions plats. Välj vilken.")
        made, _new = BoardSeat.objects.update_or_create(
            membership=membership, defaults={"healthcare_region": healthcare_region}
        )
        told = {"user": membership.user_id, "seat": made.seat}
        DIARY.record("board_seated", kind=BOARD_KIND, key=membership.organisation.key, by=by, payload=told)
        return made


def end_term(*, membership: Membership, last_day: date, by: Actor) -> None:
    """The last day of a seat's term. Whoever had it reads nothing the day after; the seat is vacant, and still counts,
    until somebody else has it. Raises Refused."""
    with one_transaction(Membership):
        DIARY.take_turn()
        access.check(by, "board.seat")
        if Role(membership.role) not in SEATED:
            raise Refused("no_role_on_the_board", "Bara ordförande, ledamöter och ersättare har en plats i nämnden.")
        limit(membership, last_day, by=by)


@dataclass(frozen=True)
class Term:
    """Somebody's time in a seat: its last day where it has one, and whether it is on today."""

    seat: str
    name: str
    deputy: bool
    begins: date
    ends: date | None
    is_on: bool


def terms(board: Organisation) -> list[Term]:
    """Everybody who has had a seat, by seat, members first, the latest first. Two queries."""
    held = Membership.objects.filter(organisation=board)
    today = set(held.on(timezone.localdate()).values_list("pk", flat=True))
    found = BoardSeat.objects.filter(membership__in=held.values("pk"))
    rows = [
        Term(
            one.seat,
            one.membership.user.name,
            one.membership.role == Role.BOARD_DEPUTY,
            one.membership.valid_from,
            _last_day(one.membership),
            one.membership_id in today,
        )
        for one in found.select_related("membership__user", "healthcare_region")
    ]
    rows.sort(key=lambda one: one.begins, reverse=True)
    return sorted(rows, key=lambda one: (one.seat != CHAIR, one.seat, one.deputy))


def _last_day(membership: Membership) -> date | None:
    if membership.ended_at is not None:
        ended = timezone.localdate(membership.ended_at, SWEDEN)
        return min(ended, membership.valid_until or ended)
    return membership.valid_until


def seats_of(board: Organisation) -> frozenset[str]:
    """Every seat of the board, also those that are vacant: all that somebody has had. One query."""
    had = BoardSeat.objects.filter(membership__organisation=board)
    return frozenset(key or CHAIR for key in had.values_list("healthcare_region__key", flat=True))


def had_a_seat(board: Organisation, at: datetime) -> set[int]:
    """Those who have a seat, and those who had one then and have left since. One query."""
    day = timezone.localdate(at, SWEDEN)
    stayed = Q(membership__valid_until__isnull=True) | Q(membership__valid_until__gte=day)
    not_ended = Q(membership__ended_at__isnull=True) | Q(membership__ended_at__gte=at)
    had = BoardSeat.objects.filter(stayed & not_ended, membership__organisation=board)
    return set(had.values_list("membership__user", flat=True))


def seated(board: Organisation) -> list[Seated]:
    """Everybody who has a seat today. One query."""
    held = Membership.objects.on(timezone.localdate()).filter(organisation=board).values("pk")
    found = BoardSeat.objects.filter(membership__in=held).select_related("membership", "healthcare_region")
    return [
        Seated(one.membership.user_id, one.seat, one.membership.role == Role.BOARD_DEPUTY)
        for one in found.order_by("pk")
    ]


def barred(item: Item) -> frozenset[int]:
    """Those with a decided conflict of interest in the item's case. One query."""
    return frozenset(ConflictOfInterest.objects.kept_out_of(item.case_key))


def barred_in(items: Iterable[Item]) -> dict[str, set[int]]:
    """The same of many items, by the keys of their cases. One query."""
    found: dict[str, set[int]] = {}
    keys = [one.case_key for one in items]
    for key, user in ConflictOfInterest.objects.in_force().filter(case_key__in=keys).values_list("case_key", "user"):
        found.setdefault(key, set()).add(user)
    return found


def here(item: Item) -> frozenset[int]:
    """Those who are at the meeting now. One query."""
    present = Presence.objects.filter(meeting=item.meeting, left_at__isnull=True)
    return frozenset(present.values_list("user_id", flat=True))


def serving_in(item: Item, seats: Collection[Seated] | None = None) -> tuple[Seated, ...]:
    """Who fills each seat in this item now. Three queries at most."""
    return serving(seats if seats is not None else seated(item.meeting.board), here(item), barred(item))
