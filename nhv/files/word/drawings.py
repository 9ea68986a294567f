"""Drawings: the words in their boxes, shapes, charts and descriptions, each once."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from nhv.files.word.package import R, W, WordPackage
from nhv.files.word.pieces import Aside
from nhv.files.written import BOX, CHART, PICTURE

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
# What programs themselves say of a box that nobody has described.
_NAMES_BOX = re.compile(r"(?:textruta|text ?box|rektangel|rectangle|grupp|group)\s*\d*", re.IGNORECASE)


def words_drawn(
    picture: etree._Element, package: WordPackage, text_of: Callable[[etree._Element], str]
) -> Iterator[Aside]:
    """The words in a drawing. A picture without any gives a description that is empty."""
    boxes = [box for box in picture.iter(f"{W}txbxContent") if next(box.iterancestors(f"{W}txbxContent"), None) is None]
    found = [Aside(BOX, text_of(box)) for box in _outermost(boxes)]
    drawn = [text.text or "" for text in picture.iter(f"{A}t")]
    drawn += [path.get("string", "") for path in picture.iter(f"{_V}textpath")]
    found += [Aside(BOX, " ".join(filter(None, drawn)))] if any(drawn) else []
    found += [Aside(CHART, _words_of_part(package, one.get(f"{R}id", ""))) for one in picture.iter(f"{_C}chart")]
    found += [Aside(CHART, _words_of_part(package, one.get(f"{R}dm", ""))) for one in picture.iter(f"{_DGM}relIds")]
    said = _description(picture)
    if not found or (said and _shows_picture(picture)):
        found.append(Aside(PICTURE, said))
    elif said and not _NAMES_BOX.fullmatch(said):
        # A box of words is no picture, whatever is said of it.
        found.append(Aside(BOX, said))
    yield from found


def _shows_picture(picture: etree._Element) -> bool:
    return next(picture.iter(f"{A}blip", f"{_V}imagedata", f"{_C}chart", f"{_DGM}relIds"), None) is not None


def _words_of_part(package: WordPackage, relation: str) -> str:
    named = package.relations(package.main).get(relation)
    part = package.xml(named.target) if named is not None and not named.outside else None
    words = part.iter(f"{A}t", f"{_C}v") if part is not None else ()
    return "; ".join(filter(None, ((word.text or "").strip() for word in words)))


def _outermost(boxes: list[etree._Element]) -> list[etree._Element]:
    """The boxes of a drawing, without those that an older form of it repeats."""
    return [box for box in boxes if not any(map(_repeats, box.iterancestors(f"{_MC}Fallback")))] or boxes


def _repeats(fallback: etree._Element) -> bool:
    around = fallback.getparent()
    return around is not None and around.find(f"{_MC}Choice//{W}txbxContent") is not None


def _description(picture: etree._Element) -> str:
    for one in picture.iter():
        if isinstance(one.tag, str) and (one.tag.endswith("}docPr") or one.tag.startswith(_V)):
            said = one.get("descr") or one.get("alt") or one.get("title")
            if said:
                return said
    return ""
