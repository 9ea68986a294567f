"""What of an area can be found: one entry for the area and one for each clause, with the phrases that name it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from nhv.language.words import normalise, read_code
from nhv.specification.area import Area, Clarification, Clause, Exclusion, Pathway, ScopeGroup
from nhv.specification.holding import limits
from nhv.specification.parts import Code, Population, Term

EntryKind = Literal["area", "scope", "open_list", "exclusion", "criterion", "sub_permit"]
PhraseKind = Literal["name", "wording", "synonym", "abbreviation", "lay", "example", "broader", "code"]
Strength = Literal["exact", "narrower", "broader", "related"]


@dataclass(frozen=True, slots=True)
class Ages:
    """From which age and below which, as far as a population tells; words as in the source."""

    from_age: int | None
    below_age: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something a person may write to mean an entry. For a code, `text` is its one written form."""

    text: str
    kind: PhraseKind
    ages: Ages | None = None
    depends_on: tuple[str, ...] = ()
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find. `key` is the clause's key, empty for the area as a whole.

    `part` is the heading the clause stands under; `ages` whom it is about, by its own words, its group's or the
    area's, the narrowest first.
    """

    area: str
    key: str
    kind: EntryKind
    text: str
    part: str
    phrases: tuple[Phrase, ...]
    ages: Ages | None = None
    area_name: str = ""


def search_entries(area: Area) -> tuple[Entry, ...]:
    """All entries of an area, the area itself first, then in the order of the document."""
    whole = ages_in(area.population)
    found = (
        _area_entry(area, whole),
        *_scope_entries(area, whole),
        *_clarification_entries(area, whole),
        *_exclusion_entries(area),
        *_pathway_entries(area, whole),
        *_sub_permit_entries(area, whole),
    )
    return tuple(replace(entry, area_name=area.name) for entry in found)


def _area_entry(area: Area, ages: Ages | None) -> Entry:
    names = (area.name, area.name_en, *area.aliases)
    phrases = (
        *(Phrase(normalise(name), "name") for name in names if name),
        *_terms(area.terms),
        *_codes(area.codes),
    )
    return Entry(area.key, "", "area", area.summary or area.intro or area.name, "", phrases, ages)


def _scope_entries(area: Area, whole: Ages | None) -> Iterator[Entry]:
    for group in area.scope:
        ages = ages_in(group.population) or whole
        part = group.heading or area.name
        for point in group.points:
            yield from _with_inner(area, "scope", part, point, point.points, ages)
        if group.text and not group.points:
            yield Entry(area.key, group.key, "scope", group.text, part, _group_phrases(group), ages)


def _group_phrases(group: ScopeGroup) -> tuple[Phrase, ...]:
    return tuple(Phrase(normalise(text), "wording") for text in (group.heading, group.text) if text)


def _clarification_entries(area: Area, whole: Ages | None) -> Iterator[Entry]:
    for clarification in area.clarifications:
        part = _explained(area, clarification)
        head: EntryKind = "open_list" if clarification.open_list else "scope"
        if not clarification.points or clarification.terms or clarification.codes:
            yield _entry(area, head, part, clarification, whole)
        for point in clarification.points:
            yield _entry(area, "scope", part, point, ages_in(clarification.population) or whole)


def _explained(area: Area, clarification: Clarification) -> str:
    """The heading of the part of the definition that a clarification explains."""
    for key in clarification.applies_to:
        for group in area.scope:
            if group.heading and (group.key == key or any(point.key == key for point in group.points)):
                return group.heading
    return "Förtydliganden"


def _exclusion_entries(area: Area) -> Iterator[Entry]:
    # What is excluded is said of nobody's age: the area's own ages do not narrow it.
    for exclusion in area.exclusions:
        yield from _with_inner(area, "exclusion", "Avgränsningar", exclusion, exclusion.points, None)


def _pathway_entries(area: Area, whole: Ages | None) -> Iterator[Entry]:
    for pathway in area.pathways:
        ages = ages_in(pathway.population) or whole
        kind: EntryKind = "criterion" if pathway.kind == "national_conference" else "scope"
        for criterion in pathway.criteria:
            yield _entry(area, kind, _heading(pathway), criterion, ages)


def _heading(pathway: Pathway) -> str:
    return pathway.heading or "Vägen in"


def _sub_permit_entries(area: Area, whole: Ages | None) -> Iterator[Entry]:
    for sub_permit in area.sub_permits:
        wordings = (sub_permit.text, *sub_permit.covers.activities)
        phrases = (*(Phrase(normalise(text), "wording") for text in wordings), *_terms(sub_permit.terms))
        yield Entry(area.key, sub_permit.key, "sub_permit", sub_permit.text, "Undertillstånd", phrases, whole)


def _with_inner(
    area: Area, kind: EntryKind, part: str, clause: Clause | Exclusion, inner: Iterable[Clause], ages: Ages | None
) -> Iterator[Entry]:
    own = ages_in(clause.population) or ages
    yield _entry(area, kind, part, clause, ages)
    for point in inner:
        yield _entry(area, kind, part, point, own)


def _entry(area: Area, kind: EntryKind, part: str, clause: Clause, ages: Ages | None) -> Entry:
    phrases = (
        *(Phrase(wording, "wording") for wording in wordings(clause.text)),
        *(Phrase(named, "abbreviation" if named.isupper() else "example") for named in named_in(clause.text)),
        *_terms(clause.terms),
        *_codes(clause.codes),
    )
    return Entry(area.key, clause.key, kind, clause.text, part, phrases, ages_in(clause.population) or ages)


def _terms(terms: Iterable[Term]) -> Iterator[Phrase]:
    for term in terms:
        yield Phrase(normalise(term.text), term.kind, ages_in(term.population), term.depends_on)


def _codes(codes: Iterable[Code]) -> Iterator[Phrase]:
    for code in codes:
        written = f"ORPHA:{code.code}" if code.system == "ORPHA" else code.code
        yield Phrase(read_code(written) or written, "code", None, (), code.strength)


def ages_in(population: Population | None) -> Ages | None:
    """The ages of a population, where it is given, with its words."""
    return Ages(*limits(population), population.text) if population else None


_EXAMPLE_WORDS = r"(?:såsom|t\.ex\.|ex|till exempel|exempelvis|bland annat|inklusive)"
_EXAMPLES = re.compile(rf"\b{_EXAMPLE_WORDS}\s+(?P<list>[^.;:()]{{3,120}})")
_FROM_EXAMPLES = re.compile(rf",?\s+{_EXAMPLE_WORDS}\s.*$|\s*\([^)]*\)", re.DOTALL)
_IN_BRACKETS = re.compile(r"(?P<long>[^\s,;(]+(?:\s[^\s,;(]+){0,2})\s\((?P<short>[A-ZÅÄÖ][A-ZÅÄÖ0-9-]{1,7})\)")


def wordings(text: str) -> tuple[str, ...]:
    """A clause as worded, without its examples and brackets, and each of the things it lists with «samt» or
    a semicolon, when that is more than one word."""
    plain = normalise(text)
    bare = _FROM_EXAMPLES.sub("", plain)
    listed = [part.strip(" .,") for part in re.split(r";|\bsamt\b", bare)]
    several = [part for part in listed if " " in part]
    return tuple(dict.fromkeys((plain, bare.strip(" .,"), *several)))


def named_in(text: str) -> tuple[str, ...]:
    """What a wording itself names as examples («såsom spinal muskelatrofi») or shortens («… (EMR)»)."""
    plain = normalise(text)
    found = [match["short"] for match in _IN_BRACKETS.finditer(plain)]
    for match in _EXAMPLES.finditer(plain):
        found += [part.strip() for part in re.split(r",|\boch\b|\beller\b|\bsamt\b", match["list"])]
    # One ordinary word («genetisk») names too little to stand for the clause by itself.
    return tuple(dict.fromkeys(name for name in found if " " in name or name.isupper()))
