"""An entry with the words of its phrases, ready to be compared with questions, and as it is stored."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nhv.derived.answers.entries import Ages, Entry, Phrase
from nhv.language.ages import ages_of
from nhv.language.analyser import Analyser, Unit
from nhv.language.denial import denied, not_so
from nhv.language.facts import REFRACTORY, find_facts

Atoms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: its stem, its parts if it is a compound, and whether the phrase denies it."""

    stem: str
    parts: Atoms = ()
    denied: bool = False

    @property
    def atoms(self) -> Atoms:
        return self.parts or (self.stem,)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a phrase depends on: the document's words, and each way in which it may be met, as words or as ages."""

    text: str
    ways: tuple[tuple[Word, ...], ...]
    refractory: bool = False

    @property
    def ages(self) -> tuple[int | None, int | None]:
        """The ages that the condition is about, where it is about nothing else."""
        return ages_of(self.text)


@dataclass(frozen=True)
class Prepared:
    """An entry with the words of its phrases and of what they depend on; stored as it is. `name` are the words of
    the area's name, `around` everything the entry speaks of."""

    entry: Entry
    words: tuple[tuple[Word, ...], ...]
    conditions: tuple[tuple[Condition, ...], ...]
    name: frozenset[str]
    around: frozenset[str]

    @cached_property
    def phrase_atoms(self) -> tuple[frozenset[str], ...]:
        """For each phrase, the stems of its words and of their parts."""
        return tuple(frozenset(atom for word in words for atom in (word.stem, *word.parts)) for words in self.words)

    def atoms_of(self, phrase: Phrase) -> frozenset[str]:
        """The stems of one phrase's words and of their parts."""
        return self.phrase_atoms[self.entry.phrases.index(phrase)]

    @cached_property
    def in_words_of_care(self) -> frozenset[str]:
        """What the entry speaks of in its wording and its terms, without what people say in a sentence."""
        kinds = zip(self.entry.phrases, self.phrase_atoms, strict=True)
        return self.around.union(*(atoms for phrase, atoms in kinds if phrase.kind != "lay"))

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Which phrases are codes."""
        return tuple(number for number, phrase in enumerate(self.entry.phrases) if phrase.kind == "code")

    @cached_property
    def _with_atom(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, atoms in enumerate(self.phrase_atoms):
            for atom in atoms:
                found.setdefault(atom, []).append(number)
        return found

    def phrases_with(self, atoms: Collection[str]) -> list[int]:
        """Which phrases hold any of the stems, in order."""
        return sorted({number for atom in atoms for number in self._with_atom.get(atom, ())})

    @cached_property
    def atoms(self) -> frozenset[str]:
        """Everything the entry speaks of, its heading included."""
        return self.around.union(*self.phrase_atoms)


def prepare(entry: Entry, analyser: Analyser) -> Prepared:
    """The entry with the words of its phrases."""
    return Prepared(
        entry,
        tuple(_phrase_words(phrase, analyser, excludes=entry.kind == "exclusion") for phrase in entry.phrases),
        tuple(tuple(_condition(text, analyser) for text in phrase.depends_on) for phrase in entry.phrases),
        frozenset(_atoms(analyser.units(entry.area_name))),
        frozenset(_atoms(analyser.units(f"{entry.area_name} {entry.part} {entry.text}"))),
    )


def _phrase_words(phrase: Phrase, analyser: Analyser, *, excludes: bool) -> tuple[Word, ...]:
    """`excludes`: the phrase is of an exclusion, where «kan inte» is what it turns on."""
    return (Word(phrase.text),) if phrase.kind == "code" else _words(phrase.text, analyser, strictly=excludes)


def _words(text: str, analyser: Analyser, *, strictly: bool) -> tuple[Word, ...]:
    units = analyser.units(text)
    spans = [(unit.start, unit.end) for unit in units]
    no = denied(text, spans)
    # What would be all denied names nothing: «magmunnen öppnar sig inte».
    if strictly and len(more := no | not_so(text, spans)) < len(units):
        no = more
    return tuple(Word(unit.stem, unit.parts, index in no) for index, unit in enumerate(units))


_NEITHER = re.compile(r"\b(?:inte|icke|ej|inga|ingen|inget|utan)\b[^.,;]*\beller\b", re.IGNORECASE)


def _condition(text: str, analyser: Analyser) -> Condition:
    # «inte oklart eller komplext» is one way to be neither, and «komplext» is none by itself.
    ways = [text] if _NEITHER.search(text) else re.split(r"\beller\b", text)
    words = tuple(_words(way, analyser, strictly=True) for way in ways)
    return Condition(text, words, any(found.fact == REFRACTORY for found in find_facts(text)))


def _atoms(units: Iterable[Unit]) -> Iterable[str]:
    return (atom for unit in units for atom in (unit.stem, *unit.parts))


def postings(prepared: Prepared, analyser: Analyser) -> dict[str, int]:
    """The tokens an entry is found by, each with its weight: names and terms before the words of the text."""
    found: dict[str, int] = {}
    for phrase in prepared.entry.phrases:
        times = 1 if phrase.kind in ("wording", "broader") else 2
        for unit in analyser.units(phrase.text):
            for token, weight in unit.weights:
                found[token] = max(times * weight, found.get(token, 0))
    for atom in prepared.around:
        found.setdefault(atom, 2)
    return found


# --- stored form: small plain JSON, so that a search need not analyse the documents again ---


def to_plain(prepared: Prepared) -> dict[str, Any]:
    """The prepared entry as plain JSON values."""
    entry = prepared.entry
    phrases = zip(entry.phrases, prepared.words, prepared.conditions, strict=True)
    return {
        "area": entry.area,
        "key": entry.key,
        "kind": entry.kind,
        "text": entry.text,
        "part": entry.part,
        "area_name": entry.area_name,
        "ages": _plain_ages(entry.ages),
        "phrases": [
            [
                phrase.text,
                phrase.kind,
                _plain_ages(phrase.ages),
                phrase.strength,
                _plain_words(words),
                [[one.text, [_plain_words(way) for way in one.ways], one.refractory] for one in conditions],
            ]
            for phrase, words, conditions in phrases
        ],
        "name": sorted(prepared.name),
        "around": sorted(prepared.around),
    }


def from_plain(plain: dict[str, Any]) -> Prepared:
    """The prepared entry that `to_plain` wrote."""
    rows = plain["phrases"]
    conditions = tuple(
        tuple(Condition(text, tuple(map(_read_words, ways)), refractory) for text, ways, refractory in row[5])
        for row in rows
    )
    phrases = tuple(
        Phrase(text, kind, _read_ages(ages), tuple(one.text for one in of_phrase), strength)
        for (text, kind, ages, strength, *_), of_phrase in zip(rows, conditions, strict=True)
    )
    head = (plain["area"], plain["key"], plain["kind"], plain["text"], plain["part"])
    entry = Entry(*head, phrases, _read_ages(plain["ages"]), plain["area_name"])
    words = tuple(_read_words(row[4]) for row in rows)
    return Prepared(entry, words, conditions, frozenset(plain["name"]), frozenset(plain["around"]))


def _plain_words(words: Sequence[Word]) -> list[list[Any]]:
    return [[word.denied, word.stem, *word.parts] for word in words]


def _read_words(plain: Sequence[Sequence[Any]]) -> tuple[Word, ...]:
    return tuple(Word(stem, tuple(parts), no) for no, stem, *parts in plain)


def _plain_ages(ages: Ages | None) -> list[Any] | None:
    return [ages.from_age, ages.below_age, ages.words] if ages else None


def _read_ages(plain: list[Any] | None) -> Ages | None:
    return Ages(*plain) if plain else None
