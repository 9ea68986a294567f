"""Opens a Word file that somebody sent: bounded, without entities, its tracked changes taken as accepted."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from nhv.rules.refusals import Refused

MOST_PARTS = 2_000
MOST_UNPACKED = 60_000_000
MOST_PART_BYTES = 5_000_000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
_DOCUMENT = "/officeDocument"

# What is looked into for text. All else (deleted and moved-away text, settings, pictures, comments) is passed by.
_HOLDERS = frozenset(
    f"{W}{name}"
    for name in (
        "body", "p", "r", "sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple",
        "bdo", "dir", "tbl", "tr", "tc",
    )
)  # fmt: skip
_BLOCKS = frozenset({f"{W}p", f"{W}tbl", f"{W}tr"})
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}

_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


@dataclass(frozen=True)
class Mark:
    """Where a bookmark starts (`name` is given) or ends; `number` ties the two together."""

    number: str
    name: str | None = None


@dataclass(frozen=True)
class WordPackage:
    """The parts of the file that a form is read from."""

    body: etree._Element
    properties: dict[str, str]


def open_word_file(data: bytes) -> WordPackage:
    """The parts. Raises Refused for what is no Word file, is damaged, encrypted or swells when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(
                    "word_file_swells", "Word-filen sväller orimligt när den packas upp. Spara om den i Word."
                )
            document = _part(archive, _document_name(archive))
            body = document.find(f"{W}body") if document is not None else None
            if body is None:
                raise Refused("not_a_word_document", "Filen är inget Word-dokument. Ladda upp formuläret som .docx.")
            return WordPackage(body, _properties(_part(archive, "docProps/custom.xml")))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError):
        raise Refused(
            "not_a_word_file",
            "Filen är ingen Word-fil (.docx), eller så är den skadad eller skyddad med lösenord. Öppna den i Word, "
            "spara den som .docx utan lösenord och ladda upp den igen.",
        ) from None
    except (ValueError, RuntimeError, etree.XMLSyntaxError):
        raise Refused(
            "word_file_damaged", "Word-filen är skadad eller krypterad. Spara om den utan lösenord."
        ) from None


def _document_name(archive: zipfile.ZipFile) -> str:
    links = _part(archive, "_rels/.rels")
    for link in links if links is not None else ():
        if link.get("Type", "").endswith(_DOCUMENT):
            return link.get("Target", "").lstrip("/")
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    try:
        part = archive.getinfo(name)
    except KeyError:
        return None
    with archive.open(part) as file:
        xml = file.read(MOST_PART_BYTES + 1)
    if len(xml) > MOST_PART_BYTES:
        raise Refused("word_text_too_large", "Word-filens text är orimligt stor. Spara om den i Word, utan bilder.")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _own_entities()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(xml.replace(_STRICT, _USUAL), parser)
    # In another encoding than UTF-8 the words above can hide from a search, but not from the parser.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _own_entities()
    return root


def _own_entities() -> Refused:
    return Refused("word_file_entities", "Word-filen innehåller egna XML-entiteter. Spara om den i Word.")


def _properties(part: etree._Element | None) -> dict[str, str]:
    found = part if part is not None else ()
    return {entry.get("name", ""): "".join(str(text) for text in entry.itertext()).strip() for entry in found}


def value_of(part: etree._Element | None) -> str:
    """The `w:val` of an element, or nothing."""
    return "" if part is None else part.get(f"{W}val", "")


def pieces(part: etree._Element) -> Iterator[str | Mark]:
    """The text in reading order, as it would be with all tracked changes accepted, and where bookmarks stand.

    Paragraphs and rows are parted by a line break. A point in a list has a mark, and a picture says that it is one.
    """
    first = True
    for child in part:
        tag = child.tag
        if tag in _HOLDERS:
            if tag in _BLOCKS:
                if is_deleted(child):
                    continue
                if not first:
                    yield "\n"
                first = False
                if child.find(f"{W}pPr/{W}numPr") is not None:
                    yield "• "
            elif tag == f"{W}tc" and child is not part[0]:
                yield "\t"
            yield from pieces(child)
        elif tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}bookmarkStart":
            yield Mark(child.get(f"{W}id", ""), child.get(f"{W}name", ""))
        elif tag == f"{W}bookmarkEnd":
            yield Mark(child.get(f"{W}id", ""))
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag in _PICTURES:
            yield "[bild]"
        elif tag in _SIGNS and part.tag == f"{W}r":
            yield _SIGNS[tag]


def text_of(part: etree._Element) -> str:
    """The text without the marks."""
    return "".join(piece for piece in pieces(part) if isinstance(piece, str))


def inner(part: etree._Element, name: str) -> Iterator[etree._Element]:
    """The nearest elements with this local name, also within controls and changes; not those of inner tables."""
    for child in part:
        if child.tag == f"{W}{name}":
            if not is_deleted(child):
                yield child
        elif child.tag in _HOLDERS and child.tag != f"{W}tbl":
            yield from inner(child, name)


def is_deleted(part: etree._Element) -> bool:
    """Whether a row is deleted by a tracked change that nobody has accepted yet."""
    return part.tag == f"{W}tr" and part.find(f"{W}trPr/{W}del") is not None


def _symbol(part: etree._Element) -> str:
    code = part.get(f"{W}char", "")
    try:
        return chr(int(code, 16))
    except ValueError:
        return "\ufffd"
