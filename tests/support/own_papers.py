"""The papers that follow from an area, written and read again: what each says of the area, side by side."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nhv.derived.call import call_writing, draft_call
from nhv.derived.definition_text import decision_text
from nhv.paper.page import html_page
from nhv.paper.pdf import pdf
from nhv.paper.word import word
from nhv.reading.result import read_document
from nhv.specification.area import Area
from nhv.specification.area_in_writing import in_full, written_exclusion
from nhv.specification.document import AreaFile
from nhv.specification.general import General
from nhv.specification.toml import read_area_file, read_general
from nhv.specification.writing import Writing

FOLDER = Path(__file__).parents[2] / "areas"
AREAS = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in ("general", "organisations"))
KINDS: dict[str, Callable[[Writing], bytes]] = {
    "docx": word,
    "html": lambda writing: html_page(writing).encode(),
    "pdf": pdf,
}
PAPERS = ("call", "decision")


@cache
def general() -> General:
    return read_general((FOLDER / "general.toml").read_text())


@cache
def document(key: str) -> AreaFile:
    return read_area_file((FOLDER / f"{key}.toml").read_text())


def paper(area: Area, name: str) -> Writing:
    """One of `PAPERS` about the area."""
    if name == "call":
        facts = draft_call(area, general(), deadline=date(2027, 3, 1), email="nhv@example.org")
        return call_writing(area, facts, general())
    return decision_text(area, in_force_from=date(2027, 1, 1), sha256="ab" * 32)


def written(area: Area) -> dict[str, Any]:
    """What the papers say of the area, in the words that they have for it."""
    ages = area.population
    return {
        "name": area.name,
        "units": area.units,
        "population": ages and (ages.from_age, ages.below_age),
        "scope": [
            (
                group.heading,
                group.lead,
                group.text,
                [_with_points(in_full(one), one.points) for one in group.points],
            )
            for group in area.scope
        ],
        "clarifications": [_with_points(in_full(one), one.points) for one in area.clarifications],
        "exclusions_lead": area.exclusions_lead,
        "exclusions": [
            _with_points(written_exclusion(one, area.exclusions_lead), one.points) for one in area.exclusions
        ],
        "sub_permits": [(one.text, one.units) for one in area.sub_permits],
        "conditions": [(one.group, one.stage, one.text) for one in area.conditions],
    }


def _with_points(text: str, points: Any) -> tuple[str, list[str]]:
    return text, [in_full(one) for one in points]


def read_back(area: Area, name: str, kind: str) -> dict[str, Any]:
    """What is read of the area in one of its papers; and the lines that are not read, where there are any."""
    read = read_document(KINDS[kind](paper(area, name)), f"papper.{kind}").as_json()
    found = read["area"]
    ages = found["population"]
    return {
        "name": found["name"],
        "units": found["units"],
        "population": ages and (ages["from_age"], ages["below_age"]),
        "scope": [
            (group["heading"], group["lead"], group["text"], [_as_read(one) for one in group["points"]])
            for group in found["scope"]
        ],
        "clarifications": [_as_read(one) for one in found["clarifications"]],
        "exclusions_lead": found["exclusions_lead"],
        "exclusions": [_as_read(one) for one in found["exclusions"]],
        "sub_permits": [(one["text"], one["units"]) for one in found["sub_permits"]],
        "conditions": [(one["group"], one["stage"], one["text"]) for one in found["conditions"]],
    } | ({"unread": read["unread"]} if read["unread"] else {})


def _as_read(clause: dict[str, Any]) -> tuple[str, list[str]]:
    return clause["text"], [one["text"] for one in clause["points"]]
