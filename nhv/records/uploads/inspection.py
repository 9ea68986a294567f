"""Whether a file may be received, and of what media type it is."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from nhv.records.uploads import office, pdf, pictures
from nhv.records.uploads.refusal import not_as_named, too_large, two_in_one
from nhv.rules.refusals import Refused

MOST_BYTES = 20 * 1_048_576

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# By the end of the name: the media type, how the content begins, and what else is looked at.
_KINDS: dict[str, tuple[str, bytes, Callable[[BinaryIO], None]]] = {
    ".pdf": ("application/pdf", b"%PDF-", pdf.check),
    ".docx": (_WORD, b"PK\x03\x04", office.check_word),
    ".xlsx": (_EXCEL, b"PK\x03\x04", office.check_excel),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n", pictures.check_png),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff", pictures.check_jpeg),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff", pictures.check_jpeg),
}
# How a Word or Excel file begins that is locked with a password, or saved as before 2007.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BEFORE_PDF = 64
_BEFORE_PDF = b" \t\r\n\x00\xef\xbb\xbf"
MEDIA_TYPES = tuple(dict.fromkeys(media_type for media_type, _, _ in _KINDS.values()))


def inspect(file: Path | BinaryIO, name: str, *, most_bytes: int = MOST_BYTES) -> str:
    """The media type of a file that may be received, by its content and its name. Raises Refused.

    `file` is a path or an open binary file, which is left at its beginning.
    """
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return inspect(opened, name, most_bytes=most_bytes)
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size == 0:
        raise Refused("file_empty", "Filen är tom. Välj en annan fil.")
    if size > most_bytes:
        raise too_large(most_bytes)
    kind = _KINDS.get(os.path.splitext(name)[1].lower())
    if kind is None:
        raise Refused(
            "file_kind_not_received",
            "Den sortens fil tas inte emot. Spara den som PDF, Word (.docx), Excel (.xlsx), PNG eller JPEG.",
        )
    media_type, beginning, check = kind
    if media_type in (_WORD, _EXCEL) and file.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
        raise _locked_or_old()
    file.seek(0)
    start = file.read(MOST_BEFORE_PDF + len(beginning))
    # Scanners and web servers leave a byte order mark or empty lines before the head of a PDF, as the format allows.
    if not (start.lstrip(_BEFORE_PDF) if beginning == b"%PDF-" else start).startswith(beginning):
        raise not_as_named()
    if beginning != b"PK\x03\x04" and _ends_like_an_archive(file):
        raise two_in_one()
    file.seek(0)
    check(file)
    file.seek(0)
    return media_type


def _locked_or_old() -> Refused:
    return Refused(
        "file_locked_or_old",
        "Filen är låst med lösenord, eller sparad i ett äldre format. Öppna den, välj Arkiv, Info, Skydda, Kryptera "
        "med lösenord och töm rutan; spara den sedan som .docx eller .xlsx.",
    )


def _ends_like_an_archive(file: BinaryIO) -> bool:
    """Whether a ZIP reader would take this file for an archive: it looks at the end, not at the beginning."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - 66_000, 0))
    return b"PK\x05\x06" in file.read()
