"""A preparatory group is appointed, its members write what they see, and its secretary gives the opinion."""

from dataclasses import dataclass
from datetime import datetime

from nhv.accounts import access
from nhv.accounts.models import User
from nhv.derived.system_opinion import Line, opinion_text
from nhv.process.cases.acts import CASE_KIND
from nhv.process.cases.models import Case
from nhv.process.cases.moves import CASE
from nhv.process.consultations.longer import is_over
from nhv.process.groups.sorts import preparatory_groups
from nhv.process.opinions.models import MOST_FUNCTION, MOST_OVERALL, MOST_WORDS, EffectView, Preparation, SystemOpinion
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.effects import Effect, EffectHeading
from nhv.rules.reasons import bounded, passage, shortened
from nhv.rules.refusals import Refused
from nhv.specification.layers import sha256_of

# Working material: no public page is made of it.
OPINION_KIND = "opinion"
MOST_VIEWS = 2_000


@dataclass(frozen=True)
class Seen:
    """What somebody sees of one function at one hospital. `common`: as the whole group will say it."""

    hospital: Organisation
    heading: EffectHeading
    function: str
    effect: Effect
    why: str
    common: bool = False


def appoint(*, case: Case, group: Organisation, by: Actor) -> Preparation:
    """The preparatory group of the case; another one as long as no opinion is given. Raises Refused."""
    with one_transaction(Preparation):
        DIARY.take_turn()
        case = Case.objects.select_related("group").get(pk=case.pk)
        access.check_case(by, "opinion.appoint", case.scope)
        if not preparatory_groups().filter(pk=group.pk).exists():
            raise Refused("no_preparatory_group", "Välj en beredningsgrupp, en annan än ärendets sakkunniggrupp.")
        if SystemOpinion.objects.filter(case=case).exists():
            raise Refused("opinion_given", "Yttrandet är redan avgivet, och gruppen kan inte bytas.")
        made, _new = Preparation.objects.update_or_create(case=case, defaults={"group": group})
        DIARY.record("case_preparation", kind=CASE_KIND, key=case.key, by=by, payload={"group": group.key})
        return made


def write_view(*, case: Case, seen: Seen, by: Actor, now: datetime) -> EffectView:
    """What a member sees, or (`common`) what the secretary writes for the group. Written again it replaces what
    the same one wrote on the same. Raises Refused."""
    with one_transaction(EffectView):
        preparation = _open_to(case, by, "opinion.write" if seen.common else "opinion.view")
        function, why = shortened(seen.function), passage(seen.why)
        if not function or len(function) > MOST_FUNCTION or not why or len(why) > MOST_WORDS:
            raise Refused(
                "view_incomplete",
                "Skriv vilken funktion det gäller och varför, med högst {most} tecken.",
                most=MOST_WORDS,
            )
        if seen.hospital.kind != Organisation.Kind.HOSPITAL:
            raise Refused("view_of_no_hospital", "Välj ett sjukhus i listan.")
        if EffectView.objects.filter(case=case).count() >= MOST_VIEWS:
            raise Refused("too_many_views", "Gruppen har redan {most} bedömningar i ärendet.", most=MOST_VIEWS)
        whose = None if seen.common else _member(by)
        made, _new = EffectView.objects.update_or_create(
            case=case,
            member=whose,
            hospital=seen.hospital,
            heading=seen.heading,
            function=function,
            defaults={"effect": seen.effect, "why": why, "written_by": str(by), "written_at": now},
        )
        _record("view_written", preparation, by, view=made.pk, common=seen.common)
        return made


def drop_view(*, case: Case, number: int, by: Actor) -> None:
    """Take away what one has written oneself; of the group's common words, its secretary. Raises Refused."""
    with one_transaction(EffectView):
        preparation = _open_to(case, by, "opinion.view")
        found = EffectView.objects.filter(case=case, pk=number).first()
        if found is None or (found.member_id is not None and found.member_id != _member(by).pk):
            raise Refused("no_view_of_ones_own", "Bedömningen är inte din, eller är redan borttagen.")
        if found.member_id is None:
            access.check_case(by, "opinion.write", preparation.scope)
        found.delete()
        _record("view_dropped", preparation, by, view=number)


def give(*, case: Case, overall: str, dissent: str = "", by: Actor, now: datetime) -> SystemOpinion:
    """The group's opinion, from its common words: frozen and public from now on. Raises Refused before the consultation
    is over, and with nothing said of any hospital."""
    with one_transaction(SystemOpinion):
        preparation = _open_to(case, by, "opinion.give")
        out = case.consultations.select_related("text").first()
        if out is None or not is_over(out, now):
            raise Refused("opinion_before_answers", "Yttrandet avges när remisstiden är slut för alla.")
        words, other = bounded(overall, MOST_OVERALL), bounded(dissent, MOST_OVERALL)
        common = list(EffectView.objects.filter(case=case, member__isnull=True).select_related("hospital"))
        if not words or not common:
            raise Refused(
                "opinion_says_nothing", "Skriv en samlad bedömning, och gruppens bedömning av minst en funktion."
            )
        writing = opinion_text(
            case.title,
            group=preparation.group.name,
            text=f"version {out.text.number}",
            overall=words,
            lines=[Line(one.hospital.name, one.heading, one.function, one.effect, one.why) for one in common],
            dissent=other,
            day=now.date(),
        )
        content = writing.model_dump_json()
        made = SystemOpinion.objects.create(
            case=case,
            number=SystemOpinion.objects.filter(case=case).count() + 1,
            group=preparation.group,
            content=content,
            sha256=sha256_of(content),
            given_by=str(by),
            given_at=now,
        )
        told = {"number": made.number, "sha256": made.sha256, "text": out.text.number}
        DIARY.record("case_opinion", kind=CASE_KIND, key=case.key, by=by, payload=told)
        return made


def _open_to(case: Case, by: Actor, activity: str) -> Preparation:
    """The preparation, if `by` may do this in it now. Raises Refused."""
    DIARY.take_turn()
    preparation = Preparation.objects.select_related("case", "group").filter(case=case).first()
    if preparation is None:
        raise Refused("no_preparation", "Ingen beredningsgrupp är utsedd i ärendet.")
    access.check_case(by, activity, preparation.scope)
    CASE.check("opinion", source=preparation.case.state)
    return preparation


def _member(by: Actor) -> User:
    if by.kind != "user":
        raise Refused("no_preparatory_member", "Bara en medlem i gruppen kan skriva en egen bedömning.")
    return User.objects.get(pk=int(by.name))


def _record(act: str, preparation: Preparation, by: Actor, **told: object) -> None:
    DIARY.record(act, kind=OPINION_KIND, key=preparation.case.key, by=by, payload=dict(told))
