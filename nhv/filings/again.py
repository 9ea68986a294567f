"""A new filing that begins with what its owner wrote in one that was taken back, and remembers which answers are so."""

from typing import Any, Final

from nhv.filings.owners import owner_of
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.filings.working_copy import own_answers
from nhv.rules.refusals import Refused
from nhv.specification.answers import read_answers

# Stands for the page that an answer was written on, where it was written in an earlier filing: before the key of that.
EARLIER: Final = "earlier:"


def window_of(again: FilingBase) -> str:
    """What says of an answer that it was written in that filing."""
    return f"{EARLIER}{again.key}"


def answers_of(again: FilingBase, *, for_new: FilingBase) -> dict[str, Any]:
    """What the one that was taken back said last, as far as the new one asks the same. Files are among it: they lie
    where they lay. One query. Raises Refused when it is no such filing of the same owner's."""
    same = (again.kind, again.about, owner_of(again)) == (for_new.kind, for_new.about, owner_of(for_new))
    if not same or again.state != FilingState.WITHDRAWN:
        raise Refused(
            "not_to_begin_again_from",
            "Det går bara att börja med svaren från något som ni själva har återtagit, och för samma region och samma "
            "utlysning. Välj en sådan, eller börja utan svar.",
        )
    return read_answers(for_new.outline.outline, own_answers(again)).answers


def from_earlier(filing: FilingBase) -> dict[str, str]:
    """Question → key of the earlier filing from which its answer stands unchanged. One query."""
    rows = filing.answers.filter(replaced_at_revision__isnull=True, window__startswith=EARLIER)
    return {row.key: row.window.removeprefix(EARLIER) for row in rows if row.value is not None}
