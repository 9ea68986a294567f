"""An application as a kind of filing."""

from datetime import datetime

from nhv.filings.kinds import FilingKind
from nhv.filings.models import Filing
from nhv.process.applications.moves import APPLICATION
from nhv.register.models import CallState
from nhv.rules.refusals import Refused


def _call_closes_at(filing: Filing) -> datetime | None:
    return filing.call.closes_at if filing.call else None


def _check_call_is_out(filing: Filing, at: datetime) -> None:
    call = filing.call
    # What came before the call was taken back has come, however long it took us to handle.
    if call is not None and call.state == CallState.WITHDRAWN and (call.ended_at is None or at >= call.ended_at):
        raise Refused(
            "call_withdrawn", "Utlysningen är återkallad, så inga ansökningar tas emot. Det ni har skrivit finns kvar."
        )


KIND = FilingKind(
    name="application",
    word="ansökan",
    process=APPLICATION,
    closes_at=_call_closes_at,
    check_open=_check_call_is_out,
    read_own="application.read_own",
    read_received="application.read_received",
)
