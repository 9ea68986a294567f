"""A hearing is opened: each who has applied is told, and has until its last day to reply."""

from datetime import date, datetime

from nhv.accounts import telling
from nhv.process.board.unheard import proposed_and_untold
from nhv.process.consultations.deadlines import first_instant_too_late
from nhv.process.cooperation.models import Cooperation
from nhv.process.cooperation.queries import agreed_in
from nhv.process.hearings.models import Hearing
from nhv.process.weighing.acts import open_to, record
from nhv.process.weighing.models import MOST_WORDS, Weighing
from nhv.process.weighing.queries import applications, called
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.reasons import passage
from nhv.rules.refusals import Refused


def open_hearing(*, weighing: Weighing, told: str, last_day: date, by: Actor, now: datetime) -> Hearing:
    """All that matters goes to every applicant, alike, with the newest opinion, the changes of conditions that are
    proposed to the board and that they have not been told of, and what some of them have agreed to do together.
    Raises Refused."""
    with one_transaction(Hearing):
        weighing = open_to("hear", weighing, by)
        words, closes_at = passage(told), first_instant_too_late(last_day)
        if not words or len(words) > MOST_WORDS:
            raise Refused("hearing_says_nothing", "Skriv vad de hörs om, med högst {most} tecken.", most=MOST_WORDS)
        if closes_at <= now:
            raise Refused("hearing_ended", "Sista dag att yttra sig ska ligga framåt i tiden.")
        number = Hearing.objects.filter(weighing=weighing).count() + 1
        made = Hearing.objects.create(
            key=f"{weighing.call.key[:70]}-horande-{number}"[:80],
            weighing=weighing,
            number=number,
            opinion=weighing.opinions.first(),
            told=words,
            conditions=[one.model_dump(mode="json") for one in proposed_and_untold(weighing.call)],
            cooperations=[_agreed(one) for one in agreed_in(weighing.call)],
            last_day=last_day,
            closes_at=closes_at,
            opened_by=str(by),
            opened_at=now,
        )
        _tell(made)
        record("hearing_opened", weighing, by, hearing=made.key, last_day=last_day, conditions=len(made.conditions))
        return made


def _agreed(one: Cooperation) -> dict[str, object]:
    """As the parties are told of it then: an answer may be changed until the board decides."""
    parts = [{"who": called(part.filing), "does": part.does} for part in one.parts.all()]
    return {"words": one.words, "parts": parts}


def _tell(hearing: Hearing) -> None:
    regions = {one.organisation_id for one in applications(hearing.weighing.call)}
    for region in sorted(filter(None, regions)):
        telling.tell(
            telling.people_at(region, "hearing.write"),
            kind="hearing_opened",
            subject=f"Tillfälle att yttra sig: {hearing.weighing.call.facts.title}",
            text=f"Ni kan yttra er till och med den {hearing.last_day.isoformat()}.\n\n"
            f"{telling.link('hearing', key=hearing.key)}",
            about=hearing.key,
        )
