"""Deadlines as people read them: the day with its weekday, the hour, and the very instant that is too late."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhv.specification.deadlines import SWEDEN, first_too_late
from nhv.specification.document import CallFacts


def deadline_in_words(facts: CallFacts) -> str:
    """«till och med fredag 14 november 2025 kl. 24, svensk tid»."""
    return last_day_in_words(facts.deadline, facts.deadline_time) if facts.deadline else _("anges inte")


def last_day_in_words(last_day: date, at: time | None = None) -> str:
    """The same, for a day and perhaps an hour on it."""
    day = date_format(last_day, "l j F Y")
    if at is None:
        return _("senast %(day)s") % {"day": day}
    return _("före kl. %(hour)s %(day)s") % {"day": day, "hour": f"{at:%H.%M}"}


def last_moment_in_words(last_day: date, at: time | None = None) -> str:
    """The very instant that is too late, in Swedish time. Raises DeadlineFault."""
    local = first_too_late(last_day, at).astimezone(SWEDEN)
    return _("I tid är det som har kommit in före %(local)s, svensk tid.") % {"local": _moment(local)}


def moment_in_words(moment: datetime) -> str:
    """«14 november 2025 kl. 13.05», Swedish time. The second stands in the receipt."""
    return _moment(timezone.localtime(moment, SWEDEN))


def _moment(local: datetime) -> str:
    return _("%(day)s kl. %(hour)s") % {"day": date_format(local, "j F Y"), "hour": f"{local:%H.%M}"}


def days_left(facts: CallFacts, today: date) -> int | None:
    """How many days are left, the last one counted as 0; nothing when there is no last day or it has been."""
    left = (facts.deadline - today).days if facts.deadline else -1
    return left if left >= 0 else None
