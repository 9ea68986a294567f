"""Where somebody asks from: the name of a municipality, a town or a region in a question («matstrupscancer Umeå»)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nhv.language.words import key_of, plain_key

_WORD = re.compile(r"\w[\w-]*")
_MOST_WORDS = 3
_LEAST_WITHOUT_MARKS = 5
"""Letters of a name that is known also as one types it on a foreign keyboard: «malmo», and not «are» for «Åre»."""

# Names that are ordinary words too, or a person's as diseases and operations have them: they are places after a word
# that says so («från Lund»), or where a capital letter does («hjärtfel Mora»).
_ALSO_WORDS = frozenset(
    re.findall(r"\w+", "ale berg bro boden ed eda kil kinda klippan köping lund mark mora nora orust sala vara")
)
_SAYS_WHERE = re.compile(
    r"(?<!\w)(?:i|från|vid|till|nära|kring|omkring|utanför|bor\s+i|ort|kommun|region|in|from|near|around|at)\s+$",
    re.IGNORECASE,
)
# Of several places it is where the patient lives now that is asked from: «flyttat från Skåne till Norrbotten».
_LIVES_NOW = re.compile(
    r"(?:(?<!\w)\w*(?:flytt|moved?|moving)\w*[^.;]*?(?<!\w)(?:till|to)"
    r"|(?<!\w)(?:nu|numera|now|bosatt|folkbokförd|folkbokfört|skriven|hemort\w*|lives|living)\s+(?:bor\s+)?(?:i|in))\s+$",
    re.IGNORECASE,
)
_LIVED = re.compile(
    r"(?:(?<!\w)(?:tidigare|förut|förr|formerly|previously)\s+(?:\w+\s+)?(?:i|in|från|from)"
    r"|(?<!\w)\w*(?:flytt|mov)\w*[^.;]*?(?<!\w)(?:från|from))\s+$",
    re.IGNORECASE,
)
_WHAT_IT_IS = re.compile(r"\s+(?:kommun|län|stad|region)(?!\w)", re.IGNORECASE)
_IN_ENGLISH = {"gothenburg": "göteborg", "scania": "skåne"}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place in a text: its key (of whoever gave the names), and where it stands: text[start:end]."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class PlaceNames:
    """The names of places, each with a key that means something to whoever gives them."""

    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> "PlaceNames":
        """From names and keys. The first that has a name keeps it: «Uppsala» is the municipality, before the region."""
        found: dict[str, str] = {}
        for name, key in named:
            found.setdefault(key_of(name), key)
        for name, key in list(found.items()):
            if len(name) >= _LEAST_WITHOUT_MARKS:
                found.setdefault(plain_key(name), key)
        return cls(found | {english: found[name] for english, name in _IN_ENGLISH.items() if name in found})

    def find(self, text: str) -> FoundPlace | None:
        """The place that the text is asked from: of several the one where somebody says to live now, else the first
        that nobody says to have left. None where it names none, or only a word that is also another («vara»)."""
        found = self.all(text)
        now = [place for place in found if _LIVES_NOW.search(text[: place.start])]
        stays = [place for place in found if not _LIVED.search(text[: place.start])]
        return next(iter((*now[-1:], *stays, *found)), None)

    def all(self, text: str) -> tuple[FoundPlace, ...]:
        """Every place that the text names, each by its longest name, in order."""
        words = list(_WORD.finditer(text)) if self.names else []
        found: list[FoundPlace] = []
        for first, word in enumerate(words):
            if found and word.start() < found[-1].end:
                continue
            if (place := self._longest(text, words[first : first + _MOST_WORDS])) is not None:
                found.append(place)
        return tuple(found)

    def _longest(self, text: str, words: Sequence[re.Match[str]]) -> FoundPlace | None:
        first = words[0]
        for last in reversed(words):
            key = self._key(text[first.start() : last.end()])
            if key is not None and self._is_meant(text, first):
                what = _WHAT_IT_IS.match(text, last.end())
                return FoundPlace(key, first.start(), what.end() if what else last.end())
        return None

    def _key(self, name: str) -> str | None:
        said = key_of(name)
        return self.names.get(said) or (self.names.get(said[:-1]) if said.endswith("s") else None)

    @staticmethod
    def _is_meant(text: str, word: re.Match[str]) -> bool:
        if key_of(word[0]).removesuffix("s") not in _ALSO_WORDS and key_of(word[0]) not in _ALSO_WORDS:
            return True
        return bool(_SAYS_WHERE.search(text[: word.start()])) or (word[0].istitle() and word.start() > 0)
