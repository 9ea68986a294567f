"""What every walk gives: lines in reading order, and what the file itself sets apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

# The named places of what a file sets apart from its running text.
STRUCK = "Struken text"
HIDDEN = "Dold text"
DELETED = "Borttagen text (spårad ändring)"
MOVED = "Flyttad text (spårad ändring), där den stod förut"
BOX = "Textruta"
COMMENT = "Kommentar"
PICTURE = "Bildens beskrivning"
CHART = "Diagram"
FIELD_CODE = "Fältkod"
BOUND = "Filens egen uppgift"
INNER_PAGE = "Inbäddad sida"
GENERATED = "Text i sidans stilmall"
HEAD = "Sidhuvud"
FOOT = "Sidfot"
MARGIN = "Vid sidan av sidans text"
NOTE = "Not"
PLACEHOLDER = "Hjälptext i ett tomt fält"
UNTICKED = "Ruta utan kryss"
FORM_FIELD = "Ifyllt formulärfält"
STAMP = "Stämpel på sidan"
BOOKMARK = "Bokmärke"
ATTACHED = "Bifogad fil"
PROPERTY = "Filens egenskaper"
SAID = "Text för uppläsning"
OTHER_FILE = "Annan fil som hör till texten"
OTHERWISE = "Vad ett annat program visar i stället"
BROKEN = "Hänvisning som inte leder någonstans"
SIGN = "Typsnitt vars tecken inte går att läsa"
BESIDE = "Spalt bredvid «ingår | ingår inte»"

# Words of the document itself that a reader could take for part of it: each is told as a doubt.
_TOLD = {
    STRUCK: "Filen har struken text; den är inte läst som gällande: «{}».",
    HIDDEN: "Filen har dold text; den är inte läst: «{}».",
    DELETED: "Filen har spårade ändringar som inte är godkända; den borttagna texten är inte läst: «{}».",
    MOVED: "Filen har spårade ändringar som inte är godkända; texten är läst bara där den hamnade: «{}».",
    BOX: "Filen har en textruta; kontrollera var texten hör hemma: «{}».",
    COMMENT: "Filen har en kommentar i marginalen; den är inte läst som text: «{}».",
    PICTURE: "Filen har en bild; bara bildens beskrivning går att läsa: «{}».",
    CHART: "Filen har ett diagram; dess ord är inte lästa som text: «{}».",
    BOUND: "Word visar en annan uppgift när filen öppnas än den som är läst: «{}».",
    INNER_PAGE: "Sidan har en annan sida inbäddad; den är inte läst som text: «{}».",
    GENERATED: "Sidan visar ord som står i dess stilmall; de är inte lästa som text: «{}».",
    PLACEHOLDER: "Filen har ett fält som ingen har fyllt i; hjälptexten är inte läst: «{}».",
    UNTICKED: "Filen har en ruta utan kryss; raden är inte läst som gällande: «{}».",
    STAMP: "Filen har en stämpel på sidan; den är inte läst som text: «{}».",
    SAID: "Filen läses upp med andra ord än de som syns; de är inte lästa som text: «{}».",
    OTHER_FILE: "Filen hämtar text ur en annan fil, som inte följer med och inte är läst: «{}».",
    OTHERWISE: "Filen visar andra ord i andra program än Word; de är inte lästa: «{}».",
    BROKEN: "Filen har en hänvisning som inte leder någonstans; där saknas ord: «{}».",
    SIGN: "Filen har tecken ur typsnittet {} som inte går att läsa; de står som �.",
    FIELD_CODE: "Filen har ett fält vars innehåll inte visas: «{}».",
    BESIDE: "Tabellen har en spalt som varken säger vad som ingår eller inte; den är inte läst som text: «{}».",
}
_LONGEST_TOLD = 160
_MOST_TOLD = 40


class Written(NamedTuple):
    """A line. `heading` is the file's own level, 0 when none; `place` names what the file sets apart."""

    text: str
    heading: int = 0
    place: str = ""


@dataclass
class Walked:
    """The lines of a file. `apart` are doubts about what the file sets apart; `doubts` are all others."""

    lines: list[Written] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    def tell_apart(self, *, margins: bool = False) -> None:
        """A doubt for every line that the file sets apart and a reader could miss. `margins`: the heads and feet of
        pages too, where they say what the text is or whom it is for; those of a web site are about the site."""
        lines = [part for line in self.lines for part in _whole(line)]
        # A square is the bullet of many lists. Beside ticked boxes it is one that is not ticked.
        has_ticks = any(_TICKED.search(line.text) for line in lines if not line.place)
        self.lines = [_by_its_box(_as_box(line) if has_ticks else line) for line in lines]
        told = [
            _TOLD[line.place].format(shortened(line.text))
            for line in self.lines
            if line.place in _TOLD and line.text.strip()
        ]
        told += [words.format(shortened(line.text)) for line in self.lines for words in _unsure(line)]
        told += self._told_of_margins() if margins else []
        self.apart += list(dict.fromkeys(told))[:_MOST_TOLD]
        if len(told) > _MOST_TOLD:
            self.apart.append(f"Filen har {len(told)} delar som inte är lästa som text; de står på namngivna platser.")

    def _told_of_margins(self) -> Iterable[str]:
        """Each head and foot once, whatever page it counts."""
        found = {
            (line.place, re.sub(r"\d+", "", line.text)): _MARGIN_TOLD.format(line.place, shortened(line.text))
            for line in reversed(self.lines)
            if line.place in (HEAD, FOOT) and _OF_WEIGHT.search(line.text)
        }
        return reversed(found.values())


# «Avser endast vuxna», «Utkast», «Upphävd»: what stands on every page may be meant for all of the text.
_OF_WEIGHT = re.compile(
    r"\b(?:avser|gäller|ingår|omfatta[rs]|undanta\w+|endast|enbart|inte|ej|utkast|arbetsmaterial|förslag"
    r"|remiss(?:version)?|utgår|utgått|upphäv[dt]a?|ersatta?|ersätt(?:s|er)|upphört|ogiltig\w*|preliminär\w*)\b",
    re.IGNORECASE,
)
_MARGIN_TOLD = "{} med ord som kanske gäller hela texten; de är inte lästa: «{}»."
# Private signs are pictures that only the file's own font has. These three are the bullets of Word's usual lists.
_PRIVATE = re.compile("[\ue000-\uf8ff](?<![\uf0b7\uf0a7\uf0d8])")
_CROSS = re.compile(r"^\s*(?:[•–-]\s+)?[✗✘]\s*\w|^[^\t]*\w[^\w\t]*[✗✘]\s*$")
_PRIVATE_TOLD = "Filen har ett tecken som bara ett visst typsnitt kan visa; det går inte att läsa: «{}»."
_CROSS_TOLD = "En rad har ett kryss (✗); kontrollera om det betyder att vården ingår eller inte: «{}»."


def _unsure(line: Written) -> Iterator[str]:
    """What to tell of a line of the running text that has signs which could mean more than one thing, or nothing."""
    if line.place:
        return
    if _PRIVATE.search(line.text):
        yield _PRIVATE_TOLD
    if _CROSS.match(line.text):
        yield _CROSS_TOLD


# A stroke through the letter before it: how plain text is struck.
_STROKES = re.compile("(?:[^\u0335\u0336\n][\u0335\u0336])+")


def parted_by_strokes(text: str) -> Iterator[tuple[str, bool]]:
    """(words, whether they are struck by signs), in order."""
    end = 0
    for found in _STROKES.finditer(text):
        yield text[end : found.start()], False
        yield "".join(found[0][::2]), True
        end = found.end()
    yield text[end:], False


# What a word processor shows where a field finds nothing, also when the field itself is gone.
_BROKEN_SAID = re.compile(
    r"(?:Fel|Error|Feil|Fejl)!\s+[A-ZÅÄÖÆØ][^.!?\n]{3,90}(?:[.!]|$)"
    r"|(?:Fel|Error): (?:Referenskällan? (?:hittades inte|kunde inte hittas)|Reference source not found)\.?"
)


def _whole(line: Written) -> Iterator[Written]:
    """The line without what is struck by signs and without what a broken reference says, which stand apart after it."""
    for part in _without_strokes(line):
        broken = [] if part.place else _BROKEN_SAID.findall(part.text)
        rest = " ".join(_BROKEN_SAID.sub(" ", part.text).split()) if broken else ""
        if not broken:
            yield part
        elif any(map(str.isalnum, rest)):
            yield part._replace(text=f"{part.text[: len(part.text) - len(part.text.lstrip())]}{rest}")
        yield from (Written(said.strip(), 0, BROKEN) for said in broken)


def _without_strokes(line: Written) -> Iterable[Written]:
    """The line without what is struck by signs, which stands apart after it."""
    parts = list(parted_by_strokes(line.text))
    struck = [words for words, is_struck in parts if is_struck]
    if not struck:
        return [line]
    rest = "".join(words for words, is_struck in parts if not is_struck)
    has_words = any(sign.isalnum() for sign in rest)
    return [*([line._replace(text=rest)] if has_words else []), *(Written(one.strip(), 0, STRUCK) for one in struck)]


_TICKED = re.compile(r"^\s*(?:[•–-]\s+)?[☒☑]\s*\w")
_SQUARE = re.compile(r"^(\s*(?:[•–-]\s+)?)[□▢◻](?=\s*\w)")


def _as_box(line: Written) -> Written:
    return line if line.place else line._replace(text=_SQUARE.sub(r"\1☐", line.text))


# One box before one choice; a line with several boxes is read as it stands.
_BOX_FIRST = re.compile(r"^(?P<mark>\s*(?:[•–-]\s+)?)(?P<box>[☐☒☑])\s*(?P<words>[^☐☒☑]*\w[^☐☒☑]*)$")


def _by_its_box(line: Written) -> Written:
    """A line with a box to tick: a point of a list where it is ticked, and no text in force where it is not."""
    found = _BOX_FIRST.match(line.text)
    if found is None or line.place:
        return line
    if found["box"] == "☐":
        return line._replace(text=f"☐ {found['words']}", place=UNTICKED)
    return line._replace(text=f"{found['mark'].rstrip(' ') or ' •'} {found['words']}")


def shortened(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TOLD else f"{line[: _LONGEST_TOLD - 1]}…"


_RAISED = str.maketrans("0123456789+-=()niabcd", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈ")
_MARKS = re.compile(r"[(\[]?[0-9]{1,3}(?:\s*[,;]\s*[0-9]{1,3})*\s*[)\]]?")
_LETTER_MARK = re.compile(r"[(\[]?([abcd])[)\]]")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def raised(text: str) -> str:
    """«6» as «⁶», where every sign has a raised form; a word stays as it is. The brackets of a note's mark go: «2)»,
    «[2]», «b)» and «2, 3» are «²», «ᵇ» and «²,³»."""
    marks = _MARKS.fullmatch(text.strip())
    if marks:
        return ",".join(mark.translate(_RAISED) for mark in re.findall(r"[0-9]+", marks[0]))
    if letter := _LETTER_MARK.fullmatch(text.strip()):
        return letter[1].translate(_RAISED)
    return text.translate(_RAISED) if _all_in(text, "0123456789+-=()niabcd") else text


def lowered(text: str) -> str:
    """«2» as «₂»."""
    return text.translate(_LOWERED) if _all_in(text, "0123456789+-=()") else text


def _all_in(text: str, signs: str) -> bool:
    bare = text.strip()
    return bool(bare) and all(sign in signs for sign in bare) and (any(s.isdigit() for s in bare) or len(bare) == 1)


def lines_of(text: str, place: str) -> Iterable[Written]:
    """The lines of a text that stands apart."""
    return (Written(line, 0, place) for line in text.split("\n") if line.strip())
