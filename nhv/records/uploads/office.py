"""Word and Excel files: archives, measured by their own table of contents before any part is unpacked."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree import ElementTree

from nhv.files import links
from nhv.files.sorts import told_of
from nhv.records.uploads import contents
from nhv.records.uploads.refusal import damaged, leads_astray, not_as_named, two_in_one
from nhv.records.uploads.refusal import fetches as _fetches
from nhv.records.uploads.refusal import swollen as swollen_up
from nhv.rules.refusals import Refused, refused_for

MOST_PARTS = 2_000
MOST_UNPACKED = 150 * 1_048_576
# Plain text packs some thirty times, a sheet of equal cells a hundred; a bomb a thousand.
MOST_RATIO = 250
MOST_RELATIONS_BYTES = 2 * 1_048_576
# The figures of one chart.
MOST_FIGURES = 5 * 1_048_576
CHUNK = 1 << 18

_CONTENTS = "[Content_Types].xml"
_XML = (".xml", ".rels", ".vml")
# A drawing of other programs names its kind before it begins; what it runs or fetches is looked for by itself.
_DRAWING = re.compile(rb"\A[^<]*(?:<(?:\?|!--|!DOCTYPE\s+svg\b)[^>]*>\s*)*<(?:[\w.\-]+:)?svg\b")
_FOREIGN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"MZ")
_DANGEROUS_NAMES = re.compile(r"vbaproject|vbadata|/activex/|/ctrlprops/.*\.bin|macrosheets", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/", re.IGNORECASE)
# A chart of Word's own keeps its figures in a workbook beside it; that workbook is looked at as any other.
_CHART_FIGURES = re.compile(r"^(?:word|xl)/charts/_rels/[^/]+\.rels$", re.IGNORECASE)
_DANGEROUS_RELATIONS = (
    "oleobject",
    "control",
    "vbaproject",
    "xlmacrosheet",
    "attachedtoolbars",
    "frame",
    "extensibility",
)
_SYMLINK = 0o120000


def check_word(file: BinaryIO) -> None:
    """Raises Refused for a .docx that is damaged, swollen, or holds macros or other programs."""
    _check(file, "word/")


def check_excel(file: BinaryIO) -> None:
    """Raises Refused for an .xlsx that is damaged, swollen, or holds macros or other programs."""
    _check(file, "xl/")


def _check(file: BinaryIO, folder: str) -> None:
    try:
        _check_end(file)
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            _check_places(parts)
            _check_names(archive, parts, folder)
            figures = _figures_of_charts(archive, parts)
            for part in parts:
                _check_part(archive, part, figures)
            _check_main_part(archive, folder)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        zlib.error,
        ElementTree.ParseError,
    ):
        raise damaged() from None
    except (ValueError, RuntimeError, OSError):
        raise damaged() from None


def _check_end(file: BinaryIO) -> None:
    """The table of contents ends the file: what stands after it is not Word's."""
    file.seek(-22, 2)
    if file.read(4) != b"PK\x05\x06":
        file.seek(0)
        fault = told_of(file.read(), "")
        raise refused_for(fault) if fault is not None and fault.code == "file_cut_off" else two_in_one()
    file.seek(0)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(part.file_size > MOST_RATIO * max(part.compress_size, 4096) for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen:
        raise swollen_up()


def _check_places(parts: list[zipfile.ZipInfo]) -> None:
    """Parts lie after each other from the first byte: bombs let many parts share the same bytes."""
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("file_encrypted", "Filen är krypterad. Spara den utan lösenord.")
    place = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < place or (place == 0 and part.header_offset != 0):
            raise two_in_one()
        place = part.header_offset + 30 + len(part.orig_filename.encode("utf-8", "replace")) + part.compress_size


def _check_main_part(archive: zipfile.ZipFile, folder: str) -> None:
    """The package names its main part, which lies in the folder of its kind."""
    try:
        root = ElementTree.fromstring(archive.read("_rels/.rels"))  # noqa: S314 (no DOCTYPE: checked above)
    except KeyError:
        raise _another_kind(archive) from None
    mains = [one.get("Target", "").lstrip("/") for one in root if one.get("Type", "").endswith("/officeDocument")]
    if len(mains) != 1 or not mains[0].startswith(folder) or mains[0] not in archive.namelist():
        raise _another_kind(archive)


def _another_kind(archive: zipfile.ZipFile) -> Refused:
    """What the archive is instead of what its name says."""
    file = archive.fp
    if file is None:
        return not_as_named()
    file.seek(0)
    fault = told_of(file.read(), "")
    return refused_for(fault) if fault is not None else not_as_named()


def _figures_of_charts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> frozenset[str]:
    """The workbooks that hold the figures of charts, each looked at by itself. Raises Refused for what is no such."""
    embedded = [part for part in parts if _EMBEDDED.search(f"/{part.orig_filename}")]
    named: set[str] = set()
    for part in parts:
        if embedded and _CHART_FIGURES.match(part.orig_filename) and part.file_size <= MOST_RELATIONS_BYTES:
            named |= {target.rpartition("/")[2] for target in _targets(archive, part)}
    for part in embedded:
        name = part.orig_filename.rpartition("/")[2]
        if name in named and not name.lower().endswith(".xlsx"):
            raise _old_figures()
        if name not in named or not name.lower().endswith(".xlsx") or part.file_size > MOST_FIGURES:
            raise _embedded()
        check_excel(io.BytesIO(archive.read(part)))
    return frozenset(part.orig_filename for part in embedded)


def _targets(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[str]:
    text = archive.read(part)
    if _FOREIGN.search(text):
        raise damaged()
    return [one.get("Target", "") for one in ElementTree.fromstring(text)]  # noqa: S314 (no DOCTYPE: just checked)


def _check_names(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], folder: str) -> None:
    names = [part.orig_filename for part in parts]
    if len({name.casefold() for name in names}) != len(names) or any(map(_leads_out, names)):
        raise damaged()
    if any(part.external_attr >> 16 & 0o170000 == _SYMLINK for part in parts):
        raise damaged()
    if _CONTENTS not in names or not any(name.startswith(folder) for name in names):
        raise _another_kind(archive)
    if any(_DANGEROUS_NAMES.search(f"/{name}") for name in names):
        raise _program()


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return "\\" in name or ":" in name or path.is_absolute() or ".." in path.parts or any(ord(s) < 32 for s in name)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, figures: frozenset[str]) -> None:
    name = part.orig_filename
    if name in figures:
        return
    with archive.open(part) as opened:
        start = opened.read(CHUNK)
        if start.startswith(_ARCHIVES):
            raise _program()
        # What a part is called says nothing of what it is: the table of contents may say XML of any name.
        if not _begins_as_xml(start):
            if start and name.lower().endswith(_XML):
                # In letters of another kind, which some reader may know.
                raise damaged()
            return
        is_drawing = _DRAWING.search(start) is not None
        _check_encoding(start)
        kept = start
        while chunk := start:
            if b"\x00" in chunk or (not is_drawing and _FOREIGN.search(kept)):
                raise Refused("file_entities", "Filen innehåller egna XML-entiteter. Spara om den i Word eller Excel.")
            start = opened.read(CHUNK)
            kept = kept[-16:] + start
    if name == _CONTENTS and b"macroEnabled" in archive.read(part):
        raise _program()
    if name.lower().endswith(".rels"):
        _check_relations(archive, part)
    else:
        with archive.open(part) as opened:
            contents.check(opened, is_drawing=is_drawing)


def _begins_as_xml(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _check_encoding(start: bytes) -> None:
    """UTF-8 only: in another encoding the words that are looked for look otherwise."""
    found = _ENCODING.match(start.removeprefix(b"\xef\xbb\xbf").lstrip())
    if found and found[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise damaged()


def _check_relations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """What the file asks for from outside: links that a reader may follow, and nothing that is fetched by itself."""
    if part.file_size > MOST_RELATIONS_BYTES:
        raise damaged()
    for relation in ElementTree.fromstring(archive.read(part)):  # noqa: S314 (no DOCTYPE: checked above)
        kind = relation.get("Type", "").rpartition("/")[2].casefold()
        outside = relation.get("TargetMode", "").casefold() == "external"
        if outside and kind in ("oleobject", "package"):
            raise _fetches()
        target = relation.get("Target", "")
        if kind in ("afchunk", "subdocument"):
            raise _another_document()
        if kind in _DANGEROUS_RELATIONS:
            raise _embedded() if kind == "oleobject" else _program()
        # A template on the writer's own disk is named in most files of an organisation, and is found nowhere else.
        if outside and kind != "hyperlink" and links.is_fetched(target):
            raise _FETCHING.get(kind, _fetches)()
        if (outside and kind == "hyperlink" and links.leads_astray(target)) or links.is_away(target):
            raise leads_astray(links.shown(target))


def _template() -> Refused:
    return Refused(
        "file_with_template_elsewhere",
        "Filen är kopplad till en Word-mall på en annan plats. Öppna den i Word, välj Utvecklare, Dokumentmall, skriv "
        "Normal.dotm i rutan och spara. Eller spara filen som PDF.",
    )


def _old_figures() -> Refused:
    return Refused(
        "file_with_old_figures",
        "Filen har ett diagram vars siffror ligger i ett äldre kalkylblad. Kopiera diagrammet, klistra in det som "
        "bild, ta bort det gamla och spara.",
    )


def _fetches_in_excel() -> Refused:
    return Refused(
        "file_linked_to_workbook",
        "Filen hämtar värden från en annan arbetsbok. Välj i Excel Data, Redigera länkar, Bryt länk, och spara.",
    )


_FETCHING = {"attachedtemplate": _template, "externallinkpath": _fetches_in_excel}


def _embedded() -> Refused:
    return Refused(
        "file_with_embedded_file",
        "Filen har en annan fil inbäddad i sig. Ta bort den, eller klistra in den som bild, och spara; bifoga den "
        "andra filen för sig.",
    )


def _another_document() -> Refused:
    return Refused(
        "file_with_another_document",
        "Filen har ett annat dokument infogat i sig, som Word läser in först när den öppnas. Öppna den i Word och "
        "spara den på nytt, eller spara den som PDF.",
    )


def _program() -> Refused:
    return Refused(
        "file_with_programs",
        "Filen innehåller makron eller andra program. Spara den som .docx eller .xlsx utan makron, eller som PDF.",
    )
