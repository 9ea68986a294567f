"""Calls and applications for tests, made by the acts that the product makes them with."""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone

from nhv.accounts.models import User
from nhv.filings.acts import drafts, sending
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing, FilingVersion
from nhv.filings.owners import Owner
from nhv.process.calls import acts as calls
from nhv.register.models import Area, Call, Organisation
from nhv.rules.actor import Actor
from nhv.rules.roles import Role
from nhv.specification.document import CallFacts
from nhv.specification.outline import Asked
from tests.support.people import a_person, actor

AREA = "viss-avancerad-esofaguskirurgi"
SKANE = "region-skane"
WEST = "vastra-gotalandsregionen"
PROGRAM = Actor("program", "test")


def once() -> str:
    """A key that no form has had before."""
    return secrets.token_hex(16)


def a_draft_call(*, days: int = 30, area: str = AREA, **facts: Any) -> Call:
    """A draft of a call for the area, whose last day lies `days` ahead."""
    document = Area.objects.get(key=area).documents.newest_first()[0]
    told = CallFacts(
        key=facts.pop("key", f"{area[:60]}-{secrets.token_hex(3)}"),
        title=f"Utlysning: {document.name}",
        deadline=timezone.localdate() + timedelta(days=days),
        **facts,
    )
    return calls.draft_call(document=document, facts=told, by=PROGRAM, once_key=once())


def an_open_call(*, days: int = 30, area: str = AREA, **facts: Any) -> Call:
    """A published call whose last day lies `days` ahead."""
    draft = a_draft_call(days=days, area=area, **facts)
    return calls.publish(call=draft, by=PROGRAM, now=timezone.now(), without_questions=True)


def an_applicant(organisation: str = SKANE, role: Role = Role.SIGNATORY) -> User:
    """Somebody who may write and send for a region."""
    return a_person(role, organisation)


def a_draft(call: Call, by: User, *, organisation: str = SKANE, hospital: str | None = None) -> Filing:
    """The region's application, just begun."""
    return start_filing(
        kind="application",
        owner=Owner(organisation),
        about=call.key,
        place=Organisation.objects.get(key=hospital) if hospital else None,
        by=actor(by),
        once_key=once(),
    )


def an_answer(asked: Asked) -> Any:
    """Some answer of the question's kind; files are not ours to make here."""
    question = asked.question
    return {
        "yes_no": False,
        "number": 7,
        "text": f"Så här svarar vi på «{question.text[:40]}».",
        "choice": question.choices[0] if question.choices else None,
        "several_choices": list(question.choices[:1]),
        "date": "2027-09-01",
        "period": {"from": "2027-09-01", "until": None},
        "roles_and_numbers": [{"role": "Specialist", "number": 3}],
        "attachment": None,
    }[question.kind]


def a_filled_application(call: Call, by: User, **more: Any) -> Filing:
    """An application where every required question that is put has an answer, but for the files."""
    filing = a_draft(call, by, **more)
    raw = {asked.key: an_answer(asked) for asked in filing.outline.outline.asked() if asked.question.required}
    raw.pop("utforarens-namn", None)
    drafts.save_answers(filing=filing, raw=raw, seen_revision=filing.revision, by=actor(by))
    filing.refresh_from_db()
    return filing


def sent(filing: Filing, by: User, **more: Any) -> FilingVersion:
    """The filing as received just now, whatever is missing."""
    filing.refresh_from_db()
    wanted = {"received_at": timezone.now(), "once_key": once(), "despite_missing": True, **more}
    return sending.send(filing=filing, by=actor(by), seen_revision=filing.revision, **wanted)
