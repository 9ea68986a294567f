"""Whether words that everybody will read say something of patients, or may point one out: for every text that the
follow-up publishes, and told to who writes it before somebody else stops it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from nhv.language.of_patients import may_point_out, of_patients
from nhv.rules.reasons import shortened
from nhv.rules.refusals import Refused

MOST_FOUND = 10
Texts = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """What stands where in a text. `stops`: nobody may confirm it away, since it is told as a protected number, or
    nowhere."""

    where: str
    words: str
    stops: bool


def found_in(texts: Texts) -> list[Found]:
    """All of it in texts with what they are called, the first of each text at most. What stops comes first."""
    told = [(where, text) for where, text in texts if text]
    stopping = [Found(where, words, True) for where, text in told for words in islice(of_patients(text), MOST_FOUND)]
    asking = [Found(where, words, False) for where, text in told for words in islice(may_point_out(text), MOST_FOUND)]
    return [*stopping, *asking]


def check_may_be_told(texts: Texts, nobody_because: str = "") -> Mapping[str, str]:
    """Raises Refused for words of patients, and for words that may point one out unless somebody says why they do not.
    Gives what the diary keeps of that: the reason, where one was needed."""
    why = shortened(nobody_because)
    found = found_in((*texts, ("Skälet", why)))
    for one in found:
        if one.stops:
            raise Refused(
                "of_patients",
                "{where}: ”{found}” kan vara uppgifter om patienter, och visas inte för alla. Antal står i resultaten, "
                "där de är skyddade.",
                where=one.where,
                found=one.words[:80],
            )
    asking = [one for one in found if one.where != "Skälet"]
    if asking and not why:
        raise Refused(
            "may_point_out",
            "Det här kan göra att en patient känns igen: {found}. Skriv om det, eller skriv varför ingen kan kännas "
            "igen.",
            found=in_a_row(asking),
        )
    return {"nobody_because": why} if asking else {}


def in_a_row(found: Iterable[Found]) -> str:
    """The words, each with where it stands."""
    shown = list(found)[:MOST_FOUND]
    return "; ".join(f"{one.where[:80]}: ”{one.words[:80]}”" for one in shown)
