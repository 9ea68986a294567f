"""The heads of a form's parts and its end, looked at as they are read: what Django would leave out or guess is refused.

It leaves out a file whose name cannot be read, keeps what has come of a part that has no end, and nothing of one whose
code it cannot read. Then it goes on, as if that were all.
"""

from typing import Any

from django.http.multipartparser import MultiPartParser
from django.utils.http import parse_header_parameters

from nhv.website.reading import NamelessFile, NotUtf8, Unreadable

# As Django has it: no head is longer.
_MOST = 16_384
_END = b"\r\n\r\n"
# Of parts that are sent as they are; no browser sends another code.
_AS_IT_IS = (b"", b"7bit", b"8bit", b"binary")


class Watched:
    """A stream that is read as it is, while the head of each part in it is looked at. Raises Unreadable, NotUtf8 and
    NamelessFile. `has_ended` says, when all is read, whether what ends the last part was there."""

    def __init__(self, stream: Any, boundary: bytes) -> None:
        self._stream, self._separator, self._kept = stream, b"--" + boundary + b"\r\n", b""
        # What comes first may be the end: then there is no part.
        self._last, self._tail, self.has_ended = b"\r\n--" + boundary + b"--", b"\r\n", False

    def read(self, *size: int) -> bytes:
        """As the stream does."""
        read: bytes = self._stream.read(*size)
        self._look(read)
        return read

    def readline(self, *size: int) -> bytes:
        """As the stream does."""
        read: bytes = self._stream.readline(*size)
        self._look(read)
        return read

    def _look(self, read: bytes) -> None:
        tail = self._tail + read
        self.has_ended = self.has_ended or self._last in tail
        self._tail = tail[-len(self._last) :]
        kept = self._kept + read
        while (begins := kept.find(self._separator)) >= 0:
            ends = kept.find(_END, begins)
            if ends < 0:
                break
            _check(kept[begins + len(self._separator) : ends])
            kept = kept[ends:]
        # A head that has not ended, or perhaps the beginning of what parts.
        self._kept = kept[begins : begins + _MOST] if begins >= 0 else kept[-len(self._separator) :]


def _check(head: bytes) -> None:
    for line in head.split(b"\r\n"):
        called, _, said = line.lower().partition(b":")
        if called.strip() == b"content-transfer-encoding" and said.strip() not in _AS_IT_IS:
            raise Unreadable("a part in another code")
        if not line.lower().startswith(b"content-disposition"):
            continue
        try:
            name = parse_header_parameters(line.decode("utf-8"))[1].get("filename")
        except UnicodeDecodeError:
            raise NotUtf8 from None
        except ValueError:
            raise NamelessFile from None
        # Without a name none was chosen; with one that is a folder's, or nothing, something was.
        if name and not MultiPartParser.sanitize_file_name(None, name):  # type: ignore[arg-type]  # asks nothing of self
            raise NamelessFile
