"""PNG and JPEG: how large the picture is, and that nothing follows it. No pixel is ever unpacked."""

import re
from typing import BinaryIO

from nhv.records.uploads.refusal import damaged, two_in_one
from nhv.rules.refusals import Refused

MOST_PIXELS = 50_000_000
# Cameras and programs leave a little after the end of a JPEG.
MOST_AFTER_JPEG = 65_536
_LOOKED_FOR = 4_096
_OTHERS = (b"PK\x03\x04", b"MZ", b"%PDF-", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_SCAN, _END, _START = 0xDA, 0xD9, 0xD8


def check_png(file: BinaryIO) -> None:
    """Raises Refused for a PNG that is too large, damaged, or followed by something else."""
    data = file.read()
    if data[12:16] != b"IHDR":
        raise damaged()
    _check_pixels(int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    place = 8
    while data[place + 4 : place + 8] != b"IEND":
        place += 12 + int.from_bytes(data[place : place + 4])
        if place + 12 > len(data):
            raise damaged()
    # Clipping tools fill up with zeros.
    if data[place + 12 :].strip(b"\x00\r\n"):
        raise two_in_one()


def check_jpeg(file: BinaryIO) -> None:
    """Raises Refused for a JPEG that is too large, damaged, or followed by much else."""
    data = file.read()
    place, framed = 2, False
    while True:
        found = _MARKER.match(data, place) or _MARKER.search(data, place)
        if found is None:
            raise damaged()
        marker, place = data[found.start() + 1], found.end()
        if marker == _END:
            break
        if marker == _START:
            continue
        length = int.from_bytes(data[place : place + 2])
        if length < 2 or place + length > len(data):
            raise damaged()
        if marker in _FRAMES:
            _check_pixels(int.from_bytes(data[place + 5 : place + 7]), int.from_bytes(data[place + 3 : place + 5]))
            framed = True
        place += length
    if not framed:
        raise damaged()
    rest = data[place:]
    if len(rest) > MOST_AFTER_JPEG or _is_something_else(rest):
        raise _more_after_picture(rest)


def _is_something_else(rest: bytes) -> bool:
    """Whether what follows the end is a picture, a film or an archive, however small."""
    return rest[4:8] == b"ftyp" or rest.lstrip(b"\x00").startswith(_OTHERS)


def _more_after_picture(rest: bytes) -> Refused:
    """Telephones put a second picture or a short film after the first; what it is can be named without blame."""
    start = rest[:_LOOKED_FOR]
    if start.startswith(b"\xff\xd8") or b"ftyp" in start or b"\xff\xd8\xff" in start:
        return Refused(
            "picture_with_more",
            "Bilden har en kort film eller en bild till efter sig, som telefoner sparar (rörlig bild eller porträtt). "
            "Dela eller skicka den från telefonen som vanlig bild, eller ta en skärmbild av den, och ladda upp den.",
        )
    return two_in_one()


def _check_pixels(width: int, height: int) -> None:
    if width == 0 or height == 0:
        raise damaged()
    if width * height > MOST_PIXELS:
        raise Refused(
            "picture_too_large",
            "Bilden har fler än {millions} miljoner bildpunkter. Spara den mindre.",
            millions=MOST_PIXELS // 1_000_000,
        )
