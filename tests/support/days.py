"""Days as the one who asks meets them: counted from today, when the test runs and not when its file is read."""

from datetime import date, timedelta

from django.utils import timezone

from nhv.specification.deadlines import is_rest_day, working_days_around
from tests.support.patience import until


def in_days(number: int) -> date:
    """The day so many days from today, in Sweden; before today when the number is."""
    return timezone.localdate() + timedelta(days=number)


def on_a_working_day(number: int) -> date:
    """The first day, so many days from today or later, that a form sets as a last day without asking."""
    day = in_days(number)
    return working_days_around(day)[1] if is_rest_day(day) else day


def chosen_all_the_same(field: str, day: str) -> dict[str, str]:
    """What a form sends when a last day that is no working day has been asked about and kept."""
    return {field: day, f"{field}.asked": day, f"{field}.chosen": day}


def far_from_midnight() -> None:
    """Waits while the Swedish day is about to end: what a test says of today is true until it has ended."""
    until(lambda: timezone.localtime().strftime("%H:%M") < "23:57", else_say="the day never ended")
