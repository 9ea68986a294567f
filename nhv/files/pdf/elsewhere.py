"""What of a PDF lies elsewhere or leads there: content in other files, films, links, and forms of the kind XFA with
scripts. And what it says twice, so that two readers read two things.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from nhv.files.links import leads_astray, shown
from nhv.files.pdf.walking import dictionaries, real

# From an annotation or a bookmark to the rest of the document, and to how it looks.
_BESIDE = frozenset({"/P", "/Parent", "/Dest", "/D", "/SE", "/AP", "/IRT"})
_OPENS = frozenset({"/GoToR", "/Thread", "/URI", "/Launch"})
_NAMES = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
_RUNS_IN_XFA = re.compile(rb"<(?:[\w.\-]+:)?(?:script|submit|execute)\b|<!ENTITY")
# Said twice by programs that mean no harm, and no reader does anything for their sake.
_MAY_BE_SAID_TWICE = frozenset(
    {"/Type", "/Group", "/MediaBox", "/CropBox", "/Rotate", "/Lang", "/Length", "/PageMode", "/PageLayout", "/Metadata"}
    | {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
)


def is_elsewhere(one: Any) -> bool:
    """Whether it is a stream whose content lies in another file, or a film (ISO 32000-2, 7.3.8.2, 13.2.4, 13.4)."""
    if hasattr(one, "get_data") and isinstance(real(one.get("/F")), str | bytes | dict):
        return True
    clip = real(one.get("/S")) == "/MCD" and not hasattr(real(one.get("/D")), "get_data")
    return clip or real(one.get("/Subtype")) == "/Movie"


def links_astray(annotations: Iterable[Any], outlines: Any) -> str:
    """The first link that leads to another computer's files or to another program, or nothing."""
    for one in dictionaries([*annotations, outlines], but=_BESIDE):
        if real(one.get("/S")) in _OPENS:
            for target in (*_written_in(one.get("/F")), *_written_in(one.get("/URI"))):
                if leads_astray(target):
                    return shown(target)
    return ""


def runs_by_xfa(root: Any) -> bool:
    """Whether its form is one of XFA that has scripts or sends itself."""
    form = real(root.get("/AcroForm"))
    parts = real(form.get("/XFA")) if isinstance(form, dict) else None
    streams = map(real, parts if isinstance(parts, list) else [parts])
    text = b"".join(each.get_data() for each in streams if hasattr(each, "get_data"))
    return _RUNS_IN_XFA.search(text.replace(b"\x00", b"")) is not None


def _written_in(found: Any) -> Iterator[str]:
    """The places that a file's specification names, or the one that is written."""
    found = real(found)
    if isinstance(found, dict):
        for name in _NAMES:
            yield from _written_in(found.get(name)) if not isinstance(real(found.get(name)), dict) else ()
    elif isinstance(found, str | bytes):
        yield found.decode("latin-1") if isinstance(found, bytes) else str(found)


@contextmanager
def noting_what_is_said_twice() -> Iterator[list[str]]:
    """The keys that a dictionary has twice, of those that are read meanwhile: pypdf takes the first and says so, other
    readers take the last."""
    twice: list[str] = []
    noted, log = _Noted(twice), logging.getLogger("pypdf")
    log.addHandler(noted)
    try:
        yield twice
    finally:
        log.removeHandler(noted)


class _Noted(logging.Handler):
    def __init__(self, twice: list[str]) -> None:
        super().__init__()
        self._twice = twice

    def emit(self, record: logging.LogRecord) -> None:
        key = record.args.get("key") if isinstance(record.args, dict) else None
        if record.msg.startswith("Multiple definitions") and key not in _MAY_BE_SAID_TWICE:
            self._twice.append(str(key))
