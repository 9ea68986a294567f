"""Words as they are written: clean text, tokens, stop words, and words broken at the end of a line."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 60

_STOP_WORDS = """
    alla all allt att av blev bli blir de dem den denna dess dessa det detta dig din du där då efter
    eller en enligt er ett finns fick för från får ge genom ha hade han har hon hos hur här i
    inklusive in inom jag kan kring kunna man med mellan men min mot ned nedan nu någon något när och
    om omkring oss på samt sig sin ska skall skulle som så sådan sådana såsom till under upp ut utan var
    vad vara vart vem vi vid vilka vilken vilket vill via är än över exempelvis respektive
    inte icke ej ingen inga inget aldrig varken not no without
    an and are at by can do does for from has have how is my of or our the to what where which who with
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e",
    )
)
_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ),
    " ",
)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_PLAIN = _INVISIBLE | _SPACES | _LIGATURES | {0x2010: "-", 0x2011: "-", 0x2212: "-", 0x2028: "\n", 0x2029: "\n"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_KEPT_MARKS = {"å": "a\u030a", "ä": "a\u0308", "ö": "o\u0308"}


def normalise(text: str) -> str:
    """The same text in composed form, without soft hyphens and invisible or control characters.

    Spaces of every width become ordinary ones; line ends stay. «a» with a ring after it becomes «å».
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", lines.translate(_PLAIN)))


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """The word as it is compared: small letters, without accents other than those of å, ä and ö."""
    small = word.casefold()
    if small.isascii():
        return small
    return "".join(letter if letter in _KEPT_MARKS else _without_marks(letter) for letter in small)


def plain_key(word: str) -> str:
    """The word without any accents at all, as one types it on a foreign keyboard: «ogon» for «ögon»."""
    return "".join(map(_without_marks, word.casefold()))


def _without_marks(letter: str) -> str:
    if letter.isascii():
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


# ICD-10-SE (C15.9, C159, G12.1B), ORPHA codes, and procedure codes (JCC10, AA041) in one expression.
_CODE = (
    r"(?:orpha(?:net)?|ordo)[\s:_-]{0,3}(?P<orpha>\d{2,7})"
    r"|(?P<chapter>[a-z])(?P<block>\d\d)(?:\.?(?P<detail>\d[a-z0-9]{0,2}))?(?![\w])-?"
    r"|(?P<procedure>[a-z]{3}\d\d|[a-z]{2}\d{3})"
)
_TOKEN = re.compile(rf"(?<![\w])(?:{_CODE})(?![\w])|(?P<word>[^\W_]+(?:[-'’][^\W_]+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or code: as written, as compared, and where it stands (text[start:end])."""

    text: str
    key: str
    start: int
    end: int
    is_code: bool = False

    @property
    def is_abbreviation(self) -> bool:
        """Written in capitals, two to six letters, as ALS or MDK."""
        return 2 <= len(self.text) <= 6 and self.text.isupper() and self.text.isalpha()

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands between the hyphens: «ALS-team» → als, team. One part when there is no hyphen."""
        return tuple(part for part in re.split(r"[-'’]", self.key) if part)


def tokens(text: str, most: int | None = None) -> tuple[Token, ...]:
    """The words, numbers and codes of a normalised text, at most `most`; longer words are cut."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if most is not None and len(found) >= most:
            break
        found.append(_token(match))
    return tuple(found)


def read_code(text: str) -> str | None:
    """The code that the text is, in its one written form («c159» → C15.9, «orpha 83330» → ORPHA:83330)."""
    match = _TOKEN.fullmatch(text.strip())
    return _code(match) if match else None


def _token(match: re.Match[str]) -> Token:
    code = _code(match)
    if code is not None:
        return Token(match[0], code, match.start(), match.end(), is_code=True)
    return Token(match[0], key_of(match[0][:LONGEST_WORD]), match.start(), match.end())


def _code(match: re.Match[str]) -> str | None:
    if match["orpha"]:
        return f"ORPHA:{match['orpha']}"
    if match["procedure"]:
        return match["procedure"].upper()
    if match["chapter"]:
        block = f"{match['chapter']}{match['block']}".upper()
        return f"{block}.{match['detail'].upper()}" if match["detail"] else block
    return None


_LEADS_ON = frozenset(("och", "eller", "samt", "respektive", "resp", "till", "som", "men", "et", "and"))
_KEEPS_HYPHEN = frozenset(("icke", "ex", "vice", "peer", "dygnet"))
_LAST_WORD = re.compile(r"([^\s(«\"”/]*)-$")
_FIRST_WORD = re.compile(r"[^\s,;:)»\"”/]*")


def join_broken(left: str, right: str, known: Callable[[str], bool] | None = None) -> str:
    """Two lines as one text: a word broken by a hyphen at the end of `left` is made whole.

    «avan-», «cerad» → «avancerad»; the hyphen stays in «NHV-ansokan», «18-åring», «hälso- och sjukvård»,
    «Nord-Sverige» and «icke-kirurgisk». Without a hyphen the lines are joined with a space.
    `known` may say whether a whole word exists; it then decides where the rules above are silent.
    """
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return left or right
    if left.endswith("\u00ad"):
        return left[:-1] + right
    broken = _LAST_WORD.search(left)
    if broken is None or not broken[1]:
        return f"{left} {right}"
    first = _FIRST_WORD.match(right)
    head, tail = broken[1], first[0] if first else ""
    if tail.rstrip(".").casefold() in _LEADS_ON:
        return f"{left} {right}"
    return left + right if _hyphen_stays(head, tail, known) else left[:-1] + right


def _hyphen_stays(head: str, tail: str, known: Callable[[str], bool] | None) -> bool:
    last_piece = head.rpartition("-")[2]
    if not tail or not tail[0].isalpha() or not last_piece[-1:].isalpha() or "@" in head + tail:
        return True
    if head.isupper() and tail.rstrip(".").isupper() and len(head) > 1:
        return known is not None and not known((head + tail).casefold())
    if any(map(str.isdigit, last_piece)):
        # «177Lu-märkt»: a name made of digits and letters is no part of a word.
        return True
    if tail[0].isupper() or (last_piece.isupper() and len(last_piece) > 1):
        return True
    if len(last_piece) == 1 or not _KEEPS_HYPHEN.isdisjoint(head.casefold().split("-")):
        return True
    if known is not None:
        return not known((last_piece + tail).casefold()) and known(last_piece.casefold()) and known(tail.casefold())
    return head.count("-") > 1
