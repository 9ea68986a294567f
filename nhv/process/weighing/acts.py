"""A group is appointed to weigh what has come in, its members judge, and its secretary gives the opinion."""

from dataclasses import dataclass
from datetime import datetime

from nhv.accounts import access
from nhv.accounts.acts import declare_conflict
from nhv.accounts.models import DeclaredConflict, User
from nhv.derived.matrix import rows_of
from nhv.derived.permit_opinion import Said, permit_opinion
from nhv.filings.models import Filing
from nhv.process import locking
from nhv.process.groups.sorts import preparatory_groups
from nhv.process.placements.models import FrozenComparison
from nhv.process.weighing.models import MOST_WHY, MOST_WORDS, Judgement, OpinionPart, PermitOpinion, Share, Weighing
from nhv.process.weighing.moves import WEIGHING, WeighingState
from nhv.process.weighing.queries import applications, called
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.judgements import Met
from nhv.rules.reach import CaseScope
from nhv.rules.reasons import bounded
from nhv.rules.refusals import Refused
from nhv.specification.area import Area
from nhv.specification.layers import sha256_of
from nhv.specification.motion import Outcome, possible_outcomes

# Working material: no public page is made of it.
WEIGHING_KIND = "weighing"
NEAR = ("call__document__area", "group")


@dataclass(frozen=True)
class Part:
    """What is written of one applicant, or (no `filing`) of the whole."""

    patient: str
    system: str = ""
    outcome: Outcome | None = None
    filing: Filing | None = None


def appoint(*, call: Call, group: Organisation, by: Actor, now: datetime) -> Weighing:
    """The group that weighs what has come in, when the time to apply is out. Raises Refused."""
    with one_transaction(Weighing):
        DIARY.take_turn()
        access.check_case(by, "weighing.appoint", CaseScope(call.key))
        if not preparatory_groups().filter(pk=group.pk).exists():
            raise Refused("no_weighing_group", "Välj en beredningsgrupp.")
        if call.closes_at is None or call.closes_at > now:
            raise Refused("call_not_ended", "Ansökningstiden är inte slut. Beredningen börjar när den är det.")
        if not applications(call):
            raise Refused("nothing_to_weigh", "Ingen har ansökt i utlysningen.")
        if Weighing.objects.filter(call=call).exists():
            raise Refused("weighing_begun", "Beredningen har redan en grupp.")
        made = Weighing.objects.create(call=call, group=group, state=WeighingState.PREPARING, begun_at=now)
        record("weighing_begun", made, by, group=group.key)
        return made


def judge(*, weighing: Weighing, filing: Filing, row: str, met: Met, why: str, by: Actor, now: datetime) -> Judgement:
    """What a member finds of one applicant on one row; said again, it is changed. Raises Refused."""
    with one_transaction(Judgement):
        weighing = open_to("judge", weighing, by)
        words = bounded(why, MOST_WHY)
        if not words:
            raise Refused("judgement_without_reason", "Skriv varför.")
        _check_row(weighing, row)
        _check_applicant(weighing, filing)
        made, _new = Judgement.objects.update_or_create(
            weighing=weighing,
            filing=filing,
            row=row,
            member=_member(by),
            defaults={"met": met, "why": words, "written_at": now},
        )
        record("judged", weighing, by, judgement=made.pk, row=row, filing=filing.key)
        return made


def divide(*, weighing: Weighing, row: str, member: User | None, by: Actor) -> None:
    """Who judges a row first, or nobody. Raises Refused."""
    with one_transaction(Share):
        weighing = open_to("divide", weighing, by)
        _check_row(weighing, row)
        if member is None:
            Share.objects.filter(weighing=weighing, row=row).delete()
        else:
            Share.objects.update_or_create(weighing=weighing, row=row, defaults={"member": member})
        record("row_divided", weighing, by, row=row, member=member.pk if member else None)


def write_part(*, weighing: Weighing, part: Part, by: Actor, now: datetime) -> OpinionPart:
    """What the group will say of an applicant or of the whole. Raises Refused."""
    with one_transaction(OpinionPart):
        weighing = open_to("write_opinion", weighing, by)
        check_possible(part.outcome or "", weighing.call.document.specification)
        patient, system = bounded(part.patient, MOST_WORDS), bounded(part.system, MOST_WORDS)
        if not patient:
            raise Refused("part_without_patient", "Skriv vad som är bäst för patienten. Det kommer först.")
        if part.filing is not None:
            _check_applicant(weighing, part.filing)
        made, _new = OpinionPart.objects.update_or_create(
            weighing=weighing,
            filing=part.filing,
            defaults={
                "patient": patient,
                "system": system,
                "outcome": part.outcome or "",
                "written_by": str(by),
                "written_at": now,
            },
        )
        record("opinion_written", weighing, by, part=made.pk)
        return made


def give(
    *,
    weighing: Weighing,
    dissent: str = "",
    placement: FrozenComparison | None = None,
    by: Actor,
    now: datetime,
) -> PermitOpinion:
    """The opinion, frozen, to the board. Raises Refused where nothing is said of the whole or of an applicant."""
    with one_transaction(PermitOpinion):
        weighing = open_to("give_opinion", weighing, by)
        written = {one.filing_id: one for one in OpinionPart.objects.filter(weighing=weighing)}
        filed, whole = applications(weighing.call), written.get(None)
        unsaid = [called(one) for one in filed if one.pk not in written]
        if whole is None or unsaid:
            raise Refused(
                "opinion_unfinished",
                "Yttrandet är inte färdigt. Det saknas om: {what}.",
                what=", ".join(unsaid) or "helheten",
            )
        for one in written.values():
            check_possible(one.outcome, weighing.call.document.specification)
        if placement is not None and placement.call_id != weighing.call_id:
            raise Refused("placement_of_another_call", "Jämförelsen gäller en annan utlysning.")
        writing = permit_opinion(
            weighing.call.facts.title,
            group=weighing.group.name,
            whole=_said("", whole),
            applicants=[_said(called(one), written[one.pk]) for one in filed],
            dissent=bounded(dissent, MOST_WORDS),
            placement=(f"nummer {placement.number}", placement.sha256) if placement else None,
            day=now.date(),
        )
        content = writing.model_dump_json()
        made = PermitOpinion.objects.create(
            weighing=weighing,
            number=PermitOpinion.objects.filter(weighing=weighing).count() + 1,
            content=content,
            sha256=sha256_of(content),
            placement=placement,
            given_by=str(by),
            given_at=now,
        )
        moved("give_opinion", weighing, by, opinion=made.number, sha256=made.sha256)
        return made


def declare(*, weighing: Weighing, what: str, by: Actor) -> DeclaredConflict:
    """A member of the group declares an interest in the call; the authority answers. Raises Refused."""
    return declare_conflict(
        user=_member(by),
        case=weighing.scope,
        case_name=weighing.call.facts.title,
        what=what,
        activity="weighing.judge",
        by=by,
    )


def open_to(act: str, weighing: Weighing, by: Actor) -> Weighing:
    """The weighing, locked, if `by` may do this with it now. Raises Refused."""
    return locking.open_to(WEIGHING, act, weighing, by, *NEAR)


def locked(weighing: Weighing) -> Weighing:
    """As it is now, for nobody else to change."""
    return locking.locked(weighing, *NEAR)


def moved(act: str, weighing: Weighing, by: Actor, **told: object) -> None:
    """In the state that the act leads to, with its entry."""
    weighing.state = WEIGHING.check(act, source=weighing.state).target
    weighing.save(update_fields=["state"])
    record(act, weighing, by, **told)


def record(act: str, weighing: Weighing, by: Actor, **told: object) -> None:
    """An entry about the weighing."""
    DIARY.record(act, kind=WEIGHING_KIND, key=weighing.call.key, by=by, payload={"state": weighing.state, **told})


def check_possible(outcome: str, area: Area) -> None:
    """Raises Refused for an outcome that nobody can get in this area: neither the group nor the board proposes it."""
    if outcome and outcome not in possible_outcomes(area):
        raise Refused(
            "no_part_to_get",
            "Området har inga undertillstånd, och därför kan ingen få tillstånd till en del av det. Föreslå tillstånd "
            "eller avslag. Ett förbehåll skrivs som ett ändrat villkor.",
        )


def _said(name: str, part: OpinionPart) -> Said:
    return Said(name, part.patient, part.system, part.outcome)


def _check_row(weighing: Weighing, row: str) -> None:
    if row not in {one.key for one in rows_of(weighing.call.document.specification)}:
        raise Refused("no_such_row", "Raden finns inte i matrisen. Läs sidan på nytt.")


def _check_applicant(weighing: Weighing, filing: Filing) -> None:
    if filing not in applications(weighing.call):
        raise Refused("no_such_applicant", "Ansökan hör inte till utlysningen, eller är återtagen.")


def _member(by: Actor) -> User:
    if by.kind != "user":
        raise Refused("no_weighing_member", "Bara en medlem i gruppen kan göra det här.")
    return User.objects.get(pk=int(by.name))
