"""How many of the decided places a decision about permits fills and leaves vacant, of the area as a whole and of each
sub-permit, beside those that have a holder already."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhv.language.spoken import Language
from nhv.specification.area import Area, SubPermit
from nhv.specification.motion import Motion, MotionKind


@dataclass(frozen=True)
class Places:
    """How many places were decided, how many of them get a permit, and how many others have one already; of the whole,
    or of a sub-permit."""

    decided: int
    granted: int
    held: int
    sub_permit: SubPermit | None = None

    @property
    def left(self) -> int:
        """How many are left vacant."""
        return max(self.decided - self.granted - self.held, 0)


Held = Sequence[Collection[str]]
"""The other places that have a permit already: of each, the keys of its sub-permits."""


def granted_places(motion: Motion, area: Area, held: Held = ()) -> tuple[Places, ...]:
    """The whole first, then each sub-permit, where the number is decided; none for a motion that gives no permits."""
    return tuple(_places(motion, area, held)) if motion.kind == MotionKind.PERMITS else ()


def _places(motion: Motion, area: Area, held: Held) -> Iterator[Places]:
    if area.units is not None:
        yield Places(area.units, len(motion.granted), len(held))
    for sub in area.sub_permits:
        if sub.units is not None:
            given = sum(sub.key in one.sub_permits for one in motion.granted)
            yield Places(sub.units, given, sum(sub.key in keys for keys in held), sub)


_SAY: Final[Mapping[Language, Mapping[str, str]]] = {
    "sv": {
        "whole": "Tillstånd ges för {granted} av {decided} platser",
        "part": "Undertillståndet ”{name}” ges för {granted} av {decided} platser",
        "one_held": "1 har redan innehavare",
        "many_held": "{held} har redan innehavare",
        "one": "1 lämnas vakant",
        "many": "{left} lämnas vakanta",
        "and": "och",
    },
    "en": {
        "whole": "Permits are granted for {granted} of {decided} places",
        "part": "The sub-permit “{name}” is granted for {granted} of {decided} places",
        "one_held": "1 has a holder already",
        "many_held": "{held} have holders already",
        "one": "1 is left vacant",
        "many": "{left} are left vacant",
        "and": "and",
    },
}


def places_in_words(motion: Motion, area: Area, language: Language = "sv", held: Held = ()) -> tuple[str, ...]:
    """A sentence each."""
    return tuple(_sentence(one, _SAY[language], language) for one in granted_places(motion, area, held))


def _sentence(one: Places, say: Mapping[str, str], language: Language) -> str:
    sub, name = one.sub_permit, ""
    if sub is not None:
        name = (language == "en" and sub.english) or sub.text
    said = say["part" if sub else "whole"].format(granted=one.granted, decided=one.decided, name=name)
    rest = []
    if one.held:
        rest.append(say["one_held" if one.held == 1 else "many_held"].format(held=one.held))
    if one.left:
        rest.append(say["one" if one.left == 1 else "many"].format(left=one.left))
    last = f", {say['and']} {rest.pop()}" if rest else ""
    return f"{', '.join((said, *rest))}{last}."
