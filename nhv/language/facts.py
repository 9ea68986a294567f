"""Facts that are stated in many words and mean one: «svarar inte på medicin» is «behandlingsrefraktär»."""

import re
from dataclasses import dataclass

REFRACTORY = "behandlingsrefraktär"
SPREAD = "metastaserad"
AGAIN = "återfall"
FIRST = "nyupptäckt"
CANCER = "cancer"
CURATIVE = "kurativ"

_SOME = r"(?:flera|all|någon|given|olika|många|två|tre|standard|any|the|several)"
_CURE = (
    r"(?:\w*behandling\w*|\w*medicin\w*|\w*läkemed\w*|\w*terapi\w*|preparat|försök\w*|treatments?|medication|drugs"
    r"|therapy)"
)
_CARE = rf"(?:{_SOME}\s+)?{_CURE}"
_NO_ANSWER = (
    rf"(?:som\s+)?(?:inte|ej|aldrig)\s+(?:har\s+)?(?:svara\w*|hjälp\w*|blivit\s+bättre)(?:\s+(?:på|av|med))?(?:\s+{_CARE})?",
    rf"(?:svara\w*|hjälp\w*|biter)\s+(?:inte|ej)(?:\s+(?:på|av))?(?:\s+{_CARE})?",
    rf"{_CARE}\s+(?:har\s+)?(?:inte|ej)\s+(?:hjälp\w*|räck\w*|bit\w*|fungera\w*)",
    rf"{_CARE}\s+(?:har\s+)?(?:misslyckats|sviktat|sviktar|failed)",
    rf"{_CARE}\s+utan\s+(?:\w+\s+)?(?:effekt|resultat|framgång)",
    r"(?:utan\s+att|inte)\s+(?:har\s+)?(?:blivit|bli|blir)\s+bättre|(?:utan|ingen|no|without)\s+(?:förbättring|improvement)",
    r"(?:ingenting|inget|nothing)\s+(?:har\s+)?(?:hjälp\w*|help\w*|works?|worked|fungera\w*|bit\w*)",
    rf"(?:trots|despite)\s+{_CARE}",
    r"efter\s+(?:flera|två|tre)\s+(?:\w+\s+)?(?:behandlings)?försök",
    r"(?:treatment|therapy|drug)[\s-]+(?:resistant|refractory)",
    r"(?:does\s+not|doesn't|not)\s+respond\w*(?:\s+to\s+\w+)?",
    r"(?:refraktär|terapiresist|terapirefrakt|behandlingsresist|behandlingsrefrakt|farmakaresist|svårbehandla)\w*",
    r"resistent\w*|refractory|resistant",
)
_FACTS = (
    (REFRACTORY, "|".join(_NO_ANSWER)),
    (SPREAD, r"(?:har\s+)?(?:spridit\s+sig|spridd|spritt)|has\s+spread"),
    (AGAIN, r"kom(?:mit|mer)\s+tillbaka|recidiv\w*|återfall\w*|återkommit|recurren\w+|relapse\w*"),
    # «ca penis», «ca i vulva», and not «ca 5 cm», which is about.
    (CANCER, r"ca(?!\.?\s*(?:\d|en\b|ett\b|två|tre|fyra|fem|sex|tio|halva|var))"),
    (
        CURATIVE,
        r"kurativ\w*|curative\w*|botande|botad|(?:(?:som|med)\s+)?(?:syfta(?:r|de|nde)\s+till|syfte\s+att|för\s+att|kan)"
        r"\s+bota?",
    ),
    (FIRST, r"nyupptäck\w+|nydebuterad\w*|nydiagnos\w+|newly\s+diagnosed"),
)
_PATTERNS = tuple((fact, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for fact, words in _FACTS)


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact by its one word, and where its words stand, as (start, end)."""

    fact: str
    start: int
    end: int


def find_facts(text: str) -> tuple[FoundFact, ...]:
    """The facts a text states, from left to right; of those that overlap, the first and longest."""
    found = [FoundFact(fact, *match.span()) for fact, pattern in _PATTERNS for match in pattern.finditer(text)]
    kept: list[FoundFact] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
