"""One form for all forms of a word: fistlar, fisteln and fistel are «fistel»; barnets and barn are «barn»."""

import re
from functools import lru_cache

import Stemmer

from nhv.language.compounds import Compounds
from nhv.language.dictionary import Dictionary

_LOST_E = re.compile(r"[bcdfgkpstv][lrn]$")


class Stems:
    """Finds the stem of a word: first the ground form by the dictionary, then its ending cut off."""

    def __init__(self, dictionary: Dictionary, compounds: Compounds, remembered: int = 20_000) -> None:
        self._dictionary = dictionary
        self._compounds = compounds
        self._cut = Stemmer.Stemmer("swedish").stemWord
        self.stem = lru_cache(maxsize=remembered)(self._stem)

    def _stem(self, word: str) -> str:
        """The stem of a word in small letters. A compound that the dictionary lacks gets the ground form of
        its last part: esofagusfistlar → esofagusfistel."""
        cut = str(self._cut(self.ground_form(word)))
        whole = f"{cut[:-1]}e{cut[-1:]}"
        # The plural has lost an e that the ground form has: muskl(erna) → muskel.
        if _LOST_E.search(cut) and self._dictionary.may_end(whole):
            return str(self._cut(whole))
        return cut

    def ground_form(self, word: str) -> str:
        """The ground form as far as the dictionary tells, else the word itself."""
        ground = self._dictionary.ground
        for form in (word, word.removesuffix("s")):
            if form in ground:
                return ground[form]
        parts = self._compounds.parts(word)
        if parts:
            last = parts[-1]
            return word[: len(word) - len(last)] + self.ground_form(last)
        return word
