"""How units meet a condition, year by year: of the years that are published, and the reports that are accepted."""

from dataclasses import dataclass

from nhv.followup.models import Acceptance, PublishedEdition
from nhv.followup.queries import answers_of, asked_of
from nhv.register.models import Organisation
from nhv.specification.follow_up import met_key

MOST_YEARS = 5


@dataclass(frozen=True)
class Reported:
    """What a unit said of the condition for a year: the answer as the form has it («Uppfyllt»)."""

    year: int
    place: Organisation
    said: str


def reported_on(area: str, condition: str) -> list[Reported]:
    """Every unit's answer for each published year, the latest year first; at most MOST_YEARS years. Four queries, and
    three for each accepted report."""
    years = PublishedEdition.objects.filter(area__key=area, number=1).order_by("-year").values_list("year", flat=True)
    shown = list(years[:MOST_YEARS])
    near = ("duty__round", "duty__document", "duty__general", "duty__place__parent")
    accepted = Acceptance.objects.filter(duty__area__key=area, duty__round__year__in=shown).select_related(*near)
    latest = {one.duty_id: one for one in accepted.order_by("pk")}
    found = [each for one in latest.values() if (each := _reported(one, condition))]
    return sorted(found, key=lambda one: (-one.year, one.place.key))


def _reported(accepted: Acceptance, condition: str) -> Reported | None:
    duty = accepted.duty
    numbers = [number for number, one in enumerate(asked_of(duty).conditions) if one.key == condition]
    said = answers_of(accepted).get(met_key(numbers[0])) if numbers else None
    return Reported(duty.round.year, duty.place, str(said)) if said else None
