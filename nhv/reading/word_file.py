"""A Word file (.docx) → lines: paragraphs, lists with their marks, tables, in the order they stand."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nhv.reading.faults import ReadingFault
from nhv.reading.lines import Extracted, numbered

MOST_PARTS = 2_000
MOST_UNPACKED = 60_000_000
MOST_PART_BYTES = 8_000_000
DEEPEST = 60

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word_file(data: bytes) -> Extracted:
    """The lines of a Word file. Raises ReadingFault for encrypted, damaged or swollen files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive)
            document = _part(archive, "word/document.xml")
            if document is None:
                raise ReadingFault("arkivet är inget Word-dokument", what_to_do="välj en .docx-fil")
            numbering = Numbering(_part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml"))
    except ReadingFault:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError):
        raise _damaged() from None
    except (ValueError, RuntimeError, etree.XMLSyntaxError):
        # RuntimeError is how zipfile says that a part is encrypted.
        raise _damaged() from None
    body = document.find(f"{_W}body")
    return numbered(_lines(body, numbering) if body is not None else [])


def _check_sizes(archive: zipfile.ZipFile) -> None:
    """Before anything is unpacked: what a part says of its own size is checked again when it is read."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ReadingFault(
            "Word-filen sväller orimligt när den packas upp", what_to_do="spara om den eller använd .txt"
        )


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    try:
        part = archive.getinfo(name)
    except KeyError:
        return None
    if part.flag_bits & 1:
        raise ReadingFault("Word-filen är krypterad", what_to_do="spara den utan lösenord")
    with archive.open(part) as file:
        xml = file.read(MOST_PART_BYTES + 1)
    if len(xml) > MOST_PART_BYTES:
        raise ReadingFault("Word-filens text är orimligt stor", what_to_do="spara om den eller använd .txt")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ReadingFault("Word-filen innehåller egna XML-entiteter", what_to_do="spara om den i Word")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


@dataclass(frozen=True)
class _Level:
    kind: str
    start: int
    pattern: str


class Numbering:
    """Which mark a list paragraph carries, counted as Word counts: per list and level."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.levels: dict[tuple[str, int], _Level] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self.styles: dict[str, tuple[str | None, int | None, str, str]] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            for style in styles.iter(f"{_W}style"):
                name = _value(style.find(f"{_W}name")) or ""
                parent = _value(style.find(f"{_W}basedOn")) or ""
                self.styles[style.get(f"{_W}styleId", "")] = (*_list_of(style), name.casefold(), parent)

    def _read_numbering(self, numbering: etree._Element) -> None:
        abstract: dict[str, etree._Element] = {
            found.get(f"{_W}abstractNumId", ""): found for found in numbering.iter(f"{_W}abstractNum")
        }
        for number in numbering.iter(f"{_W}num"):
            source = abstract.get(_value(number.find(f"{_W}abstractNumId")) or "")
            if source is None:
                continue
            for level in source.iter(f"{_W}lvl"):
                place = number.get(f"{_W}numId", ""), _whole(level.get(f"{_W}ilvl"))
                self.levels[place] = _Level(
                    _value(level.find(f"{_W}numFmt")) or "bullet",
                    _whole(_value(level.find(f"{_W}start")), 1),
                    _value(level.find(f"{_W}lvlText")) or "",
                )

    def mark(self, paragraph: etree._Element) -> str:
        """Indent and mark of a list paragraph («   • », « 2. »), or nothing."""
        style = self._style(paragraph)
        number, level = _list_of(paragraph)
        style_number, style_level, style_name = self._inherited(style)
        number = number if number is not None else style_number
        depth = min(level if level is not None else style_level or 0, 8)
        if number == "0" or (number is None and not style_name.startswith("list")):
            return ""
        indent = "  " * depth + " "
        found = self.levels.get((number or "", depth))
        if found is None:
            return f"{indent}• " if "bullet" in style_name or number is not None else ""
        if found.kind in {"bullet", "none"}:
            return f"{indent}• "
        return indent + self._counted(number or "", depth, found)

    def _counted(self, number: str, depth: int, level: _Level) -> str:
        place = number, depth
        self.counts[place] = self.counts.get(place, level.start - 1) + 1
        for deeper in [other for other in self.counts if other[0] == number and other[1] > depth]:
            del self.counts[deeper]
        count = self.counts[place]
        if level.kind in {"lowerLetter", "upperLetter"} and count <= 26:
            return f"{chr(ord('a') + count - 1)}) "
        return f"{count}. "

    def heading(self, paragraph: etree._Element) -> int:
        """1–9 for paragraphs in a heading style, 0 for others; «Title» counts as 1."""
        *_, name = self._inherited(self._style(paragraph))
        for start in ("heading ", "rubrik "):
            if name.startswith(start) and name[len(start) :].isdigit():
                return min(int(name[len(start) :]), 9)
        return 1 if name in {"title", "rubrik"} else 0

    def _style(self, paragraph: etree._Element) -> str:
        return _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or ""

    def _inherited(self, style: str) -> tuple[str | None, int | None, str]:
        """List number, level and name of a style, looked up through the styles it is based on."""
        first_name = self.styles.get(style, (None, None, style.casefold(), ""))[2]
        number: str | None = None
        level: int | None = None
        for _ in range(10):
            found = self.styles.get(style)
            if found is None:
                break
            number = number if number is not None else found[0]
            level = level if level is not None else found[1]
            style = found[3]
        return number, level, first_name


def _lines(body: etree._Element, numbering: Numbering, depth: int = 0) -> Iterator[tuple[str, int]]:
    if depth > DEEPEST:
        return
    for child in body:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, numbering)
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}smartTag"}:
            yield from _lines(child, numbering, depth + 1)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> Iterator[tuple[str, int]]:
    heading = numbering.heading(paragraph)
    mark = numbering.mark(paragraph) if not heading else ""
    first, *rest = _text(paragraph).split("\n")
    if heading:
        yield "", 0
    yield (mark + first if first.strip() else first), heading
    for line in rest:
        yield " " * (len(mark) + 1 if mark else 0) + line, heading
    if heading:
        yield "", 0


def _table(table: etree._Element) -> Iterator[tuple[str, int]]:
    for row in table.iter(f"{_W}tr"):
        cells = [" ".join(" ".join(map(_text, cell.iter(f"{_W}p"))).split()) for cell in row.iter(f"{_W}tc")]
        yield "\t".join(cell for cell in cells if cell), 0
    yield "", 0


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for part in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        match etree.QName(part).localname:
            case "t":
                pieces.append((part.text or "").replace("\n", " "))
            case "tab":
                # The same name stands for a tab stop in the settings of the paragraph.
                if etree.QName(part.getparent()).localname == "r":
                    pieces.append("\t")
            case "noBreakHyphen":
                pieces.append("-")
            case _:
                pieces.append("\n")
    return "".join(pieces)


def _list_of(part: etree._Element) -> tuple[str | None, int | None]:
    numbers = part.find(f"{_W}pPr/{_W}numPr")
    if numbers is None:
        return None, None
    level = _value(numbers.find(f"{_W}ilvl"))
    return _value(numbers.find(f"{_W}numId")), _whole(level) if level is not None else None


def _value(part: etree._Element | None) -> str | None:
    return None if part is None else part.get(f"{_W}val")


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else otherwise


def _damaged() -> ReadingFault:
    return ReadingFault("Word-filen är skadad eller krypterad", what_to_do="hämta filen på nytt eller spara om den")
