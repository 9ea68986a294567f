"""SVG as values. Whatever text is put in is escaped on the way out; no styles and no scripts, which pages refuse."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

from nhv.language.characters import printable

Point = tuple[float, float]


class Svg(str):
    """A finished drawing, fit to stand in a page as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """What a template asks for before it would escape."""
        return self


def element(name: str, *inside: Element | str, **attributes: str | float) -> Element:
    """An element. `stroke_width=2` becomes `stroke-width="2"`, `class_` `class`; text comes before other elements."""
    made = Element(name, {_name(key): _value(value) for key, value in attributes.items()})
    made.text = "".join(printable(part) for part in inside if isinstance(part, str)) or None
    made.extend(part for part in inside if not isinstance(part, str))
    return made


def path(*points: Point) -> str:
    """The `d` of a line through the points."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def number(value: float) -> str:
    """At most one decimal: a tenth of a unit is less than can be seen."""
    return f"{round(value, 1):g}"


def whole_drawing(
    inside: Iterable[Element],
    *,
    key: str,
    title: str,
    description: str,
    width: float,
    height: float,
    scale: float = 1,
) -> Svg:
    """The drawing with its name and description for those who listen. The key begins its ids, so it is one on a page.

    A unit is `scale` CSS pixels at the drawing's own size. A page may let it grow and shrink, and gives it its font.
    """
    return Svg(
        tostring(
            element(
                "svg",
                element("title", title, id=f"{key}-title"),
                element("desc", description, id=f"{key}-description"),
                *inside,
                xmlns="http://www.w3.org/2000/svg",
                viewBox=f"0 0 {number(width)} {number(height)}",
                width=width * scale,
                height=height * scale,
                role="img",
                aria_labelledby=f"{key}-title",
                aria_describedby=f"{key}-description",
                font_family="sans-serif",
            ),
            encoding="unicode",
        )
    )


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return printable(value) if isinstance(value, str) else number(value)
