"""How long is left, in words: rough while there is time, exact when there is not."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.records import clock
from nhv.specification.deadlines import SWEDEN
from nhv.website.deadlines import last_day_in_words


def time_left(now: datetime, closes_at: datetime) -> str:
    """«12 dagar kvar», «1 dag och 3 timmar kvar», «25 minuter kvar», «Tiden är slut»."""
    # By a clock that has been set ahead nobody is late, and nobody is told so.
    left = closes_at - clock.earliest(now)
    if left <= timedelta(0):
        return _("Tiden är slut")
    days, seconds = left.days, left.seconds
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if days >= 3:
        words = _days(days)
    elif days:
        words = _("%(days)s och %(hours)s") % {"days": _days(days), "hours": _hours(hours)} if hours else _days(days)
    elif hours:
        words = _hours(hours)
    else:
        words = ngettext("%(number)s minut", "%(number)s minuter", minutes) % {"number": minutes}
    return _("%(words)s kvar") % {"words": words}


def last_moment(closes_at: datetime) -> str:
    """«till och med fredag 14 november 2025 kl. 24, svensk tid», or «före kl. 15.00 …»."""
    local = timezone.localtime(closes_at, SWEDEN)
    if local.time() == time.min:
        return last_day_in_words(local.date() - timedelta(days=1))
    return last_day_in_words(local.date(), local.time())


def _days(number: int) -> str:
    return ngettext("%(number)s dag", "%(number)s dagar", number) % {"number": number}


def _hours(number: int) -> str:
    return ngettext("%(number)s timme", "%(number)s timmar", number) % {"number": number}
