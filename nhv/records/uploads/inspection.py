"""Whether a file may be received, and of what media type it is."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from nhv.files.sorts import told_of
from nhv.records.uploads import office, pdf, pictures
from nhv.records.uploads.refusal import not_as_named, too_large, two_in_one
from nhv.rules.refusals import Refused, refused_for

MOST_BYTES = 20 * 1_048_576

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# By the end of the name: the media type, how the content begins, and what else is looked at.
_KINDS: dict[str, tuple[str, bytes, Callable[[BinaryIO], None]]] = {
    ".pdf": ("application/pdf", b"%PDF-", pdf.check),
    ".docx": (_WORD, b"PK\x03\x04", office.check_word),
    ".xlsx": (_EXCEL, b"PK\x03\x04", office.check_excel),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n", pictures.check_png),
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), ("image/jpeg", b"\xff\xd8\xff", pictures.check_jpeg)),
}
# Every reader of PDF looks for its head this far in: scanners, copiers and mails lay something before it.
MOST_BEFORE_PDF = 1_024
_BEFORE_OTHERS = (b"<", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"PK", b"MZ", b"\x7fELF", b"{\\rtf", b"#!")
_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"
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
        raise _not_for_us(file, name)
    media_type, beginning, check = kind
    if not _begins_as(beginning, file.read(MOST_BEFORE_PDF + len(beginning))):
        raise _not_as_named(file, name)
    if beginning != b"PK\x03\x04" and _ends_like_an_archive(file) and not pdf.says_it_holds_files(file):
        raise two_in_one()
    file.seek(0)
    check(file)
    file.seek(0)
    return media_type


def _begins_as(beginning: bytes, start: bytes) -> bool:
    if beginning != b"%PDF-":
        return start.startswith(beginning)
    before = start[: start.find(beginning)] if beginning in start else None
    return before is not None and not before.lstrip(_BLANK).startswith(_BEFORE_OTHERS)


def _not_for_us(file: BinaryIO, name: str) -> Refused:
    file.seek(0)
    fault = told_of(file.read(), name)
    if fault is not None:
        return refused_for(fault)
    return Refused(
        "file_kind_not_received",
        "Den sortens fil tas inte emot. Spara den som PDF, Word (.docx), Excel (.xlsx), PNG eller JPEG.",
    )


def _not_as_named(file: BinaryIO, name: str) -> Refused:
    file.seek(0)
    fault = told_of(file.read(), name)
    return refused_for(fault) if fault is not None else not_as_named()


def _ends_like_an_archive(file: BinaryIO) -> bool:
    """Whether a ZIP reader would take this file for an archive: it looks at the end, not at the beginning."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - 66_000, 0))
    return b"PK\x05\x06" in file.read()
