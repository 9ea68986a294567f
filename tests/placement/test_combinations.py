"""The quick way and the plain way say the same of every combination, whatever order the places are given in."""

import random
from itertools import combinations

import numpy as np
import pytest

from nhv.placement.combinations import every_combination
from nhv.placement.listing import listing
from nhv.placement.measures import Scene, measure
from nhv.placement.pareto import as_compared, pareto
from nhv.rules.refusals import Refused
from tests.placement import plain
from tests.placement.places import SEVEN, TWENTY_ONE, G, K, L


@pytest.fixture(scope="module")
def times():
    return {code: plain.times_to(code) for code in SEVEN}


@pytest.mark.parametrize(
    ("size", "weight"),
    [(1, "population"), (2, "population"), (3, "population"), (4, "population"), (2, "under-18"), (2, "over-80")],
)
def test_every_combination_is_measured_as_in_the_plain_way(country, times, size, weight):
    measured = every_combination(Scene.of(country, SEVEN, weight), size)
    found = list(measured.several(range(len(measured))))
    assert [one.holders for one in found] == list(combinations(sorted(SEVEN), size))
    for one in found:
        expected = plain.measures(one.holders, times, weight)
        assert as_plain(one) == {
            "holders": expected["holders"],
            **{name: exactly(expected[name]) for name in ("mean", "p95", "over_2h", "over_4h")},
            "worst": (expected["worst"][0], exactly(expected["worst"][1])),
            "regions": {key: tuple(map(exactly, pair)) for key, pair in expected["regions"].items()},
            "load": {key: exactly(share) for key, share in expected["load"].items()},
        }


def exactly(fraction):
    """But for the last binary digit: sums are exact, and only the last division rounds."""
    return pytest.approx(float(fraction), rel=1e-14)


def as_plain(one):
    return {
        **{name: getattr(one, name) for name in ("holders", "mean", "p95", "over_2h", "over_4h")},
        "worst": (one.worst_municipality, one.worst_minutes),
        "regions": {key: (figures.mean, figures.p95) for key, figures in one.regions.items()},
        "load": dict(one.load),
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_what_is_given_changes_nothing(country, seed):
    mixed = random.Random(seed).sample(SEVEN, len(SEVEN))
    assert listing(Scene.of(country, mixed), 3, 0.5).as_json() == listing(Scene.of(country, SEVEN), 3, 0.5).as_json()


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_the_pareto_set_is_what_comparing_all_with_all_leaves(country, size):
    measured = every_combination(Scene.of(country, SEVEN), size)
    rows = [tuple(row) for row in as_compared(measured)]
    better = [
        [all(o <= m for o, m in zip(other, mine, strict=True)) and other != mine for other in rows] for mine in rows
    ]
    assert pareto(measured) == [row for row, others in enumerate(better) if not any(others)]


def test_two_that_no_measure_can_tell_apart_are_both_in_the_pareto_set(country):
    scene = Scene.of(country, SEVEN)
    columns = [scene.places.index(code) for code in (K, G, L)]
    doubled = measure(scene, np.array([columns[:2], columns[:2], columns[::2]]))
    assert pareto(doubled) == [0, 1]


def test_of_very_many_the_pareto_set_and_the_best_by_each_measure_are_listed(country):
    found = listing(Scene.of(country, TWENTY_ONE[:16]), 5)
    assert len(found.measured) == 4_368
    assert found.left_out == len(found.measured) - len(found.listed) > 0
    assert set(found.pareto) <= set(found.listed)
    assert set(found.measured.sums.argsort(kind="stable")[:100].tolist()) <= set(found.listed)
    assert found.as_json()["left_out"] == found.left_out
    assert listing(Scene.of(country, TWENTY_ONE[:16]), 5, everything=True).left_out == 0


@pytest.mark.parametrize(
    ("places", "size", "code"),
    [
        ((), 1, "no_places"),
        ((K,), 1, "one_place"),
        ((K, G), 3, "impossible_size"),
        ((K, G), 0, "impossible_size"),
        ((K, K), 1, "two_in_one_town"),
        ((K, "9999"), 1, "no_municipality"),
        (TWENTY_ONE, 10, "too_many_combinations"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_in_words(country, places, size, code):
    with pytest.raises(Refused) as refused:
        listing(Scene.of(country, places), size)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("share", [0, -1, 1.1, float("nan")])
def test_a_limit_that_is_no_share_is_refused(country, share):
    with pytest.raises(Refused) as refused:
        listing(Scene.of(country, (K, G)), 2, share)
    assert refused.value.code == "no_share"
