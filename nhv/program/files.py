"""Files named on the command line: bounded, and told about in one sentence when they cannot be read."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from nhv.program.faults import InputFault

if TYPE_CHECKING:
    from nhv.reading.result import Reading
    from nhv.specification.area import Area

MOST_BYTES = 10_000_000


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
    """The text of a UTF-8 file, with or without a byte order mark. Raises InputFault."""
    try:
        return bytes_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputFault(f"{path}: filen är inte UTF-8 (byte {error.start}); spara den som UTF-8") from None


def reading_of(path: Path, *, predecessor: "Callable[[str], Area | None] | None" = None) -> "Reading":
    """A real document as read. Raises InputFault."""
    from nhv.reading.faults import ReadingFault
    from nhv.reading.result import read_document

    try:
        return read_document(bytes_of(path), path.name, predecessor=predecessor)
    except ReadingFault as fault:
        raise InputFault(str(fault.in_file(str(path)))) from None
