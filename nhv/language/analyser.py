"""The one Swedish analyser, for what is searched and for what is asked alike: a text as units with their forms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nhv.language.compounds import Compounds
from nhv.language.dictionary import Dictionary, dictionary
from nhv.language.equivalents import equivalents, spelled_alike
from nhv.language.facts import FoundFact, find_facts
from nhv.language.stems import Stems
from nhv.language.words import STOP_WORDS, Token, tokens

WHOLE_WEIGHT = 10
PART_WEIGHT = 4
CODE_FAMILY_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a text: as written in small letters, its stem, and the stems of its parts if it is a compound.

    `atoms` are what it is made of: the parts, or the stem itself. For a code the stem is the code, and
    `families` are the wider codes it belongs to (G12.1B → G12.1, G12).
    """

    word: str
    stem: str
    parts: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    is_code: bool = False
    start: int = 0
    end: int = 0

    @property
    def atoms(self) -> tuple[str, ...]:
        return self.parts or (self.stem,)

    @property
    def weights(self) -> Iterator[tuple[str, int]]:
        """The tokens this word is found by, and how much each tells."""
        yield self.stem, WHOLE_WEIGHT
        for part in self.parts:
            yield part, PART_WEIGHT
        for family in self.families:
            yield family, CODE_FAMILY_WEIGHT


_IN_A_CHART = (("ca", "cancer"), ("tx", "transplantation"))


class Analyser:
    """Makes units of texts, with one dictionary. Bounded: words are cut at 60 letters, texts at `most` units."""

    def __init__(self, words: Dictionary) -> None:
        self.dictionary = words
        self.compounds = Compounds(words)
        self._stems = Stems(words, self.compounds)
        self._equal = equivalents(self._plain_stem)
        self._forms = lru_cache(maxsize=50_000)(self._forms_of)

    def units(self, text: str, most: int | None = None) -> tuple[Unit, ...]:
        """The words and codes of a normalised text that carry meaning, in order; stop words are left out."""
        return tuple(self._units(tokens(text, most), find_facts(text)))

    def weights(self, text: str) -> dict[str, int]:
        """The tokens a text is found by, each with the greatest weight any of its words gives it."""
        found: dict[str, int] = {}
        for unit in self.units(text):
            for token, weight in unit.weights:
                found[token] = max(weight, found.get(token, 0))
        return found

    def stem(self, word: str) -> str:
        """The form under which all forms and spellings of a word in small letters are found."""
        stem = self._plain_stem(word)
        return self._equal.get(stem, stem)

    def knows(self, word: str) -> bool:
        """Whether a word in small letters is Swedish: in the dictionary, or a compound of its words."""
        return self.dictionary.knows(word) or bool(self.compounds.parts(word))

    def _units(self, found: Iterable[Token], facts: Sequence[FoundFact]) -> Iterator[Unit]:
        waiting = list(reversed(facts))
        for token in found:
            # A fact that is stated in several words is one word here, wherever it is stated.
            while waiting and waiting[-1].end <= token.start:
                waiting.pop()
            if waiting and waiting[-1].start <= token.start:
                fact = waiting[-1]
                if fact.start == token.start:
                    yield Unit(fact.fact, self.stem(fact.fact), start=fact.start, end=fact.end)
            elif token.is_code:
                yield _code_unit(token)
            elif token.key not in STOP_WORDS and (len(token.key) > 1 or token.key.isdigit()):
                stem, parts = self._forms(token.key)
                yield Unit(token.key, stem, parts, start=token.start, end=token.end)

    def _forms_of(self, key: str) -> tuple[str, tuple[str, ...]]:
        # «Friedreich's» is «Friedreich».
        plain = re.sub(r"['’]s$", "", key)
        pieces = [self._written_out(piece) for piece in re.split(r"['’-]", plain) if piece]
        parts: list[str] = []
        for piece in pieces:
            parts.extend(self.compounds.parts(piece) or (piece,))
        stem = self.stem(pieces[0]) if len(pieces) == 1 else "-".join(self.stem(piece) for piece in pieces)
        if len(parts) < 2:
            return stem, ()
        return stem, tuple(dict.fromkeys(self.stem(part) for part in parts if part not in STOP_WORDS))

    def _written_out(self, piece: str) -> str:
        """«rektalca» is a cancer and «lungtx» a transplantation, as one shortens them in a chart."""
        for short, whole in _IN_A_CHART:
            head = piece.removesuffix(short)
            if len(head) > 3 and head != piece and not self.knows(piece) and self._may_be(head, whole):
                return f"{head}{whole}"
        return piece

    def _may_be(self, head: str, whole: str) -> bool:
        return self._is_word(head) or self.knows(f"{head}{whole}")

    def _is_word(self, word: str) -> bool:
        return self.knows(word) or self._plain_stem(word) in self._equal

    def _plain_stem(self, word: str) -> str:
        # A foreign spelling is made ours before its ending is cut; a Swedish word's stem afterwards.
        ours = word if self.knows(word) else spelled_alike(word)
        return spelled_alike(self._stems.stem(ours))


def _code_unit(token: Token) -> Unit:
    code = token.key
    families: list[str] = []
    if "." in code:
        whole, _, detail = code.partition(".")
        families = [f"{whole}.{detail[:length]}" for length in range(len(detail) - 1, 0, -1)]
        families.append(whole)
    return Unit(code, code, families=tuple(families), is_code=True, start=token.start, end=token.end)


@lru_cache(maxsize=2)
def analyser(cache: Path | None = None) -> Analyser:
    """The analyser with the dictionary of the given cache folder; made once."""
    return Analyser(dictionary(cache))
