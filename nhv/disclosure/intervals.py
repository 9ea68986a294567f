"""Intervals and limits for small numbers, exact by the distributions' tails; each tail has half of what is left over.

Public: Clopper-Pearson and Garwood, which never cover less than they say. For officers: mid-P, and the funnel of a
share at 99.8 %.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log, sqrt
from statistics import NormalDist
from typing import Literal

Interval = tuple[float, float]
Tail = Callable[[float], float]
# What is added to a sum and no longer changes it.
_NOTHING = 1e-18
_NEAR = 1e-12


@lru_cache(maxsize=4_096)
def proportion(numerator: int, base: int, level: float = 0.95, mid: bool = False) -> Interval:
    """Clopper-Pearson for a share, 0 to 1; `mid` counts half of what was seen."""
    tail = (1 - level) / 2
    low, high = _wilson(max(numerator - 0.5, 0), base, -_wide(tail)), _wilson(numerator + 0.5, base, _wide(tail))
    return (
        0.0 if numerator == 0 else _crossing(lambda p: _at_least(numerator, base, p, mid), tail, (0.0, 1.0), low),
        1.0 if numerator == base else _crossing(lambda p: -_at_most(numerator, base, p, mid), -tail, (0.0, 1.0), high),
    )


@lru_cache(maxsize=4_096)
def events(seen: int, level: float = 0.95, mid: bool = False) -> Interval:
    """Garwood for the expected number of events, where so many were seen."""
    tail, bounds = (1 - level) / 2, (0.0, seen + 20 * sqrt(seen + 1) + 20)
    low, high = _byar(seen, -_wide(tail)), _byar(seen + 1, _wide(tail))
    return (
        0.0 if seen == 0 else _crossing(lambda m: _poisson_at_least(seen, m, mid), tail, bounds, low),
        _crossing(lambda m: -_poisson_at_most(seen, m, mid), -tail, bounds, high),
    )


def rate(seen: int, exposed: float, per: float = 100_000, level: float = 0.95) -> tuple[float, float, float]:
    """The rate with its interval, such as per 100 000 person-years."""
    low, high = events(seen, level)
    return seen / exposed * per, low / exposed * per, high / exposed * per


@dataclass(frozen=True)
class Comparison:
    """A ratio of the second to the first, its interval, and how odd it is: exact and mid-P, both tails."""

    ratio: float
    low: float
    high: float
    p: float
    mid_p: float


def ratio(before: int, after: int, exposed: float = 1.0, exposed_after: float = 1.0, level: float = 0.95) -> Comparison:
    """Two numbers of events, conditional on their sum. Raises ValueError when nothing was seen at all."""
    total = before + after
    if not total:
        raise ValueError("there is no ratio of nothing to nothing")
    share = exposed_after / (exposed + exposed_after)
    low, high = (_odds(one) * exposed / exposed_after for one in proportion(after, total, level))
    seen = after / before * exposed / exposed_after if before else inf
    odd = [2 * min(_at_least(after, total, share, mid), _at_most(after, total, share, mid)) for mid in (False, True)]
    return Comparison(seen, low, high, min(1.0, odd[0]), min(1.0, odd[1]))


def binomial_limits(base: int, share: float, level: float = 0.998) -> tuple[int | None, int | None]:
    """The funnel of a share: so few or fewer, and so many or more, are beyond chance; None where nothing is."""
    tail = (1 - level) / 2
    low = [k for k in range(base + 1) if _at_most(k, base, share) <= tail]
    high = next((k for k in range(base + 1) if _at_least(k, base, share) <= tail), None)
    return (low[-1] if low else None), high


def beyond_expected(seen: int, least: float, most: float, level: float = 0.998) -> Literal["fewer", "within", "more"]:
    """Whether so many events are fewer than the least expected number, or more than the most, beyond chance."""
    tail = (1 - level) / 2
    if seen < least and _poisson_at_most(seen, least) <= tail:
        return "fewer"
    # So far above needs no sum of thousands of terms.
    far = seen > most + 10 * sqrt(most) + 10
    return "more" if far or (seen > most and _poisson_at_least(seen, most) <= tail) else "within"


def _crossing(rising: Tail, wanted: float, bounds: Interval, near: float) -> float:
    """Where the curve passes what is wanted. A limit lies not far from `near`, where the curve is steep and nearly
    straight: so the line between two points (Anderson and Björck, 1973) needs few steps. Halves are the rest."""
    low, high = _around(lambda at: rising(at) >= wanted, *bounds, near)
    below, above = rising(low) - wanted, rising(high) - wanted
    moved = 0
    for step in range(200):
        if high - low <= _NEAR * (1 + high):
            break
        middle = (low + high) / 2
        if step < 20 and above > below:
            # A hair inside the ends, so that both of them move in.
            hair = _NEAR * (1 + high) / 4
            middle = min(max((low * above - high * below) / (above - below), low + hair), high - hair)
        off = rising(middle) - wanted
        if off < 0:
            above *= _lighter(off, below) if moved < 0 else 1
            low, below, moved = middle, off, -1
        else:
            below *= _lighter(off, above) if moved > 0 else 1
            high, above, moved = middle, off, 1
    return (low + high) / 2


def _wide(tail: float) -> float:
    return NormalDist().inv_cdf(1 - tail)


def _wilson(seen: float, base: int, wide: float) -> float:
    """Near the limit of a share: Wilson's (1927)."""
    base = max(base, 1)
    share = min(seen / base, 1.0)
    reach = wide * sqrt(share * (1 - share) / base + (wide / (2 * base)) ** 2)
    return min(max((share + wide**2 / (2 * base) + reach) / (1 + wide**2 / base), 0.0), 1.0)


def _byar(seen: int, wide: float) -> float:
    """Near the limit of a number of events: Byar's, of Breslow and Day (1987)."""
    return max(seen * (1 - 1 / (9 * seen) + wide / (3 * sqrt(seen))) ** 3, 0.0) if seen else 0.0


def _lighter(off: float, before: float) -> float:
    """How much less the end that stays is to weigh."""
    left = 1 - off / before if before else 0.0
    return left if left > 0 else 0.5


def _around(beyond: Callable[[float], bool], low: float, high: float, near: float) -> Interval:
    """Two points with the crossing between them."""
    step = 0.02 * min(max(near - low, 1e-6), max(high - near, 1e-6))
    other = near
    if beyond(near):
        while other > low and beyond(other):
            near, other, step = other, max(other - step, low), step * 3
        return other, near
    while other < high and not beyond(other):
        near, other, step = other, min(other + step, high), step * 3
    return near, other


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf


def _binomial(k: int, base: int, share: float) -> float:
    if k < 0:
        return 0.0
    if share in (0.0, 1.0):
        return float(k == base * share)
    ways = lgamma(base + 1) - lgamma(k + 1) - lgamma(base - k + 1)
    return exp(ways + k * log(share) + (base - k) * log(1 - share))


def _at_most(k: int, base: int, share: float, mid: bool = False) -> float:
    return _below(k, base, share) - mid * _binomial(k, base, share) / 2


def _below(k: int, base: int, share: float) -> float:
    """So many or fewer: from where the terms fall, until they no longer count."""
    if k < 0 or k >= base or share in (0.0, 1.0):
        return float(k >= base * share and k >= 0)
    odds = share / (1 - share)
    if k < base * share:
        return _sum(_binomial(k, base, share), lambda one: one / ((base - one + 1) * odds), range(k, 0, -1))
    above = _binomial(k + 1, base, share)
    return 1 - _sum(above, lambda one: (base - one) / (one + 1) * odds, range(k + 1, base))


def _sum(term: float, ratio: Callable[[int], float], places: range) -> float:
    """A term and those that follow, each so many times the one before."""
    whole = term
    for one in places:
        term *= ratio(one)
        whole += term
        if term < whole * _NOTHING:
            break
    return whole


def _at_least(k: int, base: int, share: float, mid: bool = False) -> float:
    return _at_most(base - k, base, 1 - share, mid)


def _poisson(k: int, mean: float) -> float:
    if k < 0 or not mean:
        return float(k == 0)
    return exp(k * log(mean) - mean - lgamma(k + 1))


def _poisson_at_most(k: int, mean: float, mid: bool = False) -> float:
    return _poisson_below(k, mean) - mid * _poisson(k, mean) / 2


def _poisson_below(k: int, mean: float) -> float:
    if k < 0 or not mean:
        return float(k >= 0)
    if k < mean:
        return _sum(_poisson(k, mean), lambda one: one / mean, range(k, 0, -1))
    return 1 - _sum(_poisson(k + 1, mean), lambda one: mean / (one + 1), range(k + 1, k + 100_000))


def _poisson_at_least(k: int, mean: float, mid: bool = False) -> float:
    return 1 - _poisson_at_most(k - 1, mean) - mid * _poisson(k, mean) / 2
