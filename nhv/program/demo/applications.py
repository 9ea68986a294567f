"""Seven applications for the open call, one for each university hospital: what they could answer has come in. The first
was sent half answered, and its region writes on in it until the time is out."""

from datetime import datetime
from typing import Final

from nhv.filings.acts.drafts import save_answers, start_filing
from nhv.filings.acts.sending import send
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.tables import FilingBase
from nhv.program.demo.call import the_open_call
from nhv.program.demo.invented import some_answer
from nhv.program.demo.people import BY, HOSPITAL, SOUTH, WEST, actor
from nhv.register.models import Organisation
from nhv.rules.actor import Actor

HOSPITALS: Final = {
    SOUTH: HOSPITAL,
    WEST: "sahlgrenska-universitetssjukhuset",
    "region-stockholm": "karolinska-universitetssjukhuset",
    "region-uppsala": "akademiska-sjukhuset",
    "region-ostergotland": "linkopings-universitetssjukhus",
    "region-orebro-lan": "universitetssjukhuset-orebro",
    "region-vasterbotten": "norrlands-universitetssjukhus",
}


def apply_for_the_open_call(now: datetime) -> None:
    """All seven, none a second time."""
    call = the_open_call()
    if call is None or Filing.objects.filter(about=call.key).exists():
        return
    people = {SOUTH: ("skane-skriver", "skane-sander"), WEST: ("vast-skriver", "vast-sander")}
    for region, hospital in HOSPITALS.items():
        writer, signatory = map(actor, people[region]) if region in people else (BY, BY)
        written = begin(call.key, region, hospital, half=region == SOUTH, by=writer)
        send(
            filing=written,
            by=signatory,
            received_at=now,
            once_key=f"nhv demo send {written.key}",
            seen_revision=written.revision,
            despite_missing=True,
        )


def begin(call: str, region: str, hospital: str, *, half: bool, by: Actor) -> FilingBase:
    """A working copy for this call with answers to all that can be invented, or to the first half of it."""
    filing = start_filing(
        kind="application",
        owner=Owner(region),
        about=call,
        place=Organisation.objects.get(key=hospital),
        by=by,
        once_key=f"nhv demo begin {call} {region}",
    )
    asked = list(filing.outline.outline.asked())
    # Who has come half way has not said more than is asked.
    answered = [one for one in asked[: len(asked) // 2] if not one.further] if half else asked
    # The hospital's name stands there from the beginning.
    answered = [one for one in answered if one.key != "sjukhus"]
    raw = {one.key: said for one in answered if (said := some_answer(one.question)) is not None}
    save_answers(filing=filing, raw=raw, seen_revision=filing.revision, by=by)
    filing.refresh_from_db()
    return filing
