"""How long it takes from every town to a hospital: the shortest way over the roads, and in and out of the towns."""

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from nhv.placement.country import Country
from nhv.rules.refusals import Refused

IN_AND_OUT = 100  # tenths of a minute: out of the one town, into the other and to the door
MOST_PLACES = 290
Times = NDArray[np.uint16]


def times_to(country: Country, codes: Sequence[str]) -> Times:
    """Tenths of minutes from each municipality (rows, as in the country) to each place (columns, as given).

    A place stands at the seat of its municipality. By car, without traffic, breaks and snow. Raises Refused.
    """
    check_places(country, codes)
    return np.array([_times_from(country, code) for code in codes], dtype=np.uint16).T


def check_places(country: Country, codes: Sequence[str]) -> None:
    """Raises Refused for none, for too many, for an unknown one, and for two in one town, whose times are the same."""
    if not codes:
        raise Refused("no_places", "Ingen kommun är angiven. Ange minst en kommunkod, till exempel 0184.")
    if len(codes) > MOST_PLACES:
        raise Refused("too_many_places", "För många kommuner: högst {most}. Ange färre.", most=MOST_PLACES)
    for code in codes:
        country.municipality(code)
        if codes.count(code) > 1:
            raise Refused(
                "two_in_one_town",
                "Kommun {municipality} står två gånger. Två sjukhus i samma kommun har samma restider; ange kommunen "
                "en gång.",
                municipality=code,
            )


def _times_from(country: Country, code: str) -> Sequence[int]:
    if code not in country.reckoned:
        country.reckoned[code] = _shortest(country, code)
    return country.reckoned[code]


def _shortest(country: Country, code: str) -> list[int]:
    """Shortest ways by Dijkstra. As the roads go both ways, to a place takes as long as from it."""
    best, queue = {code: 0}, [(0, code)]
    while queue:
        so_far, town = heappop(queue)
        if so_far > best[town]:
            continue
        for other, more in country.roads[town]:
            if so_far + more < best.get(other, 1 << 30):
                best[other] = so_far + more
                heappush(queue, (so_far + more, other))
    return [best[one.code] + IN_AND_OUT for one in country.municipalities]
