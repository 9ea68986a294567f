"""What of masking waits at the authority: for a second person."""

from datetime import datetime

from django.db.models import QuerySet

from nhv.accounts.desk import Part, counted
from nhv.masking.models import Masking
from nhv.masking.moves import CONFIRM, MaskingState
from nhv.masking.queries import maskings
from nhv.rules.actor import Actor


def _to_confirm(by: Actor, now: datetime) -> "QuerySet[Masking]":
    """What somebody else has proposed, the oldest first."""
    proposed = maskings(by).filter(state=MaskingState.PROPOSED).exclude(proposed_by=str(by))
    return proposed.order_by("proposed_at")


PARTS = (
    Part(
        "maskings",
        CONFIRM,
        _to_confirm,
        came="proposed_at",
        words=counted("%(number)s svar väntar på att publiceras", "%(number)s svar väntar på att publiceras"),
    ),
)
