"""The same measures in the plainest way, for the quick way to be judged by: no arrays, one combination at a time."""

from fractions import Fraction
from math import inf
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "areas"
SHARES = {"population": None, "under-18": "share_under_18", "over-80": "share_80_up"}


def table(name: str) -> list[dict[str, str]]:
    lines = [line for line in (FOLDER / name).read_text().splitlines() if line and not line.startswith("#")]
    head, *rows = (line.split("\t") for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


TOWNS = table("municipalities.tsv")
ROADS = table("roads.tsv")


def times_to(code: str) -> dict[str, Fraction]:
    """Minutes from every town, by going on until no road makes anything shorter."""
    best: dict[str, Fraction | float] = {town["code"]: inf for town in TOWNS} | {code: Fraction(0)}
    roads = [(road["from"], road["to"], Fraction(road["minutes"])) for road in ROADS]
    roads += [(end, start, minutes) for start, end, minutes in roads]
    changed = True
    while changed:
        changed = False
        for start, end, minutes in roads:
            if best[start] + minutes < best[end]:
                best[end] = best[start] + minutes
                changed = True
    return {town: Fraction(minutes) + 10 for town, minutes in best.items()}


def weight_of(town: dict[str, str], weight: str) -> Fraction:
    share = SHARES[weight]
    return Fraction(town["population"]) * (Fraction(town[share]) if share else 1)


def p95(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    whole, so_far = sum(weight for _minutes, weight in pairs), Fraction(0)
    for minutes, weight in sorted(pairs):
        so_far += weight
        if so_far >= whole * Fraction(95, 100):
            return minutes
    raise AssertionError("nobody lives there")


def mean(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    return sum(minutes * weight for minutes, weight in pairs) / sum(weight for _minutes, weight in pairs)


def measures(holders: tuple[str, ...], times: dict[str, dict[str, Fraction]], weight: str = "population") -> dict:
    """All measures of one combination, exact."""
    nearest = {t["code"]: min((times[h][t["code"]], number, h) for number, h in enumerate(holders)) for t in TOWNS}
    weights = {town["code"]: weight_of(town, weight) for town in TOWNS}
    whole = sum(weights.values())
    pairs = {code: (minutes, weights[code]) for code, (minutes, _number, _holder) in nearest.items()}
    regions: dict[str, list] = {}
    for town in TOWNS:
        regions.setdefault(town["region"], []).append(pairs[town["code"]])
    worst = min(pairs, key=lambda code: (-pairs[code][0], code))
    return {
        "holders": holders,
        "mean": mean(list(pairs.values())),
        "p95": p95(list(pairs.values())),
        "over_2h": sum(w for t, w in pairs.values() if t > 120) / whole,
        "over_4h": sum(w for t, w in pairs.values() if t > 240) / whole,
        "worst": (worst, pairs[worst][0]),
        "regions": {key: (mean(inside), p95(inside)) for key, inside in sorted(regions.items())},
        "load": {h: sum(weights[c] for c, (_t, _n, to) in nearest.items() if to == h) / whole for h in holders},
    }
