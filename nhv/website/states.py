"""Is the care in force? Decided is not in force, and a source that is silent is not «no».

One answer for list, page and card: whoever shows a state asks here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nhv.register.queries import AreaRow
from nhv.specification.holding import State as KnownState
from nhv.website.templatetags.nhv import day


@dataclass(frozen=True)
class State:
    """`name` chooses the colour of the mark, `words` say it."""

    name: str
    words: str


def state_of(row: AreaRow) -> State:
    """The state of an area on the day its row was asked for."""
    known, last = row.known, row.document.in_force_until
    if last is not None and last < row.day:
        return State("past", _("Gällde till och med %(day)s") % {"day": day(last)})
    return _state(row.in_force, [holder.valid_from for holder in known.holders], known.state)


def state_of_answer(answer: dict[str, Any]) -> State:
    """The state of the part of an area that an answer is about."""
    return _state(answer["in_force"], [holder["valid_from"] for holder in answer["holders"]], answer["holders_are"])


def _state(in_force: bool, starts: Sequence[date | None], known: KnownState) -> State:
    """`starts` are the first days of the permits that have not ended."""
    if in_force:
        return State("in-force", _("Gäller"))
    if any(start is None for start in starts):
        return State("past", _("Tillstånd finns, startdag inte angiven"))
    if starts:
        return State("decided", _("Beslutat, gäller från %(day)s") % {"day": day(min(filter(None, starts)))})
    if known == "ended":
        return State("past", _("Tillståndet har upphört"))
    if known == "turned":
        return State("past", _("Ingen enhet tar emot nya remisser"))
    if known == "vacant":
        return State("decided", _("Ingen enhet har tillstånd till det här"))
    if known == "not_decided":
        return State("decided", _("Beslutat, inga enheter utsedda"))
    return State("decided", _("Enheterna är inte inlagda här"))
