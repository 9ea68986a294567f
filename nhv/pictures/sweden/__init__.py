"""Sweden's 21 counties and 290 municipalities as outlines, and the projection that places a hospital among them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class County:
    """A county: its code, its Swedish name, its border as an SVG path, and a point well inside."""

    code: str
    name: str
    path: str
    middle: tuple[float, float]


@cache
def counties() -> dict[str, County]:
    """The counties by code, as convert.py made them once."""
    read = json.loads(Path(__file__).with_name("counties.json").read_text(encoding="utf-8"))
    return {
        code: County(code, county["name"], county["path"], (county["middle"][0], county["middle"][1]))
        for code, county in read.items()
    }


@cache
def municipalities() -> dict[str, str]:
    """The border of each municipality as an SVG path, by its code, as convert.py made them once. Great lakes are left
    out."""
    read: dict[str, str] = json.loads(Path(__file__).with_name("municipalities.json").read_text(encoding="utf-8"))
    return read
