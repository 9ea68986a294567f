"""How much the register holds, and how old what is derived from it may be."""

from django.db.models import Count

from nhv.register.memory import register_state
from nhv.register.models import Area, Organisation, Permit


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
