"""The combinations of a comparison as a table for a spreadsheet: every number as the file of numbers has it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Document = Mapping[str, Any]

MEASURES: Final = ("mean", "p95", "over_2h", "over_4h")
HEADINGS: Final = (
    "codes", "hospitals", *MEASURES, "worst_municipality", "worst_municipality_minutes", "pareto",
    "healthcare_regions_without",
)  # fmt: skip


def headings_of(document: Document) -> tuple[str, ...]:
    """HEADINGS; then each place's share (load), and each region's mean and p95, and the measures with
    flight where they were frozen. Minutes, and shares of one."""
    places = (f"load_{code}" for code in document["data"]["from"])
    regions = (f"{name}_{key}" for key in _regions(document) for name in ("mean", "p95"))
    return (*HEADINGS, *places, *regions, *(f"flight_{name}" for name in MEASURES if "flown" in document))


def rows_of(document: Document) -> Iterator[Sequence[object]]:
    """A row for each listed combination, in the file's order. A place that has no permit in it has an empty share, and
    what was not measured with flight is empty there."""
    front = {tuple(one) for one in document["pareto"]}
    flown = {tuple(one["holders"]): one for one in document.get("flown", {}).get("combinations", ())}
    for one in document["combinations"]:
        worst = one["worst_municipality"]
        yield (
            " + ".join(one["holders"]),
            " + ".join(_called(document, code) for code in one["holders"]),
            *(one[name] for name in MEASURES),
            worst["code"],
            worst["minutes"],
            "yes" if tuple(one["holders"]) in front else "no",
            " + ".join(one["healthcare_regions_without"]),
            *(one["load"].get(code) for code in document["data"]["from"]),
            *(one["regions"][key][name] for key in _regions(document) for name in ("mean", "p95")),
            *(flown.get(tuple(one["holders"]), {}).get(name) for name in MEASURES if "flown" in document),
        )


def _regions(document: Document) -> list[str]:
    return sorted(document["combinations"][0]["regions"])


def _called(document: Document, code: str) -> str:
    """The names of the hospitals there; a document may give them alone or with more about each."""
    standing = document["hospitals"][code]
    return ", ".join(one if isinstance(one, str) else one["name"] for one in standing)
