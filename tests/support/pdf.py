"""What a tagged PDF says of its parts to a reader's program, and how its pages look."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def elements(node: Any, parent: str = "") -> Iterator[tuple[str, str, DictionaryObject]]:
    """Each element of the structure: its kind, its parent's kind, itself."""
    node = node.get_object()
    for child in node.get("/K", []) if isinstance(node, DictionaryObject) else []:
        child = child.get_object()
        if isinstance(child, DictionaryObject) and "/S" in child:
            yield child["/S"], parent, child
            yield from elements(child, child["/S"])


def greys(pdf: bytes) -> list[int]:
    """How many points of the first page have each grey, from black to white, at 72 points an inch."""
    return list(pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L").histogram())


def words_of(pdf: bytes) -> str:
    """All that is written in it, with single spaces."""
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


def alternatives_of(pdf: bytes) -> list[str]:
    """What is said of each picture to those who cannot see it."""
    tree = PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    return [str(one.get("/Alt", "")) for kind, _parent, one in elements(tree) if kind == "/Figure"]
