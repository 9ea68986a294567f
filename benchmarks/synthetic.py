"""A register of any size, made of the bundled documents' own words, always the same for the same size."""

import random
from datetime import date
from pathlib import Path
from typing import Any

from nhv.specification import toml
from nhv.specification.document import AreaFile

AREAS = Path(__file__).parents[1] / "areas"
POINTS_PER_AREA = 29  # with the entry for the area itself: thirty entries


def bundled() -> list[AreaFile]:
    """The documents of `areas/`."""
    paths = sorted(path for path in AREAS.glob("*.toml") if path.stem not in {"general", "organisations"})
    return [toml.read_area_file(path.read_text(encoding="utf-8"), name=path.name) for path in paths]


def synthetic(entries: int, seed: int = 2018) -> list[AreaFile]:
    """Areas with about so many search entries in all, with clauses, terms and permits shuffled together."""
    chance = random.Random(seed)
    clauses, terms, permits = _material(bundled())
    return [_area(number, clauses, terms, permits, chance) for number in range(entries // (POINTS_PER_AREA + 1))]


def _material(files: list[AreaFile]) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    clauses, terms, permits = [], [], []
    for file in files:
        for _, part in file.area.keyed():
            clauses += [part.text] if getattr(part, "text", None) else []
            terms += [term.text for term in getattr(part, "terms", ())]
        for permit in file.permits:
            permits.append({"region": permit.region, "hospital": permit.hospital, "valid_from": date(2023, 1, 1)})
    return clauses, terms, permits


def _area(
    number: int, clauses: list[str], terms: list[str], permits: list[dict[str, Any]], chance: random.Random
) -> AreaFile:
    points = [
        {
            "key": f"punkt-{place}",
            "text": _mixed(clauses, chance),
            "terms": [{"text": f"{term} typ {number}"} for term in chance.sample(terms, 2)],
        }
        for place in range(POINTS_PER_AREA)
    ]
    held = {permit["region"]: permit for permit in chance.sample(permits, 4)}
    return AreaFile.model_validate(
        {
            "area": {
                "key": f"matomrade-{number}",
                "name": f"{' '.join(_mixed(clauses, chance).split()[:4])} {number}",
                "in_force_from": date(2023, 1, 1),
                "units": 4,
                "scope": [{"key": "omfattning", "heading": "Omfattning", "points": points}],
                "completeness": {"holders": "whole"},
            },
            "permits": list(held.values()),
        }
    )


def _mixed(clauses: list[str], chance: random.Random) -> str:
    """Two halves of different clauses: real words in combinations that are nobody's."""
    first, second = (chance.choice(clauses).split() for _ in range(2))
    return " ".join([*first[: len(first) // 2 + 1], *second[len(second) // 2 :]])[:600]
