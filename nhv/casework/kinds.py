"""The kinds of things that are filed. A new kind is a table of moves, a deadline and an outline; the rest is shared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nhv.casework.models import Filing
from nhv.casework.moves import APPLICATION, CallState, Move
from nhv.records.acts import Refused


@dataclass(frozen=True)
class FilingKind:
    """What tells one kind of filing from another.

    `closes_at` gives the first instant that is too late, or nothing when it is never too late. `check_open` raises
    Refused when nothing that came at that time can be received at all, late or not. `word` is what the thing is called
    in a sentence, with the article: «ansökan».
    """

    name: str
    word: str
    moves: tuple[Move, ...]
    closes_at: Callable[[Filing], datetime | None]
    check_open: Callable[[Filing, datetime], None]
    read_own: str
    read_received: str


def _call_closes_at(filing: Filing) -> datetime | None:
    return filing.call.closes_at if filing.call else None


def _check_call_is_out(filing: Filing, at: datetime) -> None:
    call = filing.call
    # What came before the call was taken back has come, however long it took us to handle.
    if call is not None and call.state == CallState.WITHDRAWN and (call.ended_at is None or at >= call.ended_at):
        raise Refused("Utlysningen är återkallad, så inga ansökningar tas emot. Det ni har skrivit finns kvar.")


KINDS: dict[str, FilingKind] = {
    "application": FilingKind(
        name="application",
        word="ansökan",
        moves=APPLICATION,
        closes_at=_call_closes_at,
        check_open=_check_call_is_out,
        read_own="application.read_own",
        read_received="application.read_received",
    ),
}


def kind_of(filing: Filing) -> FilingKind:
    """What kind of thing this is."""
    return KINDS[filing.kind]
