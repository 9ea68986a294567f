"""Whether somebody may do an act of the register: asked here, answered by the room that knows who has which role.

The register knows of no roles, and may not import the room that does. So that room leaves its answer here when it is
made ready. Until it has, no person may do anything; the command line, which has the whole installation, always may.
"""

from collections.abc import Callable

from nhv.register.models import Organisation
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused

Answer = Callable[[Actor, str, Organisation | None], None]
"""Raises Refused unless this person may do this activity of the table of access (to that organisation's records)."""

_answers: list[Answer] = []


def answer_with(answer: Answer) -> None:
    """Let this be asked. Several may be: then all must agree."""
    if answer not in _answers:
        _answers.append(answer)


def check_leave(by: Actor, activity: str, organisation: Organisation | None = None) -> None:
    """Raises Refused, with words fit to show, unless `by` may do this."""
    if by.kind == "program":
        return
    if not _answers:
        raise Refused("nobody_to_ask", "Ingen kan avgöra vem som får göra det här, så det görs inte.")
    for answer in _answers:
        answer(by, activity, organisation)
