"""A call whose time is out, and a case of every kind that an officer meets: replaced, completion asked for and
answered, late, handled. And in the open one a comment, and two who have answered the same question differently."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from nhv.filings.acts import handling
from nhv.filings.acts.commenting import comment
from nhv.filings.acts.drafts import save_answers
from nhv.filings.acts.moving import move
from nhv.filings.acts.replying import write_reply
from nhv.filings.acts.sending import send
from nhv.filings.models import Filing
from nhv.filings.tables import FilingBase
from nhv.program.demo.applications import begin
from nhv.program.demo.call import published, the_open_call
from nhv.program.demo.people import BY, SOUTH, actor
from nhv.register.models import Call

CALLED_FOR = "neuromuskulara-sjukdomar"
KEY = "demo-stangd"
DAYS_OPEN, DAYS_SINCE = 42, 5
CLASHED = "patientens-basta"
ABOUT = ("patienttransporter",)
COMPLETE = "Visa hur patienterna kommer hem igen. (Påhittad begäran.)"


@dataclass(frozen=True)
class Case:
    """Whose it is, at which hospital, and how long after the last day it came (before it: less than nothing)."""

    region: str
    hospital: str
    after: timedelta
    why: str = ""


REPLACED: Final = Case("region-uppsala", "akademiska-sjukhuset", timedelta(days=-9))
ASKED: Final = Case("region-stockholm", "karolinska-universitetssjukhuset", timedelta(days=-7))
ANSWERED: Final = Case("region-ostergotland", "linkopings-universitetssjukhus", timedelta(days=-6))
LATE: Final = Case(
    "region-vasterbotten", "norrlands-universitetssjukhus", timedelta(hours=15), "Påhittat skäl: strömavbrott."
)


def tell_cases(now: datetime) -> None:
    """One of each, none a second time."""
    if Call.cases.filter(key=KEY).exists():
        return
    call = _closed_call(now)
    replaced, asked, answered, _late = (_sent(call, case) for case in (REPLACED, ASKED, ANSWERED, LATE))
    registrar = actor("registrator1")
    for filing in (replaced, asked, answered):
        handling.give_record_number(filing=filing, by=registrar, now=now)
    _send_again(replaced, call, timedelta(days=-3))
    for filing in (asked, answered):
        last = timezone.localdate(now) + timedelta(days=10)
        handling.request_completion(
            filing=filing, text=COMPLETE, deadline=last, questions=ABOUT, by=actor("handlaggare1"), now=now
        )
    write_reply(filing=answered, text="Med sjukresa eller flyg. (Påhittat svar.)", by=BY)
    _send_again(answered, call, now - _over(call))
    _handle(asked, replaced, now)
    _let_two_clash()


def _handle(asked: FilingBase, replaced: FilingBase, now: datetime) -> None:
    """Each officer handles one, and one of the two has come a step further."""
    handling.assign(filing=asked, to=int(actor("handlaggare1").name), by=actor("handlaggare1"))
    handling.assign(filing=replaced, to=int(actor("handlaggare2").name), by=actor("handlaggare1"))
    move(filing=replaced, act="begin_review", by=actor("handlaggare2"), now=now)


def _closed_call(now: datetime) -> Call:
    """Published six weeks before its last day, which was some days ago."""
    deadline = timezone.localdate(now) - timedelta(days=DAYS_SINCE)
    return published(CALLED_FOR, KEY, deadline, now - timedelta(days=DAYS_OPEN + DAYS_SINCE))


def _sent(call: Call, case: Case) -> FilingBase:
    filing = begin(call.key, case.region, case.hospital, half=False, by=BY)
    return _receive(filing, _over(call) + case.after, why=case.why)


def _send_again(filing: FilingBase, call: Call, after: timedelta) -> FilingBase:
    filing.refresh_from_db()
    raw = {"kontakt": "Ny kontakt (demonstration)"}
    save_answers(filing=filing, raw=raw, seen_revision=filing.revision, by=BY)
    filing.refresh_from_db()
    return _receive(filing, _over(call) + after)


def _receive(filing: FilingBase, at: datetime, *, why: str = "") -> FilingBase:
    send(
        filing=filing,
        by=BY,
        received_at=at,
        once_key=f"nhv demo send {filing.key} {filing.revision}",
        seen_revision=filing.revision,
        despite_missing=True,
        late_because=why,
    )
    filing.refresh_from_db()
    return filing


def _over(call: Call) -> datetime:
    assert call.closes_at is not None
    return call.closes_at


def _let_two_clash() -> None:
    """The writer and the sender in Skåne have each answered a question; the writer's waits for a choice."""
    call = the_open_call()
    filing = Filing.objects.filter(about=call.key if call else "", organisation__key=SOUTH).first()
    if filing is None:
        return
    comment(
        filing=filing,
        text="Stämmer siffran med regionens egen statistik? (Påhittad kommentar.)",
        question="vantad-volym",
        by=actor("skane-sander"),
        once_key=f"nhv demo comment {filing.key}",
    )
    seen = filing.revision
    theirs = {CLASHED: "Närhet till anhöriga. (Påhittat svar.)"}
    save_answers(filing=filing, raw=theirs, seen_revision=seen, by=actor("skane-sander"))
    mine = {CLASHED: "Stor vana vid svåra fall. (Påhittat svar.)"}
    save_answers(filing=filing, raw=mine, seen_revision=seen, by=actor("skane-skriver"))
