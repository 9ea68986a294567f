"""The maps of a frozen comparison, drawn from what is frozen alone: the same in ten years, whatever roads there are."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from nhv.pictures.picture import Picture
from nhv.pictures.shading import Dot, Shade, ShadingWords, draw_shading
from nhv.placement.listing import SHADES
from nhv.specification.writing import Block, Drawing

# A frozen comparison is written in Swedish, whatever language its reader has.
NAMES: Final = ("högst 1 h", "1–2 h", "2–3 h", "3–4 h", "mer än 4 h")
WORDS: Final = ShadingWords(
    head=("Restid", "Andel av folket", "Kommuner"),
    marked="Enhet",
    description="Sveriges kommuner efter restid till närmaste enhet, mörkare ju längre. Punkter visar enheterna.",
)


def maps_of(document: Mapping[str, Any]) -> list[tuple[Block, ...]]:
    """For each combination that was looked at its map with the table of it; nothing where none was frozen."""
    return [_map(place, one) for place, one in enumerate(document.get("looked_at", ()), 1)]


def _map(place: int, looked_at: Mapping[str, Any]) -> tuple[Block, ...]:
    if "municipalities" not in looked_at:
        return ()
    drawn = _drawn(f"karta-{place}", looked_at)
    return Drawing(svg=str(drawn.svg), said=f"{drawn.title}. {drawn.description}"), drawn.table


def _drawn(key: str, looked_at: Mapping[str, Any]) -> Picture:
    shaded = {code: sum(minutes > limit for limit in SHADES) for code, minutes in looked_at["municipalities"].items()}
    within = [0.0, *(looked_at["within"][str(limit)] for limit in SHADES), 1.0]
    shades = [_shade(number, within, list(shaded.values())) for number in range(len(NAMES))]
    dots = [Dot(one["name"], one["latitude"], one["longitude"]) for one in looked_at["towns"]]
    name = " + ".join(one.name for one in dots)
    return draw_shading(f"Karta: restid, {name}", shaded, shades, dots, key=key, words=WORDS)


def _shade(number: int, within: Sequence[float], shaded: Sequence[int]) -> Shade:
    share = f"{(within[number + 1] - within[number]) * 100:.1f} %".replace(".", ",")
    return Shade(NAMES[number], (share, str(shaded.count(number))))
