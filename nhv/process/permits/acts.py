"""A matter in a permit's life: opened, followed up, the holder heard, decided, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.process.consultations.deadlines import first_instant_too_late
from nhv.process.locking import locked
from nhv.process.permits.models import (
    MOST_ADDRESS,
    MOST_NAME,
    MOST_WORDS,
    Exemption,
    HolderReply,
    MatterNote,
    PermitDecision,
    PermitMatter,
)
from nhv.process.permits.moves import DECIDED_BY_THE_BOARD, MATTER, ON_THE_AGENDA, Ground, MatterKind, MatterState
from nhv.process.permits.queries import letter_about
from nhv.records.acts import one_transaction
from nhv.register.acts import permits as register
from nhv.register.acts.permits import Terms
from nhv.register.memory import DIARY
from nhv.register.models import Area, Permit
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded, reason, shortened
from nhv.rules.refusals import Refused
from nhv.specification.deadlines import SWEDEN

MATTER_KIND, EXEMPTED = "permit_matter", "permit_exempted"
MOST_STAGES = 10


@dataclass(frozen=True)
class About:
    """What a matter is about: the kind, for a revocation its ground, and the keys of conditions and parts; no part is
    the whole permit. `filing` is the key of the holder's letter."""

    kind: MatterKind
    words: str
    ground: Ground | None = None
    conditions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    filing: str = ""


@dataclass(frozen=True)
class Next:
    """What is to be done next, and by when."""

    what: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Decided:
    """A decision as it was taken. `stages` are (part's key or «» for the whole permit, its last day); new referrals
    turn to others on `turned_on`. `until` is the last day of an exemption, nothing where it is until further notice."""

    record_number: str
    body: str
    decided_on: date
    granted: bool
    reasons: str
    address: str = ""
    stages: tuple[tuple[str, date], ...] = ()
    turned_on: date | None = None
    until: date | None = None


def open_matter(
    *, area: Area, permit: Permit | None, about: About, follow_up: Next, by: Actor, now: datetime
) -> PermitMatter:
    """An officer takes something up. Raises Refused."""
    with one_transaction(PermitMatter):
        DIARY.take_turn()
        access.check(by, "permit_matter.handle")
        _check_about(about, permit)
        words = _words(about.words)
        begun = PermitMatter.objects.filter(area=area, number=permit.number if permit else None).count()
        made = PermitMatter.objects.create(
            key=f"{area.key[:60]}-{permit.number if permit else 0}-{begun + 1}",
            area=area,
            number=permit.number if permit else None,
            holder=permit.holder if permit else None,
            kind=about.kind,
            ground=about.ground or "",
            state=MatterState.OPEN,
            filing=about.filing,
            conditions=list(about.conditions),
            parts=list(about.parts),
            words=words,
            next_what=shortened(follow_up.what)[:MOST_NAME],
            next_day=follow_up.day,
            opened_by=str(by),
            opened_at=now,
        )
        _record("matter_opened", made, by, kind=about.kind, conditions=about.conditions, parts=about.parts)
        return made


def note(*, matter: PermitMatter, words: str, follow_up: Next, by: Actor, now: datetime) -> MatterNote:
    """What was followed up, and what comes next by when. Raises Refused."""
    with one_transaction(MatterNote):
        matter = _moved("note", matter, by)
        made = MatterNote.objects.create(matter=matter, words=_words(words), written_by=str(by), written_at=now)
        matter.next_what, matter.next_day = shortened(follow_up.what)[:MOST_NAME], follow_up.day
        matter.save(update_fields=["state", "next_what", "next_day"])
        _record("matter_noted", matter, by, next_day=follow_up.day)
        return made


def hear(*, matter: PermitMatter, told: str, last_day: date, by: Actor, now: datetime) -> PermitMatter:
    """What matters for the decision goes to the holder, with time to reply (SFS 2017:900, 25 §). Raises Refused."""
    with one_transaction(PermitMatter):
        matter = _moved("hear", matter, by)
        if matter.holder is None:
            raise Refused("nobody_to_hear", "Ärendet gäller inget enskilt tillstånd, så det finns ingen att höra.")
        closes_at = first_instant_too_late(last_day)
        if closes_at <= now:
            raise Refused("hearing_ended", "Sista dag att yttra sig ska ligga framåt i tiden.")
        matter.told, matter.last_day, matter.closes_at = _words(told), last_day, closes_at
        matter.save(update_fields=["state", "told", "last_day", "closes_at"])
        # Heard anew, it is told anew.
        _tell(matter, "permit_heard", "Tillfälle att yttra sig om ert tillstånd", at=now.isoformat())
        _record("matter_heard", matter, by, last_day=last_day)
        return matter


def reply(*, matter: PermitMatter, words: str, by: Actor, now: datetime) -> HolderReply:
    """The holder's reply; a second one adds to the first. Raises Refused when the time is out."""
    with one_transaction(HolderReply):
        matter = locked(matter, "area", "holder")
        access.check(by, "permit_matter.reply", matter.holder)
        MATTER.check("reply", source=matter.state)
        if matter.closes_at is None or matter.closes_at <= now:
            raise Refused("reply_too_late", "Tiden att yttra sig är ute. Skriv till handläggaren i stället.")
        made = HolderReply.objects.create(matter=matter, words=_words(words), written_by=str(by), written_at=now)
        _record("matter_replied", matter, by)
        return made


def decide(*, matter: PermitMatter, said: Decided, by: Actor, now: datetime) -> PermitDecision:
    """Enter what was decided; the permit is changed in the same act. Raises Refused, and then nothing is done."""
    with one_transaction(PermitDecision):
        matter = _moved("decide", matter, by, now)
        _check_decided(matter, said, now)
        _end_matter(matter, now)
        made = carry_out(matter=matter, said=replace(said, reasons=_words(said.reasons)), by=by, now=now)
        _tell(matter, "permit_matter_decided", "Beslut om ert tillstånd")
        return made


def carry_out(*, matter: PermitMatter, said: Decided, by: Actor, now: datetime) -> PermitDecision:
    """The decision as it was taken, in the register: what it grants is done. Within the caller's transaction, which has
    asked whether it may be. Raises Refused."""
    made = PermitDecision.objects.create(
        matter=matter,
        record_number=shortened(said.record_number)[:60],
        body=shortened(said.body)[:MOST_NAME],
        decided_on=said.decided_on,
        address=said.address[:MOST_ADDRESS],
        granted=said.granted,
        reasons=said.reasons,
        stages=[[part, last.isoformat()] for part, last in said.stages],
        turned_on=said.turned_on,
        entered_by=str(by),
        entered_at=now,
    )
    if said.granted:
        _apply(matter, made, said, by)
    _record("matter_decided", matter, by, granted=said.granted, stages=made.stages)
    return made


def to_board(*, matter: PermitMatter, by: Actor, now: datetime) -> PermitMatter:
    """A revocation or an exemption goes to the board, which can have it on its agenda. Raises Refused for another
    matter, and where the holder has not been heard."""
    with one_transaction(PermitMatter):
        matter = _moved("to_board", matter, by)
        if matter.kind not in DECIDED_BY_THE_BOARD:
            raise Refused("not_for_the_board", "Till nämnden lämnas bara återkallelser och undantag.")
        if matter.closes_at is None:
            check_heard(matter, now)
        permit_of(matter)
        matter.save(update_fields=["state"])
        _record("matter_to_board", matter, by)
        return matter


def moved_by_the_board(
    *, matter: PermitMatter, act: str, by: Actor, now: datetime, told: Mapping[str, object]
) -> PermitMatter:
    """The matter as the board has decided, within its act, which has asked who may. Raises Refused where it is not
    before the board."""
    matter = locked(matter, "area", "holder")
    matter.state = MATTER.check(act, source=matter.state).target
    matter.save(update_fields=["state"])
    if matter.state == MatterState.DECIDED:
        _end_matter(matter, now)
    _record(f"matter_{act}", matter, by, **told)
    return matter


def permit_of(matter: PermitMatter) -> Permit:
    """The permit that the matter is about. One query, once. Raises Refused where the register holds it no longer."""
    if matter.permit is None:
        raise Refused("no_such_permit", "Tillståndet finns inte. Börja från listan över tillstånd.")
    return matter.permit


def called_on(matter: PermitMatter) -> str:
    """What it is called on the agenda and in its papers: of what kind, and which permit."""
    permit = permit_of(matter)
    return f"{ON_THE_AGENDA[MatterKind(matter.kind)]}: {permit.document.name}, {permit.turn_to.name}"


def _end_matter(matter: PermitMatter, now: datetime) -> None:
    matter.ended_at, matter.next_what, matter.next_day = now, "", None
    matter.save(update_fields=["state", "ended_at", "next_what", "next_day"])


def close(*, matter: PermitMatter, why: str, by: Actor, now: datetime) -> PermitMatter:
    """Nothing more is done in it. Raises Refused."""
    with one_transaction(PermitMatter):
        matter = _moved("close", matter, by)
        matter.ended_at, matter.ended_because, matter.next_what, matter.next_day = now, reason(why), "", None
        matter.save(update_fields=["state", "ended_at", "ended_because", "next_what", "next_day"])
        _record("matter_closed", matter, by)
        return matter


def _check_about(about: About, permit: Permit | None) -> None:
    if (about.kind == MatterKind.UNITS) != (permit is None):
        raise Refused("matter_of_no_permit", "Antalet enheter gäller området; allt annat gäller ett tillstånd.")
    if (about.kind == MatterKind.REVOCATION) != (about.ground is not None):
        raise Refused("revocation_without_ground", "Välj en av lagens tre grunder för en återkallelse.")
    held = {one.get("key") for one in permit.conditions} if permit else set()
    if about.kind == MatterKind.EXEMPTION and not about.conditions:
        raise Refused("exemption_from_nothing", "Välj vilka villkor undantaget gäller.")
    if permit and (set(about.conditions) - held or set(about.parts) - set(permit.sub_permits)):
        raise Refused("not_of_the_permit", "Tillståndet har inte alla de villkor och undertillstånd som är valda.")
    if about.filing:
        _check_letter(about.filing, permit)


def _check_letter(key: str, permit: Permit | None) -> None:
    if permit is None or letter_about(permit, key) is None:
        raise Refused("no_such_letter", "Skrivelsen är återtagen, eller gäller ett annat tillstånd. Läs den på nytt.")
    if PermitMatter.objects.filter(filing=key).exists():
        raise Refused("letter_taken_up", "Skrivelsen är redan upptagen i ett ärende.")


def _check_decided(matter: PermitMatter, said: Decided, now: datetime) -> None:
    today = timezone.localdate(now, SWEDEN)
    if not said.record_number.strip() or not said.body.strip():
        raise Refused("decision_not_named", "Skriv vem som har beslutat, och beslutets diarienummer.")
    if said.decided_on > today:
        raise Refused("decided_in_the_future", "Beslutsdagen har inte varit.")
    check_stages(matter, said.stages, granted=said.granted, day=said.decided_on)


def check_stages(matter: PermitMatter, stages: Sequence[tuple[str, date]], *, granted: bool, day: date) -> None:
    """Raises Refused where what ends, and when, is not what a decision of that day on the matter can say."""
    is_ending = matter.kind == MatterKind.REVOCATION and granted
    if is_ending != bool(stages) or len(stages) > MOST_STAGES:
        raise Refused("revocation_without_last_day", "En återkallelse, och bara den, säger vad som upphör och när.")
    known = {"", *(matter.permit.sub_permits if matter.permit else ())}
    if any(part not in known or last < day for part, last in stages):
        raise Refused(
            "stage_impossible", "Det som upphör är hela tillståndet eller en del det har, tidigast på beslutsdagen."
        )
    if matter.permit is not None and stages:
        # What the register would refuse at the public minute is refused while it can be mended.
        register.check_terms(permit=matter.permit, terms=_terms_after(matter.permit, stages, None))


def _apply(matter: PermitMatter, made: PermitDecision, said: Decided, by: Actor) -> None:
    permit = matter.permit
    why = f"{said.body}, beslut {said.record_number}"
    if matter.kind == MatterKind.REVOCATION and permit is not None:
        _end(permit, said, by, why)
    if matter.kind == MatterKind.EXEMPTION and permit is not None:
        for key in matter.conditions:
            Exemption.objects.create(
                decision=made, area=matter.area, number=permit.number, condition=key, begins=said.decided_on,
                ends=said.until,
            )  # fmt: skip
        DIARY.record(EXEMPTED, kind=MATTER_KIND, key=matter.key, by=by, payload={"conditions": matter.conditions})


def _end(permit: Permit, said: Decided, by: Actor, why: str) -> None:
    """Parts end by days of their own; the whole by its last day. New referrals turn with the whole."""
    register.revoke(permit=permit, terms=_terms_after(permit, said.stages, said.turned_on), by=by, why=why)


def _terms_after(permit: Permit, stages: Sequence[tuple[str, date]], turned_on: date | None) -> Terms:
    whole = [last for part, last in stages if not part]
    days = {key: dict(value) for key, value in permit.part_days.items()}
    for part, last in stages:
        if part:
            days.setdefault(part, {})["until"] = last.isoformat()
    terms = replace(Terms.of(permit), part_days=days)
    return replace(terms, valid_until=max(whole), turned_on=turned_on or permit.turned_on) if whole else terms


def _tell(matter: PermitMatter, kind: str, subject: str, at: str = "") -> None:
    if matter.holder is not None:
        telling.tell(
            telling.people_at(matter.holder.key, "permit_matter.reply"),
            kind=kind,
            subject=subject,
            text=f"Läs det här: {telling.link('own_permit_matter', key=matter.key)}",
            about=f"{matter.key}:{at}" if at else matter.key,
        )


def _moved(act: str, matter: PermitMatter, by: Actor, now: datetime | None = None) -> PermitMatter:
    """The matter's row as it is now, in the state that the act leads to and saves with all else. Raises Refused."""
    matter = locked(matter, "area", "holder")
    access.check(by, MATTER.needs(act))
    access.check_case(by, MATTER.needs(act), matter.scope)
    move = MATTER.check(act, source=matter.state)
    if now is not None:
        check_heard(matter, now)
    matter.state = move.target
    return matter


def check_heard(matter: PermitMatter, now: datetime) -> None:
    """Nobody is decided against unheard; who asked for it itself need not be heard."""
    if matter.kind in DECIDED_BY_THE_BOARD and matter.closes_at is None and not _is_asked_for(matter):
        raise Refused("holder_not_heard", "Innehavaren har inte fått yttra sig. Hör den först.")
    if matter.closes_at is not None and matter.closes_at > now:
        raise Refused("hearing_still_open", "Tiden att yttra sig är inte slut.")


def _is_asked_for(matter: PermitMatter) -> bool:
    """Whether the holder itself asks for what is to be decided. A letter that a revocation began with may have told of
    something else, so its ground says; an exemption only favours the holder."""
    if matter.kind == MatterKind.REVOCATION:
        return matter.ground == Ground.REQUEST
    return bool(matter.filing)


def _words(said: str) -> str:
    words = bounded(said, MOST_WORDS)
    if not words:
        raise Refused("matter_without_words", "Skriv vad det gäller.")
    return words


def _record(act: str, matter: PermitMatter, by: Actor, **told: object) -> None:
    DIARY.record(act, kind=MATTER_KIND, key=matter.key, by=by, payload={"state": matter.state, **told})
