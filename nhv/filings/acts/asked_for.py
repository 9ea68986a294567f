"""What is done with a completion that has been asked for and not answered: it gets more time, or is taken back."""

from datetime import date, datetime

from nhv.filings.acts.handling import completion_closes_at
from nhv.filings.acts.moving import check_step, locked
from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import CompletionRequestBase, FilingBase
from nhv.filings.telling import tell_owner
from nhv.filings.until import open_request
from nhv.language.dates import date_in_words
from nhv.records.acts import one_transaction
from nhv.rules.actor import Actor
from nhv.rules.reasons import reason
from nhv.rules.refusals import Refused


def give_completion_time(
    *, filing: FilingBase, number: int, deadline: date, by: Actor, now: datetime
) -> CompletionRequestBase:
    """Let request `number` be answered until a later day. They are told by mail. An earlier day is refused: they may
    have planned for the one they were given. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        step = check_step(filing, "give_completion_time", by=by)
        request = _open(filing, number)
        closes_at = completion_closes_at(deadline, now)
        before = request.deadline
        if deadline <= before:
            raise Refused(
                "completion_day_earlier",
                "Den nya sista dagen måste vara senare än den som gäller, {day}: den som ska svara kan ha räknat "
                "med den. Ska det ändå gå fortare, ta tillbaka begäran och begär på nytt.",
                day=date_in_words(before),
            )
        request.deadline, request.closes_at = deadline, closes_at
        request.save(update_fields=["deadline", "closes_at"])
        days = {"before": before.isoformat(), "deadline": deadline.isoformat()}
        _record("completion_time_given", filing, request, by, **days)
        about = f"{request.number}:{deadline.isoformat()}"
        tell_owner(filing, step.move.act, about=about, last_day=date_in_words(deadline))
        return request


def withdraw_completion(*, filing: FilingBase, number: int, why: str, by: Actor, now: datetime) -> FilingBase:
    """Take back request `number`, which stands with why it was taken back. They are told by mail. Raises Refused."""
    with one_transaction(type(filing)):
        filing = locked(filing)
        step = check_step(filing, "withdraw_completion", by=by)
        request = _open(filing, number)
        request.withdrawn_at, request.withdrawn_because = now, reason(why)
        request.save(update_fields=["withdrawn_at", "withdrawn_because"])
        filing.state = step.move.target
        filing.save(update_fields=["state"])
        _record("completion_withdrawn", filing, request, by, why=request.withdrawn_because)
        tell_owner(filing, step.move.act, about=str(request.number))
        return filing


def _open(filing: FilingBase, number: int) -> CompletionRequestBase:
    request = open_request(filing)
    if request is None or request.number != number:
        raise Refused("completion_not_open", "Den kompletteringen väntar inte på svar längre. Läs sidan på nytt.")
    return request


def _record(
    act: str, filing: FilingBase, request: CompletionRequestBase, by: Actor, *, why: str = "", **told: str
) -> None:
    diary, payload = cabinet_of(filing).memory.diary, {"number": request.number, **told}
    diary.record(act, kind="filing", key=filing.key, by=by, why=why, payload=payload)
