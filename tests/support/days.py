"""Days as the one who asks meets them: counted from today, when the test runs and not when its file is read."""

from datetime import date, timedelta

from django.utils import timezone

from tests.support.patience import until


def in_days(number: int) -> date:
    """The day so many days from today, in Sweden; before today when the number is."""
    return timezone.localdate() + timedelta(days=number)


def far_from_midnight() -> None:
    """Waits while the Swedish day is about to end: what a test says of today is true until it has ended."""
    until(lambda: timezone.localtime().strftime("%H:%M") < "23:57", else_say="the day never ended")
