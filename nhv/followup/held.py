"""What an edition does not show yet though it is accepted: corrections and late reports that are held, for officers."""

from typing import TypedDict

from nhv.disclosure.reported import Reported
from nhv.disclosure.system import UNIT, YEAR
from nhv.specification.measures import TREATED


class Held(TypedDict):
    """A unit's year: the patients that the edition counts, and those that are reported."""

    unit: str
    year: str
    shown: int
    reported: int


def held_back(counted: Reported, reported: Reported) -> list[Held]:
    """Each unit's year that is `reported` otherwise than the edition has `counted` it, in the order of years."""
    found: list[Held] = []
    for year in counted.dimensions[YEAR].values:
        for unit in counted.dimensions[UNIT].values:
            newer = counted.with_unit(reported, unit, year)
            if any((newer.counts[key] != counted.counts[key]).any() for key in counted.counts):
                at = {UNIT: unit, YEAR: year}
                numbers = (counted.value(TREATED, at), newer.value(TREATED, at))
                found.append({"unit": unit, "year": year, "shown": numbers[0], "reported": numbers[1]})
    return found
