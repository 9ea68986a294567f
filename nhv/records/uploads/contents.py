"""The parts of a Word or Excel file: fields, formulas, connections and addresses that fetch, start or lead away."""

import re
from collections.abc import Iterator
from html import unescape
from typing import IO

from nhv.files import links
from nhv.files.addresses import TooMany, astray_in, drawn_from, fetched_in, named_in, plain_xml, without_digits
from nhv.records.uploads.refusal import fetches, leads_astray, swollen
from nhv.rules.refusals import Refused

PIECE = 4 * 1_048_576
MOST_WITHOUT_A_PLACE_TO_CUT = 12 * 1_048_576
# Of one part: formulas that may fetch or lead somewhere.
MOST_SUSPECT = 50_000
MOST_CODES = 4 * 1_048_576

# Fields that fetch or start something when they are updated; their code may be spread over several elements.
_DANGEROUS_FIELDS = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|INCLUDE|LINK|MACROBUTTON|AUTOTEXTLIST|DATABASE|RD)\b|"
    # A word that is written with the numbers of its letters.
    r"\b(QUOTE)\s+(?:0x[0-9a-f]+|\d+)\s+(?:0x[0-9a-f]+|\d+)\b", re.IGNORECASE
)  # fmt: skip
_PIECES = re.compile(
    rb"<(?:[\w.\-]+:)?(?:instrText|delInstrText)\b[^<>]*>([^<]*)<|\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
    rb"|\bfldCharType\s*=\s*[\"']\s*(begin|separate|end)\b"
)
_APART = b" \n "
# An address on the web is no code, whatever words are in it.
_ON_THE_WEB = re.compile(r'"(?:https?://|mailto:)[^"\s]*"', re.IGNORECASE)
# The place of a link that is written as a field, after what is said of how it is shown.
_LINK_IN_CODE = re.compile(
    r"""\bHYPERLINK\s+(?:\\[otm]\s*"[^"]*"\s*|\\[nh]\s+)*(?:"([^"]*)"|(\\\\\S+|[^\s"\\]\S*))""", re.IGNORECASE
)
# What is laid before every link of the document that is not whole.
_BASE = re.compile(rb"<(?:[\w.\-]+:)?HyperlinkBase\b[^<>]*>([^<]*)<")
# «x» is written there by those who want whole links, and a folder of one's own by those who move files.
_OWN_BASE = re.compile(r"(?:file:///)?[a-z]:[\\/]|[^\\/:%]*$", re.IGNORECASE)
_FILM = re.compile(rb"\bembeddedHtml\s*=")
# Merging of letters: where the addresses are.
_MERGED = re.compile(rb"<(?:[\w.\-]+:)?(?:connectString|query|udl)\b[^<]*?\bval\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# A workbook's links to other programs, its connections, and its formulas.
_OTHER_PROGRAM = re.compile(rb"<(?:[\w.\-]+:)?(?:ddeLink|oleLink)\b|\bddeService\s*=")
_CONNECTED = re.compile(
    rb"<(?:[\w.\-]+:)?(?:dbPr|webPr|textPr|olapPr)\b[^<]*?\b(?:connection|url|sourceFile|localConnection)"
    rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
_RENEWED = re.compile(rb"<(?:[\w.\-]+:)?connection\b[^<]*?\brefreshOnLoad\s*=\s*[\"'](?:1|true)")
_ELSEWHERE = re.compile(r"[\\/]{2}[\w.\[]")
_FORMULA = re.compile(rb"<(?:[\w.\-]+:)?(?:f|formula\d?|definedName|oldFormula)(?:\s[^<>]*)?>([^<]+)<")
# What stands for a place that is put together when the file is opened: perhaps one elsewhere. The list that belongs to
# another choice is written so too, and fetches nothing by itself.
_PUT_TOGETHER = re.compile(
    rb"<(?:[\w.\-]+:)?(?:f|formula|definedName|oldFormula)(?:\s[^<>]*)?>[^<]*\bINDIRECT\s*\(", re.IGNORECASE
)
_CALLS = re.compile(
    r"(?:^|[^\w.])(?:_xlfn\.|_xlws\.|_xludf\.)*(WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER(?:\.ID)?|DDE|DDEINITIATE)\s*\("
    r"|[\w']+\|'", re.IGNORECASE
)  # fmt: skip
_SUSPECT = re.compile(r"HYPERLINK|WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER|DDE|\|", re.IGNORECASE)
_LINKS = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_BY_NUMBER = re.compile(r"\b(?:UNI)?CHAR\s*\(\s*(?:92|47|58)\b", re.IGNORECASE)


# The words without which nothing of it is there: what is seldom written is not looked for in every sheet.
_OF_FIELDS = (b"nstrText", b"instr", b"fldCharType")
_OF_PLACES = (b"connectString", b"query", b"udl", b"embeddedHtml", b"HyperlinkBase")
_OF_LINKED = (b"ddeLink", b"oleLink", b"ddeService", b"dbPr", b"webPr", b"textPr", b"olapPr", b"refreshOnLoad")
_FORMULAS = (b"<f", b":f", b"ormula", b"definedName")
_OF_FORMULAS = (
    b"INDIRECT",
    b"HYPERLINK",
    b"WEBSERVICE",
    b"IMAGE",
    b"RTD",
    b"CALL",
    b"EXEC",
    b"REGISTER",
    b"DDE",
    b"|",
    b"&#",
)


def check(part: IO[bytes], *, is_drawing: bool = False) -> None:
    """Raises Refused for a part that fetches, starts or leads to what lies elsewhere. Read piece by piece: a sheet may
    be as large as the whole file may."""
    codes, formulas = _Codes(), 0
    for xml in _pieces(part, is_drawing=is_drawing):
        if is_drawing:
            if found := drawn_from(xml):
                raise _drawing(found)
            continue
        letters = without_digits(xml)
        if _has_one(_OF_FIELDS, letters):
            codes.add(xml)
        if _has_one(_OF_LINKED, letters):
            _check_linked(xml)
        if _has_one(_FORMULAS, letters) and _has_one(_OF_FORMULAS, letters.upper()):
            formulas += _check_formulas(xml)
            if formulas > MOST_SUSPECT:
                raise _too_many()
        if _has_one(_OF_PLACES, letters):
            _check_places(xml)
        _check_addresses(xml)
    codes.check()


def _check_addresses(xml: bytes) -> None:
    named = named_in(xml)
    if fetched_in(named):
        raise fetches()
    try:
        astray = astray_in(xml, named)
    except TooMany:
        raise _too_many() from None
    if astray:
        raise leads_astray(links.shown(astray))


def _pieces(part: IO[bytes], *, is_drawing: bool) -> Iterator[bytes]:
    """The part, cut between two elements. One that is larger than a piece has no comments and no sections of plain
    text, as no program writes them, for what is sought could be parted by them."""
    kept, is_first = b"", True
    while read := part.read(PIECE):
        kept += read
        if len(read) < PIECE and is_first:
            break
        is_first = False
        if b"<!" in kept or len(kept) > MOST_WITHOUT_A_PLACE_TO_CUT:
            raise swollen()
        cut = kept.rfind(b"><") + 1
        yield kept[:cut]
        kept = kept[cut:]
    yield kept if is_drawing else plain_xml(kept)


def _check_places(xml: bytes) -> None:
    if any(_is_elsewhere(found) for found in _MERGED.findall(xml)):
        raise _merges()
    if _FILM.search(xml):
        raise _film()
    for base in map(_text, _BASE.findall(xml)):
        if base.strip() and not links.is_web(base) and not _OWN_BASE.match(base.strip()):
            raise _base(base)


class _Codes:
    """The codes of the fields of a part: joined within each field, as Word joins them, and all together."""

    def __init__(self) -> None:
        self._codes, self._opened, self._size = list[bytes](), False, 0

    def add(self, xml: bytes) -> None:
        """Note those of one piece of the part. A field that begins with a field has its kind written by that one."""
        for text, simple, otherwise, mark in _PIECES.findall(xml):
            if mark == b"begin" and self._opened:
                raise _field("{ { … } }")
            self._opened = mark == b"begin" or (self._opened and not mark and not text.strip())
            code = text if not (mark or simple or otherwise) else _APART + simple + otherwise + _APART
            self._codes.append(code)
            self._size += len(code)
            if self._size > MOST_CODES:
                raise swollen()

    def check(self) -> None:
        """Raises Refused for a field that fetches, starts or leads astray."""
        each = _text(b"".join(self._codes))
        joined = each.replace(_APART.decode(), "")
        for code in (each, joined):
            if found := _DANGEROUS_FIELDS.search(_ON_THE_WEB.sub('""', code)):
                raise _field((found[1] or found[2]).upper())
        for quoted, bare in _LINK_IN_CODE.findall(joined):
            _check_link(quoted or bare)


def _has_one(words: tuple[bytes, ...], xml: bytes) -> bool:
    return any(word in xml for word in words)


def _check_linked(xml: bytes) -> None:
    if _OTHER_PROGRAM.search(xml):
        raise _formula("DDE")
    if _RENEWED.search(xml) or any(_is_elsewhere(found) for found in _CONNECTED.findall(xml)):
        raise _connected()


def _check_formulas(xml: bytes) -> int:
    """How many there were that might."""
    if _PUT_TOGETHER.search(xml):
        raise _indirect()
    suspect = [one for one in map(_text, _FORMULA.findall(xml)) if _SUSPECT.search(one)]
    for formula in suspect[: MOST_SUSPECT + 1]:
        plain = _QUOTED.sub('""', formula)
        if found := _CALLS.search(plain):
            raise _formula((found[1] or "DDE").upper())
        if _LINKS.search(plain):
            parts = _QUOTED.findall(formula)
            for target in (*parts, "".join(parts)):
                if links.is_away(target) or (target == parts[0] and links.leads_astray(target)):
                    raise leads_astray(links.shown(target))
            if _BY_NUMBER.search(plain):
                raise leads_astray(links.shown(formula))
    return len(suspect)


def _indirect() -> Refused:
    return Refused(
        "file_with_indirect_formula",
        "Filen har formeln INDIRECT (INDIREKT), som kan hämta värden från en annan plats när filen öppnas. Markera "
        "cellerna i Excel, kopiera, klistra in som värden, och spara.",
    )


def _check_link(target: str) -> None:
    if links.leads_astray(target):
        raise leads_astray(links.shown(target))


def _is_elsewhere(found: tuple[bytes, bytes]) -> bool:
    return _ELSEWHERE.search(_text(found[0] or found[1])) is not None


def _text(xml: bytes) -> str:
    return unescape(xml.decode("utf-8", "replace"))


def _field(field: str) -> Refused:
    return Refused(
        "file_field_fetches",
        "Filen har ett fält ({field}) som hämtar eller startar något när det uppdateras. Markera fältet i Word, "
        "tryck Ctrl+Skift+F9 så att bara det som syns blir kvar, och spara.",
        field=field,
    )


def _formula(name: str) -> Refused:
    return Refused(
        "file_formula_fetches",
        "Filen har en formel eller en länk ({name}) som hämtar något utifrån eller startar ett annat program. Markera "
        "cellerna i Excel, kopiera dem, klistra in dem som värden, och spara.",
        name=name,
    )


def _too_many() -> Refused:
    return Refused(
        "file_with_many_links",
        "Filen har fler länkar än som kan läsas igenom: högst {most} i ett blad eller en text. Dela upp filen, eller "
        "klistra in cellerna som värden, och spara.",
        most=MOST_SUSPECT,
    )


def _connected() -> Refused:
    return Refused(
        "file_with_connection",
        "Filen hämtar uppgifter från en annan plats. Välj i Excel Data, Frågor och anslutningar, ta bort "
        "anslutningarna, och spara.",
    )


def _merges() -> Refused:
    return Refused(
        "file_merges_from_elsewhere",
        "Filen hämtar adresser för koppling av dokument från en annan plats. Välj i Word Utskick, Starta koppla "
        "dokument, Vanligt Word-dokument, och spara.",
    )


def _film() -> Refused:
    return Refused(
        "file_with_web_film",
        "Filen har en film från nätet i sig, som är en webbsida inuti dokumentet. Ta bort filmen, skriv en länk till "
        "den i stället, och spara.",
    )


def _drawing(what: str) -> Refused:
    return Refused(
        "file_with_drawing_that_fetches",
        "Filen har en ritad bild (SVG) som hämtar något utifrån eller kör skript ({what}). Klipp ut bilden, klistra in "
        "den som PNG, och spara.",
        what=links.shown(what),
    )


def _base(base: str) -> Refused:
    return Refused(
        "file_with_base_elsewhere",
        "Filen säger att dess länkar ska börja med {base}, som inte är en webbplats. Töm i Word eller Excel rutan "
        "Hyperlänkbas under Arkiv, Info, Egenskaper, Avancerade egenskaper, och spara.",
        base=links.shown(base),
    )
