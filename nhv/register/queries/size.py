"""How much the register holds, and how old what is derived from it may be."""

from datetime import date

from django.db.models import Count
from django.utils import timezone

from nhv.register.memory import latest_entries, register_state
from nhv.register.models import Area, DiaryEntry, Organisation, Permit


def number_of_areas() -> int:
    """How many areas the register holds. One query."""
    return Area.objects.count()


def counts() -> dict[str, int]:
    """How much the register holds. One query per kind."""
    return {
        "areas": number_of_areas(),
        "permits": Permit.objects.known().count(),
        **{
            str(row["kind"]): int(row["number"])
            for row in Organisation.objects.order_by().values("kind").annotate(number=Count("pk"))
        },
    }


def revision() -> int:
    """The number of the register's last entry: whatever is derived from the register is as old as this."""
    number, _hash = register_state()
    return number


def first_day() -> date:
    """The day that the register began; today while it is empty. One query."""
    first = DiaryEntry.objects.order_by("number").values_list("at", flat=True).first()
    return timezone.localdate(first)


def last_day(kinds: tuple[str, ...]) -> date | None:
    """The day of the last change of these parts of the register. One query."""
    last = latest_entries(kinds, 1).values_list("at", flat=True).first()
    return timezone.localdate(last) if last else None
