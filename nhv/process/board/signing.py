"""A decision is signed before it is sent: by the one who led it, here, or on paper, of which a scan is kept.

What is signed is the very text that each party gets. When something is added to it, as a dissent may be until it is
sent, it is signed anew.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from nhv.accounts import access
from nhv.derived.decision_to_sign import decision_to_sign
from nhv.filings.acts.attachments import Inspected
from nhv.process.board.meetings import record
from nhv.process.board.minutes import is_frozen
from nhv.process.board.models import MOST_NAME, BoardDecision, Dispatch, Signature
from nhv.process.board.party_papers import PartyPaper, party_papers
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, FILES
from nhv.rules.actor import Actor
from nhv.rules.board import CHAIR
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN
from nhv.specification.layers import sha256_of
from nhv.specification.motion import FINAL
from nhv.specification.writing import Writing

# What a scanned paper may be.
SCANNED: Final = ("application/pdf", "image/jpeg", "image/png")
MOST_SIGNATURES = 20


def seal_of_papers(sums: Sequence[str]) -> str:
    """The sha256 of all the texts together, by the sha256 of each."""
    return sha256_of("\n".join(sorted(sums)))


def seal_of(papers: Sequence[PartyPaper]) -> str:
    """The same of texts at hand."""
    return seal_of_papers([one.sha256 for one in papers])


def signer_of(decision: BoardDecision) -> dict[str, object]:
    """Who led the item and signs: {"user", "name"}, of those who served."""
    return next(one for one in decision.serving if one["seat"] == CHAIR)


def may_sign(decision: BoardDecision, by: Actor) -> bool:
    """Whether `by` is the one who signs it here."""
    return str(by) == f"user:{signer_of(decision)['user']}" and access.can(by, "board.sign")


def to_sign(decision: BoardDecision, papers: Sequence[PartyPaper]) -> Writing:
    """All that is signed, as one text to be printed."""
    return decision_to_sign(
        decision.item.title,
        [(one.name, one.writing) for one in papers],
        seal=seal_of(papers),
        signer=str(signer_of(decision)["name"]),
    )


def sign(*, decision: BoardDecision, seen: str, by: Actor, now: datetime) -> Signature:
    """The one who led the item signs the texts of this seal, having shown who they are. Raises Refused for others than
    those that stand."""
    with one_transaction(Signature):
        _check_to_be_signed(decision, seen, "board.sign", by)
        who = signer_of(decision)
        if not may_sign(decision, by):
            raise Refused("not_the_signer", "Beslutet undertecknas av {who}, som ledde ärendet.", who=str(who["name"]))
        return _signed(decision, seen, by, now, Signature.Way.ELECTRONIC, str(who["name"]), _day(now))


def enter_signed(
    *, decision: BoardDecision, seen: str, signer: str, signed_on: date, scan: Inspected, by: Actor, now: datetime
) -> Signature:
    """The texts of this seal were signed on paper, by whom and when; a scan of it is kept. Raises Refused."""
    with one_transaction(Signature):
        _check_to_be_signed(decision, seen, "board.enter_signed", by)
        name = shortened(signer)[:MOST_NAME]
        if not name:
            raise Refused("signed_by_nobody", "Skriv vem som har undertecknat beslutet.")
        if not _day(decision.decided_at) <= signed_on <= _day(now):
            raise Refused(
                "signed_on_no_day", "Underskriftens dag ligger före beslutet eller framåt i tiden. Rätta dagen."
            )
        if scan.media_type not in SCANNED:
            raise Refused("signed_in_no_scan", "Lämna det undertecknade beslutet som PDF eller bild.")
        FILES.enter(scan.stored, scan.media_type)
        return _signed(decision, seen, by, now, Signature.Way.PAPER, name, signed_on, scan)


def check_signed(decision: BoardDecision, papers: Sequence[PartyPaper]) -> None:
    """Raises Refused unless the latest signature is of these very texts."""
    last = decision.signatures.last()
    if last is None:
        raise Refused("decision_not_signed", "Beslutet är inte undertecknat. Det skickas när det är det.")
    if last.sha256 != seal_of(papers):
        raise Refused("signed_otherwise", "Beslutet har ändrats sedan det undertecknades. Det undertecknas på nytt.")


def check_to_sign(decision: BoardDecision) -> None:
    """Raises Refused for a decision that is not to be signed: not final, not adjusted, or sent."""
    if decision.motion.said.kind not in FINAL:
        raise Refused("nothing_to_sign", "Ärendet är inte slutligt avgjort, så det finns inget beslut att underteckna.")
    if not is_frozen(decision.item.meeting):
        raise Refused("minutes_not_adjusted", "Protokollet är inte justerat.")
    if Dispatch.objects.filter(decision=decision).exists():
        raise Refused("decision_sent", "Beslutet är redan skickat.")


def is_to_be_signed(decision: BoardDecision) -> bool:
    """Whether it waits for that, or may be signed anew."""
    try:
        check_to_sign(decision)
    except Refused:
        return False
    return True


def _check_to_be_signed(decision: BoardDecision, seen: str, activity: str, by: Actor) -> None:
    DIARY.take_turn()
    access.check_case(by, activity, decision.item.scope)
    check_to_sign(decision)
    if seen != seal_of(party_papers(decision)):
        raise Refused("decision_changed", "Beslutets text har ändrats sedan du läste den. Läs den på nytt.")
    if decision.signatures.count() >= MOST_SIGNATURES:
        raise Refused("too_many_signatures", "Beslutet har redan {most} underskrifter.", most=MOST_SIGNATURES)


def _signed(
    decision: BoardDecision,
    seen: str,
    by: Actor,
    now: datetime,
    way: Signature.Way,
    signer: str,
    day: date,
    scan: Inspected | None = None,
) -> Signature:
    made = Signature.objects.create(
        decision=decision,
        way=way,
        sha256=seen,
        signer=signer,
        signed_on=day,
        file_sha256=scan.stored.sha256 if scan else "",
        file_name=scan.name[:MOST_NAME] if scan else "",
        file_type=scan.media_type if scan else "",
        entered_by=str(by),
        entered_at=now,
    )
    told = {"item": decision.item.number, "way": way, "sha256": seen, "file": made.file_sha256}
    record("decision_signed", decision.item.meeting, by, **told)
    return made


def _day(at: datetime) -> date:
    return timezone.localdate(at, SWEDEN)
