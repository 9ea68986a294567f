"""What of a PDF lies elsewhere or leads there: content in other files, films, addresses wherever they stand, and forms
of the kind XFA with scripts. And what it says twice, so that two readers read two things.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from nhv.files.addresses import fetched_in, named_in
from nhv.files.links import is_away, is_web, leads_astray, shown
from nhv.files.pdf.walking import dictionaries, real

# From an annotation or a bookmark to the rest of the document, and to how it looks.
_BESIDE = frozenset({"/P", "/Parent", "/Dest", "/D", "/SE", "/AP", "/IRT"})
_NAMES = ("/UF", "/F", "/Unix", "/DOS", "/Mac")
# What an action opens when it is done, by its kind (ISO 32000-2, 12.6.4).
_OPENED = {"/URI": ("/URI",), "/GoToR": ("/F",), "/Thread": ("/F",), "/Launch": ("/F",)}
# Addresses that other parts tell of: where a page was fetched, who makes a seal, whom a signature asks for its time.
_ADDRESSES = ("/URI", "/URL", "/AU", *_NAMES)
_RUNS_IN_XFA = re.compile(rb"<(?:[\w.\-]+:)?(?:script|submit|execute|connectionSet|wsdlConnection)\b|<!ENTITY")
# Said twice by programs that mean no harm, and no reader does anything for their sake.
_MAY_BE_SAID_TWICE = frozenset(
    {"/Type", "/Group", "/MediaBox", "/CropBox", "/Rotate", "/Lang", "/Length", "/PageMode", "/PageLayout", "/Metadata"}
    | {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
)


def is_elsewhere(one: Any) -> bool:
    """Whether its content, or what stands for it when it is printed, lies in another file or on the web, or it is a
    film (ISO 32000-2, 7.3.8.2, 7.11.5, 8.10.4, 13.2.4, 13.4, 14.11.5, 14.11.7)."""
    if hasattr(one, "get_data") and isinstance(real(one.get("/F")), str | bytes | dict):
        return True
    subtype = real(one.get("/Subtype"))
    if isinstance(reference := real(one.get("/Ref")), dict) and any(name in reference for name in _NAMES):
        return True
    if "/OPI" in one or "/URLs" in one:
        return True
    clip = real(one.get("/S")) == "/MCD" and not hasattr(real(one.get("/D")), "get_data")
    # A file's specification that is an address is fetched, if nobody has pressed a link to it.
    fetched = real(one.get("/FS")) == "/URL" and any(isinstance(real(one.get(name)), str | bytes) for name in _NAMES)
    return clip or fetched or subtype == "/Movie"


def links_astray(annotations: Iterable[Any], outlines: Any) -> str:
    """The first link that leads to another computer's files or to another program, or nothing."""
    return next(filter(None, map(astray, dictionaries([*annotations, outlines], but=_BESIDE))), "")


def astray(one: Any) -> str:
    """The address in it that leads to another computer's files or to another program, or nothing."""
    opened = _OPENED.get(str(real(one.get("/S"))), ())
    for target in (target for key in opened for target in _written_in(one.get(key))):
        if leads_astray(target):
            return shown(target)
    for target in (target for key in _ADDRESSES if key in one for target in _texts(one.get(key))):
        if is_away(target):
            return shown(target)
    return ""


def base_astray(root: Any) -> str:
    """What is laid before every link that is not whole, where that is no page on the web, or nothing (12.6.4.8)."""
    told = real(root.get("/URI"))
    bases = _texts(told.get("/Base")) if isinstance(told, dict) else ()
    return next((shown(base) or "?" for base in bases if base.strip() and not is_web(base)), "")


def runs_by_xfa(root: Any) -> bool:
    """Whether its form is one of XFA that has scripts, sends itself or fetches something."""
    form = real(root.get("/AcroForm"))
    parts = real(form.get("/XFA")) if isinstance(form, dict) else None
    streams = map(real, parts if isinstance(parts, list) else [parts])
    text = b"".join(each.get_data() for each in streams if hasattr(each, "get_data"))
    text = text.replace(b"\x00", b"")
    return _RUNS_IN_XFA.search(text) is not None or bool(fetched_in(named_in(text)))


def _written_in(found: Any) -> Iterator[str]:
    """The places that a file's specification names, or the one that is written."""
    found = real(found)
    if isinstance(found, dict):
        for name in _NAMES:
            yield from _texts(found.get(name))
    else:
        yield from _texts(found)


def _texts(found: Any) -> Iterator[str]:
    found = real(found)
    if isinstance(found, str | bytes):
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
