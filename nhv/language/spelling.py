"""Typing errors: which words of a vocabulary a word may have been meant to be."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from nhv.language.words import plain_key

SHORTEST = 4


class Spelling:
    """Corrects against a vocabulary: words in small letters, and how many texts hold each."""

    def __init__(self, vocabulary: Mapping[str, int], remembered: int = 2_000) -> None:
        self._vocabulary = vocabulary
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._by_plain: dict[str, list[str]] = defaultdict(list)
        for word in sorted(vocabulary):
            if len(word) >= SHORTEST and word.isalpha():
                self._by_length[len(word)].append(word)
                self._by_plain[plain_key(word)].append(word)
        self.nearest = lru_cache(maxsize=remembered)(self._nearest)

    def _nearest(self, word: str) -> str | None:
        """The word most likely meant, or None when none is near enough. A word without its dots («ogon») comes
        first; then the fewest slips of the finger, the same first letter, and the commonest word."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        plain = self._by_plain.get(plain_key(word))
        if plain:
            return max(plain, key=lambda found: (self._vocabulary[found], found))
        slips = most_slips(len(word))
        near = [
            found
            for length in range(len(word) - slips, len(word) + slips + 1)
            for found in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=DamerauLevenshtein.distance,
                score_cutoff=slips,
                limit=5,
            )
        ]
        if not near:
            return None
        return min(near, key=lambda n: (n[1], n[0][0] != word[0], -self._vocabulary[n[0]], n[0]))[0]


def most_slips(length: int) -> int:
    """How many slips a word of so many letters may hold and still be recognised."""
    if length < SHORTEST:
        return 0
    return 1 if length < 8 else 2 if length < 14 else 3
