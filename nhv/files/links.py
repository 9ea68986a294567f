"""Where a link in a file leads.

One to a page on the web, to a mail or to a telephone stays, and so does one to a document on one's own disk, as Word
writes them. One that opens a file on another computer makes Windows sign in there, and one to another program starts it
with words that somebody has chosen.
"""

import re
from urllib.parse import unquote

HARMLESS = frozenset({"http", "https", "ftp", "mailto", "tel", "sms"})
_LONGEST_SHOWN = 80
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
# «www.example.org:8080» is written so, too.
_HOST_AND_PORT = re.compile(r"[a-z0-9.\-]+:\d+(?:/|$)")
_OWN_DISK = re.compile(r"file:(?:///|/)?[^/\\]|[a-z]:[/\\]")
_PROGRAM = re.compile(
    r"\.(?:bat|cmd|com|cpl|exe|hta|jar|jse?|lnk|msi|ps1|py|reg|scr|url|vb[es]?|ws[fh]?)\s*(?:[?#].*)?$"
)
_ANOTHER_COMPUTER = ("\\\\", "//", "/\\", "\\/")


def leads_astray(target: str) -> bool:
    """Whether a link leads to another computer's files or to another program. A relative one does not."""
    plain = "".join(sign for sign in unquote(target) if sign > " ").lower()
    if plain.startswith(_ANOTHER_COMPUTER):
        return True
    if _OWN_DISK.match(plain):
        return _PROGRAM.search(plain) is not None
    scheme = _SCHEME.match(plain)
    return scheme is not None and scheme[1] not in HARMLESS and not _HOST_AND_PORT.match(plain)


def shown(target: str) -> str:
    """The beginning of a link, as it may stand in a sentence."""
    return "".join(sign for sign in target if sign.isprintable())[:_LONGEST_SHOWN]
