"""An area document as it is being written: added to, reworded, moved, split, joined, taken from, and undone.

A key is given once and never to anything else, whatever is undone: `used` holds all that have ever been given. What a
clause was split from or joined of stands in `origins`, so that an answer to the old one can be shown beside the new.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pydantic import ValidationError

from nhv.language.faults import Fault
from nhv.language.slugs import slug
from nhv.specification.area import Area
from nhv.specification.faults import from_validation

Plain = dict[str, Any]

# What can be added: the list of the document that it stands in.
KINDS: Final = {
    "scope_group": "scope",
    "point": "points",
    "clarification": "clarifications",
    "exclusion": "exclusions",
    "sub_permit": "sub_permits",
    "pathway": "pathways",
    "criterion": "criteria",
    "condition": "conditions",
    "measure": "measures",
}
# Of these a part stands inside another one.
INSIDE: Final = {"points", "criteria"}
LISTS: Final = tuple(dict.fromkeys(KINDS.values()))
# What is written of the document itself; the rest of its head is the register's, or the editors'.
WRITTEN: Final = ("name", "units", "population", "intro", "exclusions_lead", "condition_groups")
# What another part may point with.
_MANY, _ONE = {"applies_to"}, {"may_be_brought_to", "clause"}
LONGEST_KEY = 40
UNNAMED = "del"


class DraftFault(Fault, ValueError):
    """The edit cannot be done. `str()` is the Swedish end of a sentence: what is wrong and what to do."""


@dataclass(frozen=True)
class Drafted:
    """The document as it now is, with what its keys have been."""

    area: Area
    used: frozenset[str]
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, area: Area, used: Iterable[str] = ()) -> "Drafted":
        """A document taken up for writing. `used` are keys that earlier versions have had."""
        return cls(area, frozenset(used) | {key for key, _part in area.keyed()})


def add(drafted: Drafted, kind: str, said: Plain, *, under: str = "") -> tuple[Drafted, str]:
    """A new part last in its list, with a key of its own. `under` is the part that a point or criterion stands in."""
    plain, name = _plain(drafted), KINDS[kind]
    holder = _part(plain, under) if name in INSIDE else plain
    key = new_key(said, drafted.used)
    holder.setdefault(name, []).append({**said, "key": key})
    return _made(drafted, plain, given=[key]), key


def reword(drafted: Drafted, key: str, said: Plain) -> Drafted:
    """Other values of some of a part's fields; None takes a field away. The key stays."""
    plain = _plain(drafted)
    part = _part(plain, key)
    part.update({name: value for name, value in said.items() if value is not None})
    for name in (name for name, value in said.items() if value is None):
        part.pop(name, None)
    return _made(drafted, plain)


def set_head(drafted: Drafted, said: Plain) -> Drafted:
    """The same for the document's own fields: name, number of units, ages."""
    plain = {**_plain(drafted), **said}
    return _made(drafted, {name: value for name, value in plain.items() if value is not None})


def move(drafted: Drafted, key: str, *, up: bool) -> Drafted:
    """One place up or down in its list. At the end of the list it stays."""
    plain = _plain(drafted)
    row, place = _where(plain, key)
    other = place - 1 if up else place + 1
    if 0 <= other < len(row):
        row[place], row[other] = row[other], row[place]
    return _made(drafted, plain)


def split(drafted: Drafted, key: str, texts: Iterable[str]) -> tuple[Drafted, tuple[str, ...]]:
    """The part becomes several, each with a key of its own and all else as it was. What pointed to it points to all."""
    plain = _plain(drafted)
    row, place = _where(plain, key)
    words = [text.strip() for text in texts if text.strip()]
    if len(words) < 2:
        raise DraftFault("split_into_one", "skriv minst två delar, var och en med text")
    if any(row[place].get(name) for name in INSIDE):
        raise DraftFault("split_with_parts", "det som har underpunkter delas inte; flytta underpunkterna först")
    used, made = set(drafted.used), []
    for text in words:
        new = {**row[place], "text": text}
        new["key"] = new_key(new, used)
        used.add(new["key"])
        made.append(new)
    row[place : place + 1] = made
    keys = tuple(new["key"] for new in made)
    _point_elsewhere(plain, {key: keys})
    return _made(drafted, plain, given=keys, origin=(key,)), keys


def join(drafted: Drafted, key: str, other: str, text: str) -> tuple[Drafted, str]:
    """Two parts of the same list become one, where the first stood, with a key of its own."""
    plain = _plain(drafted)
    row, place = _where(plain, key)
    others, other_place = _where(plain, other)
    if others is not row or key == other:
        raise DraftFault("join_of_strangers", "bara två som står i samma lista går att foga samman")
    if any(row[at].get(name) for at in (place, other_place) for name in INSIDE):
        raise DraftFault("join_with_parts", "det som har underpunkter fogas inte samman; flytta underpunkterna först")
    new = {**row[place], "text": text}
    new["key"] = new_key(new, drafted.used)
    row[place] = new
    del row[other_place]
    _point_elsewhere(plain, {key: (new["key"],), other: (new["key"],)})
    return _made(drafted, plain, given=[new["key"]], origin=(key, other)), new["key"]


def remove(drafted: Drafted, key: str) -> Drafted:
    """The part and what stands in it are gone; their keys are never given again."""
    plain = _plain(drafted)
    row, place = _where(plain, key)
    gone = set(_keys(row[place]))
    del row[place]
    left = sorted(gone & set(_pointed_to(plain)))
    if left:
        raise DraftFault(
            "removed_is_pointed_to",
            "något annat i dokumentet pekar på {key}; ta bort det därifrån först",
            key=left[0],
        )
    return _made(drafted, plain)


def restore(drafted: Drafted, area: Area) -> Drafted:
    """The document as it was; the keys that have been given since are still used."""
    return replace(drafted, area=area)


def take_over(drafted: Drafted, area: Area) -> Drafted:
    """The text with what another document says in place of what it said. What that one is silent about stays. A key
    that has been given before, to something that is gone, is given anew; conditions that are new are proposals."""
    plain, other = _plain(drafted), area.model_dump(mode="json", exclude_defaults=True)
    stages = {one.key: one.stage for one in drafted.area.conditions}
    spent, taken = drafted.used - {key for key, _part in drafted.area.keyed()}, set(drafted.used)
    renamed = {}
    for part in _parts(other):
        if part["key"] in spent:
            renamed[part["key"]] = (new_key(part, taken),)
            part["key"] = renamed[part["key"]][0]
        taken.add(part["key"])
    _point_elsewhere(other, renamed)
    for one in other.get("conditions", ()):
        one["stage"] = stages.get(one["key"], "proposed")
    plain |= {name: other[name] for name in (*WRITTEN, *LISTS) if other.get(name)}
    _point_nowhere_else(plain)
    return _made(drafted, plain, given=taken - drafted.used)


def next_in_list(area: Area, key: str) -> str | None:
    """The key of the part after this one in its list, if there is one."""
    row, place = _where(area.model_dump(mode="json", exclude_defaults=True), key)
    return str(row[place + 1]["key"]) if place + 1 < len(row) else None


# --- Inside ------------------------------------------------------------------------------------------


def _plain(drafted: Drafted) -> Plain:
    plain: Plain = drafted.area.model_dump(mode="json", exclude_defaults=True)
    return plain


def _made(drafted: Drafted, plain: Plain, *, given: Iterable[str] = (), origin: tuple[str, ...] = ()) -> Drafted:
    try:
        area = Area.model_validate(plain)
    except ValidationError as error:
        fault = from_validation(error, Area, "")
        raise DraftFault("draft_impossible", "{what}", what=fault.what) from None
    given = tuple(given)
    origins = {**drafted.origins, **dict.fromkeys(given, origin)} if origin else drafted.origins
    return Drafted(area, drafted.used | set(given), origins)


def _rows(plain: Plain) -> Iterator[list[Plain]]:
    """Every list of keyed parts, in reading order."""
    for name in LISTS:
        if row := plain.get(name):
            yield row
            for part in row:
                yield from _rows(part)


def _parts(plain: Plain) -> Iterator[Plain]:
    """Every keyed part, in reading order."""
    for name in LISTS:
        for part in plain.get(name, ()):
            yield part
            yield from _parts(part)


def _where(plain: Plain, key: str) -> tuple[list[Plain], int]:
    for row in _rows(plain):
        for place, part in enumerate(row):
            if part["key"] == key:
                return row, place
    raise DraftFault("part_gone", "den delen finns inte längre; läs dokumentet på nytt")


def _part(plain: Plain, key: str) -> Plain:
    row, place = _where(plain, key)
    return row[place]


def _keys(part: Plain) -> Iterator[str]:
    yield part["key"]
    for row in _rows(part):
        yield from (inner["key"] for inner in row)


def new_key(said: Plain, used: Iterable[str]) -> str:
    """A key that no part has had, made of a part's own words."""
    words = said.get("text") or said.get("heading") or ""
    wanted = slug(words, LONGEST_KEY) or UNNAMED
    taken = set(used)
    return next(key for key in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _pointers(plain: Any) -> Iterator[tuple[Plain, str]]:
    """Each place that points to other parts by key: what holds it, and its name there."""
    if isinstance(plain, list):
        for one in plain:
            yield from _pointers(one)
    elif isinstance(plain, dict):
        for name, value in plain.items():
            if name in _MANY | _ONE or (name == "points" and value and isinstance(value[0], str)):
                yield plain, name
            else:
                yield from _pointers(value)


def _pointed_to(plain: Plain) -> Iterator[str]:
    for holder, name in _pointers(plain):
        value = holder[name]
        yield from [value] if isinstance(value, str) else value


def _point_elsewhere(plain: Plain, to: Mapping[str, tuple[str, ...]]) -> None:
    for holder, name in _pointers(plain):
        value = holder[name]
        if isinstance(value, str):
            holder[name] = to.get(value, (value,))[0]
        else:
            holder[name] = list(dict.fromkeys(new for old in value for new in to.get(old, (old,))))


def _point_nowhere_else(plain: Plain) -> None:
    """What pointed to a part that is gone points to it no longer."""
    there = {part["key"] for part in _parts(plain)}
    for holder, name in list(_pointers(plain)):
        value = holder[name]
        if not isinstance(value, str):
            holder[name] = [key for key in value if key in there]
        elif value not in there:
            del holder[name]
