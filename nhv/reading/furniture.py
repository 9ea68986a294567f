"""Lines that belong to the file or the site and not to the text: page numbers, outlines, bookmarks, banners."""

import re
from collections import Counter
from collections.abc import Sequence

from nhv.reading.lines import Line

_PAGE_NUMBER = re.compile(
    r"^(?:(?:sida|sid\.?|s\.)\s*)?[-–]?\s*\d{1,3}\s*(?:(?:\(|av|/)\s*\d{1,3}\s*\)?)?\s*[-–]?$", re.IGNORECASE
)
_LETTERHEAD = re.compile(
    r"^(?:socialstyrelsen|diarienummer|dnr|datum|sida)(?:[\s:]+(?:\d[\d\s./:()-]*|dnr|sida|av|socialstyrelsen))*[\s:]*$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$")
_RULE = re.compile(r"^(?:[-–—=_*~#+.·]\s?){3,}$")
_LINK = re.compile(r"^(?:mailto:\S+|https?://\S+|www\.\S+)$")
_UPDATED = re.compile(
    r"^(?:senast uppdaterad|publicerad|uppdaterad|senast granskad|senast ändrad|artikelnummer|publiceringsdatum)"
    r"\s*:?\s*(?:den )?[\w\s:.-]{0,30}$",
    re.IGNORECASE,
)

_SITE = re.compile(
    r"\bkakor\b|\bcookies\b|sökfunktion|driftstörning|underhållsarbete|underhåll på|tack för ditt tålamod"
    r"|hoppa till (?:innehåll|huvudinnehåll)"
    r"|hjälpte (?:informationen|sidan|den här)|kommer du inte åt webbplatsen|javascript|annan webbläsare"
    r"|^(?:lyssna|skriv ut|dela(?: sidan)?|meny|sök|stäng|till toppen|tillbaka(?: till.*)?|startsida"
    r"|start|in english|english|kontakta oss"
    r"|om webbplatsen|tillgänglighet|följ oss|prenumerera|innehåll|innehåll på sidan|på den här sidan"
    r"|visa mer|visa alla)$",
    re.IGNORECASE,
)

SITE = "Webbplatsens egna meddelanden"
PAGE_FURNITURE = "Sidhuvud eller sidfot"
OUTLINE = "Dokumentets bokmärken"
REPEATED = "Upprepning av hela texten"
CONTENTS = "Innehållsförteckning"
LINK = "Länkadress"
RULE = "Linje"
UPDATED = "Uppgift om sidans datum"


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Line number → named place, for every line that is no part of the text."""
    found: dict[int, str] = {}
    filled = [line for line in lines if not line.is_blank]
    for line in filled:
        place = _place(line.text.strip())
        if place is not None:
            found[line.number] = place
    found |= _running_heads(filled)
    found |= dict.fromkeys(_second_time([line for line in filled if line.number not in found]), REPEATED)
    found |= dict.fromkeys(_outline([line for line in filled if line.number not in found]), OUTLINE)
    return found


def _place(text: str) -> str | None:
    if _PAGE_NUMBER.match(text) or (_LETTERHEAD.match(text) and len(text) < 80):
        return PAGE_FURNITURE
    if _RULE.match(text):
        return RULE
    if _CONTENTS.search(text):
        return CONTENTS
    if _LINK.match(text):
        return LINK
    if _UPDATED.match(text):
        return UPDATED
    if len(text) < 300 and _SITE.search(text):
        return SITE
    return None


def _running_heads(filled: Sequence[Line]) -> dict[int, str]:
    """The same short line at least four times, the number in it apart, is the head or foot of the pages."""
    shapes = Counter(_shape(line.text) for line in filled)
    return {
        line.number: PAGE_FURNITURE
        for line in filled
        if shapes[_shape(line.text)] >= 4
        and any(sign.isdigit() for sign in line.text)
        and re.search(r"sida|dnr|\d\s*\(\d+\)", line.text, re.IGNORECASE)
        and len(line.text) < 120
    }


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _second_time(filled: Sequence[Line]) -> list[int]:
    """The numbers of the last lines when the text begins anew there and only says the same again."""
    squeezed = [_squeeze(line.text) for line in filled]
    for start in range(max(len(filled) // 2, 5), len(filled) - 4):
        if squeezed[start] == squeezed[0] and squeezed[start:] == squeezed[: len(squeezed) - start]:
            return [line.number for line in filled[start:]]
    return []


def _outline(filled: Sequence[Line]) -> list[int]:
    """The numbers of the last lines when they only repeat headings that stood earlier, as bookmarks do."""
    squeezed = [_squeeze(line.text) for line in filled]
    for start in range(max(len(filled) - 80, 1), len(filled) - 2):
        before = "".join(squeezed[:start])
        tail = squeezed[start:]
        if not _is_title(filled[start]) or not filled[start].text.strip()[0].isupper():
            continue
        if all(text and text in before and _is_title(line) for text, line in zip(tail, filled[start:], strict=True)):
            return [line.number for line in filled[start:]]
    return []


def _squeeze(text: str) -> str:
    """Letters and digits alone, so that line breaks and broken words do not matter."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _is_title(line: Line) -> bool:
    bare = line.text.strip()
    return (
        bare[0].isalnum()
        and not re.match(r"\d{1,2}[.)]\s|o\s", bare)
        and not bare.endswith((".", ",", ";"))
        and len(bare) <= 220
    )
