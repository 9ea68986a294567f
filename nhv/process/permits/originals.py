"""The original decisions behind an area's text: where each is, and what shows that it is the same still."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from nhv.accounts import access
from nhv.process.permits.models import MOST_ADDRESS, MOST_WORDS, OriginalDecision
from nhv.records.acts import one_transaction
from nhv.register.memory import AREA, DIARY
from nhv.register.models import Area
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded, shortened
from nhv.rules.refusals import Refused

_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Seen:
    """A decision as somebody has found it."""

    heading: str
    record_number: str
    decided_on: date | None = None
    address: str = ""
    sha256: str = ""
    seen_on: date | None = None
    differs: str = ""


def enter_original(*, area: Area, seen: Seen, by: Actor, now: datetime) -> OriginalDecision:
    """Say where a decision is; the same record number told anew replaces what was told. Raises Refused."""
    with one_transaction(OriginalDecision):
        access.check(by, "permit_matter.handle")
        _check(seen)
        made = OriginalDecision.objects.create(
            area=area,
            heading=seen.heading,
            record_number=shortened(seen.record_number)[:60],
            decided_on=seen.decided_on,
            address=seen.address,
            sha256=seen.sha256.lower(),
            seen_on=seen.seen_on,
            differs=bounded(seen.differs, MOST_WORDS),
            entered_by=str(by),
            entered_at=now,
        )
        told = {"heading": made.heading, "record_number": made.record_number, "sha256": made.sha256}
        DIARY.record("original_decision_entered", kind=AREA, key=area.key, by=by, payload=told)
        return made


def _check(seen: Seen) -> None:
    if not seen.record_number.strip():
        raise Refused("original_without_number", "Skriv beslutets diarienummer.")
    if bool(seen.address) != (seen.seen_on is not None) or (seen.sha256 and not seen.address):
        raise Refused(
            "original_not_seen", "Skriv var beslutet finns och vilken dag någon läste det där, eller ingetdera."
        )
    is_web = seen.address.startswith(("https://", "http://")) and len(seen.address) <= MOST_ADDRESS
    if seen.address and not is_web:
        raise Refused("original_address_odd", "Skriv en webbadress som börjar med https://.")
    if seen.sha256 and not _SUM.fullmatch(seen.sha256.lower()):
        raise Refused("original_sum_odd", "En kontrollsumma har 64 tecken: siffror och a–f.")
