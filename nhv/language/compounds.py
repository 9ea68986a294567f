"""Compounds and their parts: esofaguskirurgi → esofagus + kirurgi."""

from functools import lru_cache

from nhv.language.dictionary import SHORTEST_PLAIN_PART, Dictionary, is_whole_part

LONGEST = 48
MOST_PARTS = 4
_CHEAP = 2.8
"""A word that stands in the dictionary is split only when the split costs no more than this."""

Parts = tuple[str, ...]


class Compounds:
    """Splits words with the parts of one dictionary. What is split once is remembered (bounded)."""

    def __init__(self, dictionary: Dictionary, remembered: int = 20_000) -> None:
        self._dictionary = dictionary
        self.parts = lru_cache(maxsize=remembered)(self._parts)

    def _parts(self, word: str) -> Parts:
        """The parts of a word in small letters, linking -s cut off; empty when it is no compound."""
        if not 2 * SHORTEST_PLAIN_PART - 1 <= len(word) <= LONGEST or not word.isalpha():
            return ()
        cost, parts = self._cheapest(word)
        if len(parts) < 2 or (self._dictionary.holds(word) and cost > _CHEAP):
            return ()
        return parts

    def _cheapest(self, word: str) -> tuple[float, Parts]:
        """The cheapest way through the word from the left, one part at a time."""
        best: dict[int, tuple[float, Parts]] = {0: (0.0, ())}
        length = len(word)
        for start in range(length - 2):
            if start not in best:
                continue
            cost_before, before = best[start]
            if len(before) >= MOST_PARTS:
                continue
            for end in range(start + 3, length + 1):
                found = self._part(word, start, end)
                if found is None:
                    continue
                cost, part = found
                if end not in best or cost_before + cost < best[end][0]:
                    best[end] = (cost_before + cost, (*before, part))
        return best.get(length, (0.0, ()))

    def _part(self, word: str, start: int, end: int) -> tuple[float, str] | None:
        piece = word[start:end]
        if end == len(word):
            return self._last_part(word[:start], piece)
        if end > len(word) - 3:
            return None
        if piece in self._dictionary.first or (start and piece in self._dictionary.middle):
            return self._cost(piece), piece.removesuffix("s") if self._is_linked(piece) else piece
        bare = piece[:-1]
        if piece[-1] == "s" and len(piece) > 6 and bare in self._dictionary.last:
            return self._cost(bare) - 0.05, bare
        return None

    def _last_part(self, head: str, piece: str) -> tuple[float, str] | None:
        if len(piece) < SHORTEST_PLAIN_PART or not self._dictionary.may_end(piece):
            return None
        if head and not is_whole_part(head, piece):
            return None
        return self._cost(piece), piece

    def _is_linked(self, piece: str) -> bool:
        return piece[-1] == "s" and len(piece) > 5 and self._dictionary.holds(piece[:-1])

    @staticmethod
    def _cost(piece: str) -> float:
        return 1.0 + {3: 2.0, 4: 0.6}.get(len(piece), 0.0)
