"""How a paragraph or a run looks where it matters for what it says: lists, headings, struck, hidden, raised."""

from dataclasses import dataclass, replace

from lxml import etree

from nhv.files.word.package import W

_DEEPEST = 12
# Half points: two points are read by nobody.
_UNSEEN = 4
_WHITE = frozenset({"FFFFFF", "FEFEFE"})
_LETTERS = {"lowerLetter": "abcdefghijklmnopqrstuvwxyz", "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(frozen=True)
class Look:
    """What a run is. `place` is +1 when it is raised, -1 when lowered; `pale` when it is white as paper. `font_beyond`
    is the font of letters that are not ASCII."""

    struck: bool = False
    hidden: bool = False
    pale: bool = False
    place: int = 0
    font: str = ""
    font_beyond: str = ""


@dataclass(frozen=True)
class _Style:
    element: etree._Element
    name: str
    parent: str


@dataclass(frozen=True)
class _Level:
    kind: str
    start: int
    pattern: str


class Styles:
    """The styles and lists of one file. Lists are counted as Word counts them: per list and level."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, _Style] = {}
        self._plain: dict[str, Look] = {}
        if styles is not None:
            for style in styles.iter(f"{W}style"):
                name, parent = value_of(style.find(f"{W}name")), value_of(style.find(f"{W}basedOn"))
                self._styles[style.get(f"{W}styleId", "")] = _Style(style, name.casefold(), parent)
        if numbering is not None:
            self._read_numbering(numbering)

    def _read_numbering(self, numbering: etree._Element) -> None:
        abstract = {found.get(f"{W}abstractNumId", ""): found for found in numbering.iter(f"{W}abstractNum")}
        for number in numbering.iter(f"{W}num"):
            name = number.get(f"{W}numId", "")
            source = abstract.get(value_of(number.find(f"{W}abstractNumId")))
            for level in source.iter(f"{W}lvl") if source is not None else ():
                self._add_level(name, level)
            for override in number.iter(f"{W}lvlOverride"):
                self._override(name, override)

    def _override(self, name: str, override: etree._Element) -> None:
        place = name, whole(override.get(f"{W}ilvl"))
        if (level := override.find(f"{W}lvl")) is not None:
            self._add_level(name, level)
        start = override.find(f"{W}startOverride")
        if start is not None and place in self._levels:
            self._levels[place] = replace(self._levels[place], start=whole(value_of(start), 1))

    def _add_level(self, name: str, level: etree._Element) -> None:
        place = name, whole(level.get(f"{W}ilvl"))
        kind = value_of(level.find(f"{W}numFmt")) or "bullet"
        start = whole(value_of(level.find(f"{W}start")), 1)
        self._levels[place] = _Level(kind, start, value_of(level.find(f"{W}lvlText")))
        if style := value_of(level.find(f"{W}pStyle")):
            self._by_style.setdefault(style, place)

    def look(self, run: etree._Element, paragraph: etree._Element | None) -> Look:
        """The look of a run: its own settings, then its style's, then the paragraph's."""
        own, style = settings_of(run), self.style_of(paragraph) if paragraph is not None else ""
        if own is None:
            if style not in self._plain:
                self._plain[style] = self._look([], style)
            return self._plain[style]
        return self._look([own, *self._inherited(value_of(own.find(f"{W}rStyle")))], style)

    def _look(self, sources: list[etree._Element | None], style: str) -> Look:
        known = [source for source in (*sources, *self._inherited(style)) if source is not None]
        return Look(
            struck=_first_on(known, "strike") or _first_on(known, "dstrike"),
            hidden=_first_on(known, "vanish") or 0 < whole(_first_value(known, "sz"), 99) <= _UNSEEN,
            pale=_first_value(known, "color").upper() in _WHITE and not any(map(_is_coloured, known)),
            place={"superscript": 1, "subscript": -1}.get(_first_value(known, "vertAlign"), 0) or _moved(known),
            font=_first_font(known, "ascii"),
            font_beyond=_first_font(known, "hAnsi"),
        )

    def _inherited(self, style: str) -> list[etree._Element | None]:
        """The run settings of a style and of those it is based on."""
        return [found.element.find(f"{W}rPr") for found in self._chain(style)]

    def _chain(self, style: str) -> list[_Style]:
        chain: list[_Style] = []
        while (found := self._styles.get(style)) is not None and len(chain) < _DEEPEST:
            chain.append(found)
            style = found.parent
        return chain

    def style_of(self, paragraph: etree._Element) -> str:
        """The id of the paragraph's style."""
        settings = settings_of(paragraph)
        return value_of(settings.find(f"{W}pStyle")) if settings is not None else ""

    def heading(self, paragraph: etree._Element) -> int:
        """1–9 for paragraphs in a heading style or with a level in the outline, 0 for others; «Title» counts as 1."""
        for found in self._chain(self.style_of(paragraph)):
            for start in ("heading ", "rubrik "):
                if found.name.startswith(start) and found.name[len(start) :].isdecimal():
                    return min(int(found.name[len(start) :]), 9)
            if found.name in {"title", "rubrik"}:
                return 1
        settings = settings_of(paragraph)
        level = settings.find(f"{W}outlineLvl") if settings is not None else None
        return whole(value_of(level)) + 1 if level is not None and whole(value_of(level), 9) < 9 else 0

    def mark(self, paragraph: etree._Element) -> str:
        """Indent and mark of a list paragraph («   • », « 2. »), or nothing."""
        number, level = self._list_of(paragraph)
        name = next((found.name for found in self._chain(self.style_of(paragraph))), "")
        if number == "0" or (not number and not name.startswith("list")):
            return ""
        depth = min(level if level is not None else _depth_in_name(name), 8)
        indent = "  " * (depth if depth or not name.startswith("list") else _depth_in_name(name)) + " "
        found = self._levels.get((number, depth))
        if found is None:
            return f"{indent}• " if "bullet" in name or number else ""
        if found.kind == "bullet":
            return f"{indent}• "
        return indent + self._counted(number, depth, found)

    def is_point(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a point of a list and no heading."""
        number, _ = self._list_of(paragraph)
        return number not in ("", "0") and not self.heading(paragraph)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int | None]:
        """List and level: the paragraph's own, or by its style, or by the list that names the style."""
        number, level = "", None
        elements = [paragraph, *(found.element for found in self._chain(self.style_of(paragraph)))]
        for element in elements:
            settings = settings_of(element) if element is paragraph else element.find(f"{W}pPr")
            numbers = settings.find(f"{W}numPr") if settings is not None else None
            if numbers is None:
                continue
            number = number or value_of(numbers.find(f"{W}numId"))
            at = numbers.find(f"{W}ilvl")
            level = whole(value_of(at)) if level is None and at is not None else level
        named = self._by_style.get(self.style_of(paragraph))
        if named is not None and not number:
            return named
        return number, named[1] if named is not None and level is None else level

    def _counted(self, number: str, depth: int, level: _Level) -> str:
        place = number, depth
        self._counts[place] = self._counts.get(place, level.start - 1) + 1
        for deeper in [other for other in self._counts if other[0] == number and other[1] > depth]:
            del self._counts[deeper]
        if level.kind == "none":
            return f"{level.pattern} " if level.pattern.strip() else ""
        count = _written(self._counts[place], level.kind)
        words = level.pattern.replace(f"%{depth + 1}", "").strip(" .():%0123456789")
        if words:
            return level.pattern.replace(f"%{depth + 1}", count).strip() + " "
        return f"{count}) " if level.kind in _LETTERS else f"{count}. "


def _written(count: int, kind: str) -> str:
    if kind in _LETTERS and count <= 26:
        return _LETTERS[kind][count - 1].lower()
    return str(count)


def _depth_in_name(name: str) -> int:
    """«list bullet 2» is the second level, whatever the list says."""
    last = name.rpartition(" ")[2]
    return int(last) - 1 if last.isdecimal() and 1 < int(last) <= 9 else 0


def _first_on(sources: list[etree._Element], name: str) -> bool:
    switch = next((found for source in sources if (found := source.find(f"{W}{name}")) is not None), None)
    return is_on(switch)


def _first_value(sources: list[etree._Element], name: str) -> str:
    return next((value_of(found) for source in sources if (found := source.find(f"{W}{name}")) is not None), "")


def _first_font(sources: list[etree._Element], kind: str) -> str:
    """The nearest font that is said; one of the theme's is letters."""
    fonts = (found for source in sources if (found := source.find(f"{W}rFonts")) is not None)
    said = (font.get(f"{W}{kind}") or font.get(f"{W}{kind}Theme") or "" for font in fonts)
    return next(filter(None, said), "")


def is_on_colour(run: etree._Element) -> bool:
    """Whether a run may stand on another colour than paper's: its paragraph, its cell or its table has one."""
    paragraph, cell = next(run.iterancestors(f"{W}p"), None), next(run.iterancestors(f"{W}tc"), None)
    around = [settings_of(paragraph)] if paragraph is not None else []
    around += [cell.find(f"{W}tcPr")] if cell is not None else []
    has_style = any(table.find(f"{W}tblPr/{W}tblStyle") is not None for table in run.iterancestors(f"{W}tbl"))
    return has_style or any(_is_coloured(part) for part in around if part is not None)


def _is_coloured(settings: etree._Element) -> bool:
    shading = settings.find(f"{W}shd")
    fill = shading.get(f"{W}fill", "auto").upper() if shading is not None else "AUTO"
    return settings.find(f"{W}highlight") is not None or fill not in {"AUTO", *_WHITE}


def _moved(sources: list[etree._Element]) -> int:
    """Raised or lowered by hand: at least three points, with smaller letters."""
    by = _first_value(sources[:1], "position")
    try:
        half_points = int(by or 0)
    except ValueError:
        return 0
    return 1 if half_points >= 6 else -1 if half_points <= -6 else 0


def is_frame(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a frame of its own beside the text; a large first letter is no such frame."""
    return _frame(paragraph) == "frame"


def is_large_letter(paragraph: etree._Element) -> bool:
    """Whether a paragraph is the first letter of the next one, made large."""
    return _frame(paragraph) == "letter"


def _frame(paragraph: etree._Element) -> str:
    settings = settings_of(paragraph)
    frame = settings.find(f"{W}framePr") if settings is not None else None
    if frame is None:
        return ""
    return "letter" if frame.get(f"{W}dropCap", "none") != "none" else "frame"


def settings_of(part: etree._Element) -> etree._Element | None:
    """The settings of a paragraph or a run, which stand first in it: a paragraph of very many runs is not searched."""
    first = next(iter(part), None)
    return first if first is not None and first.tag in (f"{W}pPr", f"{W}rPr") else None


def is_on(switch: etree._Element | None) -> bool:
    """A switch of the format is on by standing there, unless it says otherwise."""
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


def value_of(part: etree._Element | None) -> str:
    """The `w:val` of an element, or nothing."""
    return "" if part is None else part.get(f"{W}val", "")


def whole(text: str | None, otherwise: int = 0) -> int:
    """A number of at most five digits."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
