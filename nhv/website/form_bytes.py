"""The bytes of a form in parts as text: UTF-8, and where they are not, a sign that no text contains.

Django puts «�» there and goes on, as if somebody had written it: words that are lost would be called saved. A text that
holds «�» already (it is a character like others) goes through as it is.
"""

import codecs
from typing import TYPE_CHECKING

from nhv.language.characters import UNREADABLE

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

CODEC = "nhv-form-utf-8"


def _mark(fault: UnicodeError) -> tuple[str, int]:
    assert isinstance(fault, UnicodeDecodeError)
    return UNREADABLE, fault.end


def _decode(raw: "Buffer", _errors: str = "strict", /) -> tuple[str, int]:
    text = bytes(raw)
    return text.decode("utf-8", CODEC), len(text)


def _encode(text: str, errors: str = "strict", /) -> tuple[bytes, int]:
    return text.encode("utf-8", errors), len(text)


codecs.register_error(CODEC, _mark)
codecs.register(
    lambda name: codecs.CodecInfo(_encode, _decode, name=CODEC) if name.replace("_", "-") == CODEC else None
)
