"""When a question speaks of: the age now, an age that was («som barn … nu»), weeks of pregnancy («v 24», «22+3»)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nhv.language.ages import ADULT_FROM, OLDEST, Age, find_age
from nhv.language.durations import children_wished_for, find_durations
from nhv.language.measures import Measure
from nhv.language.numbers import NUMBERS_IN_WORDS

Span = tuple[int, int]

_WEEK = r"(?:grav(?:iditets)?\w*\s*)?(?:v(?:ecka|eckan|eckor)?|gv|wk|week|weeks)\.?"
_DAYS = r"(?:\s*\+\s*[0-6](?:\s*/\s*7)?)?"
_BORN_IN_WEEK = re.compile(
    rf"(?<!\w)(?:född\w*|förlöst\w*|born)\s+(?:i\s+|at\s+|in\s+)?{_WEEK}\s*(\d{{2}}){_DAYS}(?!\w)", re.IGNORECASE
)
_TOO_EARLY = re.compile(r"(?<!\w)(?:för\s+tidigt\s+född\w*|prematur\w{0,2}|premature|preterm)(?!\w)", re.IGNORECASE)
_PREGNANT = (
    re.compile(rf"(?<!\w){_WEEK}\s*(\d{{1,2}}){_DAYS}(?![\w+])", re.IGNORECASE),
    re.compile(r"(?<![\w+])(\d{2})\s*\+\s*[0-6](?![\w+])"),
    re.compile(
        rf"(?<!\w)(\d{{1,2}}){_DAYS}\s*(?:graviditets)?(?:veckor|v|weeks?)\s+(?:gravid|pregnant|gestation\w*)", re.I
    ),
)
_OF_PREGNANCY = re.compile(
    r"(?<!\w)(?:gravid\w*|foster\w*|fostret\w*|grav|pregnan\w+|fetus|fetal|foetal|tvilling\w*)", re.I
)

_CHILDHOOD = (
    r"(?:barn(?:et|domen|sben|aåren|aår)?|liten|lite|nyfödd|bebis|baby|spädbarn|unga?|tonåring|tonåren|ungdom(?:en)?)"
)
_NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBERS_IN_WORDS, key=len, reverse=True))
_THEN_A_CHILD = re.compile(
    rf"(?<!\w)(?:(?:redan\s+)?(?:som|i|sedan|under)\s+{_CHILDHOOD}|vid\s+födseln|efter\s+födseln"
    r"|as\s+an?\s+(?:child|baby|infant|newborn|kid)|in\s+childhood|at\s+birth)(?!\w)(?!\s+(?:och\s+(?:ungdom|vuxen)|i\s+\d))",
    re.IGNORECASE,
)
_THEN_AT_AN_AGE = re.compile(
    rf"(?<!\w)(?:debut\w*|insjukna\w*|upptäck\w*|opererad\w*|opererades|diagnos\w*|onset|började|start\w*|amputera\w*)\s+(?:vid|at|when|i|när\s+\w+\s+var)\s+"
    rf"(?:{_NUMBER})(?:\s*(?:års?|månaders?|mån|years?|months?))?(?:\s+(?:ålder|of\s+age))?(?!\w)"
    # «sedan 12 års ålder», «som 4-åring».
    rf"|(?<!\w)(?:sedan|sen|from|since)\s+(?:the\s+)?(?:age\s+of\s+)?(?:{_NUMBER})[\s-]*(?:års?)?[\s-]*(?:ålder\w*|years?)"
    rf"|(?<!\w)som\s+(?:{_NUMBER})-?åring(?!\w)|(?<!\w)(?:i|vid)\s+(?:{_NUMBER})[\s-]?årsåldern",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w.,/+:-])(\d{2,3})(?![\w/+%:-]|[.,]\d"
    r"|\s*[%‰°§]|\s*(?:[mµnkdc]?(?:g|l|m|mol|gy|bq)|mm\s?hg|h?pa|hz|db|ie|iu|kcal|kvm|st|min|sek\w*|tim\w*|h|dag\w*|veck\w*"
    r"|mån\w*|months?|weeks?|days?|hours?|slag|gånger|ggr|times|pro\s?cent\w*|percent|per\s?cent|grad\w*|degrees?|poäng"
    r"|enhet\w*|doser|stycken|kap|gram|kilo|liter|meter)(?!\w))",
    re.IGNORECASE,
)
_NO_AGE_BEFORE = re.compile(
    r"(?:typ|grad|stadium|fas|nr|nummer|steg|klass|v|vecka|psa|bmi|hb|crp|kap|type|grade|stage|kvm|över|under|efter|sedan)"
    r"\s*$",
    re.IGNORECASE,
)
_YOUNGEST_BARE = 13


@dataclass(frozen=True, slots=True)
class Times:
    """`age` is the age now, `was_a_child` that childhood is told of as past, `weeks` those of a pregnancy, `preterm`
    that a child was born too early or in a week that is named, `durations` how long things last or ago they were, in
    days. `spans` are where in the text all this stands."""

    age: Age | None
    was_a_child: bool
    weeks: int | None
    preterm: bool
    spans: tuple[Span, ...]
    durations: tuple[Measure, ...] = ()


def find_times(text: str) -> Times:
    """What a text says of ages and weeks. «Som barn» is told by somebody who no longer is one."""
    born = _BORN_IN_WEEK.search(text)
    rest, spans = _without(text, [born.span()] if born else [])
    weeks = _weeks(rest)
    past = [*_THEN_A_CHILD.finditer(rest), *_THEN_AT_AN_AGE.finditer(rest)]
    rest, more = _without(rest, [match.span() for match in (weeks, *past) if match])
    durations, lasting = find_durations(rest)
    rest, more = _without(rest, lasting)[0], (*more, *lasting)
    rest, _ = _without(rest, children_wished_for(rest))
    found = find_age(rest)
    age = found.age if found else None
    more += found.spans if found else ()
    bare = None if age is not None else _bare_number(rest)
    if bare is not None:
        age, more = Age(int(bare[1]), int(bare[1]), bare[1]), (*more, bare.span())
    was_a_child = any(_THEN_A_CHILD.fullmatch(match[0]) for match in past)
    if age is None and born is not None:
        age = Age(0, 0, born[0])
    if age is None and was_a_child:
        age = Age(ADULT_FROM, OLDEST, "; ".join(match[0] for match in past))
    preterm = born is not None or _TOO_EARLY.search(text) is not None
    return Times(age, was_a_child, int(weeks[1]) if weeks else None, preterm, (*spans, *more), durations)


def _weeks(text: str) -> re.Match[str] | None:
    """A week of pregnancy: «22+3» by itself, «v 24» beside a word of pregnancy or as a clinician writes it."""
    for pattern in _PREGNANT:
        for match in pattern.finditer(text):
            if 4 <= int(match[1]) <= 43 and ("+" in match[0] or _OF_PREGNANCY.search(text) or match[0][0] in "vVgG"):
                return match
    return None


def _bare_number(text: str) -> re.Match[str] | None:
    """«bröstcancer 45»: the one number that stands alone and may be the age of one who is no child."""
    found = [
        match
        for match in _BARE.finditer(text)
        if _YOUNGEST_BARE <= int(match[1]) <= OLDEST - 20 and not _NO_AGE_BEFORE.search(text[: match.start()])
    ]
    return found[0] if len(found) == 1 else None


def _without(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The text with these places blank, so that offsets stay, and where they were."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text, tuple(spans)
