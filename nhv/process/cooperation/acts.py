"""A co-operation is proposed to those concerned, and each answers for itself until the board has decided."""

from collections.abc import Mapping
from datetime import datetime

from nhv.accounts import access, telling
from nhv.filings.models import Filing
from nhv.process.cooperation.models import MOST_DOES, Cooperation, CooperationPart
from nhv.process.locking import locked
from nhv.process.weighing import acts as weighing_acts
from nhv.process.weighing.models import MOST_WORDS, Weighing
from nhv.process.weighing.moves import WeighingState
from nhv.process.weighing.queries import applications
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.reasons import bounded
from nhv.rules.refusals import Refused

MOST_COOPERATIONS = 40


def propose(*, weighing: Weighing, words: str, parts: Mapping[Filing, str], by: Actor, now: datetime) -> Cooperation:
    """What some of the applicants would do together, and which part is whose. Each of them is told. Raises Refused."""
    with one_transaction(Cooperation):
        weighing = weighing_acts.locked(weighing)
        access.check_case(by, "cooperation.propose", weighing.scope)
        _check_open(weighing)
        what = bounded(words, MOST_WORDS)
        does = {filing: bounded(said, MOST_DOES) for filing, said in parts.items()}
        if not what or len(does) < 2 or not all(does.values()):
            raise Refused(
                "cooperation_unclear", "Skriv vad samverkan gäller, och vad var och en gör. Minst två ska samverka."
            )
        if set(does) - set(applications(weighing.call)):
            raise Refused("no_such_applicant", "Ansökan hör inte till utlysningen, eller är återtagen.")
        number = Cooperation.objects.filter(call=weighing.call).count() + 1
        if number > MOST_COOPERATIONS:
            raise Refused(
                "too_many_cooperations", "Det finns redan {most} förslag om samverkan.", most=MOST_COOPERATIONS
            )
        made = Cooperation.objects.create(
            key=f"{weighing.call.key[:70]}-sam-{number}"[:80],
            call=weighing.call,
            number=number,
            words=what,
            proposed_by=str(by),
            proposed_at=now,
        )
        for filing, said in does.items():
            CooperationPart.objects.create(cooperation=made, filing=filing, does=said)
            _tell(made, filing)
        told = [one.key for one in does]
        weighing_acts.record("cooperation_proposed", weighing, by, cooperation=made.key, parties=told)
        return made


def answer(*, part: CooperationPart, agrees: bool, words: str = "", by: Actor, now: datetime) -> CooperationPart:
    """One party agrees or does not; said again, it is changed, until the board has decided. Raises Refused."""
    with one_transaction(CooperationPart):
        part = locked(part, "cooperation__call", "filing__organisation")
        access.check(by, "cooperation.answer", part.filing.organisation)
        weighing = Weighing.objects.get(call=part.cooperation.call)
        _check_open(weighing)
        said = bounded(words, MOST_DOES)
        if not agrees and not said:
            raise Refused("refusal_without_reason", "Skriv varför ni inte vill samverka så.")
        part.consent = CooperationPart.Consent.YES if agrees else CooperationPart.Consent.NO
        part.words, part.answered_by, part.answered_at = said, str(by), now
        part.save(update_fields=["consent", "words", "answered_by", "answered_at"])
        told = {"cooperation": part.cooperation.key, "party": part.filing.key, "agrees": agrees}
        weighing_acts.record("cooperation_answered", weighing, by, **told)
        return part


def _check_open(weighing: Weighing) -> None:
    if weighing.state == WeighingState.DECIDED:
        raise Refused("cooperation_decided", "Nämnden har beslutat i utlysningen.")


def _tell(made: Cooperation, filing: Filing) -> None:
    telling.tell(
        telling.people_at(filing.organisation_id or "", "cooperation.answer"),
        kind="cooperation_proposed",
        subject=f"Förslag om samverkan: {made.call.facts.title}",
        text=f"Svara här om er region vill samverka så: {telling.link('cooperation', key=made.key)}",
        about=made.key,
    )
