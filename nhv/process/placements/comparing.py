"""All combinations of a call's applicants, measured once and kept: no page reckons them again."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import comb
from typing import Any

from nhv.placement.certainty import how_often_least
from nhv.placement.combinations import MOST_COMBINATIONS
from nhv.placement.listing import Listing, listing, read_combination, tables_of
from nhv.placement.measures import Combination, Scene
from nhv.process.placements.models import MeasuredCombinations
from nhv.process.placements.queries import applicants_by_code
from nhv.records.acts import one_transaction
from nhv.register.models import Call, CallState
from nhv.register.placement import country
from nhv.rules.refusals import Refused

MOST_DRAWN = 200  # combinations whose certainty is drawn
MOST_UNITS = 5
ADULT = 18

# Measure → the codes of a combination with commas between → in what share of the draws it had the least.
Certain = Mapping[str, Mapping[str, float]]
MOST_CALLS = 100


@dataclass(frozen=True)
class Compared:
    """The document that `nhv placement --json` gives, and its combinations read. `certain` is empty where it has not
    been drawn."""

    document: Mapping[str, Any]
    combinations: tuple[Combination, ...]
    pareto: frozenset[tuple[str, ...]]
    certain: Certain

    @property
    def left_out(self) -> int:
        """How many combinations are not listed."""
        return int(self.document.get("left_out", 0))

    def __len__(self) -> int:
        return len(self.combinations) + self.left_out


def compared(codes: tuple[str, ...], size: int, weight: str = "population") -> Compared:
    """All combinations of so many of the places (their codes, rising). At most one query. Raises Refused."""
    content, certain = _kept(codes, size, weight).values_list("content", "certain").first() or (None, {})
    return Compared(*_read(content or _measured(codes, size, weight)), certain)


def measure_what_is_asked() -> None:
    """Measure and keep what the pages of open and closed calls will ask, where it is not kept yet."""
    for call in (
        Call.cases.made_here().filter(state__in=(CallState.PUBLISHED, CallState.CLOSED)).order_by("-pk")[:MOST_CALLS]
    ):
        # Nobody has applied, one alone has, or it is not told where.
        with suppress(Refused):
            codes = tuple(sorted(applicants_by_code(call.key)))
            for size in _sizes(len(codes)):
                keep(codes, size, usual_weight(call))


def usual_weight(call: Call) -> str:
    """Who is counted unless somebody asks otherwise: the young for an area of children's care, else everybody."""
    of = call.document.specification.population
    return "under-18" if of is not None and of.below_age is not None and of.below_age <= ADULT else "population"


def keep(codes: tuple[str, ...], size: int, weight: str = "population") -> None:
    """Measure and keep all combinations of so many of the places; once. Raises Refused."""
    if _kept(codes, size, weight).exists():
        return
    found = listing(Scene.of(country(), codes, weight), size)
    kept = {"content": _written(found), "certain": _certain(found)}
    with one_transaction(MeasuredCombinations):
        MeasuredCombinations.objects.get_or_create(
            places=",".join(codes), size=size, weight=weight, data=_data(), defaults=kept
        )


def _sizes(places: int) -> Iterator[int]:
    return (size for size in range(1, MOST_UNITS + 1) if 1 <= comb(places, size) <= MOST_COMBINATIONS)


def _kept(codes: tuple[str, ...], size: int, weight: str) -> Any:
    return MeasuredCombinations.objects.filter(places=",".join(codes), size=size, weight=weight, data=_data())


def _data() -> str:
    """What stands for the tables and the model that is reckoned by."""
    return sha256(json.dumps(tables_of(country()), sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=16)
def _measured(codes: tuple[str, ...], size: int, weight: str) -> str:
    return _written(listing(Scene.of(country(), codes, weight), size))


def _written(found: Listing) -> str:
    return json.dumps(found.as_json(), separators=(",", ":"))


def _certain(found: Listing) -> Certain:
    """Drawn where there are few: a later question is not worth an hour of the processor."""
    if len(found.measured) > MOST_DRAWN:
        return {}
    drawn = how_often_least(found.measured)
    return {
        name: {",".join(found.holders(row)): round(share, 3) for row, share in rows.items()}
        for name, rows in drawn.items()
    }


@lru_cache(maxsize=16)
def _read(content: str) -> tuple[Mapping[str, Any], tuple[Combination, ...], frozenset[tuple[str, ...]]]:
    document = json.loads(content)
    read = tuple(read_combination(one) for one in document["combinations"])
    return document, read, frozenset(tuple(one) for one in document["pareto"])
