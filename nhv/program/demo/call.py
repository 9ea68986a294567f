"""The call: told to every region, open for six weeks, and with a question that waits for an answer."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from nhv.derived.call import draft_call
from nhv.process.calls import acts as calls
from nhv.process.calls.queries import open_calls
from nhv.program.demo.people import BY, DOMAIN, WEST, actor
from nhv.register.general import general
from nhv.register.models import Area, Call, Organisation
from nhv.register.organisations import register_address

CALLED_FOR = "viss-avancerad-esofaguskirurgi"
DAYS_OPEN = 42
QUESTION = "Räknas operationer som gjorts vid ett annat av regionens sjukhus? (Påhittad fråga.)"


def give_addresses(now: datetime) -> None:
    """Every region has an address that calls are mailed to, and that nobody reads."""
    for region in Organisation.objects.filter(kind=Organisation.Kind.REGION, email=""):
        register_address(organisation=region, email=f"{region.key}@{DOMAIN}", by=BY)


def open_call(now: datetime) -> None:
    """An officer publishes a call, and a region asks about it."""
    if the_open_call() is not None:
        return
    deadline = timezone.localdate(now) + timedelta(days=DAYS_OPEN)
    _ask(published(CALLED_FOR, f"demo-{deadline.isoformat()}", deadline, now), now)


def published(area: str, key: str, deadline: date, at: datetime) -> Call:
    """A call for an area as its document is now, published by an officer."""
    document = Area.objects.get(key=area).documents.newest_first()[0]
    facts = draft_call(
        document.specification,
        general(),
        key=key,
        deadline=deadline,
        questions_until=deadline - timedelta(days=14),
        email=f"utlysningar@{DOMAIN}",
        contact_email=f"utlysningar@{DOMAIN}",
    )
    by = actor("handlaggare1")
    call = calls.draft_call(document=document, facts=facts, by=by, once_key=f"nhv demo {key}")
    return calls.publish(call=call, by=by, now=at)


def _ask(call: Call, now: datetime) -> None:
    calls.ask(
        call=call,
        organisation=Organisation.objects.get(key=WEST),
        question=QUESTION,
        by=actor("vast-skriver"),
        now=now,
        once_key=f"nhv demo question {call.key}",
    )


def the_open_call() -> Call | None:
    """The call that can be applied to now."""
    return next((call for call in open_calls(timezone.now()) if call.key.startswith("demo-")), None)
