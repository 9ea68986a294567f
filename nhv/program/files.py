"""Files named on the command line: bounded, and told about in one sentence when they cannot be read."""

import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from nhv.program.faults import InputFault

if TYPE_CHECKING:
    from nhv.reading.result import Reading
    from nhv.specification.area import Area

MOST_BYTES = 10_000_000
MOST_PARTS = 1_000
MOST_UNPACKED = 100_000_000


def bytes_of(path: Path) -> bytes:
    """The bytes of a file of at most 10 MB. Raises InputFault."""
    try:
        if path.is_dir():
            raise InputFault(f"{path}: det är en mapp, inte en fil; ange en fil i den")
        if not path.is_file():
            raise InputFault(f"{path}: det finns ingen sådan fil; kontrollera sökvägen")
        if path.stat().st_size > MOST_BYTES:
            raise InputFault(f"{path}: filen är större än 10 MB; dela den eller spara bara sidan")
        return path.read_bytes()
    except OSError as error:
        raise InputFault(f"{path}: filen går inte att läsa ({error.strerror}); kontrollera rättigheterna") from None


def text_of(path: Path) -> str:
    """The text of a UTF-8 file, with or without a byte order mark, or of UTF-16 with one. Raises InputFault."""
    try:
        return text_in(bytes_of(path))
    except UnicodeDecodeError as error:
        raise InputFault(f"{path}: filen är inte UTF-8 (byte {error.start}); spara den som UTF-8") from None


def text_in(content: bytes) -> str:
    """What is written, as Windows' own editor may have saved it. Raises UnicodeDecodeError."""
    return content.decode("utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and contents of what is in an archive of ZIP, where it is one: at most 1 000 of at most 10 MB each, and
    100 MB in all; what cannot be unpacked is left out."""
    if not content.startswith(b"PK\x03\x04"):
        return
    left = MOST_UNPACKED
    with suppress(BadZipFile, OSError), ZipFile(BytesIO(content)) as archive:
        for part in archive.infolist()[:MOST_PARTS]:
            with suppress(BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
                if not part.is_dir() and part.file_size <= min(MOST_BYTES, left):
                    left -= part.file_size
                    yield part.filename, archive.read(part)


def reading_of(path: Path, *, predecessor: "Callable[[str], Area | None] | None" = None) -> "Reading":
    """A real document as read. Raises InputFault."""
    from nhv.reading.faults import ReadingFault
    from nhv.reading.result import read_document

    try:
        return read_document(bytes_of(path), path.name, predecessor=predecessor)
    except ReadingFault as fault:
        raise InputFault(str(fault.in_file(str(path)))) from None
