"""Who is asked by name for an answer: the list of a consultation, the mail to each, and who has not answered yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nhv.accounts import access, telling
from nhv.language.addresses import one_address
from nhv.language.dates import date_in_words
from nhv.process.cases.acts import CASE_KIND
from nhv.process.consultations.models import Consultation, InvitedBody
from nhv.process.consultations.queries import when_each_answered
from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, OUTBOX
from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused

MOST_INVITED = 500
INVITATION, REMINDER = "consultation_invitation", "consultation_reminder"


@dataclass(frozen=True)
class Outside:
    """A body that the register does not know: its name, and where the invitation goes."""

    name: str
    address: str


@dataclass(frozen=True)
class Asked:
    """An invited body as the list shows it. `answered_at` is when its newest answer came."""

    body: InvitedBody
    name: str
    answered_at: datetime | None
    is_late: bool


def invite(
    *,
    consultation: Consultation,
    organisations: Iterable[Organisation] = (),
    others: Iterable[Outside] = (),
    by: Actor,
    now: datetime,
) -> list[InvitedBody]:
    """Ask these by name. Who is invited already is not told again. Gives the new ones. Raises Refused."""
    with one_transaction(InvitedBody):
        DIARY.take_turn()
        access.check_case(by, "consultation.invite", consultation.case.scope)
        consultation = Consultation.objects.select_related("case").get(pk=consultation.pk)
        if not consultation.is_open(now):
            raise Refused("invitation_after_close", "Remisstiden är slut, så ingen kan bjudas in att svara.")
        asked = {"consultation": consultation, "invited_by": str(by), "invited_at": now}
        new = [InvitedBody(organisation=one, **asked) for one in organisations]
        new += [InvitedBody(name=said.name, address=said.address, **asked) for said in map(_checked, others)]
        made = _kept(consultation, new)
        _tell(made, INVITATION, "Remiss", now)
        if made:
            told = {"consultation": consultation.key, "number": len(made)}
            DIARY.record("case_invited", kind=CASE_KIND, key=consultation.case.key, by=by, payload=told)
        return made


def remind(*, consultation: Consultation, by: Actor, now: datetime) -> int:
    """A mail to those who are invited and have not answered. Gives to how many. Raises Refused."""
    with one_transaction(InvitedBody):
        DIARY.take_turn()
        access.check_case(by, "consultation.invite", consultation.case.scope)
        if not consultation.is_open(now):
            raise Refused("reminder_after_close", "Remisstiden är slut, så ingen kan påminnas om den.")
        silent = [one.body for one in invited_to(consultation) if one.answered_at is None]
        if not silent:
            raise Refused("nobody_to_remind", "Alla som är inbjudna har svarat. Det finns ingen att påminna.")
        for body in silent:
            body.reminded_at = now
            body.save(update_fields=["reminded_at"])
        _tell(silent, REMINDER, "Påminnelse om remiss", now)
        told = {"consultation": consultation.key, "number": len(silent)}
        DIARY.record("case_reminded", kind=CASE_KIND, key=consultation.case.key, by=by, payload=told)
        return len(silent)


def invited_to(consultation: Consultation) -> list[Asked]:
    """The list: who is invited and when each answered, in the order they were invited. Three queries."""
    answered = when_each_answered(consultation)
    addresses = {address: f"~{pk}" for pk, address in consultation.respondents.values_list("pk", "address") if address}
    found = []
    for body in consultation.invited.select_related("organisation"):
        key = body.organisation.key if body.organisation else addresses.get(body.address, "")
        at, is_late = answered.get(key, (None, False))
        found.append(Asked(body, body.organisation.name if body.organisation else body.name, at, is_late))
    return found


def _checked(said: Outside) -> Outside:
    name, address = shortened(said.name)[:300], one_address(said.address)
    try:
        validate_email(address)
    except ValidationError:
        name = ""
    if not name:
        raise Refused(
            "invited_unreadable",
            "Raden ”{line}” går inte att läsa. Skriv ett namn, ett komma och en e-postadress.",
            line=f"{said.name}, {said.address}"[:120],
        )
    return Outside(name, address)


def _kept(consultation: Consultation, new: Sequence[InvitedBody]) -> list[InvitedBody]:
    """Those who were not invited before, kept. Raises Refused for too many."""
    there = list(consultation.invited.all())
    known = {one.organisation_id or one.address for one in there}
    wanted = {one.organisation_id or one.address: one for one in new}
    made = [one for whose, one in wanted.items() if whose not in known]
    if len(there) + len(made) > MOST_INVITED:
        raise Refused("too_many_invited", "Högst {most} kan bjudas in till en remiss.", most=MOST_INVITED)
    for one in made:
        one.save()
    return made


def _tell(bodies: Iterable[InvitedBody], kind: str, word: str, now: datetime) -> None:
    """What everybody may read, and where: nothing else stands in a mail."""
    for body in bodies:
        asked = body.consultation
        page = telling.link("consultation", key=asked.key)
        text = (
            f"Socialstyrelsen vill ha ert svar på remissen ”{asked.case.title}”, senast den "
            f"{date_in_words(asked.last_day)}. Läs och svara här:\n\n{page}\n"
        )
        for to in _addresses(body):
            OUTBOX.post(
                kind=kind,
                to=to,
                subject=f"{word}: {asked.case.title}",
                text=text,
                key=f"{kind}:{body.pk}:{now:%Y%m%d%H%M}:{to}"[:200],
            )


def _addresses(body: InvitedBody) -> list[str]:
    """A body's own address; of an organisation its registered one, else those of the people who may answer for it."""
    if body.organisation is None:
        return [body.address]
    people = telling.people_at(body.organisation.key, "consultation.write")
    return [body.organisation.email] if body.organisation.email else [address for _number, address in people]
