"""Permits and their matters, as those who handle them and those who hold them see them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from nhv.accounts import access
from nhv.derived.permit_notice import KIND as NOTICE
from nhv.filings.models import Filing
from nhv.process.board.models import PartyDecision
from nhv.process.permits.models import Exemption, OriginalDecision, PermitMatter
from nhv.process.permits.moves import MatterState
from nhv.register.models import Area, Permit
from nhv.register.order import in_swedish
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

MOST_ROWS = 500
ENDED = (MatterState.DECIDED, MatterState.CLOSED)


def address_of(permit: Permit) -> str:
    """What a permit is called in an address: its key with a hyphen for the colon."""
    return f"{permit.area.key}-{permit.number}"


def permit_at(address: str) -> Permit:
    """The permit of this address, as it is known now. One query. Raises Refused when there is none."""
    area, _hyphen, number = address.rpartition("-")
    near = Permit.objects.known().select_related("area", "document", "holder", "place__parent")
    digits = number.isascii() and number.isdigit() and len(number) < 6
    found = near.filter(area__key=area, number=int(number)).first() if digits else None
    if found is None:
        raise Refused("no_such_permit", "Tillståndet finns inte. Börja från listan över tillstånd.")
    return found


def matters_for(by: Actor) -> "QuerySet[PermitMatter]":
    """Every matter, for those at the authority who see them; what is due first."""
    reached = access.reach(by, "permit_matter.see")
    return _in_order().exclude(key__in=reached.barred) if reached.everything else _in_order().none()


def before_the_board(barred: Collection[str] = ()) -> "QuerySet[PermitMatter]":
    """What has gone to the board and is not decided, but for what one is kept out of: for a meeting's agenda."""
    return _in_order().filter(state=MatterState.BOARD).exclude(key__in=barred)[:MOST_ROWS]


def open_matters(by: Actor) -> "QuerySet[PermitMatter]":
    """Those that are not decided or closed."""
    return matters_for(by).exclude(state__in=ENDED)


def matters_due(before: date) -> "QuerySet[PermitMatter]":
    """Open ones in which something is to be done before a day: for a desk, which has asked whether its owner handles
    them. One query."""
    return _in_order().exclude(state__in=ENDED).filter(next_day__lt=before)


def _in_order() -> "QuerySet[PermitMatter]":
    return PermitMatter.objects.select_related("area", "holder").order_by(F("next_day").asc(nulls_last=True), "pk")


def own_matters(by: Actor) -> "QuerySet[PermitMatter]":
    """What the holder has been heard about or got a decision in: never what an officer alone works with."""
    reached = access.reach(by, "permit_matter.see_own")
    found = PermitMatter.objects.filter(holder__key__in=reached.keys).select_related("area", "holder", "decision")
    found = found.annotate(is_told=Exists(PartyDecision.objects.filter(matter=OuterRef("pk"))))
    return found.filter(Q(closes_at__isnull=False) | Q(decision__isnull=False)).order_by("-pk")


def own_permits(by: Actor, day: date) -> "QuerySet[Permit]":
    """The permits of one's own region that have not ended."""
    reached = access.reach(by, "permit_notice.read_own")
    own = held_permits(day).filter(holder__key__in=reached.keys)
    return own.order_by(in_swedish("document__name"), "number")


def held_permits(day: date) -> "QuerySet[Permit]":
    """All permits that have not ended by this day, with what they are called by."""
    held = Permit.objects.known().exclude(valid_until__lt=day)
    return held.select_related("area", "document", "holder", "place").defer("document__content")


def letter_about(permit: Permit, key: str) -> Filing | None:
    """A letter that has come about this permit and is not taken back. One query."""
    return _letters().filter(key=key, about=address_of(permit)).first()


def letters_waiting(by: Actor) -> "QuerySet[Filing]":
    """Letters that have come and are in no matter yet, the oldest first; nobody else's query finds any."""
    seen = access.reach(by, "permit_notice.read_received").everything
    return waiting_letters() if seen else waiting_letters().none()


def waiting_letters() -> "QuerySet[Filing]":
    """The same for a desk, which has asked whether its owner takes them up. One query."""
    taken = PermitMatter.objects.exclude(filing="").values("filing")
    waiting = _letters().exclude(key__in=taken).select_related("organisation", "document").order_by("received_at")
    return waiting.defer("document__content")


def _letters() -> "QuerySet[Filing]":
    return Filing.objects.filter(kind=NOTICE, received_at__isnull=False, withdrawn_at__isnull=True)


def exemptions_of(area: str, condition: str = "") -> list[Exemption]:
    """What the board has exempted in an area, from one condition or any, the first begun first. One query."""
    found = Exemption.objects.filter(area__key=area).select_related("decision")
    return list((found.filter(condition=condition) if condition else found)[:MOST_ROWS])


def original_decisions(area: Area) -> dict[str, list[OriginalDecision]]:
    """The decisions as they were taken, under each of the two headings: of each record number the latest told. One
    query."""
    latest: dict[tuple[str, str], OriginalDecision] = {}
    for one in OriginalDecision.objects.filter(area=area).order_by("pk")[:MOST_ROWS]:
        latest[one.heading, one.record_number] = one
    return {heading: _under(heading, latest.values()) for heading in OriginalDecision.Heading.values}


def _under(heading: str, told: Iterable[OriginalDecision]) -> list[OriginalDecision]:
    return [one for one in told if one.heading == heading]
