"""How a question meets the entries of an area: which phrase of which entry it names, and what of it is left over."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from nhv.derived.answers.codes import code_level, system
from nhv.derived.answers.entries import Entry, Phrase
from nhv.derived.answers.hits import MOST_OF_NAME, NEARLY_ALL, WORD_OF_CLAUSE, Hit, Level, goodness
from nhv.derived.answers.prepared import Condition, Prepared, Word
from nhv.derived.answers.question import OF_ANOTHER_SUBJECT, Concept, Question
from nhv.derived.answers.stating import Statements, is_met
from nhv.derived.answers.weights import LIGHT, Weights
from nhv.language.analyser import Unit
from nhv.language.everyday import HOMONYMS
from nhv.language.severity import is_mild, is_severe

_SEVERAL = re.compile(r"\b(?:och|samt|eller|inklusive|and|or)\b|[,/]")

_ORDINARY_CARE = 0.5
_TELLS = 6
"""Letters of a word that may stand for a compound that begins with it."""
_IS_AN_EXAMPLE = re.compile(r"\bexempel\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:vid|för|mot|pga|på grund av|for|in|due to)\s+$", re.IGNORECASE)


class Matcher:
    """Meets one question with the entries of one area."""

    def __init__(self, question: Question, entries: Sequence[Prepared], weights: Weights) -> None:
        self._question = question
        self._units = question.units
        self._asks_by_code = any(unit.is_code for unit in question.units)
        self._entries = entries
        self._weights = weights
        self._states = Statements(question, weights)
        self._about = self._states.asked | question.more
        self._spoken_of: dict[str, bool] = {}
        self._refused: set[str] = set()
        self._beyond: list[Hit] = []

    def hits(self) -> tuple[Hit, ...]:
        """At most one hit for each entry, its best."""
        found = (self._best(prepared) for prepared in self._entries)
        denied = self._is_area_denied()
        hits = tuple(hit for hit in found if hit is not None and not (denied and _needs_its_area(hit)))
        return (*self._of_what_is_refused(hits), *(() if denied else self._beyond))

    def _of_what_is_refused(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        if not self._refused:
            return hits
        hits = tuple(self._as_refused(hit) for hit in hits if not self._is_weaker_than_refused(hit))
        return hits if any(hit.level == "named" for hit in hits) else (*hits, *self._denied_as_excluded())

    def _is_weaker_than_refused(self, hit: Hit) -> bool:
        """Whether a few words of another clause, or what names more, are met only by what named the one that is denied:
        «testikelcancer, ingen resttumör»."""
        is_wider = hit.level == "broader" and hit.entry.kind != "exclusion"
        return (hit.level in ("hint", "part") or is_wider) and hit.used <= self._refused

    def _is_area_denied(self) -> bool:
        """Whether the question denies what the area is about by one of its own names, or what the name of an area about
        one thing tells: «inte PSC», «utan att bevara fertilitet»."""
        if not self._states.denied:
            return False
        return self._is_name_denied() or any(
            phrase.kind in ("name", "abbreviation", "synonym")
            and not phrase.depends_on
            and words
            and all(is_met(word, self._states.denied) for word in words)
            for prepared in self._entries
            if prepared.entry.kind == "area"
            for phrase, words in zip(prepared.entry.phrases, prepared.words, strict=True)
        )

    def _is_name_denied(self) -> bool:
        of_area = self._entries[0]
        return not _SEVERAL.search(of_area.entry.area_name) and any(
            atom in of_area.name and self._weights.is_telling(atom, ()) for atom in self._states.denied
        )

    def _denied_as_excluded(self) -> Iterable[Hit]:
        """The exclusions that deny what the question denies: «icke komplex …» for «…, inte komplex»."""
        for prepared in self._entries:
            for phrase, words in zip(prepared.entry.phrases, prepared.words, strict=True):
                no = [word for word in words if word.denied]
                if prepared.entry.kind == "exclusion" and no and all(is_met(word, self._states.not_so) for word in no):
                    yield self._made(prepared, phrase, "named", 1.0, frozenset(self._refused), telling=2)
                    break

    def _as_refused(self, hit: Hit) -> Hit:
        """Where the question denies what a clause needs, an exclusion of what is *not* so is what it means."""
        if hit.entry.kind != "exclusion" or not hit.open or not all(map(_is_a_no, hit.open)):
            return hit
        return replace(hit, level="named", open=(), settled=(*hit.settled, *hit.open))

    def _best(self, prepared: Prepared) -> Hit | None:
        if self._is_too_mild(prepared.entry):
            return None
        hits = [
            hit
            for number in (*prepared.phrases_with(self._states.asked), *(prepared.codes if self._asks_by_code else ()))
            if (hit := self._phrase_hit(prepared, number, prepared.entry.phrases[number]))
        ]
        hits = self._without_beyond(prepared, hits)
        if (pair := self._pair(prepared, [hit for hit in hits if hit.phrase.kind == "code"])) is not None:
            return pair
        if prepared.entry.kind == "exclusion" and self._says_what_is_not(prepared):
            hits = [replace(hit, level="conditional", open=(*hit.open, prepared.entry.text)) for hit in hits]
        best = max(hits, key=goodness, default=None)
        if best and self._is_mild and prepared.entry.kind == "exclusion" and best.level in ("hint", "part"):
            return None
        # What is named stays named when more is said: a longer phrase that is only broader does not undo it.
        named = [hit for hit in hits if hit.level == "named"] if best and best.level == "broader" else []
        return max(named, key=goodness, default=best)

    def _without_beyond(self, prepared: Prepared, hits: list[Hit]) -> list[Hit]:
        """Those that what is measured does not lie outside of; the best of the others is kept apart, where it names
        the clause."""
        if self._states.is_beyond(prepared.entry.text):
            hits = [replace(hit, beyond=True) for hit in hits]
        beyond = [hit for hit in hits if hit.beyond and hit.level not in ("hint", "part")]
        if (
            beyond
            and prepared.entry.kind in ("scope", "criterion", "sub_permit")
            and not _IS_AN_EXAMPLE.search(prepared.entry.text)
        ):
            self._beyond.append(max(beyond, key=goodness))
        return [hit for hit in hits if not hit.beyond]

    def _says_what_is_not(self, prepared: Prepared) -> bool:
        """Whether the question says what the exclusion's own wording says is not so: «sömnapné som behöver ventilation»
        against «… som inte behöver ventilation»."""
        return any(
            self._states.says_otherwise(word) and not self._weights.is_neutral(word.stem, word.parts)
            for phrase, words in zip(prepared.entry.phrases, prepared.words, strict=True)
            if phrase.kind == "wording"
            for word in words
        )

    def _is_too_mild(self, entry: Entry) -> bool:
        """Whether something mild is asked about, and the clause is about the severe."""
        return self._is_mild and entry.kind != "exclusion" and is_severe(f"{entry.area_name} {entry.part} {entry.text}")

    @cached_property
    def _is_mild(self) -> bool:
        return is_mild(self._question.text)

    def _phrase_hit(self, prepared: Prepared, number: int, phrase: Phrase) -> Hit | None:
        if phrase.kind == "code":
            return self._code_hit(prepared, phrase)
        atoms, words = prepared.phrase_atoms[number], prepared.words[number]
        if self._states.denies(words):
            self._remember_refused(prepared, atoms)
            return None
        conditions = prepared.conditions[number]
        hit = self._hit(prepared, phrase, words, atoms, conditions)
        if not any(self._states.refuses(condition, prepared.entry.ages, atoms) for condition in conditions):
            return hit
        if hit is not None and any(map(self._states.is_outside, conditions)):
            return replace(hit, beyond=True)
        # A phrase that the question does not name is denied by nothing: «esofagusatresi» by no «esofaguscancer».
        if hit is not None and hit.level not in ("hint", "part"):
            self._remember_refused(prepared, atoms)
        return None

    def _remember_refused(self, prepared: Prepared, atoms: Collection[str]) -> None:
        """Keep which words of the question named something national that the rest of it denies."""
        if prepared.entry.kind in ("scope", "criterion"):
            self._refused |= {unit.stem for unit in self._units if self._touches(unit, atoms)}

    # --- codes ---

    def _code_hit(self, prepared: Prepared, phrase: Phrase) -> Hit | None:
        for unit in self._units:
            level = code_level(unit, phrase) if unit.is_code else None
            if level is not None:
                return self._made(prepared, phrase, level, 1.5, frozenset((unit.stem,)), telling=1)
        return None

    def _pair(self, prepared: Prepared, hits: Sequence[Hit]) -> Hit | None:
        """A procedure together with a diagnosis, both of one clause: the pair names it though neither does alone."""
        systems = {system(hit.phrase.text): hit for hit in hits if hit.level != "hint"}
        if len(systems) < 2:
            return None
        first, second, *_ = systems.values()
        return self._made(prepared, first.phrase, "named", 3.0, first.used | second.used, telling=2)

    # --- words ---

    def _hit(
        self,
        prepared: Prepared,
        phrase: Phrase,
        words: tuple[Word, ...],
        phrase_atoms: frozenset[str],
        conditions: Sequence[Condition],
    ) -> Hit | None:
        known = phrase_atoms | prepared.around
        usable = [unit for unit in self._units if self._is_told_in(unit, known) and self._touches(unit, phrase_atoms)]
        if not usable:
            return None
        asked = {atom for unit in usable for atom in (unit.stem, *unit.parts)}
        said = [word for word in words if not word.denied]
        met = [word for word in said if is_met(word, asked)]
        if not met:
            return None
        helped = asked | self._question.more
        covered = all(is_met(word, self._states.not_so if word.denied else helped) for word in words)
        matched = sum(self._weights.of(word.atoms) for word in met)
        telling = sum(self._weights.is_telling(word.stem, word.parts) for word in met)
        missing = sum(self._weights.is_telling(word.stem, word.parts) for word in said if word not in met)
        used = frozenset(unit.stem for unit in usable)
        if covered:
            return self._full(prepared, phrase, matched, used, telling, conditions, phrase_atoms)
        # Only words that are met whole count: «hals» is no part of what «livmoderhalscancer» says.
        atoms = {atom for word in met for atom in (word.stem, *word.parts)}
        within = [unit for unit in usable if self._is_in(unit, atoms)]
        share = _atoms([word for word in words if is_met(word, helped)]) / _atoms(words)
        return self._partial(prepared, phrase, within, share, telling, missing)

    def _full(
        self,
        prepared: Prepared,
        phrase: Phrase,
        matched: float,
        used: frozenset[str],
        telling: int,
        conditions: Sequence[Condition],
        atoms: Collection[str],
    ) -> Hit | None:
        if matched < 2 * LIGHT and phrase.kind not in ("name", "abbreviation"):
            return None
        settled = tuple(condition.text for condition in conditions if self._states.states(condition, atoms))
        open_ = tuple(condition.text for condition in conditions if condition.text not in settled)
        level: Level = "named"
        if phrase.kind == "broader" and (open_ or not conditions):
            level = "broader"
        elif open_ or phrase.ages is not None:
            level = "conditional"
        return self._made(prepared, phrase, level, matched, used, telling, open_, settled)

    def _partial(
        self, prepared: Prepared, phrase: Phrase, usable: list[Unit], share: float, telling: int, missing: int
    ) -> Hit | None:
        """The question is some words of the clause's own wording: a part of what the clause says, if it is all
        of the question and more than words that fit everywhere."""
        matched = sum(self._weights.of(unit.atoms) for unit in usable)
        if phrase.kind not in ("wording", "name") or matched < 1:
            return None
        used = frozenset(unit.stem for unit in usable)
        level = self._part_level(prepared, usable, share)
        return self._made(prepared, phrase, level, matched * (0.5 + share / 2), used, telling, missing=missing)

    @staticmethod
    def _part_level(prepared: Prepared, usable: list[Unit], share: float) -> Level:
        one_word = len(usable) == 1
        if one_word and share < WORD_OF_CLAUSE:
            return "hint"
        if prepared.entry.kind == "area":
            return "broader" if share >= MOST_OF_NAME else "hint"
        if prepared.entry.kind == "exclusion" and share < 1:
            return "part"  # the word that is missing may be what decides: «icke avancerad», «mindre allvarlig»
        return "named" if share >= NEARLY_ALL else "part"

    def _made(
        self,
        prepared: Prepared,
        phrase: Phrase,
        level: Level,
        matched: float,
        used: frozenset[str],
        telling: int,
        open_: tuple[str, ...] = (),
        settled: tuple[str, ...] = (),
        missing: int = 0,
    ) -> Hit:
        left = [concept for concept in self._question.concepts if self._is_left(concept, used)]
        return Hit(
            prepared.entry,
            phrase,
            level,
            matched,
            sum(concept.cost for concept in left),
            used,
            (*(concept.unit.word for concept in left), *self._doubtful),
            telling,
            missing,
            any(atom in prepared.name and self._weights.says_where(atom) for atom in self._about),
            open_,
            settled,
            any(concept.corrected and concept.unit.stem in used for concept in self._question.concepts),
            sum(self._weights.is_own(unit.stem, unit.parts) for unit in self._units if unit.stem in used),
            any(concept.cost >= OF_ANOTHER_SUBJECT for concept in left),
            max((self._cost_elsewhere(concept, prepared.name) for concept in left), default=0.0),
            any(concept.breadth == "care" for concept in left),
            self._question.is_measured
            or bool(self._question.times.spans)
            or any(concept.cost and concept.unit.stem not in used for concept in self._question.concepts),
            phrase.kind != "code" and self._is_ordinary(prepared, phrase, used, left),
            self._states.speaks_for(self._only_clause(prepared), open_, settled, prepared.atoms_of(phrase)),
            level == "broader" and self._is_for_another_reason(left),
        )

    def _only_clause(self, prepared: Prepared) -> Prepared:
        """Of an area with one clause, the clause: it is what the area's name stands for."""
        clauses = [other for other in self._entries if other.entry.kind == "scope"]
        return clauses[0] if prepared.entry.kind == "area" and len(clauses) == 1 else prepared

    def _is_ordinary(
        self, prepared: Prepared, phrase: Phrase, used: Collection[str], left: Collection[Concept]
    ) -> bool:
        """Whether an abbreviation is met by an ordinary word in small letters, with no other word of the area."""
        said = [one for one in self._question.concepts if one.unit.stem in used]
        met = [one for one in said if one.cost] or said
        rest = [one for one in self._question.concepts if one not in met and one.cost]
        everyday = all(one.unit.word in HOMONYMS for one in met)
        small = all(self._question.text[one.unit.start : one.unit.end].islower() for one in met)
        if not (phrase.text.isupper() or everyday) or not small or len(rest) != len(left):
            return False
        in_a_sentence = len(self._question.text.split()) > len(met) and not self._tells_of_its_patients(prepared)
        return (bool(left) and all(one.ordinary for one in met)) or (in_a_sentence and everyday)

    def _tells_of_its_patients(self, prepared: Prepared) -> bool:
        """Whether something is measured, or the age is what the area's name says: «född v 24», «prematuritet…»."""
        ages = [atom for atom in self._question.more if len(atom) >= _TELLS]
        return self._question.is_measured or any(word.startswith(age) for word in prepared.name for age in ages)

    def _is_for_another_reason(self, left: Collection[Concept]) -> bool:
        """Whether what it is done for is nothing that the area speaks of: «transplantation vid AML»."""
        return any(_FOR.search(self._question.text[: one.unit.start]) for one in left if not one.corrected)

    @staticmethod
    def _cost_elsewhere(concept: Concept, name: Collection[str]) -> float:
        """What a word that is left counts as other care: in full what ordinary care does; and nothing where in the
        body, nor a compound that begins as what the area is named by does, «cochleaaplasi»."""
        begins = concept.unit.stem[:_TELLS]
        if concept.breadth == "organ" or (len(begins) == _TELLS and any(atom.startswith(begins) for atom in name)):
            return 0.0
        return _ORDINARY_CARE if concept.breadth == "care" else concept.cost

    @cached_property
    def _doubtful(self) -> tuple[str, ...]:
        return tuple(unit.word for unit in self._question.doubtful if not self._is_spoken_of(unit))

    def _is_left(self, concept: Concept, used: Collection[str]) -> bool:
        """Whether neither the phrase nor anything else of the area speaks of the word. What other care is about must
        stand in words of care: who says «armen slutar vid armbågen» is not about elbows."""
        if concept.cost == 0 or concept.unit.stem in used:
            return False
        if concept.cost >= OF_ANOTHER_SUBJECT:
            return not any(
                self._is_in(concept.unit, other.in_words_of_care) or self._is_in_conditions(concept.unit, other)
                for other in self._entries
            )
        return not self._is_spoken_of(concept.unit)

    def _is_spoken_of(self, unit: Unit) -> bool:
        """Whether any of the area's entries speaks of the word, or of what its conditions turn on."""
        if unit.stem not in self._spoken_of:
            self._spoken_of[unit.stem] = any(
                self._is_in(unit, prepared.atoms) or self._is_in_conditions(unit, prepared)
                for prepared in self._entries
            )
        return self._spoken_of[unit.stem]

    def _is_in_conditions(self, unit: Unit, prepared: Prepared) -> bool:
        return any(
            unit.stem == word.stem or unit.stem in word.parts
            for of_phrase in prepared.conditions
            for condition in of_phrase
            for way in condition.ways
            for word in way
        )

    def _is_in(self, unit: Unit, atoms: Collection[str]) -> bool:
        return unit.stem in atoms or (bool(unit.parts) and all(part in atoms for part in unit.parts))

    def _is_told_in(self, unit: Unit, atoms: Collection[str]) -> bool:
        """Whether all is there of the word that tells something: of «kataraktoperation» it is «katarakt»."""
        telling = [part for part in unit.parts if not self._weights.is_neutral(part, ())]
        return self._is_in(unit, atoms) or (bool(telling) and all(part in atoms for part in telling))

    @staticmethod
    def _touches(unit: Unit, atoms: Collection[str]) -> bool:
        return unit.stem in atoms or any(part in atoms for part in unit.parts)


def _needs_its_area(hit: Hit) -> bool:
    """Whether what is met names the clause only together with what the area is about."""
    return hit.level in ("broader", "part", "hint") or bool(hit.open)


def _is_a_no(condition: str) -> bool:
    return re.search(r"\b(?:inte|icke|ej|utan)\b", condition) is not None


def _atoms(words: Sequence[Word]) -> int:
    return sum(len(word.atoms) for word in words)
