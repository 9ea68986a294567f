"""All combinations of so many of the places, measured a chunk at a time so that memory stays small."""

from dataclasses import fields
from itertools import combinations
from math import comb

import numpy as np

from nhv.placement.measures import CHUNK, Measured, Numbers, Scene, measure
from nhv.rules.refusals import Refused

MOST_COMBINATIONS = 25_000  # 21 choose 5 is 20 349; more than 5 units of 21 applicants has never been


def every_combination(scene: Scene, size: int) -> Measured:
    """The measures of all combinations of `size` of the scene's places, in the order of their codes. Raises Refused."""
    _check(len(scene.places), size)
    chosen = np.array(list(combinations(range(len(scene.places)), size)), dtype=np.intp)
    parts = [measure(scene, chosen[start : start + CHUNK]) for start in range(0, len(chosen), CHUNK)]
    return joined(scene, parts)


def joined(scene: Scene, parts: list[Measured]) -> Measured:
    """Measured combinations of one scene, after each other."""

    def column(name: str) -> Numbers:
        return np.concatenate([getattr(part, name) for part in parts])

    return Measured(scene, **{field.name: column(field.name) for field in fields(Measured) if field.name != "scene"})


def _check(places: int, size: int) -> None:
    if places < 2:
        raise Refused("one_place", "Det finns bara en sökande, så det finns inget att jämföra. Ange minst två.")
    if not 1 <= size <= places:
        raise Refused(
            "impossible_size",
            "{size} av {places} går inte att välja. Ange ett antal från 1 till {places}, så många som de sökande är.",
            size=size,
            places=places,
        )
    if comb(places, size) > MOST_COMBINATIONS:
        raise Refused(
            "too_many_combinations",
            "{size} av {places} är fler än {most} kombinationer. Ange färre sökande eller ett annat antal.",
            size=size,
            places=places,
            most=MOST_COMBINATIONS,
        )
