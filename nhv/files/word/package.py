"""Opens a Word file: an archive of parts that name each other, bounded before anything is unpacked.

Which part is the document is what the package says, never a name: Word on the web calls it `document2.xml`. The strict
form of the format is read as the usual one; the two differ in the names of their namespaces.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from nhv.files.faults import FileFault
from nhv.files.sorts import told_of

MOST_PARTS = 2_000
MOST_UNPACKED = 60_000_000
MOST_PART_BYTES = 8_000_000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_OWN_ENCODING = re.compile(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Relation:
    """What one part asks for: `kind` is the last word of its type, `target` the name of a part, or an address."""

    kind: str
    target: str
    outside: bool


class WordPackage:
    """The parts of an opened file."""

    def __init__(self, data: bytes) -> None:
        """Raises FileFault for what is no Word file, is damaged, encrypted or swells when unpacked."""
        self._data = data
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError, ValueError):
            raise told_of(data, "") or FileFault(
                "not_a_word_file",
                "Word-filen är skadad eller krypterad. Öppna den i Word, spara den som .docx utan lösenord och försök "
                "igen.",
            ) from None
        self._parts = {part.filename.lower(): part for part in self._archive.infolist()}
        parts = self._archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise FileFault("word_file_swells", "Word-filen sväller orimligt när den packas upp. Spara om den i Word.")

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return [part.filename for part in self._archive.infolist() if not part.is_dir()]

    @cached_property
    def main(self) -> str:
        """The name of the document's own part."""
        named = [one.target for one in self.relations("").values() if one.kind == "officeDocument" and not one.outside]
        return named[0] if named else "word/document.xml"

    def body(self) -> etree._Element:
        """Where the text of the document is. Raises FileFault when there is none."""
        document = self.xml(self.main)
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise told_of(self._data, "") or FileFault(
                "not_a_word_document", "Arkivet är inget Word-dokument. Välj en .docx-fil."
            )
        return body

    def relations(self, name: str) -> Mapping[str, Relation]:
        """What a part asks for, by the names it uses; of the whole package for no name."""
        folder, _, file = name.rpartition("/")
        links = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        for link in links if links is not None else ():
            target, outside = link.get("Target", ""), link.get("TargetMode", "").casefold() == "external"
            place = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[link.get("Id", "")] = Relation(link.get("Type", "").rpartition("/")[2], place, outside)
        return found

    def related(self, kind: str) -> list[str]:
        """The parts of a kind that the document asks for: `footnotes`, `header`, `styles`."""
        return [one.target for one in self.relations(self.main).values() if one.kind == kind and not one.outside]

    def only(self, kind: str, usual: str) -> etree._Element | None:
        """The part of a kind, or the one with the usual name beside the document."""
        names = [*self.related(kind), posixpath.join(posixpath.dirname(self.main), usual)]
        return next((part for name in names if (part := self.xml(name)) is not None), None)

    def xml(self, name: str) -> etree._Element | None:
        """A part, or nothing when it is not there. Raises FileFault for what is damaged, too large or locked."""
        try:
            xml = self.read(name)
            return _parsed(xml) if xml is not None else None
        except (etree.XMLSyntaxError, ValueError):
            raise damaged() from None

    def read(self, name: str) -> bytes | None:
        """The bytes of a part. Raises FileFault as `xml` does."""
        part = self._parts.get(name.lower())
        if part is None:
            return None
        if part.flag_bits & 1:
            raise FileFault("word_file_encrypted", "Word-filen är krypterad. Spara den utan lösenord.")
        try:
            with self._archive.open(part) as file:
                content = file.read(MOST_PART_BYTES + 1)
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
            raise damaged() from None
        except (zipfile.LargeZipFile, zlib.error):
            raise damaged() from None
        if len(content) > MOST_PART_BYTES:
            raise FileFault("word_text_too_large", "Word-filens text är orimligt stor. Spara om den i Word.")
        return content


def _parsed(xml: bytes) -> etree._Element:
    if xml.startswith(_WIDE):
        xml = _OWN_ENCODING.sub(r"\1", xml.decode("utf-16")).encode()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _own_entities()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(_STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", xml), parser)
    # In another encoding than UTF-8 the words above can hide from a search, but not from the parser.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _own_entities()
    return root


def damaged() -> FileFault:
    """The file cannot be read as what it says that it is."""
    return FileFault(
        "word_file_damaged", "Word-filen är skadad eller krypterad. Hämta den på nytt eller spara om den utan lösenord."
    )


def _own_entities() -> FileFault:
    return FileFault("word_file_entities", "Word-filen innehåller egna XML-entiteter. Spara om den i Word.")
