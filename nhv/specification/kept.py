"""How long what somebody keeps up to date may be read without a warning."""

from datetime import date


def last_fresh_day(confirmed_on: date) -> date:
    """The last day on which what was confirmed then may be read without a warning: a year later."""
    try:
        return confirmed_on.replace(year=confirmed_on.year + 1)
    except ValueError:  # the 29th of February
        return date(confirmed_on.year + 1, 3, 1)


def is_stale(confirmed_on: date, day: date) -> bool:
    """Whether what was confirmed then is more than a year old on a day."""
    return day > last_fresh_day(confirmed_on)
