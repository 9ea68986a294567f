"""What may stand in an address for a key."""

from datetime import date

from django.urls import register_converter
from django.urls.converters import StringConverter

from nhv.language.dates import day_written


class KeyInAddress(StringConverter):
    """What stands for a key. No control characters: PostgreSQL cannot even be asked about them."""

    regex = r"[^/\x00-\x1f\x7f]{1,200}"


class DayInAddress:
    """A day, YYYY-MM-DD. One that is in no calendar is at no address."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return day_written(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayInAddress, "day")
register_converter(KeyInAddress, "key")
