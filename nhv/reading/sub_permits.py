"""Sub-permits: further concentration, told in the decision, in a group's heading and at the holders."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from nhv.language.numbers import read_number
from nhv.language.words import join_broken
from nhv.reading.definition import DefinitionRead
from nhv.reading.layout import Block
from nhv.reading.tracing import Draft, Ref, Told, text_of
from nhv.reading.wording import UnitsSaid, age_group, ages_said, is_generic_part, points_named, sentences, units_said

_NEAR = 82
_FACT = re.compile(r"^antal enheter\t+(\d{1,2})$", re.IGNORECASE)


def units_and_sub_permits(read: DefinitionRead) -> tuple[Told | None, list[Draft]]:
    """The number of units of the area, and a draft for every further concentration the decision tells of."""
    units: Told | None = None
    sub_permits: list[Draft] = []
    for block in read.intro:
        if units is None and (fact := _FACT.match(block.text)) is not None:
            units = Told(int(fact[1]), block.lines)
        for said in units_said(block.text):
            if said.further and any(block.lines == leader.lines for leader, _ in read.further):
                # What the list under it names is what fewer units do.
                continue
            if said.further:
                _add(sub_permits, said, block.lines, read)
            elif points_named(said.statement):
                # «Tre enheter har ansvar för larm (punkt 3–4)»: the widest of the levels, which every holder has.
                _add(sub_permits, replace(said, part=_what(said.statement)), block.lines, read, is_base=True)
            if said.further:
                continue
            if units is None or said.number > units.value:
                units = Told(said.number, block.lines, _changed(units))
            elif said.number == units.value:
                units = Told(units.value, (*units.lines, *block.lines), units.doubt)
    for block, items in read.further:
        sub_permits.append(_of_list(block, items))
    sub_permits += [_of_duty(block) for block in read.duties]
    return units, sub_permits


# The first cell is a heading of the layouts, and may be taken for one.
_TABLE = re.compile(r"^(?:undertillstånd\t+)?antal enheter$", re.IGNORECASE)
# A row of a PDF goes on under its first cell, and where a word is broken there is hardly room before the number.
_ROWS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"^(?P<part>[^\t]+)\t+(?:(?P<units>\d{1,2})|inte angivet)(?: (?P<rest>[^\d\s][^\t]*))?$",
        r"^(?P<part>[^\t]+) (?P<units>\d{1,2})(?P<rest>)$",
        r"^(?P<part>[^\t]+-) (?P<units>\d{1,2}) (?P<rest>[^\d\s][^\t]*)$",
    )
)


def listed_sub_permits(found: Sequence[Block], read: DefinitionRead) -> list[Draft]:
    """The sub-permits in a table of them, as decisions and calls have it."""
    rows: list[Draft] = []
    in_table = False
    for block in found:
        row = next(filter(None, (form.match(block.text) for form in _ROWS)), None) if in_table else None
        in_table = bool(_TABLE.match(block.text)) or row is not None
        if row is not None:
            units = Told(int(row["units"]), block.lines) if row["units"] else None
            rows.append(_draft(join_broken(row["part"], row["rest"] or ""), block.lines, units, read))
    return rows


def _of_list(block: Block, items: Sequence[Block]) -> Draft:
    """«Vissa undergrupper … vid två av dessa enheter enligt nedan:» with the groups that the list names."""
    said = units_said(sentences(block.text)[-1])[-1]
    return _empty(Told(said.part, block.lines), Told(said.number, block.lines)) | {
        "covers": {
            "points": [],
            "population": None,
            "activities": [Told(item.text[:280], item.lines, item.doubt) for item in items],
        },
    }


def _of_duty(block: Block) -> Draft:
    """«En barnenhet som ansvarar för …»: what one kind of unit does."""
    number, _, rest = block.text.partition(" ")
    what = re.sub(r"^.*?\b(?:ansvarar|ansvar|svarar)\s+för\s+|^.*?\b(?:som|med)\s+", "", rest, count=1).strip(" .")
    units = read_number(number)
    return _empty(Told(block.text.rstrip("."), block.lines), Told(units, block.lines) if units else None) | {
        "covers": {"points": [], "population": None, "activities": [Told(what[:280], block.lines)]},
    }


def _empty(text: Told, units: Told | None) -> Draft:
    return {"key": "", "text": text, "units": units, "_generic": False, "_points": []}


def _changed(before: Told | None) -> str | None:
    return None if before is None else "Källan anger flera antal enheter; det största är valt."


def _add(
    sub_permits: list[Draft], said: UnitsSaid, lines: tuple[int, ...], read: DefinitionRead, *, is_base: bool = False
) -> None:
    if any(text_of(known["text"]) == said.part for known in sub_permits):
        return
    sub_permits.append(_draft(said.part, lines, Told(said.number, lines), read) | {"_base": is_base})


_DUTY_OF = re.compile(r"^.*?\b(?:har\s+ansvar\s+för|ansvarar\s+för|ska\s+ansvara\s+för)\s+(?:att\s+)?", re.IGNORECASE)


def _what(statement: str) -> str:
    """What a statement with points says is done: the words after «har ansvar för»."""
    return _DUTY_OF.sub("", statement.strip()).strip(" .")


def _draft(
    part: str, lines: tuple[int, ...], units: Told | None, read: DefinitionRead, doubt: str | None = None
) -> Draft:
    return {
        "key": "",
        "text": Told(part, lines, doubt),
        "units": units,
        "covers": _covers(part, lines, read, units),
        "_generic": is_generic_part(part),
        "_points": points_named(part),
    }


def _covers(part: str, lines: tuple[int, ...], read: DefinitionRead, units: Told | None) -> Draft:
    """Points by number, ages, and activities in the words of the text."""
    group = age_group(part)
    population = None
    activity = re.sub(r"\s*\((?:punkt|jfr punkt)[^)]*\)", "", part)
    if group is not None:
        ages = ages_said(group[0])
        population = {
            "from_age": ages[0].from_age if ages else None,
            "below_age": ages[0].below_age if ages else None,
            "text": Told(group[0], lines),
        }
        activity = group[1]
    points = numbered_points(points_named(part), read) or (
        _points_by_heading(read, units) if is_generic_part(part) else []
    )
    bare_reference = bool(
        re.fullmatch(
            r"(?:vård(?:en)?\s+(?:enligt|i)\s+)?punkt\w*[\s\d,a-h–-]*(?:och[\s\d,a-h]*)*", activity, re.IGNORECASE
        )
    )
    keep = activity and not is_generic_part(activity) and not bare_reference and len(activity) <= 280
    return {
        "points": [Ref(point) for point in points],
        "population": population,
        "activities": [Told(activity, lines)] if keep else [],
    }


def numbered_points(numbers: Sequence[str], read: DefinitionRead) -> list[Draft]:
    """The points that «punkt 2a» means; nothing when a number stands in more than one list."""
    found: list[Draft] = []
    for number in numbers:
        matches = [point for name, point in _points_with_numbers(read) if name == number]
        if len(matches) == 1:
            found.append(matches[0])
    return found


def _points_with_numbers(read: DefinitionRead) -> Iterator[tuple[str, Draft]]:
    for group in read.groups:
        for point in group["points"]:
            yield point.get("_number", ""), point
            for inner in point["points"]:
                yield f"{point.get('_number', '')}{inner.get('_number', '')}", inner


def _points_by_heading(read: DefinitionRead, units: Told | None) -> list[Draft]:
    """The points under a heading that itself says «vid två av dessa enheter»."""
    for group in read.groups:
        for leaf in (group["heading"], group["lead"]):
            said = units_said(text_of(leaf)) if leaf is not None else []
            if any(one.further and units is not None and one.number == units.value for one in said):
                return list(group["points"])
    return []


def link_holders(permits: Sequence[Draft], sub_permits: list[Draft], read: DefinitionRead) -> None:
    """Point each permit to the widest level, which every holder has, and to the sub-permits it names: by number, exact
    or near words. Those not yet told of are made."""
    for permit in permits:
        permit["sub_permits"] += [Ref(known) for known in sub_permits if known.get("_base")]
        for text, lines in permit["_sub_permits"]:
            targets = _by_points(text, sub_permits) or _by_text(text, lines, sub_permits)
            if not targets:
                targets = [_new(text, lines, sub_permits, read)]
            for target in targets:
                if not any(ref.target is target for ref in permit["sub_permits"]):
                    permit["sub_permits"].append(Ref(target))


def _by_points(text: str, sub_permits: Sequence[Draft]) -> list[Draft]:
    named = set(points_named(text))
    return [known for known in sub_permits if known["_points"] and set(known["_points"]) <= named]


def _by_text(text: str, lines: tuple[int, ...], sub_permits: Sequence[Draft]) -> list[Draft]:
    wanted = _plain(text)
    for known in sub_permits:
        if _plain(text_of(known["text"])) == wanted:
            return [known]
    best = max(sub_permits, key=lambda known: _likeness(wanted, known), default=None)
    if best is None or best["_generic"] or _likeness(wanted, best) < _NEAR:
        return []
    before = best["text"]
    if before.doubt is None:
        best["text"] = Told(
            before.value, before.lines, f"Innehavarens undertillstånd heter «{text}»; det är tolkat som detta."
        )
    return [best]


def _likeness(wanted: str, known: Draft) -> float:
    """Near spelling, or the one holding the other as a whole beginning."""
    other = _plain(text_of(known["text"]))
    if len(wanted) > 4 and (other.startswith(wanted + " ") or wanted.startswith(other + " ")):
        return 100.0
    return fuzz.token_sort_ratio(wanted, other)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\s*\([^)]*punkt[^)]*\)", "", text).casefold().split()).strip(" .,;")


def _new(text: str, lines: tuple[int, ...], sub_permits: list[Draft], read: DefinitionRead) -> Draft:
    """A sub-permit that only the holders name. One told of without a name in the decision gives its number of units."""
    unnamed = [known for known in sub_permits if known["_generic"]]
    if len(unnamed) == 1:
        known = unnamed[0]
        named = _draft(text, (*lines, *known["text"].lines), known["units"], read)
        named["covers"]["points"] = named["covers"]["points"] or known["covers"]["points"]
        known.update(named)
        return known
    doubt = "Undertillståndet nämns hos en innehavare men inte i definitionen; antalet enheter är okänt."
    draft = _draft(text, lines, None, read, doubt)
    sub_permits.append(draft)
    return draft
