"""Is the care in force? Decided is not in force, and a source that is silent is not «no»."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nhv.register.queries import AreaRow
from nhv.website.templatetags.nhv import day


@dataclass(frozen=True)
class State:
    """`name` chooses the colour of the mark, `words` say it."""

    name: str
    words: str


def state_of(row: AreaRow, *, board_is_silent: bool = False) -> State:
    """The state of an area on the day its row was asked for.

    `board_is_silent`: the document says that the board has not decided, so that no holder means none appointed.
    """
    if row.in_force:
        return State("in-force", _("Gäller"))
    if any(holder.in_force is None for holder in row.holders):
        return State("past", _("Tillstånd finns, startdag inte angiven"))
    if row.holders and row.valid_from and any(holder.valid_until is None for holder in row.holders):
        return State("decided", _("Beslutat, gäller från %(day)s") % {"day": day(row.valid_from)})
    if row.holders:
        return State("past", _("Tillståndet har upphört"))
    if board_is_silent:
        return State("decided", _("Beslutat, inga enheter utsedda"))
    return State("decided", _("Enheter inte kända i registret"))
