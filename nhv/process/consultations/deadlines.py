"""The last day to answer, as an instant."""

from datetime import date, datetime

from nhv.rules.refusals import Refused
from nhv.specification.deadlines import DeadlineFault, first_too_late


def first_instant_too_late(last_day: date) -> datetime:
    """The midnight after the last day. Raises Refused for a day that has none."""
    try:
        return first_too_late(last_day)
    except DeadlineFault as fault:
        raise Refused("consultation_day_impossible", "Sista svarsdag: {fault}.", fault=fault) from None
