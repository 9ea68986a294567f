"""Travel with flight: the quicker of road and air, by a plain second way of reckoning it."""

from itertools import permutations

import pytest

from nhv.placement.changes import MUCH
from nhv.placement.flight import read_airports, with_flight
from nhv.placement.measures import Scene, measure_one
from nhv.placement.travel import times_to
from nhv.rules.refusals import Refused
from tests.placement.conftest import AREAS
from tests.placement.places import SEVEN, G, K, L, S

TABLE = (AREAS / "airports.tsv").read_text(encoding="utf-8")
HEAD = "code\tname\tmunicipality\tlatitude\tlongitude\n"
ARLANDA = "ARN\tArlanda\t0191\t59.65\t17.92\n"


@pytest.fixture(scope="module")
def airports():
    return read_airports(TABLE)


def test_the_four_holders_of_the_neuromuscular_area(country, airports):
    """Reckoned before the program was: 105 minutes become 80, and nearly a million gain more than an hour."""
    by_road = Scene.of(country, (K, S, L, G))
    flown = with_flight(by_road, airports)
    found = measure_one(flown)
    assert found.mean == pytest.approx(80, abs=0.05)
    assert found.over_4h == pytest.approx(0.037, abs=0.0005)
    assert found.over_2h == measure_one(by_road).over_2h, "nobody flies in less than two hours"
    gained = by_road.times.min(axis=1).astype(int) - flown.times.min(axis=1) > MUCH
    assert by_road.counted[gained].sum() / 1e10 == pytest.approx(0.95, abs=0.005)


def test_no_way_is_longer_and_each_is_the_best_of_all_ways(country, airports):
    scene = Scene.of(country, SEVEN)
    flown = with_flight(scene, airports)
    assert (flown.times <= scene.times).all()
    towns = [country.at[code] for code in ("2584", "0980", "2380", "1480", "0184")]
    road = {one.code: times_to(country, (one.municipality,))[:, 0] for one in airports.airports}
    codes = [one.code for one in airports.airports]
    for town in towns:
        for column, place in enumerate(SEVEN):
            ways = [
                int(road[start][town])
                + int(airports.by_air[codes.index(start), codes.index(end)])
                + int(road[end][country.at[place]])
                for start, end in permutations(codes, 2)
            ]
            assert flown.times[town, column] == min(int(scene.times[town, column]), *ways)


def test_a_flight_has_its_minutes_on_the_ground_and_perhaps_a_change(airports):
    codes = [one.code for one in airports.airports]

    def by_air(start, end):
        return airports.by_air[codes.index(start), codes.index(end)] / 10

    # 75 + 20 + 30 and 927 km at 12.5 a minute; the other with a change at Arlanda and two flights.
    assert by_air("KRN", "ARN") == pytest.approx(125 + 918 / 12.5, abs=1)
    assert by_air("KRN", "GOT") == pytest.approx(by_air("KRN", "ARN") + 60 + by_air("ARN", "GOT") - 105, abs=0.2)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (HEAD, "table_size"),
        (HEAD + "UME\tUmeå\t2480\t63.79\t20.28\n", "no_hub"),
        (HEAD + ARLANDA + ARLANDA, "airport_twice"),
        (HEAD + ARLANDA.replace("59.65", "norr"), "row_not_a_number"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(table, code):
    with pytest.raises(Refused) as refused:
        read_airports(table)
    assert refused.value.code == code


def test_an_airport_in_no_municipality_is_refused(country):
    with pytest.raises(Refused) as refused:
        with_flight(Scene.of(country, (K,)), read_airports(HEAD + ARLANDA.replace("0191", "0199")))
    assert refused.value.code == "no_municipality"
