"""The decisions in permits' lives as everybody reads them: on the day page, in a condition's trail, on the area's page
and in its timeline. One place says which are public: a decision is entered, or carried out, when it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef
from django.utils import timezone

from nhv.derived.timeline import Event, Kind
from nhv.process.board.models import PublishedDecision
from nhv.process.permits.models import PermitDecision
from nhv.process.permits.moves import MatterKind
from nhv.process.permits.queries import MOST_ROWS
from nhv.register.models import Organisation, Permit
from nhv.specification.deadlines import SWEDEN

# What a decision is in a timeline. Where nothing is changed the permit has been tried again, and holds.
_IN_TIMELINE: Final[dict[str, Kind]] = {
    "revocation-yes": "permit_revoked",
    "revocation-no": "permit_kept",
    "re_examination-no": "permit_kept",
    "exemption-yes": "exemption_given",
}


@dataclass(frozen=True)
class Told:
    """One decision. `matter` is the key of its own page where `has_page`, `address` where it is elsewhere. `outcome` is
    as `outcome_of` says. `ground` is a revocation's; `conditions` are (key, words) of those it was about; `replied` the
    days on which the holder wrote its own, which is not for everybody unread; `endings` what ends (a sub-permit's
    words, or nothing for the whole) and its last day."""

    matter: str
    kind: str
    outcome: str
    day: date
    body: str
    record_number: str
    unit: Organisation | None
    holder: Organisation | None
    ground: str
    conditions: tuple[tuple[str, str], ...]
    reasons: str
    replied: tuple[date, ...]
    endings: tuple[tuple[str, date], ...]
    turned_on: date | None
    has_page: bool
    address: str

    def is_about(self, condition: str) -> bool:
        """Whether it was about the condition with this key."""
        return any(key == condition for key, _words in self.conditions)


def decisions_told(area: str) -> list[Told]:
    """Every decision about the permits of an area, or about how many there are, the oldest first. Three queries, one
    where there is none."""
    page = PublishedDecision.objects.filter(decision__item__matter=OuterRef("matter"))
    found = PermitDecision.objects.filter(matter__area__key=area).annotate(has_page=Exists(page))
    near = found.select_related("matter__holder").prefetch_related("matter__replies").order_by("-decided_on", "-pk")
    rows = list(near[:MOST_ROWS])[::-1]
    permits = _permits(area) if rows else {}
    return [_told(one, permits.get(one.matter.number or 0), has_page=one.has_page) for one in rows]


def events_of(told: Sequence[Told]) -> Iterator[Event]:
    """The same as days in a timeline, and the days on which a part of a permit ends."""
    for one in told:
        who = (one.unit.name,) if one.unit else ()
        yield Event(one.day, _IN_TIMELINE.get(one.outcome, "permit_tried"), who)
        for part, last in one.endings:
            if part:
                yield Event(last, "part_ends", (f"{part}: {who[0]}" if who else part,))


def _permits(area: str) -> dict[int, Permit]:
    known = Permit.objects.known().filter(area__key=area).select_related("document", "holder", "place__parent")
    return {one.number: one for one in known}


def _told(one: PermitDecision, permit: Permit | None, *, has_page: bool) -> Told:
    matter = one.matter
    area = permit.document.specification if permit else None
    words = {each.key: each.text for each in area.conditions} if area else {}
    words |= {str(each["key"]): str(each["text"]) for each in permit.conditions} if permit else {}
    parts = {each.key: each.text for each in area.sub_permits} if area else {}
    return Told(
        matter=matter.key,
        kind=matter.kind,
        outcome=one.outcome,
        day=one.decided_on,
        body=one.body,
        record_number=one.record_number,
        unit=permit.turn_to if permit else None,
        holder=matter.holder,
        ground=matter.ground,
        conditions=tuple((key, words.get(key, key)) for key in matter.conditions),
        reasons=one.reasons,
        replied=tuple(timezone.localdate(each.written_at, SWEDEN) for each in matter.replies.all())
        if matter.kind == MatterKind.REVOCATION
        else (),
        endings=tuple((parts.get(part, part), date.fromisoformat(last)) for part, last in one.stages),
        turned_on=one.turned_on,
        has_page=has_page,
        address=one.address,
    )
