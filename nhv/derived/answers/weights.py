"""How much a word tells: the rarer over the areas the more, and little when every speciality says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from nhv.language.medicine import Medicine

LIGHT = 0.3
_FEW = 3
"""So many areas may speak of a word before it tells less."""


@dataclass(frozen=True)
class Weights:
    """Weights by general medicine and by the register: `areas` says how many of `number` areas speak of a stem."""

    medicine: Medicine
    areas: Mapping[str, int] = field(default_factory=dict)
    number: int = 0

    def of(self, atoms: Iterable[str]) -> float:
        """The weight of a word's parts together."""
        return sum(self._of(atom) for atom in atoms)

    def is_neutral(self, stem: str, parts: tuple[str, ...]) -> bool:
        """Whether a word is true of patients of every kind."""
        return self.medicine.of_parts(stem, parts) == "neutral"

    def is_telling(self, stem: str, parts: tuple[str, ...]) -> bool:
        """Whether a word names something, and is not said in every speciality."""
        return self.medicine.of_parts(stem, parts) not in ("neutral", "broad", "care", "organ")

    def is_own(self, stem: str, parts: tuple[str, ...]) -> bool:
        """Whether a word is no word of general medicine at all."""
        return self.medicine.of_parts(stem, parts) is None

    def says_where(self, atom: str) -> bool:
        """Whether a word of an area's name, said by a question, shows that the question is about that area."""
        return self.medicine.of(atom) not in ("neutral", "broad", "care")

    def _of(self, atom: str) -> float:
        breadth = self.medicine.of(atom)
        if breadth in ("neutral", "broad", "care"):
            return LIGHT
        spoken = self.areas.get(atom, 0)
        if spoken <= _FEW or self.number <= _FEW:
            return 1.0
        return max(LIGHT, 1.0 - 0.7 * log(spoken / _FEW) / log(self.number / _FEW))
