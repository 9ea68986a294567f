"""What one change means for people, how sure it is, and the transport problem against a simpler way."""

import pytest

from nhv.placement.capacity import means_within
from nhv.placement.certainty import are_equal_minutes, how_often_least
from nhv.placement.changes import change, losses, share_within
from nhv.placement.combinations import every_combination
from nhv.placement.measures import Scene, measure_one
from tests.placement import plain
from tests.placement.places import SEVEN, A, G, K, L, N, S


@pytest.fixture(scope="module")
def scene(country):
    return Scene.of(country, SEVEN)


def test_when_one_falls_away_the_others_are_measured_as_by_themselves(country, scene):
    found = losses(scene, (K, S, L, G))
    assert [loss.without for loss in found] == [K, S, L, G]
    for loss in found:
        left = [code for code in (K, S, L, G) if code != loss.without]
        assert loss.left == measure_one(Scene.of(country, left))
        assert loss.change.shorter == 0
        assert loss.change == change(scene, (K, S, L, G), left)
    assert losses(scene, (K,)) == ()


def test_who_gets_more_than_an_hour_longer_is_counted_in_people(scene):
    times = {code: plain.times_to(code) for code in (K, A, N)}
    people = {town["code"]: int(town["population"]) for town in plain.TOWNS}
    before = {town: min(times[K][town], times[N][town]) for town in people}
    after = {town: min(times[A][town], times[N][town]) for town in people}
    found = change(scene, (K, N), (A, N))
    assert found.longer == sum(people[town] for town in people if after[town] - before[town] > 60)
    assert found.shorter == sum(people[town] for town in people if before[town] - after[town] > 60)
    assert change(scene, (A, N), (K, N)) == type(found)(longer=found.shorter, shorter=found.longer)
    assert (found.longer, found.shorter) != (0, 0) or found.longer == found.shorter


def test_the_curve_meets_the_shares_over_the_limits(scene):
    one = measure_one(Scene.of(scene.country, (K, G)))
    curve = share_within(scene, (K, G), range(0, 1_000, 10))
    assert curve[120] == pytest.approx(1 - one.over_2h)
    assert curve[240] == pytest.approx(1 - one.over_4h)
    assert list(curve.values()) == sorted(curve.values())
    assert (curve[0], curve[990]) == (0, 1)


def test_of_two_the_limit_moves_those_who_lose_least(scene):
    """Of two holders, the people for whom the other is least farther go there, in that order, until both have room."""
    measured = every_combination(scene, 2)
    times = {code: plain.times_to(code) for code in SEVEN}
    for row in range(len(measured)):
        one, other = measured.one(row).holders
        assert means_within(measured, 0.5, [row])[row] == pytest.approx(
            split_in_half(times[one], times[other]), abs=1e-4
        )


def split_in_half(one, other):
    towns = sorted(plain.TOWNS, key=lambda town: one[town["code"]] - other[town["code"]])
    room = whole = sum(int(town["population"]) for town in towns)
    room, minutes = whole / 2, 0.0
    for town in towns:
        people = int(town["population"])
        here = min(people, room)
        room -= here
        minutes += here * float(one[town["code"]]) + (people - here) * float(other[town["code"]])
    return minutes / whole


@pytest.mark.parametrize(("size", "least"), [(2, (K, G)), (4, (K, S, G, N))])
def test_the_least_mean_stands_whatever_the_errors(scene, size, least):
    measured = every_combination(scene, size)
    ((row, share),) = how_often_least(measured)["mean"].items()
    assert (measured.one(row).holders, share) == (least, pytest.approx(1))


def test_which_of_four_has_the_least_95_per_cent_no_draw_can_tell(scene):
    found = how_often_least(every_combination(scene, 4))["p95"]
    assert max(found.values()) < 0.6
    assert sum(found.values()) == pytest.approx(1)


def test_what_an_error_can_turn_round_is_said_to_be_equal():
    assert [are_equal_minutes(100, other) for other in (101.9, 102, 98.1)] == [True, False, True]
