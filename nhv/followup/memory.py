"""What the register's memory keeps of the follow-up: what only grows, and what the diary bears witness to."""

from nhv.followup.models import (
    Acceptance,
    AnswerSource,
    Duty,
    Extension,
    NotReported,
    PublishedEdition,
    Reminder,
    Round,
    Theme,
    ThemeEdition,
)
from nhv.register.memory import MEMORY, WATCH

# What the diary's entries about rounds and editions are about, and what public pages of results are made of.
FOLLOW_UP = "follow_up"


def remember() -> None:
    """Say it once, when the room is made ready. Of the counts behind an edition the diary holds no word."""
    MEMORY.only_grows(Acceptance, AnswerSource, Duty, Extension, NotReported, PublishedEdition, Reminder)
    MEMORY.only_grows(Theme, ThemeEdition)
    WATCH.leave_out(AnswerSource, because="it belongs to a working copy, whose answers the diary does not hold either")
    WATCH.add(Round, shown=("opened_by",))
    WATCH.add(Duty, shown=("key",))
    WATCH.add(Extension, shown=("last_day", "given_by"))
    WATCH.add(Reminder, shown=("whom", "sent_by"))
    WATCH.add(NotReported, shown=("noted_by",))
    WATCH.add(Acceptance, shown=("accepted_by",))
    WATCH.add(PublishedEdition, shown=("sha256", "published_by"))
    WATCH.add(Theme, shown=("subject", "asked_by"))
    WATCH.add(ThemeEdition, shown=("number", "published_by"))
