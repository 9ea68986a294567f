"""PNG and JPEG: how large the picture is, and that nothing follows it. No pixel is ever unpacked."""

import re
from typing import BinaryIO

from nhv.records.uploads.refusal import damaged, two_in_one
from nhv.rules.refusals import Refused

MOST_PIXELS = 50_000_000
# Cameras and programs leave a little after the end of a JPEG.
MOST_AFTER_JPEG = 65_536

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
    if place + 12 != len(data):
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
    if len(data) - place > MOST_AFTER_JPEG:
        raise two_in_one()


def _check_pixels(width: int, height: int) -> None:
    if width == 0 or height == 0:
        raise damaged()
    if width * height > MOST_PIXELS:
        raise Refused(
            "picture_too_large",
            "Bilden har fler än {millions} miljoner bildpunkter. Spara den mindre.",
            millions=MOST_PIXELS // 1_000_000,
        )
