"""Addresses in XML: what a document of Word's or Excel's, a drawing (SVG, VML) or a form fetches or leads to.

Places that are known to hold an address are looked at by their name, whatever is before the colon of it. Every other
attribute is looked at too, if what it holds looks like an address: what is added to the formats later is then no gap.
"""

import re
from html import unescape

from nhv.files.links import is_away, is_fetched, leads_astray

MOST_LOOKED_AT = 20_000


class TooMany(ValueError):
    """More that looks like addresses than any program writes."""


# What is fetched when the document is opened or drawn; and what is opened at a click.
_FETCHED = "src|source|sourceFile|odcFile|althref|manifestLocation|store|destinationFile"
_NAMES = (*_FETCHED.split("|"), "href", "url", "base")
_NAMED = re.compile(rb"[\s:\"'](" + "|".join(_NAMES).encode() + rb")\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_IS_FETCHED = re.compile(_FETCHED)
_NAMES_WRITTEN = tuple(name.encode() for name in _NAMES)
# The beginnings of all values that may be an address, beside those of the web, that every namespace has.
_BEGINNINGS = re.compile(
    rb"=\s*([\"'])(?!https?://)(?=\s*(?:[\\/][\\/&%?]|&#|%|[A-Za-z][A-Za-z0-9+.\-]*(?::[\\/]|:?&#|:?%)"
    rb"|(?i:file|javascript|vbscript|mhtml|ms-[a-z\-]+|search-ms|shell|[a-z]{1,6}script):))"
)
_NAME_BEFORE = re.compile(rb"([\w.\-]+)\s*$")
# An address with a place after it: «style="position:absolute"» and «ref="A1:B2"» are none.
_LOOKS_LIKE = re.compile(
    r"[\\/]{2}[\w.\[%]|(?:file|javascript|vbscript|mhtml|ms-[a-z\-]+|search-ms|shell):|[a-z][a-z0-9+.\-]+:[\\/]",
    re.IGNORECASE,
)
# What tells of something: the name and the description of a picture hold the path that it was once read from.
_SAID = frozenset(
    {
        "descr",
        "title",
        "name",
        "alt",
        "tooltip",
        "screentip",
        "author",
        "initials",
        "val",
        "text",
        "formatcode",
        "style",
    }
    | {
        "instr",
        "lastauthor",
        "userid",
        "string",
        "prompt",
        "prompttitle",
        "error",
        "errortitle",
        "uri",
        "targetnamespace",
    }
    | {"target", "type", "namespace", "namespaceuri", "providerid", "v", "caption"}
)
_NO_PLACES = re.compile(r"(?:urn|ppaction|mso-[a-z\-]+):", re.IGNORECASE)
_STARTS = re.compile(r"ppaction://(?:program|macro|ole)", re.IGNORECASE)
_NOT_TEXT = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.DOTALL)
# In drawings: what may stand in the drawing itself.
_INSIDE = re.compile(r"\s*(?:#|data:image/(?!svg))", re.IGNORECASE)
_DRAWN_FROM = re.compile(
    rb"<(?!(?:[\w.\-]+:)?a[\s>])[^<>]*?[\s:](?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
    rb"|url\(\s*[\"']?([^)\"']*)|@import\s+[\"']?([^;\"']*)", re.IGNORECASE
)  # fmt: skip
_RUN_IN_DRAWING = re.compile(
    rb"<(?:[\w.\-]+:)?(?:script|foreignObject|handler|iframe)\b|<!ENTITY|\son[a-z]+\s*=", re.IGNORECASE
)


def without_digits(xml: bytes) -> bytes:
    """To see soon which words are nowhere: most of a large sheet is figures, and no word that is sought has one."""
    return xml.translate(None, b"0123456789")


def plain_xml(xml: bytes) -> bytes:
    """The same without comments and instructions, and with its sections of plain text as any text: an XML reader joins
    what stands on both sides of them, and what is sought must be found however it is parted."""
    if b"<!--" not in xml and b"<![CDATA[" not in xml and b"<?" not in xml[5:]:
        return xml
    return _NOT_TEXT.sub(lambda one: (one[1] or b"").replace(b"&", b"&amp;").replace(b"<", b"&lt;"), xml)


Named = list[tuple[str, str]]
"""Name of an attribute that is known to hold an address, and what stands in it."""


def named_in(xml: bytes) -> Named:
    """The addresses where they are known to stand."""
    # A regular expression costs a hundred times what it does to see that a word is nowhere.
    letters = without_digits(xml)
    found = _NAMED.findall(xml) if any(name in letters for name in _NAMES_WRITTEN) else ()
    return [
        (name.decode(), unescape((quoted or otherwise).decode("utf-8", "replace"))) for name, quoted, otherwise in found
    ]


def fetched_in(named: Named) -> str:
    """The first address that something is fetched from when the document is opened, or nothing."""
    for name, target in named:
        if _IS_FETCHED.fullmatch(name) and is_fetched(target) and not _INSIDE.match(target):
            return target
    return ""


def astray_in(xml: bytes, named: Named) -> str:
    """The first address that leads to another computer's files or to another program, or nothing. Raises TooMany."""
    for name, target in named:
        if _NO_PLACES.match(target.strip()) or _INSIDE.match(target):
            continue
        if (name == "href" and leads_astray(target)) or is_away(target):
            return target
    for number, found in enumerate(_BEGINNINGS.finditer(xml) if _may_have_more(xml) else ()):
        if number > MOST_LOOKED_AT:
            raise TooMany
        before = _NAME_BEFORE.search(xml, max(found.start() - 80, 0), found.start())
        name = before[1].decode("utf-8", "replace").lower() if before else ""
        if name in _SAID:
            continue
        value = _value(xml, found)
        if _STARTS.match(value) or (_LOOKS_LIKE.match(value) and not _NO_PLACES.match(value) and is_away(value)):
            return value
    return ""


def _may_have_more(xml: bytes) -> bool:
    """Whether there may be other addresses than those of the web: to count is soon done, to seek is not."""
    if any(sign in xml for sign in (b"\\", b"&#", b"%")):
        return True
    on_the_web = xml.count(b"http://") + xml.count(b"https://")
    if xml.count(b"//") != on_the_web or xml.count(b":/") != on_the_web:
        return True
    large = xml.upper()
    return any(word in large for word in (b"FILE:", b"SCRIPT:", b"MHTML:", b"MS-", b"SHELL:"))


def drawn_from(svg: bytes) -> str:
    """What a drawing fetches from outside itself, or nothing; «script» where it runs one."""
    if run := _RUN_IN_DRAWING.search(svg):
        return run[0].decode("utf-8", "replace").strip("<= ")
    for found in _DRAWN_FROM.finditer(svg):
        target = unescape((found[1] or found[2] or found[3] or found[4] or b"").decode("utf-8", "replace"))
        if target.strip() and not _INSIDE.match(target):
            return target
    return ""


def _value(xml: bytes, found: re.Match[bytes]) -> str:
    end = xml.find(found[1], found.end())
    return unescape(xml[found.end() : end if end >= 0 else None][:2_000].decode("utf-8", "replace")).strip()
