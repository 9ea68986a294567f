"""What a question states of the words, the conditions and the limits of a phrase: that it is so, that it is not, or
nothing."""

import re
from collections.abc import Collection, Iterable, Sequence

from nhv.derived.answers.entries import Ages
from nhv.derived.answers.hits import NEARLY_ALL
from nhv.derived.answers.prepared import Condition, Prepared, Word
from nhv.derived.answers.question import SURGERY, Question
from nhv.derived.answers.weights import Weights
from nhv.language.ages import ages_of
from nhv.language.facts import REFRACTORY, is_untreated
from nhv.language.measures import compare, find_limits

_OLD = 60
_FROM_BIRTH = re.compile(r"medfödd|ärftlig|från födseln|född|congenital|inherited|since birth", re.IGNORECASE)
_IS_ESTABLISHED = re.compile(r"diagnosen är (?:säkerställd|fastställd|bekräftad)$", re.IGNORECASE)
_HAS_BEEN_OPERATED = ("opererad", "opererat")
_LONG = 6
"""Letters of a word that may stand for all that end in it."""


def is_met(word: Word, asked: Collection[str]) -> bool:
    """Whether the word is among the stems, whole or by all its parts."""
    return word.stem in asked or (bool(word.parts) and all(part in asked for part in word.parts))


def _asked_for(clause: Prepared, open_: Collection[str]) -> Iterable[Word]:
    """The words of a clause's own wording, and of what is open of it."""
    for phrase, words in zip(clause.entry.phrases, clause.words, strict=True):
        if phrase.kind == "wording":
            yield from words
    for of_phrase in clause.conditions:
        yield from (word for one in of_phrase if one.text in open_ for way in one.ways for word in way)


class Statements:
    """The statements of one question."""

    def __init__(self, question: Question, weights: Weights) -> None:
        self._question = question
        self._weights = weights
        self.asked = frozenset(atom for unit in question.units for atom in (unit.stem, *unit.parts))
        # What is said too is not denied: «inte multipel skleros utan systemisk skleros».
        self.denied = frozenset(atom for unit in question.denials for atom in (unit.stem, *unit.parts)) - self.asked
        self.not_so = self.denied.union(*((unit.stem, *unit.parts) for unit in question.not_so))

    def denies(self, words: Iterable[Word]) -> bool:
        """Whether the question denies what the words say, or says what they deny."""
        return any(self.says_otherwise(word) if word.denied else self._is_denied(word) for word in words)

    def says_otherwise(self, word: Word) -> bool:
        """Whether the question says what the word denies."""
        return word.denied and is_met(word, self.asked) and not is_met(word, self.not_so)

    def _is_said(self, word: Word) -> bool:
        """«armlymfödem» says «lymfödem» too."""
        return is_met(word, self.asked) or (
            len(word.stem) >= _LONG and any(stem.endswith(word.stem) for stem in self.asked)
        )

    def _is_denied(self, word: Word) -> bool:
        """«ingen synostos» denies «kraniosynostos» too: what a compound is, is its last part."""
        return is_met(word, self.denied) or any(
            len(stem) >= _LONG and word.stem.endswith(stem) and stem not in self.asked for stem in self.denied
        )

    def is_beyond(self, text: str) -> bool:
        """Whether what is measured lies outside the limits in a text. How long something has lasted changes, and
        takes nothing away."""
        if not self._question.measures:
            return False
        limits = [limit for limit in find_limits(text) if limit.kind != "time"]
        return bool(limits) and compare(limits, self._question.measures, self._question.age) == "refused"

    def is_within(self, text: str) -> bool:
        """Whether what is measured lies within the limits in a text, or in any of the ways that it lists."""
        measures, age = self._question.measures, self._question.age
        if not measures:
            return False
        if any(limit.kind != "time" for limit in find_limits(text)):
            return compare(find_limits(text), measures, age) == "met"
        return any(
            compare(find_limits(way), measures, age) == "met" and self._speaks_of(way)
            for way in re.split(r",|\beller\b", text)
        )

    def _speaks_of(self, way: str) -> bool:
        """Whether the question is about what a way limits: «ICD-elektroden äldre än ett år» is about no other, and
        «patienten är vuxen och …» about no child."""
        from_age, below_age = ages_of(way)
        age = self._question.age
        fits = (from_age, below_age) == (None, None) or (age is not None and age.within(from_age, below_age) is True)
        text = self._question.text.casefold()
        return fits and all(thing.casefold() in text for thing in re.findall(r"(\w+)-\w", way))

    def refuses(self, condition: Condition, ages: Ages | None, atoms: Collection[str]) -> bool:
        """Whether the question says that it is not so: a way to meet it is denied and none is stated in words that the
        phrase (its atoms) does not hold itself, or the age is another (and not that of whom the clause is about, of
        whom the text is silent)."""
        if self.is_untried(condition):
            return True
        if self._within(condition) is False:
            age = self._question.age
            return not (ages and age and age.within(ages.from_age, ages.below_age) is False)
        if len(condition.ways) == 1 and self.is_beyond(condition.text):
            return True
        if self._is_late(condition):
            return True
        no = [way for way in condition.ways if self.denies(self._predicate(way))]
        return bool(no) and not any(self._is_way_stated(way, atoms) for way in condition.ways if way not in no)

    def is_outside(self, condition: Condition) -> bool:
        """Whether what is measured, or that nothing has been tried, takes the condition away."""
        return self.is_untried(condition) or (len(condition.ways) == 1 and self.is_beyond(condition.text))

    def is_untried(self, condition: Condition) -> bool:
        """Whether treatment must have failed, and the question says that none has been tried."""
        return condition.refractory and is_untreated(self._question.text)

    def _is_late(self, condition: Condition) -> bool:
        """Whether an old patient is asked about, and nothing is said of what one must be born with."""
        age = self._question.age
        return (
            age is not None
            and age.low >= _OLD
            and _FROM_BIRTH.search(condition.text) is not None
            and not _FROM_BIRTH.search(self._question.text)
        )

    def states(self, condition: Condition, atoms: Collection[str]) -> bool:
        """Whether the question says that it is so, in words that the phrase (its atoms) does not hold itself, or by
        what it measures."""
        if self._within(condition) is True:
            return True
        if condition.refractory:
            return any(unit.word == REFRACTORY for unit in self._question.units)
        if self.is_within(condition.text):
            return True
        if len(condition.ways) == 1 and any(limit.kind != "time" for limit in find_limits(condition.text)):
            return False  # «brännskadan är över 5 procent»: no word says how much, a measure alone
        return any(self._is_way_stated(way, atoms) for way in condition.ways)

    def speaks_for(
        self, clause: Prepared, open_: Collection[str], settled: Collection[str], phrase: Collection[str]
    ) -> bool:
        """Whether anything that the phrase (its atoms) does not hold itself speaks for the clause: what is settled by
        more than an age, a word of its wording or of what is open, or what is measured, where none of it speaks
        against."""
        texts, measures = (clause.entry.text, *open_), self._question.measures
        if measures and any(compare(find_limits(text), measures, self._question.age) == "refused" for text in texts):
            return False
        # An age alone speaks for no clause: it is everybody's who is as old.
        if any(ages_of(text) == (None, None) for text in settled) or self._is_only_established(open_):
            return True
        more = self._more_than(phrase)
        return any(map(self.is_within, texts)) or any(
            self._is_touched(word, more) for word in _asked_for(clause, open_)
        )

    def _more_than(self, phrase: Collection[str]) -> frozenset[str]:
        """What the question says besides a phrase: no word that is true of all patients, but that something is to be
        operated, and not that it has been."""
        units = [unit for unit in self._question.units if not unit.word.startswith(_HAS_BEEN_OPERATED)]
        atoms = {atom for unit in units for atom in (unit.stem, *unit.parts)} - set(phrase)
        return frozenset(atom for atom in atoms if atom == SURGERY or not self._weights.is_neutral(atom, ()))

    def _is_touched(self, word: Word, more: Collection[str]) -> bool:
        """Whether a word is said, or a part of it that tells something: «matstrupe» of «esofaguscancer»."""
        telling = (part for part in word.parts if part == SURGERY or self._weights.is_telling(part, ()))
        return not word.denied and (is_met(word, more) or any(part in more for part in telling))

    def _is_only_established(self, open_: Collection[str]) -> bool:
        """Whether all that is open is that the diagnosis is made, as who names the disease of a patient takes it to
        be."""
        return bool(open_) and not self._question.is_suspected and all(map(_IS_ESTABLISHED.match, open_))

    def _is_way_stated(self, way: Sequence[Word], atoms: Collection[str]) -> bool:
        more = [word for word in way if not is_met(word, atoms)]
        if any(word.denied and is_met(word, self.not_so) for word in more):
            return True
        telling = self._telling(more) or more[-1:]
        met = [word for word in telling if not word.denied and self._is_said(word)]
        return bool(telling) and len(met) >= NEARLY_ALL * len(telling)

    def _telling(self, words: Iterable[Word]) -> list[Word]:
        return [
            word for word in words if not word.stem.isdigit() and not self._weights.is_neutral(word.stem, word.parts)
        ]

    def _predicate(self, way: Sequence[Word]) -> Sequence[Word]:
        """What a condition says: its telling words, else its last («fallet är komplext»)."""
        return self._telling(way) or way[-1:]

    def _within(self, condition: Condition) -> bool | None:
        """Whether the age of the question is the condition's, where it is about age alone."""
        age, (from_age, below_age) = self._question.age, condition.ages
        if any(limit.ages for limit in find_limits(condition.text)):
            return None  # «över 20 procent hos vuxna, över 10 procent under 16»: a limit for each age, and about none
        if age is None or (from_age is None and below_age is None):
            return None
        within = age.within(from_age, below_age)
        if not any(map(self._telling, condition.ways)):
            return within
        # Where more than the age is needed, the age can only be wrong: «patienten är ett barn och …» of an adult.
        return False if within is False and len(condition.ways) == 1 else None
