"""Clarifications and exclusions: what the words of a definition mean, and what is not in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from nhv.reading.layout import Block
from nhv.reading.tracing import Draft, Ledger, Ref, Told, text_of, told
from nhv.reading.wording import hedge, instead_said, is_open_list, may_be_brought, points_named, says_not_included

_DEFINES = re.compile(
    r"\bavses\b|\bmenas\b|inkluderar|innefattar|exempel|omfattar|kan vara|räknas|gäller|indikationer", re.IGNORECASE
)
_MIXED = "Rubriken gäller både avgränsningar och förtydliganden; punkten är sorterad efter sin ordalydelse."


@dataclass
class LimitsRead:
    clarifications: list[Draft] = field(default_factory=list)
    exclusions: list[Draft] = field(default_factory=list)
    exclusions_lead: Told | None = None


# What our own papers say under a list that is open.
_EXAMPLES_ONLY = re.compile(r"^listan ger exempel\b.{0,60}$", re.IGNORECASE)


def read_clarifications(found: Sequence[Block], read: LimitsRead) -> None:
    """Each paragraph or item is a clarification; a paragraph that defines by a list holds the list."""
    for draft in _clauses(found, paragraph_holds_list=lambda text: bool(_DEFINES.search(text)), leads=[]):
        text = draft["text"]
        if _EXAMPLES_ONLY.match(text.value) and read.clarifications:
            before = read.clarifications[-1]
            before["text"] = replace(before["text"], lines=(*before["text"].lines, *text.lines))
            before["open_list"] = True
            continue
        if _TAKEN_OUT.search(text.value) and not draft["points"]:
            read.exclusions.append(_exclusion(draft | {"text": replace(text, doubt=text.doubt or _STANDS_AMONG)}))
            continue
        if text.value.endswith(":") and not draft["points"]:
            draft["text"] = replace(text, doubt=text.doubt or _NOTHING_FOLLOWS)
        read.clarifications.append(_clarification(draft))


def read_exclusions(found: Sequence[Block], read: LimitsRead) -> None:
    """Each item or paragraph is an exclusion; one that leads to a list may say who does all of it instead."""
    leads: list[Block] = []
    drafts = _clauses(found, paragraph_holds_list=lambda text: False, leads=leads)
    if leads:
        before = read.exclusions_lead
        texts = ([before.value] if before else []) + [lead.text for lead in leads]
        lines = (before.lines if before else ()) + tuple(line for lead in leads for line in lead.lines)
        read.exclusions_lead = Told("\n".join(texts), lines)
    read.exclusions += [_exclusion(draft) for draft in drafts]


def read_mixed(found: Sequence[Block], read: LimitsRead, ledger: Ledger) -> None:
    """A list of both: what takes something out of the definition is an exclusion, the rest clarifies."""
    for draft in _clauses(found, paragraph_holds_list=lambda text: True, leads=[]):
        before = draft["text"]
        draft["text"] = replace(before, doubt=before.doubt or _MIXED)
        if says_not_included(before.value):
            read.exclusions.append(_exclusion(draft))
        else:
            read.clarifications.append(_clarification(draft))


# A clause among the clarifications that takes something out in so many words.
_TAKEN_OUT = re.compile(
    r"\b(?:ingår|omfattas|inkluderas)\s+(?:därför\s+)?(?:inte|ej)\s+(?:i|av)\s+"
    r"(?:definitionen|tillståndet|uppdraget|den nationella)",
    re.IGNORECASE,
)
_STANDS_AMONG = "Punkten står bland förtydligandena men undantar något; den är läst som en avgränsning."
_NOTHING_FOLLOWS = "Raden slutar med kolon, men det som skulle följa finns inte på sidan."


# A sentence that gives examples, over a list of them.
_EXAMPLES = re.compile(r"^exempel\b", re.IGNORECASE)
# A note is one text; its list is seen by its bullets.
_LISTED = re.compile(r"\s+[•▪]\s+")


def note_as_limit(note: Block) -> tuple[str, Draft]:
    """Where a note belongs, and the clause that it is: what takes something out is an exclusion, the rest clarifies."""
    lead, *items = _LISTED.split(note.text)
    note, items = (replace(note, text=lead), items) if lead.endswith(":") else (note, [])
    points: list[Draft] = [{"key": "", "text": told(replace(note, text=item))} for item in items]
    if says_not_included(note.text):
        return "exclusions", exclusion_of(told(note), points)
    return "clarifications", _clarification({"key": "", "text": told(note), "points": points, "_lead": None})


def exclusion_of(text: Told, points: Sequence[Draft] = ()) -> Draft:
    """One sentence, wherever it stands, as an exclusion, with its inner points."""
    exclusion = _exclusion({"key": "", "text": text, "points": [*points], "_lead": None})
    exclusion.pop("_brought")
    return exclusion


def _clauses(found: Sequence[Block], *, paragraph_holds_list: Callable[[str], bool], leads: list[Block]) -> list[Draft]:
    """The clauses of a section with their inner points. Leads of lists are collected in `leads`."""
    drafts: list[Draft] = []
    holder: Draft | None = None
    lead: Block | None = None
    for index, block in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if block.kind == "item":
            inner: Draft = {"key": "", "text": told(block)}
            if holder is not None:
                holder["points"].append(inner)
            elif block.level and drafts:
                drafts[-1]["points"].append(inner)
            else:
                drafts.append(inner | {"points": [], "_lead": lead})
            continue
        holder, lead = None, None
        is_lead = block.text.endswith((":", ";")) or bool(_EXAMPLES.match(block.text))
        introduces = is_lead and following is not None and following.kind == "item"
        if introduces and not paragraph_holds_list(block.text):
            lead = block
            leads.append(block)
            continue
        draft: Draft = {"key": "", "text": told(_doubted_heading(block)), "points": [], "_lead": None}
        drafts.append(draft)
        holder = draft if introduces else None
    return drafts


_HEADING = "Texten är en rubrik i filen, men ingen som läsaren känner; kontrollera vad den och det som följer hör till."


def _doubted_heading(block: Block) -> Block:
    """A heading among the clauses may begin another part than the one it is read in."""
    return replace(block, doubt=block.doubt or _HEADING) if block.depth else block


def _clarification(draft: Draft) -> Draft:
    return draft | {"open_list": is_open_list(text_of(draft["text"]), has_points=bool(draft["points"]))}


def _exclusion(draft: Draft) -> Draft:
    text = " ".join([text_of(draft["text"]), *(text_of(point["text"]) for point in draft["points"])])
    lead: Block | None = draft.get("_lead")
    said = instead_said(text)
    lines: tuple[int, ...] = draft["text"].lines
    if said is None and lead is not None:
        said, lines = instead_said(lead.text), lead.lines
    instead = None
    if said is not None:
        instead = {"level": Told(said.level, lines), "who": Told(said.who, lines) if said.who else None}
    return draft | {"instead": instead, "hedge": hedge(text), "_brought": may_be_brought(text)}


_STILL = re.compile(
    r"(?:observera|notera|men|dock)\b[^.]{0,40}?\b(?:att\s+)?(?P<what>[^.]{5,200}?)\s+(?:ändå\s+)?(?:ingår|omfattas)\s+"
    r"(?:dock\s+|ändå\s+)?(?:i|av)\s+(?:definitionen|tillståndet)",
    re.IGNORECASE,
)
_STILL_DOUBT = "Avgränsningen säger att «{}» ändå ingår; kontrollera vilken punkt i definitionen det är."


def link_still_included(exclusions: Sequence[Draft], points: Sequence[Draft], ledger: Ledger) -> None:
    """«Observera dock att … ingår»: the case that another clause nevertheless covers, tied to the likest point."""
    for index, exclusion in enumerate(exclusions):
        match = _STILL.search(text_of(exclusion["text"]))
        if match is None or not points:
            continue
        what = re.sub(r"^(?:dock\s+)?att\s+", "", match["what"].strip())
        likest = max(points, key=lambda point: fuzz.token_set_ratio(what, text_of(point["text"])))
        when = Told(what, exclusion["text"].lines)
        exclusion["still_included"] = [{"when": when, "clause": Ref(likest)}]
        ledger.doubt(f"area.exclusions.{index}.still_included", _STILL_DOUBT.format(what))


_OF_POINTS = re.compile(r"^(?:för\s+)?punkt(?:en|erna)?\s+\d", re.IGNORECASE)
_LONGEST_START = 60
_NO_SUCH_POINT = "Texten gäller en punkt efter dess nummer, men vilken går inte att säga; kontrollera vad den gäller."


def link_to_points(limits: Sequence[Draft], numbered: Callable[[Sequence[str]], list[Draft]]) -> None:
    """«Punkt 2 gäller inte …» is about the point with that number, and no other."""
    for limit in limits:
        text = limit["text"]
        if limit.get("applies_to") or not _OF_POINTS.match(text.value):
            continue
        numbers = points_named(text.value[:_LONGEST_START])
        points = numbered(numbers)
        if points and len(points) == len(numbers):
            limit["applies_to"] = [Ref(point) for point in points]
        else:
            limit["text"] = replace(text, doubt=text.doubt or _NO_SUCH_POINT)


def link_to_pathway(exclusions: Sequence[Draft], pathways: Sequence[Draft]) -> None:
    """«… kan dras på nationella MDK» points to the conference, when the document has one."""
    conference = next((pathway for pathway in pathways if pathway["kind"] == "national_conference"), None)
    for exclusion in exclusions:
        if exclusion.pop("_brought", False) and conference is not None:
            exclusion["may_be_brought_to"] = Ref(conference)
