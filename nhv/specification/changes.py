"""The difference between two versions of an area, by key, in sentences a reader understands.

Wording stays Swedish in both languages: it is the decision. Sentences about it come in Swedish and English.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Literal

from pydantic import BaseModel

from nhv.language.dates import date_in_english, date_in_words
from nhv.specification.area import Area
from nhv.specification.parts import Frozen

Language = Literal["sv", "en"]

PARTS: dict[str, tuple[str, str]] = {
    "ScopeGroup": ("gruppen", "the group"),
    "Point": ("punkten", "the point"),
    "InnerPoint": ("underpunkten", "the sub-point"),
    "Clarification": ("förtydligandet", "the clarification"),
    "Exclusion": ("avgränsningen", "the exclusion"),
    "SubPermit": ("undertillståndet", "the sub-permit"),
    "Pathway": ("vägen in", "the pathway"),
    "Criterion": ("kriteriet", "the criterion"),
    "Condition": ("villkoret", "the condition"),
    "Measure": ("uppföljningsmåttet", "the measure"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "text": ("lydelsen", "the wording"),
    "heading": ("rubriken", "the heading"),
    "lead": ("inledningen", "the introduction"),
    "intro": ("inledningen", "the introduction"),
    "exclusions_lead": ("inledningen till avgränsningarna", "the introduction to the exclusions"),
    "name": ("namnet", "the name"),
    "units": ("antalet enheter", "the number of units"),
    "in_force_until": ("sista dagen då definitionen gäller", "the last day the definition is in force"),
    "in_force_from": ("dagen då definitionen börjar gälla", "the day the definition comes into force"),
    "population": ("vilka som omfattas", "who is covered"),
    "decision": ("beslutet", "the decision"),
    "instead": ("vem som gör vården i stället", "who provides the care instead"),
    "hedge": ("förbehållet", "the reservation"),
    "may_be_brought_to": ("möjligheten att ta upp fallet", "the possibility to bring the case"),
    "open_list": ("om listan bara ger exempel", "whether the list only gives examples"),
    "force": ("hur bindande det är", "how binding it is"),
    "stage": ("hur långt villkoret har kommit", "the stage of the condition"),
    "group": ("villkorsgruppen", "the group of conditions"),
    "condition_groups": ("villkorsgruppernas rubriker", "the headings of the conditions"),
    "covers": ("vad undertillståndet omfattar", "what the sub-permit covers"),
    "leads_to": ("vad kriteriet leder till", "what the criterion leads to"),
    "kind": ("slaget", "the kind"),
    "address": ("adressen", "the address"),
    "areas": ("områdena som den går genom", "the areas it goes through"),
    "referral_data": ("vad en remiss ska innehålla", "what a referral must hold"),
}

# The fields whose value is one of few → what each is called.
VALUES: dict[str, dict[str, tuple[str, str]]] = {
    "force": {
        "must": ("ska", "must"),
        "work_towards": ("ska verka för", "must work towards"),
        "unstated": ("kravets styrka anges inte", "force of the condition not stated"),
    },
    "stage": {
        "proposed": ("föreslaget av sakkunniggruppen", "proposed by the expert group"),
        "consulted": ("remitterat", "sent out for consultation"),
        "called": ("föreslaget i utlysningen", "proposed in the call"),
        "decided": ("beslutat av nämnden", "decided by the board"),
        "not_read": ("inte inlagt här", "not entered here"),
    },
    "group": {
        "critical_staff": ("Kritisk personalkompetens", "Critical staff competence"),
        "other_competence": ("Annan kompetens och andra förutsättningar", "Other competence and other prerequisites"),
        "critical_equipment": ("Kritisk utrustning eller lokaler", "Critical equipment or premises"),
        "other": ("Övriga villkor", "Other conditions"),
    },
    "kind": {
        "national_conference": ("Nationell multidisciplinär konferens", "National multidisciplinary conference"),
        "unit": ("Remiss till en enhet med tillstånd", "Referral to a unit with a permit"),
        "emergency": ("Akut", "Emergency"),
        "other_area": ("Genom ett annat nationellt område", "Through another national area"),
        "not_stated": (
            "Källan anger inte hur patienten remitteras",
            "The source does not say how the patient is referred",
        ),
    },
    "instead": {
        "healthcare_region": ("sjukvårdsregionen", "the healthcare region"),
        "region": ("regionen", "the region"),
        "any_hospital": ("alla akutsjukhus", "all emergency hospitals"),
        "unit": ("en annan enhet", "another unit"),
        "other_area": ("ett annat nationellt område", "another national area"),
        "unstated": ("anges inte i källan", "not stated in the source"),
    },
    "open_list": {"ja": ("ja", "yes"), "nej": ("nej", "no")},
}

# The fields whose value is made of keys, which say nothing to a reader.
BY_KEY = frozenset({"may_be_brought_to", "covers", "areas"})

# What holds other keyed parts is compared through those parts, not as a field.
_INNER = {
    "points",
    "criteria",
    "scope",
    "clarifications",
    "exclusions",
    "sub_permits",
    "pathways",
    "conditions",
    "measures",
}


Mark = Literal["same", "gone", "new"]
# Fewer words are read as quickly from one to the other.
FEWEST_MARKED = 4


@dataclass(frozen=True)
class Change:
    """One difference. `key` is empty for the area's head. `before`/`after` are Swedish text, or absent; `called` is how
    the part read before."""

    kind: Literal["added", "removed", "changed", "moved", "editorial"]
    key: str
    part: str
    field: str = ""
    before: str | None = None
    after: str | None = None
    called: str = ""

    def sentence(self, language: Language) -> str:
        """The change as one sentence."""
        return _sentence(self, _said(self), 0 if language == "sv" else 1)

    def short_sentence(self, language: Language) -> str:
        """The same for where the words stand beside it, marked: what is changed, and not from what to what."""
        return _sentence(self, "reworded", 0 if language == "sv" else 1) if self.marks else self.sentence(language)

    @property
    def marks(self) -> tuple[tuple[Mark, str], ...]:
        """The words of what was reworded, those that went and those that came marked; none of what is no text, or tells
        a day, which is another word in each language."""
        if self.kind != "changed" or self.before is None or self.after is None or self.field in (*VALUES, *BY_KEY):
            return ()
        if _ISO.search(self.before) or _ISO.search(self.after):
            return ()
        before, after = self.before.split(), self.after.split()
        return _marked(before, after) if max(len(before), len(after)) >= FEWEST_MARKED else ()


def changes(old: Area, new: Area) -> tuple[Change, ...]:
    """What is different in `new`, head first, then by key in reading order, then what has another place; editorial
    changes last."""
    found = [*_head(old, new), *_keyed(old, new), *_moved(old, new)]
    return tuple(sorted(found, key=lambda change: change.kind == "editorial"))


def _head(old: Area, new: Area) -> Iterator[Change]:
    yield from _fields("", "Area", old, new)


def _keyed(old: Area, new: Area) -> Iterator[Change]:
    before, after = dict(old.keyed()), dict(new.keyed())
    for key, part in after.items():
        if key not in before:
            yield Change("added", key, _part(part), after=_wording(part))
        else:
            yield from _fields(key, _part(part), before[key], part)
    for key, part in before.items():
        if key not in after:
            yield Change("removed", key, _part(part), before=_wording(part))


def _moved(old: Area, new: Area) -> Iterator[Change]:
    """As few parts as can be said to have moved: all others of their list stand in the order they had."""
    before, parts = dict(_orders("", old)), dict(new.keyed())
    for where, keys in _orders("", new):
        stood = before.get(where, ())
        kept = [key for key in keys if key in stood]
        still = _longest_rising([stood.index(key) for key in kept])
        for place, key in enumerate(kept):
            if place not in still:
                yield Change("moved", key, _part(parts[key]), after=_wording(parts[key]))


def _orders(holder: str, part: BaseModel) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Each list of keyed parts, by what holds it and its name: the keys in their order."""
    for name in type(part).model_fields:
        if name in _INNER:
            inner = getattr(part, name)
            yield (holder, name), tuple(one.key for one in inner)
            for one in inner:
                yield from _orders(one.key, one)


def _longest_rising(numbers: list[int]) -> set[int]:
    """The places of a longest rising row within these numbers."""
    ends: list[int] = []
    former: dict[int, int | None] = {}
    for place, number in enumerate(numbers):
        at = bisect_left([numbers[end] for end in ends], number)
        former[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    row, last = set[int](), ends[-1] if ends else None
    while last is not None:
        row.add(last)
        last = former[last]
    return row


def _fields(key: str, part: str, old: Frozen, new: Frozen) -> Iterator[Change]:
    editorial = False
    for name, field in type(new).model_fields.items():
        before, after = getattr(old, name, None), getattr(new, name)
        if name in _INNER or name == "key" or before == after:
            continue
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("layer") == "editorial":
            editorial = True
        else:
            yield Change("changed", key, part, name, _words(before), _words(after), _wording(old))
    if editorial:
        yield Change("editorial", key, part, after=_wording(new))


def _part(part: Frozen) -> str:
    return type(part).__name__


def _wording(part: Frozen) -> str:
    return str(getattr(part, "text", None) or getattr(part, "heading", None) or getattr(part, "name", ""))


def _words(value: Any) -> str | None:
    """A value as a reader would write it."""
    match value:
        case None | () | "":
            return None
        case bool():
            return "ja" if value else "nej"
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(filter(None, map(_words, value)))
        case BaseModel():
            inner = (_within(name, getattr(value, name)) for name in type(value).model_fields)
            return getattr(value, "text", None) or ", ".join(dict.fromkeys(filter(None, inner))) or None
        case _:
            return str(value)


def _within(name: str, value: Any) -> str | None:
    """The same of a value within another: one of few by its Swedish word, for this is text."""
    words = VALUES.get(name, {}).get(value) if isinstance(value, str) else None
    return words[0] if words else _words(value)


SENTENCES: dict[str, tuple[str, str]] = {
    "added": ("{part} ”{wording}” har tillkommit.", "{part} “{wording}” has been added."),
    "removed": ("{part} ”{wording}” har tagits bort.", "{part} “{wording}” has been removed."),
    "moved": ("{part} ”{wording}” har flyttats.", "{part} “{wording}” has been moved."),
    "editorial": (
        "Sökord, koder eller översättning för {about} har ändrats; lydelsen är densamma.",
        "Search words, codes or the translation of {about} have changed; the wording is the same.",
    ),
    "given": ("{field}{of} har angetts: ”{after}”.", "{field}{of} has been given: “{after}”."),
    "taken": ("{field}{of} har tagits bort (var ”{before}”).", "{field}{of} has been removed (was “{before}”)."),
    "altered": ("{field}{of} har ändrats.", "{field}{of} has changed."),
    "reworded": ("{field}{of} har ändrats:", "{field}{of} has changed:"),
    "changed": (
        "{field}{of} har ändrats från ”{before}” till ”{after}”.",
        "{field}{of} has changed from “{before}” to “{after}”.",
    ),
}
_ISO = re.compile(r"\b[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b")
QUOTED = ("{part} ”{wording}”", "{part} “{wording}”")
OF = (" i {part} ”{called}”", " of {part} “{called}”")
# The wording itself says which it is.
OF_ITSELF = (" i {part}", " of {part}")
# More words of a part's wording than these say no better which it is.
MOST_CALLED = 8


def _marked(before: list[str], after: list[str]) -> tuple[tuple[Mark, str], ...]:
    marks: list[tuple[Mark, str]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            marks.append(("same", " ".join(before[start:end])))
            continue
        gone, new = " ".join(before[start:end]), " ".join(after[new_start:new_end])
        marks += [("gone", gone)] if gone else []
        marks += [("new", new)] if new else []
    return tuple(marks)


def _sentence(change: Change, said: str, place: int) -> str:
    """`place` is that of the language in every pair: 0 Swedish, 1 English."""
    words = {
        "part": PARTS.get(change.part, ("området", "the area"))[place],
        "field": FIELDS.get(change.field, (change.field, change.field))[place],
        "wording": change.after or change.before or "",
        "before": _value(change.field, change.before, place),
        "after": _value(change.field, change.after, place),
        "called": _begun(change.called),
    }
    of = OF_ITSELF if said == "changed" and change.before == change.called else OF
    words["of"] = of[place].format_map(words) if change.key else ""
    words["about"] = QUOTED[place].format_map(words) if change.key else words["part"]
    return _capital(SENTENCES[said][place].format_map(words))


def _said(change: Change) -> str:
    if change.kind != "changed":
        return change.kind
    if change.field in BY_KEY:
        return "altered"
    return "given" if change.before is None else "taken" if change.after is None else "changed"


def _begun(wording: str) -> str:
    words = wording.split()
    return " ".join(words[:MOST_CALLED]) + "…" if len(words) > MOST_CALLED else wording


def _value(field: str, value: str | None, place: int) -> str:
    """A value as it is read: what is one of few by its word, a text with its days as people write them."""
    words = VALUES.get(field)
    if words is None or value is None:
        return _dated(value, place)
    return ", ".join(words[one][place] if one in words else one for one in value.split(", "))


def _dated(text: str | None, place: int) -> str:
    """Days as people write them, in the language of the sentence."""
    return _ISO.sub(lambda found: _day_in_words(date.fromisoformat(found[0]), place), text or "")


def _day_in_words(day: date, place: int) -> str:
    return date_in_english(day) if place else date_in_words(day)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
