"""How many of the decided places a decision about permits fills and leaves vacant, of the area as a whole and of each
sub-permit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhv.language.spoken import Language
from nhv.specification.area import Area, SubPermit
from nhv.specification.motion import Motion, MotionKind


@dataclass(frozen=True)
class Places:
    """How many places were decided, and how many of them get a permit; of the whole, or of a sub-permit."""

    decided: int
    granted: int
    sub_permit: SubPermit | None = None

    @property
    def left(self) -> int:
        """How many are left vacant."""
        return self.decided - self.granted


def granted_places(motion: Motion, area: Area) -> tuple[Places, ...]:
    """The whole first, then each sub-permit, where the number is decided; none for a motion that gives no permits."""
    return tuple(_places(motion, area)) if motion.kind == MotionKind.PERMITS else ()


def _places(motion: Motion, area: Area) -> Iterator[Places]:
    if area.units is not None:
        yield Places(area.units, len(motion.granted))
    for sub in area.sub_permits:
        if sub.units is not None:
            yield Places(sub.units, sum(sub.key in one.sub_permits for one in motion.granted), sub)


_SAY: Final[Mapping[Language, Mapping[str, str]]] = {
    "sv": {
        "whole": "Tillstånd ges för {granted} av {decided} platser",
        "part": "Undertillståndet ”{name}” ges för {granted} av {decided} platser",
        "one": ", och 1 lämnas vakant",
        "many": ", och {left} lämnas vakanta",
    },
    "en": {
        "whole": "Permits are granted for {granted} of {decided} places",
        "part": "The sub-permit “{name}” is granted for {granted} of {decided} places",
        "one": ", and 1 is left vacant",
        "many": ", and {left} are left vacant",
    },
}


def places_in_words(motion: Motion, area: Area, language: Language = "sv") -> tuple[str, ...]:
    """A sentence each."""
    return tuple(_sentence(one, _SAY[language], language) for one in granted_places(motion, area))


def _sentence(one: Places, say: Mapping[str, str], language: Language) -> str:
    sub, name = one.sub_permit, ""
    if sub is not None:
        name = (language == "en" and sub.english) or sub.text
    left = say["one" if one.left == 1 else "many"].format(left=one.left) if one.left > 0 else ""
    return f"{say['part' if sub else 'whole'].format(granted=one.granted, decided=one.decided, name=name)}{left}."
