"""Whole files that a Word file has inserted in its text: Word shows their words as its own when it opens the file."""

import email
import email.policy
from collections.abc import Callable

from lxml import etree

from nhv.files.encoding import decode
from nhv.files.faults import FileFault
from nhv.files.web.page import web_lines
from nhv.files.word.package import R, WordPackage
from nhv.files.written import Walked, Written

Walk = Callable[[bytes], Walked]


def name_inserted(chunk: etree._Element, package: WordPackage) -> str:
    """The name of the part that is inserted here, or nothing."""
    relation = package.relations(package.main).get(chunk.get(f"{R}id", ""))
    return "" if relation is None or relation.outside else relation.target


def lines_inserted(name: str, package: WordPackage, word: Walk) -> Walked | None:
    """The lines of an inserted page, mail, text or Word file; nothing for what cannot be read, such as RTF."""
    data = package.read(name) or b""
    try:
        match name.rpartition(".")[2].casefold():
            case "html" | "htm" | "xhtml":
                return web_lines(data)
            case "mht" | "mhtml" | "eml":
                page = email.message_from_bytes(data, policy=email.policy.default).get_body(("html", "plain"))
                return web_lines(str(page.get_content()).encode()) if page is not None else None
            case "docx" | "docm" | "dotx":
                return word(data)
            case "txt":
                text, doubts = decode(data)
                return Walked([Written(line) for line in text.splitlines()], [*doubts])
    except (FileFault, LookupError, ValueError):
        return None
    return None
