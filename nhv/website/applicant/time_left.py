"""How long is left, in words: rough while there is time, exact when there is not."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.specification.deadlines import SWEDEN


def time_left(now: datetime, closes_at: datetime) -> str:
    """«12 dagar kvar», «1 dag och 3 timmar kvar», «25 minuter kvar», «Tiden är slut»."""
    left = closes_at - now
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
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        day = date_format(local - timedelta(days=1), "l j F Y")
        return _("till och med %(day)s kl. 24, svensk tid") % {"day": day}
    return _("före kl. %(hour)s %(day)s, svensk tid") % {
        "day": date_format(local, "l j F Y"),
        "hour": f"{local:%H.%M}",
    }


def _days(number: int) -> str:
    return ngettext("%(number)s dag", "%(number)s dagar", number) % {"number": number}


def _hours(number: int) -> str:
    return ngettext("%(number)s timme", "%(number)s timmar", number) % {"number": number}
