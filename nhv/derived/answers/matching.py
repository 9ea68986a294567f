"""How a question meets the entries of an area: which phrase of which entry it names, and what of it is left over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from nhv.derived.answers.entries import Ages, Entry, Phrase
from nhv.derived.answers.question import LIGHT, Question
from nhv.language.analyser import Analyser, Unit

Level = Literal["named", "conditional", "broader", "part", "hint"]
"""`named`: the phrase names the clause. `conditional`: it does, if more is true. `broader`: it names more than
the clause. `part`: the question is words of the clause's wording. `hint`: related at most."""

# Which share of a wording a question must hold, when it holds nothing else: to be as good as all of it, for a
# single word to be about the clause at all, and to be about an area by its name.
NEARLY_ALL = 0.75
WORD_OF_CLAUSE = 0.4
MOST_OF_NAME = 0.6

Atoms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: its stem, and its parts if it is a compound."""

    stem: str
    parts: Atoms = ()

    @property
    def atoms(self) -> Atoms:
        return self.parts or (self.stem,)


@dataclass(frozen=True)
class Prepared:
    """An entry with the words of its phrases, ready to be compared with questions; stored as it is."""

    entry: Entry
    words: tuple[tuple[Word, ...], ...]
    around: frozenset[str]

    @cached_property
    def phrase_atoms(self) -> tuple[frozenset[str], ...]:
        """For each phrase, the stems of its words and of their parts."""
        return tuple(frozenset(atom for word in words for atom in (word.stem, *word.parts)) for words in self.words)

    @cached_property
    def atoms(self) -> frozenset[str]:
        """Everything the entry speaks of, its heading included."""
        return self.around.union(*self.phrase_atoms)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of an entry that the question names. `matched` and `left` weigh the question's words that the
    phrase accounts for and those that nothing in the area does."""

    entry: Entry
    phrase: Phrase
    level: Level
    matched: float
    left: float
    used: frozenset[str] = frozenset()
    """The stems of the question's words that the phrase accounts for."""

    @property
    def share(self) -> float:
        """How much of the question the hit accounts for, 0–1."""
        return self.matched / (self.matched + self.left) if self.matched else 0.0


def prepare(entry: Entry, analyser: Analyser) -> Prepared:
    """The entry with the words of its phrases."""
    words = tuple(
        (Word(phrase.text),) if phrase.kind == "code" else _words(analyser.units(phrase.text))
        for phrase in entry.phrases
    )
    around = {
        atom
        for unit in analyser.units(f"{entry.area_name} {entry.part} {entry.text}")
        for atom in (unit.stem, *unit.parts)
    }
    return Prepared(entry, words, frozenset(around))


def _words(units: Iterable[Unit]) -> tuple[Word, ...]:
    return tuple(Word(unit.stem, unit.parts) for unit in units)


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


class Matcher:
    """Meets one question with the entries of one area."""

    def __init__(self, question: Question, entries: Sequence[Prepared], light: Collection[str]) -> None:
        self._question = question
        self._entries = entries
        self._light = light
        self._asked = frozenset(atom for unit in question.units for atom in (unit.stem, *unit.parts))
        self._spoken_of: dict[str, bool] = {}

    def hits(self) -> tuple[Hit, ...]:
        """At most one hit for each entry, its best."""
        found = (self._best(prepared) for prepared in self._entries)
        return tuple(hit for hit in found if hit is not None)

    def _best(self, prepared: Prepared) -> Hit | None:
        hits = [
            hit
            for phrase, words, atoms in zip(prepared.entry.phrases, prepared.words, prepared.phrase_atoms, strict=True)
            if (hit := self._phrase_hit(prepared, phrase, words, atoms))
        ]
        best = max(hits, key=_goodness, default=None)
        # What is named stays named when more is said: a longer phrase that is only broader does not undo it.
        named = [hit for hit in hits if hit.level == "named"]
        if best and best.level == "broader" and named:
            return max(named, key=_goodness)
        return best

    def _phrase_hit(
        self, prepared: Prepared, phrase: Phrase, words: tuple[Word, ...], atoms: frozenset[str]
    ) -> Hit | None:
        if phrase.kind == "code":
            return self._code_hit(prepared, phrase)
        return None if self._asked.isdisjoint(atoms) else self._hit(prepared, phrase, words, atoms)

    # --- codes ---

    def _code_hit(self, prepared: Prepared, phrase: Phrase) -> Hit | None:
        for unit in self._question.units:
            if not unit.is_code:
                continue
            level = _code_level(unit, phrase)
            if level is not None:
                used = frozenset((unit.stem,))
                return Hit(prepared.entry, phrase, level, 1.5, self._left(used), used)
        return None

    # --- words ---

    def _hit(
        self, prepared: Prepared, phrase: Phrase, words: tuple[Word, ...], phrase_atoms: frozenset[str]
    ) -> Hit | None:
        known = phrase_atoms | prepared.around
        usable = [
            unit for unit in self._question.units if self._is_told_in(unit, known) and self._touches(unit, phrase_atoms)
        ]
        if not usable:
            return None
        asked = {atom for unit in usable for atom in (unit.stem, *unit.parts)}
        helped = asked | self._question.more
        whole = sum(self._weight(word.atoms) for word in words)
        covered = sum(self._weight(word.atoms) for word in words if self._is_met(word, helped))
        matched = sum(self._weight(word.atoms) for word in words if self._is_met(word, asked))
        if matched <= 0:
            return None
        used = frozenset(unit.stem for unit in usable)
        if covered >= whole - 0.001:
            return self._full(prepared, phrase, matched, used)
        # Only words that are met whole count: «hals» is no part of what «livmoderhalscancer» says.
        met = [word for word in words if self._is_met(word, asked)]
        said = {atom for word in met for atom in (word.stem, *word.parts)}
        within = [unit for unit in usable if self._is_in(unit, said)]
        return self._partial(prepared, phrase, within, _atoms(met) / _atoms(words))

    def _full(self, prepared: Prepared, phrase: Phrase, matched: float, used: frozenset[str]) -> Hit | None:
        if matched < 2 * LIGHT and phrase.kind not in ("name", "abbreviation"):
            return None
        level: Level = "named"
        if phrase.kind == "broader":
            level = "broader"
        elif phrase.depends_on or phrase.ages is not None:
            level = "conditional"
        return Hit(prepared.entry, phrase, level, matched, self._left(used), used)

    def _partial(self, prepared: Prepared, phrase: Phrase, usable: list[Unit], share: float) -> Hit | None:
        """The question is some words of the clause's own wording: a part of what the clause says, if it is all
        of the question and more than words that fit everywhere."""
        matched = sum(self._weight(unit.atoms) for unit in usable)
        if phrase.kind not in ("wording", "name") or matched < 1:
            return None
        used = frozenset(unit.stem for unit in usable)
        left = self._left(used)
        return Hit(
            prepared.entry,
            phrase,
            self._part_level(prepared, usable, left, share),
            matched * (0.5 + share / 2),
            left,
            used,
        )

    @staticmethod
    def _part_level(prepared: Prepared, usable: list[Unit], left: float, share: float) -> Level:
        one_word = len(usable) == 1
        if left > 0 or (one_word and share < WORD_OF_CLAUSE):
            return "hint"
        if prepared.entry.kind == "area":
            return "broader" if share >= MOST_OF_NAME else "hint"
        return "named" if share >= NEARLY_ALL else "part"

    def _left(self, used: Collection[str]) -> float:
        """The weight of the question's words that neither the phrase nor anything else of the area speaks of."""
        return sum(
            self._weight(unit.atoms)
            for unit in self._question.units
            if unit.stem not in used and not self._is_spoken_of(unit)
        )

    def _is_spoken_of(self, unit: Unit) -> bool:
        """Whether any of the area's entries speaks of the word."""
        if unit.stem not in self._spoken_of:
            self._spoken_of[unit.stem] = any(self._is_in(unit, prepared.atoms) for prepared in self._entries)
        return self._spoken_of[unit.stem]

    def _is_in(self, unit: Unit, atoms: Collection[str]) -> bool:
        return unit.stem in atoms or (bool(unit.parts) and all(part in atoms for part in unit.parts))

    def _is_told_in(self, unit: Unit, atoms: Collection[str]) -> bool:
        """Whether all is there of the word that tells something: of «kataraktoperation» it is «katarakt»."""
        telling = [part for part in unit.parts if part not in self._question.acts]
        return self._is_in(unit, atoms) or (bool(telling) and all(part in atoms for part in telling))

    @staticmethod
    def _touches(unit: Unit, atoms: Collection[str]) -> bool:
        return unit.stem in atoms or any(part in atoms for part in unit.parts)

    @staticmethod
    def _is_met(word: Word, asked: Collection[str]) -> bool:
        return word.stem in asked or (bool(word.parts) and all(part in asked for part in word.parts))

    def _weight(self, atoms: Iterable[str]) -> float:
        return sum(LIGHT if atom in self._light else 1.0 for atom in atoms)


def _atoms(words: Sequence[Word]) -> int:
    return sum(len(word.atoms) for word in words)


_LEVELS: dict[Level, int] = {"named": 4, "conditional": 3, "broader": 2, "part": 1, "hint": 0}


def _goodness(hit: Hit) -> tuple[float, ...]:
    """The longest phrase says most exactly what is meant; of equal ones, the surest."""
    sure = hit.level != "hint"
    return (sure, round(hit.matched, 2) if hit.level not in ("part", "hint") else 0, _LEVELS[hit.level], hit.matched)


def _code_level(unit: Unit, phrase: Phrase) -> Level | None:
    if phrase.strength == "related":
        return "hint" if phrase.text in (unit.stem, *unit.families) else None
    if phrase.text in (unit.stem, *unit.families):
        return "broader" if phrase.strength == "broader" else "named"
    family, _, _ = phrase.text.partition(".")
    return "broader" if unit.stem == family and "." in phrase.text else None


# --- stored form: small plain JSON, so that a search need not analyse the documents again ---


def to_plain(prepared: Prepared) -> dict[str, Any]:
    """The prepared entry as plain JSON values."""
    entry = prepared.entry
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
                list(phrase.depends_on),
                phrase.strength,
                [[word.stem, *word.parts] for word in words],
            ]
            for phrase, words in zip(entry.phrases, prepared.words, strict=True)
        ],
        "around": sorted(prepared.around),
    }


def from_plain(plain: dict[str, Any]) -> Prepared:
    """The prepared entry that `to_plain` wrote."""
    phrases = tuple(
        Phrase(text, kind, _read_ages(ages), tuple(depends_on), strength)
        for text, kind, ages, depends_on, strength, _ in plain["phrases"]
    )
    words = tuple(
        tuple(Word(stem, tuple(parts)) for stem, *parts in phrase_words) for *_, phrase_words in plain["phrases"]
    )
    entry = Entry(
        plain["area"],
        plain["key"],
        plain["kind"],
        plain["text"],
        plain["part"],
        phrases,
        _read_ages(plain["ages"]),
        plain["area_name"],
    )
    return Prepared(entry, words, frozenset(plain["around"]))


def _plain_ages(ages: Ages | None) -> list[Any] | None:
    return [ages.from_age, ages.below_age, ages.words] if ages else None


def _read_ages(plain: list[Any] | None) -> Ages | None:
    return Ages(*plain) if plain else None
