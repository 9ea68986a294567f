"""What kind of document the text is: area page, old page, call; or none of them, and then why not."""

import re
from collections.abc import Sequence
from typing import Literal

from nhv.reading.faults import ReadingFault
from nhv.reading.holders import says_who_holds
from nhv.reading.layout import Block
from nhv.reading.legacy_page import is_legacy

Layout = Literal["area_page", "legacy_page", "call"]

# By name, or by what no other decision says.
_NATIONAL = re.compile(
    r"nationell\w*\s+högspecialiserad\w*\s+vård|\bNHV\b|rikssjukvård"
    r"|Socialstyrelsen\s+har\s[^.]{0,60}beslutat\s+att\s[^.]{0,300}bedrivas\s+vid\s+\w+\s+enhet",
    re.IGNORECASE,
)
# The decision itself, as it is written here.
_DECIDES = re.compile(r"beslutar\s+att\s+vården\s+nedan\s+ska\s+utgöra\s+nationell", re.IGNORECASE)
_NO_LONGER = re.compile(r"beslutar\s+att\s+vården\s+nedan\s+inte\s+längre\s+ska\s+utgöra\s+nationell", re.IGNORECASE)
_CALLS = re.compile(
    r"ansökningsförfrågan|utlyser\s+härmed|härmed\s+utlyses|utlysning\s+av\s+tillstånd|inbjudan\s+att\s+ansöka\s+om\s+tillstånd",
    re.IGNORECASE,
)
# Common small words of each language, none shared with Swedish.
_LANGUAGES = {
    "svenska": frozenset(
        [
            "och",
            "att",
            "för",
            "är",
            "på",
            "vid",
            "ska",
            "inte",
            "från",
            "till",
            "vård",
            "som",
            "av",
            "med",
            "om",
            "eller",
            "den",
            "har",
            "enligt",
        ]
    ),
    "engelska": frozenset(
        [
            "the",
            "and",
            "of",
            "is",
            "for",
            "with",
            "to",
            "are",
            "shall",
            "be",
            "by",
            "this",
            "that",
            "which",
            "care",
            "at",
            "from",
        ]
    ),
    "norska eller danska": frozenset(
        [
            "og",
            "ikke",
            "skal",
            "af",
            "til",
            "ved",
            "på",
            "som",
            "er",
            "eller",
            "fra",
            "blir",
            "bliver",
            "hvor",
            "også",
            "med",
            "av",
        ]
    )
    - {"på", "som", "till", "med", "av", "er"},
    "finska": frozenset(["ja", "on", "ei", "se", "että", "tai", "sekä", "joka", "ovat", "hoito", "hoidon", "voidaan"]),
    "tyska": frozenset(
        ["und", "der", "die", "das", "ist", "mit", "von", "für", "nicht", "werden", "sind", "eine", "einer", "zur"]
    )
    - {"die"},
    "franska": frozenset(["les", "des", "une", "est", "et", "dans", "pour", "avec", "sont", "par", "sur", "qui"]),
}


# Our own papers with what an expert group proposes.
_PROPOSES = re.compile(r"\AFörslag: .{3,200}\n(?:.{0,400}\n)?Version\t")


def layout_of(found: Sequence[Block], text: str) -> Layout:
    """The layout of a document, or a ReadingFault that says why it cannot be read."""
    language = _language(text)
    if language != "svenska":
        raise ReadingFault(f"texten är på {language}", what_to_do="läs in den svenska sidan")
    roles = {block.known.role for block in found if block.known is not None}
    national = bool(_NATIONAL.search(text))
    start = "\n".join(block.text for block in found[:25])
    if (
        national
        and (_CALLS.search(start) or ({"application", "process"} <= roles))
        and roles & {"definition", "application", "annex", "background"}
    ):
        return "call"
    if _NO_LONGER.search(text):
        raise ReadingFault(
            "texten är ett beslut om att vård inte längre är nationell högspecialiserad",
            what_to_do="läs in den definition som gällde dessförinnan, eller beslutet om den nya",
        )
    if _PROPOSES.search(start):
        raise ReadingFault(
            "texten är ett förslag till definition, inte det som är beslutat",
            what_to_do="läs in beslutet, eller lägg in förslaget i ärendet",
        )
    if national and "definition" in roles and _DECIDES.search(start):
        return "area_page"
    if is_legacy(found):
        return "legacy_page"
    if (
        national
        and roles & {"definition", "scope", "holders"}
        and roles & {"scope", "holders", "validity", "clarifications", "exclusions"}
    ):
        return "area_page"
    if national and any(says_who_holds(block.text) for block in found) and "definition" in roles:
        return "area_page"
    if (other := _another_kind(text)) is not None:
        raise ReadingFault(other, what_to_do="välj Socialstyrelsens sida om området eller dess utlysning")
    raise ReadingFault(
        "texten är ingen sida om ett område i nationell högspecialiserad vård",
        what_to_do="välj en områdessida eller en ansökningsförfrågan från Socialstyrelsen",
    )


# Pages about the care that are not the area's own, by what they say of themselves.
_OTHER_KINDS = (
    (
        "texten är en sida om årlig uppföljning, inte områdets definition",
        re.compile(r"bakgrundsmått|tillgänglighetsmått|resultatmått|årlig uppföljning av", re.IGNORECASE),
    ),
    (
        "texten är ett meddelande om nämndens beslut, inte områdets definition",
        re.compile(r"nämnden för nationell högspecialiserad vård har [^.]{0,60}beslutat", re.IGNORECASE),
    ),
    (
        "texten är en enhets egen sida om vilka som remitteras dit, inte områdets definition",
        re.compile(
            r"remitteras?\s+till\s+oss|så\s+remitterar\s+du|uppdrag\s+att\s+bedriva\s+nationell|vårt\s+(?:nationella\s+)?uppdrag",
            re.IGNORECASE,
        ),
    ),
)


def _another_kind(text: str) -> str | None:
    return next((said for said, form in _OTHER_KINDS if form.search(text)), None)


def _language(text: str) -> str:
    """The language whose small words are clearly most common; Swedish unless another is."""
    words = re.findall(r"[^\W\d_]+", text[:200_000].casefold())
    counts = {language: sum(1 for word in words if word in small) for language, small in _LANGUAGES.items()}
    best = max(counts, key=lambda language: counts[language])
    if best != "svenska" and counts[best] >= 5 and counts[best] > 1.5 * counts["svenska"]:
        return best
    return "svenska"
