"""Where a link in a file leads.

One to a page on the web, to a mail or to a telephone stays, and so does one to a document on one's own disk or beside
the file, as Word writes them. One that opens a file on another computer makes Windows sign in there, and one to another
program starts it with words that somebody has chosen.
"""

import re
from urllib.parse import unquote

HARMLESS = frozenset({"http", "https", "mailto", "tel"})
_LONGEST_SHOWN = 80
# What is written with signs by number may be so written more than once.
_MOST_UNQUOTED = 3
_ADDRESS = re.compile(r"([a-z][a-z0-9+.\-]*):")
# «www.example.org:8080» is written so, too.
_HOST_AND_PORT = re.compile(r"[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}:\d{1,5}(?:/|$)")
_OWN_DISK = re.compile(r"file:(?:///|/)?[^/\\?]|[a-z]:[/\\](?![/\\]{2})")
# Of a file on the disk it must be seen that it is a document: what has no end to its name may be a program's.
_DOCUMENT = re.compile(
    r"(?:[/\\]|\.(?:do[ct][xm]?|od[tspg]|rtf|txt|md|log|pdf|xl[st][xm]?|xlsb|csv|pp[ts][xm]?|pot[xm]?|vsdx?|mpp|pub|msg|eml"
    r"|png|jpe?g|jfif|gif|tiff?|bmp|svg|webp|heic|mp[34]|m4[av]|wav|mov|avi|wmv|html?|xml|json|zip))$"
)
_PROGRAM = re.compile(
    r"\.(?:app|appimage|application|appref-ms|appx|bat|chm|cmd|command|cpl|desktop|diagcab|dll|dmg|exe|fileloc|gadget|hlp"
    r"|hta|img|inetloc|inf|iqy|iso|jar|jnlp|jse?|library-ms|lnk|mht(?:ml)?|ms[cipt]|msix|pif|pkg|ps1|ps1xml|psc1|pyw?|rdp"
    r"|reg|scf|scpt|scr|sct|searchconnector-ms|search-ms|settingcontent-ms|sh|slk|terminal|theme(?:pack)?|url|vb[es]?"
    r"|vhdx?|webloc|website|workflow|ws[cfh]?|xbap|xll)$"
)
# Also the end of many names on the web, when no folder stands before it.
_PROGRAM_IN_A_FOLDER = re.compile(r"[/\\].*\.com$")
_ANOTHER_COMPUTER = ("\\\\", "//", "/\\", "\\/", "\\?")
_REST = re.compile(r"[?#]")


def leads_astray(target: str) -> bool:
    """Whether a link leads to another computer's files or to another program."""
    plain = _plain(target)
    if is_away(target):
        return True
    places = [each.rstrip(".") for each in _REST.split(plain)]
    if _OWN_DISK.match(plain):
        return _DOCUMENT.search(places[0]) is None or any(map(_PROGRAM.search, places))
    if _names_a_scheme(plain) or plain.startswith("www."):
        return False
    return _PROGRAM.search(places[0]) is not None or _PROGRAM_IN_A_FOLDER.search(places[0]) is not None


def is_away(target: str) -> bool:
    """Whether it is an address at another computer's disk, or of a kind that is none of the web, mail or telephone."""
    plain = _plain(target)
    if plain.startswith(_ANOTHER_COMPUTER):
        return True
    if _OWN_DISK.match(plain) or not _names_a_scheme(plain):
        return False
    scheme = _ADDRESS.match(plain)
    return (scheme is None or scheme[1] not in HARMLESS) and not _HOST_AND_PORT.match(plain)


def is_web(target: str) -> bool:
    """Whether it is an address on the web."""
    return _plain(target).startswith(("http://", "https://"))


def is_fetched(target: str) -> bool:
    """Whether what is fetched from there comes from elsewhere than the reader's own disk."""
    return is_away(target) or (_names_a_scheme(_plain(target)) and not _OWN_DISK.match(_plain(target)))


def shown(target: str) -> str:
    """The beginning of a link, as it may stand in a sentence."""
    return "".join(sign for sign in target if sign.isprintable())[:_LONGEST_SHOWN]


def _names_a_scheme(plain: str) -> bool:
    """Before its first folder a name has no colon (RFC 3986, 4.2)."""
    return ":" in re.split(r"[/\\?#]", plain, maxsplit=1)[0]


def _plain(target: str) -> str:
    for _ in range(_MOST_UNQUOTED):
        target, before = unquote(target, errors="ignore"), target
        if target == before:
            break
    return "".join(sign for sign in target if sign.isprintable() and not sign.isspace()).lower()
