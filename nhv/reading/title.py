"""Which line is the name of the area, among banners and site words before the definition."""

import re
from collections.abc import Sequence

from nhv.reading.faults import ReadingFault
from nhv.reading.layout import Block
from nhv.reading.sections import Section
from nhv.reading.tracing import Ledger, Told

BEFORE = "Före rubriken"
_INGRESS = re.compile(r"^(?:på den här sidan|här)\s+hittar du\b", re.IGNORECASE)
_DECISION_ON = re.compile(r"^beslut:\s+(?=\w)", re.IGNORECASE)
_SENTENCE_ABOUT = re.compile(r"nationell\s+högspecialiserad\s+vård|rikssjukvård", re.IGNORECASE)
_SITE_WORDS = {
    *(
        "nationell högspecialiserad vård",
        "översikt",
        "tillstånd",
        "socialstyrelsen",
        "rikssjukvård",
        "regler och riktlinjer",
    ),
    *("kunskapsstöd och regler", "översikt tillståndsområden", "tillståndsområden", "hem", "ansök", "aktuellt"),
}
_DECIDED_ABOUT = re.compile(
    r"(?:beslutat att|följande:?)\s+(?:viss\s+)?(?:vård\s+(?:av|vid|för|inom)\s+)?"
    r"(?P<name>.{4,90}?)(?:,|\s+enligt|\s+ska\b)",
    re.IGNORECASE,
)


def find_title(head: Sequence[Block], sections: Sequence[Section], ledger: Ledger) -> tuple[Told, list[Block]]:
    """The name of the area, and the prose between it and the first heading. What stands before is a named place."""
    place = _title_place(head, _body_words(sections))
    if place is None:
        return _title_from_decision(head, sections, ledger)
    for block in head[:place]:
        ledger.elsewhere(block, BEFORE)
    title = head[place]
    name = _DECISION_ON.sub("", title.text)
    return Told(name.rstrip(" :."), title.lines), list(head[place + 1 :])


def _title_place(head: Sequence[Block], body: str) -> int | None:
    """The last short line before the ingress; among several, the one whose words the definition uses."""
    anchor = next((index for index, block in enumerate(head) if _is_anchor(block)), len(head))
    candidates = [index for index in range(anchor) if _is_name(head[index])]
    if not candidates:
        return None
    marked = [index for index in candidates if head[index].kind == "heading"]
    best = max(candidates, key=lambda index: (_overlap(head[index].text, body) >= 0.5, index in marked, index))
    return best if _overlap(head[best].text, body) >= 0.5 else (marked or candidates)[-1]


def _is_anchor(block: Block) -> bool:
    if _INGRESS.match(block.text):
        return True
    return len(block.text) > 60 and block.text.endswith(".") and bool(_SENTENCE_ABOUT.search(block.text))


def _is_name(block: Block) -> bool:
    text = block.text.rstrip(" :")
    if not 3 <= len(text) <= 160 or block.kind == "item" or text.endswith((".", "!", "?", ",")):
        return False
    if text.casefold() in _SITE_WORDS or "@" in text or re.search(r"\s[/>›»|]\s|^[/\W]+$|https?:", text):
        return False
    return any(letter.isalpha() for letter in text)


def _body_words(sections: Sequence[Section]) -> str:
    return " ".join(block.text for section in sections for block in section.blocks[:40]).casefold()


def _overlap(title: str, body: str) -> float:
    """The share of the title's words, by their first letters, that the rest of the page uses."""
    words = [word for word in re.findall(r"\w{4,}", title.casefold()) if word not in {"vård", "viss", "samt", "eller"}]
    if not words:
        return 0.0
    return sum(1 for word in words if word[: max(5, len(word) - 3)] in body) / len(words)


def _title_from_decision(
    head: Sequence[Block], sections: Sequence[Section], ledger: Ledger
) -> tuple[Told, list[Block]]:
    """A page that lost its title: the decision's own words name the area, with a doubt."""
    for block in (*head, *(block for section in sections for block in section.blocks)):
        match = _DECIDED_ABOUT.search(block.text)
        if match is not None and "nationell" not in match["name"].casefold():
            name = match["name"].strip(" ,.:")
            named = Told(
                name[:1].upper() + name[1:], block.lines, "Sidan har ingen rubrik; namnet är taget ur beslutets mening."
            )
            return named, list(head)
    raise ReadingFault("sidan har ingen rubrik som namnger ett område", what_to_do="hämta hela sidan på nytt")
