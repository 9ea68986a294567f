"""Bytes → text: which encoding, and whether it had to be guessed."""

import codecs
import html
import re

from nhv.files.faults import FileFault
from nhv.files.written import Written

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a text is made of shows in its beginning; a large file is not walked through twice.
_SAMPLE = 200_000
_OLD = {"cp1252": "Windows-1252", "mac_roman": "Mac OS Roman", "cp850": "DOS (850)"}
# «å» written as UTF-8 and read as Windows-1252 becomes «Ã¥»: the commonest way to spoil Swedish text.
_SPOILED = re.compile("Ã[¥¤¶…„–]|Â |â€[“”™¢]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text and the doubts about its encoding. Raises FileFault for what is no text."""
    text, doubts = _decoded(data, declared)
    if "\x00" in text or _control_share(text) > 0.01:
        raise _binary()
    return _unspoiled(text, doubts)


def _decoded(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), ()
    if (wide := _utf_16_without_mark(data)) is not None:
        return _strictly(data, wide), ("Filen saknar märke för teckenkodning; den är läst som UTF-16.",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _old_encoding(data, declared)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise FileFault("encoding_broken", "Teckenkodningen är trasig. Spara filen på nytt som UTF-8.") from None


def _utf_16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every other byte."""
    sample = data[:4_000]
    if len(sample) < 8 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.8 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _old_encoding(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """One byte a character: the declared one if known, otherwise the one that gives the most Swedish letters."""
    if b"\x00" in data:
        raise _binary()
    wanted = (declared or "").strip().lower()
    if wanted in {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "iso-8859-15"}:
        return data.decode("cp1252", errors="replace").replace("\ufffd", " "), ()
    readings = {name: data.decode(name, errors="replace") for name in _OLD}
    best = max(readings, key=lambda name: _swedish_share(readings[name]))
    return readings[best].replace("\ufffd", " "), (
        f"Filen är inte UTF-8; tecknen är lästa som {_OLD[best]}. Kontrollera å, ä och ö.",
    )


def _swedish_share(text: str) -> float:
    """How Swedish the letters outside ASCII look: å, ä, ö count for it, all other signs against."""
    return sum(
        1 if sign in "åäöÅÄÖ" else 0.5 if sign in "éü–•·”’\u00a0" else -1 for sign in text[:_SAMPLE] if sign > "\x7f"
    )


def _unspoiled(text: str, doubts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if len(_SPOILED.findall(text)) < 3:
        return text, doubts
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text, (*doubts, "Å, ä och ö ser ut att vara förstörda av en felaktig omkodning.")
    return mended, (*doubts, "Texten var omkodad två gånger (Ã¥ för å); den är återställd.")


def _control_share(text: str) -> float:
    text = text[:_SAMPLE]
    controls = sum(1 for sign in text if (sign < " " and sign not in "\t\n\r\f\v") or sign == "\x7f")
    return controls / max(len(text), 1)


# What is left of a letter that was escaped twice on its way to the page: «&amp;auml;» for ä.
_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_MOST_ESCAPES = 5
_ESCAPED_TWICE = "Tecken var kodade två gånger (&auml; för ä); de är återställda. Kontrollera texten."


def unescaped(lines: list[Written]) -> tuple[list[Written], list[str]]:
    """The lines with letters that were escaped twice made whole, and a doubt when there were any."""
    mended = [line._replace(text=_unescaped(line.text)) for line in lines]
    return mended, [_ESCAPED_TWICE] if mended != lines else []


def _unescaped(text: str) -> str:
    """The text without what is left of letters, however often each program on its way escaped them."""
    for _ in range(_MOST_ESCAPES):
        before, text = text, _ESCAPED.sub(lambda found: html.unescape(found[0]), text)
        if text == before:
            break
    return text


def _binary() -> FileFault:
    return FileFault("content_binary", "Innehållet är inte text utan binära data. Välj en fil med text.")
