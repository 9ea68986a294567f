"""Who holds the permits: «Region X genom Y (dnr …, inkl. undertillstånd för …) i samarbete med Region Z»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhv.language.dates import find_dates
from nhv.reading.layout import Block
from nhv.reading.tracing import Draft, Ledger, Told
from nhv.reading.validity import read_period
from nhv.reading.wording import says_no_decision

REGION = re.compile(
    r"\b(?:[Rr]egion\s+(?:Jämtland\s+Härjedalen|[A-ZÅÄÖ][a-zåäöé]+(?:\s+län\b)?)"
    r"|(?:[A-ZÅÄÖ][a-zåäö]+\s+)?[A-ZÅÄÖ][a-zåäö]+(?<!jukvårds)regionen"
    r"|Landstinget\s+(?:i\s+)?[A-ZÅÄÖ][a-zåäö]+(?:\s+län\b)?|[A-ZÅÄÖ][a-zåäö]+\s+läns\s+landsting)"
)
_RECORD = re.compile(
    r"(?:\b(?:dnr|diarienummer|diarienr|ärendenummer)\.?\s*:?\s*)?(?P<number>\d[\d.]*(?:-\d+)?/\d{4})\b", re.IGNORECASE
)
_SUB_WORD = re.compile(
    r"(?:\b(?:inkl\.?|inklusive|med|samt|och|även|inkluderar)\s+)?(?:ett\s+)?\bundertillstånd\w*\s*(?:för|avseende|gällande|inom|:)?\s*",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"[,;(]?\s*(?:\b(?:som\s+)?(?:ska\s+)?(?:i\s+)?(?:nära\s+)?(?:samarbet\w*|samverk\w*)\s+(?:sker\s+)?(?:med|mellan)|\btillsammans\s+med)\s+(?P<tail>.*)$",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\s*(?:\bgenom\b|\bvia\b|\t|\s[–—-]\s|:\s)\s*")
_TABLE_HEAD = re.compile(r"^region\w*(?: med tillstånd)?\b.*\benhet|^region\s*\t", re.IGNORECASE)

# «Region X har tillstånd att bedriva … vid Y sjukhus» says the same as «Region X genom Y sjukhus».
_HOLDS = re.compile(r"\s+har\s+tillstånd\s+att\s+bedriva\b.*?\s(?:vid|genom)\s+(?=[^.]*sjukhus)", re.IGNORECASE)

MOST_PERMITS = 60
_INTRODUCTION = "Inledning till tillståndsinnehavarna"


@dataclass
class HoldersRead:
    """Drafts of permits. `_sub_permits` of each are (text, lines) of the sub-permits it names."""

    permits: list[Draft] = field(default_factory=list)
    no_decision: Told | None = None
    notes: list[Told] = field(default_factory=list)


def read_holders(found: Sequence[Block], ledger: Ledger) -> HoldersRead:
    """The permits that these blocks tell of. What is no holder is placed or left unread."""
    read = HoldersRead()
    heading_sub_permit: str | None = None
    for index, block in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        text = block.text
        if says_no_decision(text):
            read.no_decision = Told(
                "not_decided", (*(read.no_decision.lines if read.no_decision else ()), *block.lines)
            )
        elif re.search(r"\bvakan", text, re.IGNORECASE):
            read.notes.append(Told(text, block.lines))
        elif _TABLE_HEAD.match(text) and not REGION.search(text):
            ledger.elsewhere(block, "Tabellrubrik")
        elif text.endswith(":") and following is not None:
            heading_sub_permit = _lead(block, found[index + 1 :], read, ledger)
        elif REGION.search(text):
            # More holders than any document has room for: the rest is unread.
            if len(read.permits) < MOST_PERMITS:
                _add_holder(block, read, heading_sub_permit)
        elif len(text) < 200 and re.search(r"tillstånd|region|enhet", text, re.IGNORECASE):
            ledger.elsewhere(block, _INTRODUCTION)
        elif re.search(r"sjukhus", text, re.IGNORECASE):
            ledger.doubt(
                "permits",
                f"Raden «{text[:80]}» nämner ett sjukhus men ingen region; den är inte läst som ett tillstånd.",
            )
    return read


def says_who_holds(text: str) -> bool:
    """«Region X har tillstånd att bedriva …»."""
    return bool(re.search(r"\bhar\s+tillstånd\s+att\s+bedriva\b", text, re.IGNORECASE))


def _lead(block: Block, later: Sequence[Block], read: HoldersRead, ledger: Ledger) -> str | None:
    """A line that leads to a list of holders: it may name a sub-permit, or regions that the list then repeats."""
    named = [match[0] for match in REGION.finditer(block.text)]
    repeated = " ".join(other.text for other in later)
    if "undertillstånd" in block.text.casefold() and not named:
        ledger.elsewhere(block, _INTRODUCTION)
        return _SUB_WORD.sub("", block.text).strip(" :.")
    if named and not all(name in repeated for name in named):
        _add_holder(block, read, None)
    else:
        ledger.elsewhere(block, _INTRODUCTION)
    return None


def _add_holder(block: Block, read: HoldersRead, heading_sub_permit: str | None) -> None:
    for draft in holders_said(block.text, block.lines):
        if heading_sub_permit:
            draft["_sub_permits"].append((heading_sub_permit, block.lines))
        same = next((permit for permit in read.permits if _is_same(permit, draft)), None)
        if same is None:
            read.permits.append(draft)
        else:
            _merge(same, draft)


def _is_same(left: Draft, right: Draft) -> bool:
    return all(
        _value(left[name]).casefold() == _value(right[name]).casefold()
        or (name != "region" and not _value(right[name]))
        for name in ("region", "hospital")
    ) and (
        left["valid_from"] is None
        or right["valid_from"] is None
        or left["valid_from"].value == right["valid_from"].value
    )


def _value(leaf: Told | None) -> str:
    return str(leaf.value) if leaf is not None else ""


def _merge(permit: Draft, again: Draft) -> None:
    """The same holder told twice: one permit, told by both lines."""
    permit["region"] = Told(
        permit["region"].value, (*permit["region"].lines, *again["region"].lines), permit["region"].doubt
    )
    for name in ("hospital", "unit", "record_number", "valid_from", "valid_until"):
        permit[name] = permit[name] or again[name]
    known = [text for text, _ in permit["_sub_permits"]]
    permit["_sub_permits"] += [(text, lines) for text, lines in again["_sub_permits"] if text not in known]


def holders_said(text: str, lines: tuple[int, ...]) -> list[Draft]:
    """One draft permit for every region that the text names as holder."""
    rest, sub_permits = _without_sub_permits(_HOLDS.sub(" genom ", " ".join(text.split(" "))))
    rest, record_number = _without_record_number(rest)
    rest, period = _without_dates(rest)
    rest, partners = _without_partners(rest)
    regions = [match[0] for match in REGION.finditer(rest)]
    if not regions:
        return []
    hospital, unit = _hospital(rest, regions) if len(regions) == 1 else (None, None)
    doubt = None
    if len(regions) > 1 and re.search(r"\bgenom\b|sjukhus", rest):
        doubt = f"Raden nämner flera regioner och sjukhus: «{text[:120]}»."
    return [
        {
            "region": Told(_capital(" ".join(region.split())), lines, doubt),
            "hospital": Told(hospital, lines) if hospital else None,
            "unit": Told(unit, lines) if unit else None,
            "cooperates_with": [Told(partner, lines) for partner in partners],
            "sub_permits": [],
            "record_number": Told(record_number, lines) if record_number else None,
            "decided_on": None,
            "valid_from": Told(period[0], lines) if period and period[0] else None,
            "valid_until": Told(period[1], lines) if period and period[1] else None,
            "origin": None,
            "_sub_permits": [(sub_permit, lines) for sub_permit in sub_permits],
            "_lines": lines,
        }
        for region in dict.fromkeys(regions)
    ]


def _capital(region: str) -> str:
    return region[:1].upper() + region[1:]


def _without_sub_permits(text: str) -> tuple[str, list[str]]:
    match = _SUB_WORD.search(text)
    if match is None:
        return text, []
    start, end = _brackets_around(text, match.start())
    inside = text[match.end() : end].strip(" ().,;")
    if text[start] == "(":
        inside = _balanced(text[match.end() : end])
        kept = text[start + 1 : match.start()].strip(" ,;")
        rest = text[:start] + (f" ({kept}) " if kept else " ") + text[end + 1 :]
    else:
        rest = text[: match.start()]
    pieces = [piece.strip(" ,.;") for piece in _SUB_WORD.split(inside)]
    return rest.strip(" ,;–-"), [piece for piece in pieces if piece]


def _brackets_around(text: str, place: int) -> tuple[int, int]:
    """Where the brackets around a place stand; the place and the end of the text when there are none."""
    depth, start = 0, -1
    for index in range(place, -1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            if depth == 0:
                start = index
                break
            depth -= 1
    if start < 0:
        return place, len(text)
    depth = 0
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return start, index
    return start, len(text)


def _balanced(text: str) -> str:
    bare = text.strip(" .,;")
    return bare + ")" if bare.count("(") > bare.count(")") else bare


def _without_record_number(text: str) -> tuple[str, str | None]:
    match = _RECORD.search(text)
    if match is None or (
        not match[0].lower().startswith(("d", "ä")) and find_dates(text[match.start() - 6 : match.end()])
    ):
        return text, None
    start, end = _brackets_around(text, match.start())
    if (
        text[start] == "("
        and not text[start + 1 : match.start()].strip(" ,")
        and not text[match.end() : end].strip(" ,")
    ):
        return text[:start] + " " + text[end + 1 :], match["number"]
    return text[: match.start()] + " " + text[match.end() :], match["number"]


def _without_dates(text: str) -> tuple[str, tuple[object, object] | None]:
    found = find_dates(text)
    if not found:
        return text, None
    period = read_period(text)
    start, _ = _brackets_around(text, found[0].start)
    before = (
        text[:start]
        if text[start] == "("
        else re.sub(
            r"[\s,;(]*(?:\b(?:gäller|från|fr\.?o\.?m\.?|och med|med start|den|start)\b\s*)*$",
            "",
            text[: found[0].start],
        )
    )
    after = re.sub(r"^\s*(?:och\s+tills\s*vidare)?[\s).,;]*", "", text[found[-1].end :])
    return f"{before} {after}".strip(), period


def _without_partners(text: str) -> tuple[str, list[str]]:
    match = _TOGETHER.search(text)
    if match is None:
        return text, []
    partners = [" ".join(found[0].split()) for found in REGION.finditer(match["tail"])]
    if not partners:
        return text, []
    return text[: match.start()].strip(" ,;("), list(dict.fromkeys(partners))


def _hospital(text: str, regions: list[str]) -> tuple[str | None, str | None]:
    """Hospital and unit: what stands after the region, split where the text names a part of the hospital."""
    after = text[text.index(regions[0]) + len(regions[0]) :]
    through = _THROUGH.match(after) or re.match(r"\s*(?:\bvid\b|,)\s*", after)
    place = re.sub(r"\s+", " ", after[through.end() :] if through else after).strip(" .,;:()–-\t")
    if not place or (through is None and not re.search(r"sjukhus", place, re.IGNORECASE)):
        return None, None
    hospital, mark, unit = place.partition("/")
    if not mark:
        hospital, mark, unit = place.partition(", ")
    hospital, unit = hospital.strip(" ,."), unit.strip(" ,.")
    return (hospital or None), (unit or None)
