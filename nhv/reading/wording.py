"""What set phrases of decisions mean: numbers of units, ages, open lists, hedges, who does it instead."""

import re
from dataclasses import dataclass

from nhv.language.numbers import ARTICLES, NUMBERS_IN_WORDS, read_number, whole_number

_NUMBER = r"(?:\d{1,2}|" + "|".join(sorted(NUMBERS_IN_WORDS, key=len, reverse=True)) + ")"
_UNIT_WORD = (
    r"(?:(?:nationell\w*|högspecialiserad\w*|NHV|särskild\w*|olika|utsedda)[\s-]+){0,3}"
    r"(?:vård|NHV-?)?enhet(?:er|erna)?(?:e)?\b"
)
_UNITS = re.compile(
    rf"(?<![\w-])(?P<number>{_NUMBER})\s+(?:(?P<of_these>av)\s+(?:de|dessa)\s+(?:{_NUMBER}\s+)?)?{_UNIT_WORD}",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"koncentreras\s+(?:då\s+)?ytterligare|ytterligare\s+koncentreras|av\s+dessa\s", re.IGNORECASE)
# A number of units is a decision only where something is to be done there, not where one of them is consulted.
_DECIDES = re.compile(
    r"\b(?:bedrivas|bedrivs|koncentreras|utföras|utförs|ansvar|finnas|tilldelas|omhändertas|ges|fördelas|vid)\b",
    re.IGNORECASE,
)
# «en» is an article as often as a number: «utföras vid en nationell enhet» decides nothing.
_ONE_UNIT = re.compile(r"beslutat|utgöra?\b|koncentreras|bedrivas\s+vid\s+en\s+(?:vård)?enhet", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ*])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:t\.?ex|bl\.?a|d\.?v\.?s|m\.?m|m\.?fl|o\.?s\.?v|s\.?k|f\.?d|p\.?g\.?a|inkl|exkl|resp|kap|prop|dnr|ca|nr|jfr|f|ff|s)\.)$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; «4 kap. Socialstyrelsens» and the like do not end one."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return [piece.strip() for piece in found if piece.strip()]


def is_abbreviated(text: str) -> bool:
    """Whether the full stop at the end of a text is that of an abbreviation: «… pga.»."""
    return bool(_ABBREVIATED.search(text))


@dataclass(frozen=True, slots=True)
class UnitsSaid:
    """A number of units in one statement. `part` is what the statement is about when it concentrates further."""

    number: int
    further: bool
    part: str
    statement: str


_TWO_STATEMENTS = re.compile(
    r",?\s+(?:och|samt|medan)\s+(?=(?:den\s+)?vård(?:en)?\s+(?:som|för|av|enligt)\b)", re.IGNORECASE
)
_PART = re.compile(
    r"^(?:av\s+dessa\s+ska\s+)?(?:(?:den|sådan|de delar av)\s+)?"
    r"(?:vård(?:en)?\s+(?:som\s+(?:avser|rör|gäller)|avseende)\s+)?"
    r"(?P<what>.+?)\s+(?:ska|skall|bör|koncentreras|bedrivs)\b",
    re.IGNORECASE,
)


def units_said(text: str) -> list[UnitsSaid]:
    """Every statement of a number of units, in order: «… ska bedrivas vid fyra enheter»."""
    found: list[UnitsSaid] = []
    for sentence in sentences(text):
        for statement in _TWO_STATEMENTS.split(sentence):
            match = _UNITS.search(statement)
            if match is None or not _DECIDES.search(statement):
                continue
            number = read_number(match["number"])
            if number is None or not 1 <= number <= 30:
                continue
            if match["number"].casefold() in ARTICLES and not _ONE_UNIT.search(statement):
                continue
            further = bool(_FURTHER.search(statement) or match["of_these"])
            found.append(UnitsSaid(number, further, _part(statement) if further else "", statement.strip()))
    return found


def _part(statement: str) -> str:
    match = _PART.match(statement.strip())
    return (match["what"] if match else statement).strip(" ,.:")


_GENERIC_PART = re.compile(
    r"^(?:viss(?: sådan)? vård|vård(?:en)? (?:för|av) (?:särskilda|vissa)(?: \w+)?"
    r"|(?:särskilda|vissa) (?:under)?grupper(?: av patienter)?|delar av vården|sådan vård|denna vård|den)$",
    re.IGNORECASE,
)


def is_generic_part(part: str) -> bool:
    """«Viss vård», «vård för särskilda undergrupper»: a part that is named somewhere else, if at all."""
    return bool(_GENERIC_PART.match(part.strip()))


_POINTS = re.compile(
    r"\bpunkt(?:en|erna)?\s+(\d{1,2}(?:\s?[a-h]\b)?(?:\s*(?:[-–,]|och|samt|&)\s*(?:punkt(?:en)?\s+)?\d{1,2}\s?[a-h]?\b)*)",
    re.IGNORECASE,
)


def points_named(text: str) -> list[str]:
    """The numbered points that a text refers to: «punkt 3–5» → 3, 4, 5; «punkt 2a» → 2a."""
    found: list[str] = []
    for match in _POINTS.finditer(text):
        pieces = re.split(r"\s*(?:,|och|samt|&|punkten|punkt)\s*", match[1].replace(" ", " "))
        for piece in filter(None, (piece.strip().replace(" ", "") for piece in pieces)):
            ends = re.split(r"[-–]", piece)
            numbers = [whole_number(end, digits=3) for end in ends]
            match numbers:
                case [int(first), int(last)] if first < last:
                    found += [str(number) for number in range(first, last + 1)]
                case _:
                    found += [end for end in ends if end]
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Ages:
    """Whom a text is about in whole years: from `from_age` (included) to `below_age` (not included)."""

    from_age: int | None
    below_age: int | None
    text: str


_YEAR = r"(?:\s*års?\b(?:\s+ålder)?)"
_AGE_WORDS = "|".join(word for word in sorted(NUMBERS_IN_WORDS, key=len, reverse=True) if len(word) > 2)
_AGE = rf"(?P<{{}}>\d{{{{1,3}}}}|{_AGE_WORDS})"
_A, _B = _AGE.format("a"), _AGE.format("b")
_AGE_FORMS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(form, re.IGNORECASE), low, high)
    # Each form with what to add to the first age to get from_age (or -1: none) and to the last to get below_age.
    for form, low, high in (
        # «barn, dock inte under 5 år» are those of five and more.
        (rf"(?<=[\w,)] )(?:dock|men) (?:inte|ej) (?:under|yngre än)\s*{_A}{_YEAR}", 0, -1),
        (rf"(?<=[\w,)] )(?:dock|men) (?:inte|ej) (?:över|äldre än)\s*{_A}{_YEAR}", -1, 1),
        (rf"(?<![\d-]){_A}\s*(?:[-–]|till(?: och med)?|t\.o\.m\.)\s*{_B}{_YEAR}", 0, 1),
        (rf"\bmellan\s+{_A}\s+och\s+{_B}{_YEAR}", 0, 1),
        (rf"(?:till och med\s|t\.?\s?o\.?\s?m\.?\s|≤|<=)\s*{_A}{_YEAR}", -1, 1),
        # «barn som inte har fyllt 12 år», «ännu ej fyllda 12 år».
        (rf"\b(?:inte|ej)\s+(?:(?:har|ännu|än|hunnit)\s+){{0,3}}(?:fyllda|fyllt|fylla|fyller)\s*{_A}{_YEAR}", -1, 0),
        (rf"(?:under|upp till|yngre än|före|innan|<)\s*{_A}{_YEAR}", -1, 0),
        (rf"(?:≥|>=|från(?: och med)?|fr\.?o\.?m\.?|minst|lägst|fyllda|fyllt)\s*{_A}{_YEAR}", 0, -1),
        (rf"(?<![\d-]){_A}{_YEAR}\s+(?:och|eller)\s+(?:uppåt|äldre|över)", 0, -1),
        (rf"(?<![\d-]){_A}{_YEAR}\s+(?:och|eller)\s+yngre", -1, 1),
        (rf"(?:över|äldre än|>)\s*{_A}{_YEAR}", 1, -1),
    )
)
_PERSONS = re.compile(
    r"barn|ungdom|vux|patient|person|ålder|individ|spädbarn|nyfödd|kvinn|män|flick|pojk|ung[ae]\b", re.IGNORECASE
)
# Quick to look for; most texts name no number of years, and the forms above are slow to try everywhere.
_YEARS = re.compile(r"(\w{1,20})\s?års?\b", re.IGNORECASE)
_ABOUT_PATIENTS = 60


def ages_said(text: str) -> list[Ages]:
    """Every age limit for persons in the text. A number of years of anything else is no age."""
    if not any(read_number(match[1]) is not None for match in _YEARS.finditer(text)):
        return []
    found: list[tuple[int, int, Ages]] = []
    for form, low, high in _AGE_FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            near = text[max(0, start - _ABOUT_PATIENTS) : end + 20]
            if any(start < other_end and other_start < end for other_start, other_end, _ in found):
                continue
            ages = _ages(match, low, high, text)
            if ages is not None and _PERSONS.search(near):
                found.append((start, end, ages))
    return [ages for _, _, ages in sorted(found, key=lambda item: item[0])]


def _ages(match: re.Match[str], low: int, high: int, text: str) -> Ages | None:
    first = read_number(match["a"])
    last = read_number(match["b"]) if "b" in match.groupdict() else first
    if first is None or last is None or last > 110 or first > last:
        return None
    from_age = None if low < 0 else first + low
    below_age = None if high < 0 else last + high
    if below_age is not None and below_age < 1:
        return None
    return Ages(from_age, below_age, _phrase(text, *match.span()))


_WHO_BEFORE = re.compile(
    r"(?:\b(?:barn och ungdomar|barn|ungdomar|vuxna(?: patienter)?|patienter|personer|individer|spädbarn),?\s+"
    r"(?:som är\s+|i åldern\s+|från\s+)?\(?)$",
    re.IGNORECASE,
)


def _phrase(text: str, start: int, end: int) -> str:
    """The age with the word for whom it is, as the text has it: «vuxna, 18 år och uppåt»."""
    before = _WHO_BEFORE.search(text[:start])
    begin = before.start() if before else start
    phrase = text[begin:end].strip(" ,.:;")
    if phrase.count("(") > phrase.count(")"):
        phrase = phrase.replace("(", "", 1) if text[end : end + 1] != ")" else phrase + ")"
    return phrase


_AGE_GROUP = re.compile(
    r"^(?P<group>(?:barn och (?:ungdomar|unga)|barn|ungdomar|vuxna|nyfödda(?: barn)?|spädbarn)"
    r"(?:\s*\([^)]{1,40}\)|,?\s+(?:under|upp till|från)\s+\d{1,2}\s+år)?)"
    r"(?:\s*(?:,|samt|och)\s+(?P<rest>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


def age_group(text: str) -> tuple[str, str] | None:
    """(who, the rest) of «barn och ungdomar samt …» and the like, when the text begins with an age group alone."""
    match = _AGE_GROUP.match(text.strip())
    return (match["group"], match["rest"] or "") if match else None


_OPEN_LIST = re.compile(
    r"inte uteslutande|inte begränsat till|till exempel|exempelvis|\bt\.?\s?ex\b|bland annat|\bbl\.?\s?a\b|exempel är",
    re.IGNORECASE,
)


def is_open_list(lead: str, *, has_points: bool) -> bool:
    """Whether what is listed are examples only. Where a list follows, the phrase must stand in what leads to it."""
    if re.search(r"inte uteslutande|inte begränsat till|^\s*(?:diagnos)?exempel\w* (?:är|på)\b", lead, re.IGNORECASE):
        return True
    # An example in brackets explains a word; it does not open the list.
    match = _OPEN_LIST.search(lead if has_points else re.sub(r"\([^)]*\)", "", lead))
    if match is None:
        return False
    if has_points:
        return len(lead) - match.end() <= 90
    return "avses" in lead.casefold() or "inkluderar" in lead.casefold() or "menas" in lead.casefold()


_HEDGE = re.compile(
    r"\b(?:generellt|normalt sett|normalt|i regel|i normalfallet|vanligtvis|vanligen|som regel|oftast|i första hand|"
    r"huvudsakligen|under vissa omständigheter|i vissa fall|i undantagsfall|efter överenskommelse|efter samråd|"
    r"vid behov|efter behov)\b",
    re.IGNORECASE,
)


def hedge(text: str) -> str | None:
    """The word that keeps a rule from being without exception, as written."""
    match = _HEDGE.search(text)
    return match[0] if match else None


_WHO_INSTEAD = re.compile(
    r"\b(?:inom|av|vid|hos|på|till)\s+(?P<who>(?:(?:de|den|patientens|det)\s+)?(?:sjukvårdsregional|regional|lokal)\w*\s+[\wåäöÅÄÖ/-]+(?:\s+[\wåäöÅÄÖ-]*(?:team|enhet|enheter|center|centrum|klinik|kliniker|mottagning\w*))?)"
)
_ANY_HOSPITAL = re.compile(
    r"\b(?:alla|samtliga|varje|alla landets)\s+(?:akut|läns|univers\w+)?-?sjukhus\b", re.IGNORECASE
)
_HEALTHCARE_REGION = re.compile(r"sjukvårdsregion", re.IGNORECASE)
_REGION = re.compile(
    r"\bregional\w*\b|\bhemregion\w*|\bhemort\w*|\bhemlandsting\w*|\bregionalt\b|\bi regionen\b|\bregionsjukhus",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class InsteadSaid:
    level: str
    who: str | None


def instead_said(text: str) -> InsteadSaid | None:
    """Who does the care that is not national, when the text says so."""
    if _ANY_HOSPITAL.search(text):
        match = _ANY_HOSPITAL.search(text)
        return InsteadSaid("any_hospital", match[0] if match else None)
    if re.search(r"\bannat\s+(?:NHV|nationellt)\b[\w-]*(?:\s+\w+){0,2}", text, re.IGNORECASE):
        return InsteadSaid("other_area", None)
    if with_unit := re.search(r"\b(?:tillsammans|i samråd)\s+med\s+(?P<who>(?:en\s+)?nationell\w*\s+enhet\w*)", text):
        return InsteadSaid("unit", with_unit["who"])
    who = _WHO_INSTEAD.search(text)
    named = who["who"] if who else None
    if _HEALTHCARE_REGION.search(text):
        return InsteadSaid("healthcare_region", named)
    if _REGION.search(text):
        return InsteadSaid("region", named)
    return None


_BROUGHT = re.compile(
    r"\bkan\s+(?:\w+\s+){0,3}(?:dras|tas upp|diskuteras|lyftas|anmälas|presenteras|bedömas)\b.{0,60}(?:MDK|konferens)",
    re.IGNORECASE,
)


def may_be_brought(text: str) -> bool:
    """«… kan dras på nationella MDK»."""
    return bool(_BROUGHT.search(text))


_NOT_INCLUDED = re.compile(
    r"\b(?:ingår|omfattas|avses|gäller|inkluderas|täcks|koncentreras|vårdas|bedrivas|räknas|hör)\b(?:\s+\w+){0,3}\s+(?:ej|inte)\b"
    r"|\b(?:ej|inte)\b(?:\s+\w+){0,3}\s+(?:ingå|ingår|omfattas|vårdas|koncentreras|bedrivas|utgöra|utgör|täcks|inkluderas)\b"
    r"|\bundantas\b|\bundantag\b|\bexkluder|\butom\b",
    re.IGNORECASE,
)


def says_not_included(text: str) -> bool:
    """Whether a point of a mixed list takes something out of the definition."""
    return bool(_NOT_INCLUDED.search(text))


_DENIES = re.compile(
    r"\b(?:ingår|omfattas|omfattar|inkluderas|gäller|utförs|görs|ges|erbjuds)\s+(?:\w+\s+)?(?:inte|ej|aldrig)\b",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """Whether a point of what is done says what is not: an age in it is that of those who are left out."""
    return bool(_DENIES.search(text))


_NO_DECISION = re.compile(
    r"inget\s+(?:nämnd|tillstånds)?beslut|inga\s+tillstånd"
    r"|(?:beslut|nämndbeslut)\w*\s+(?:saknas|är inte|är ännu inte|har inte)|inte\s+(?:fattat|tagit)"
    r"|inte\s+(?:\w+\s+){0,2}(?:utsedda|utsett|beslutat)|ej\s+(?:beslutat|utsedda)|ännu inte beslutat",
    re.IGNORECASE,
)


def says_no_decision(text: str) -> bool:
    """«Inget nämndbeslut taget ännu» in its forms."""
    return len(text) < 200 and bool(_NO_DECISION.search(text))


_VERB = re.compile(
    r"\b(?:ska|skall|ska\s|avses|är|utgör|omfattar|omfattas|gäller|ingår|kan|får|har|tas|bör|remitteras|innefattar|menas|inkluderar|hittar|beslutat|definieras|behöver)\b",
    re.IGNORECASE,
)


def has_verb(text: str) -> bool:
    """Whether the text says something, as a lead or a sentence does and a heading does not."""
    return bool(_VERB.search(text))


def force_said(text: str, lead: str) -> str:
    """must, work_towards or unstated. A lead with «ska» makes the bare nouns under it binding."""
    for words in (text, lead):
        if re.search(r"\bska(?:ll)?\s+(?:\w+\s+){0,2}verka\s+för\b|\bverka\s+för\b", words, re.IGNORECASE):
            return "work_towards"
        if re.search(r"\b(?:ska|skall|måste|krävs)\b", words, re.IGNORECASE):
            return "must"
    return "unstated"


# The answers of a column of a table, and nothing else in the cell.
_YES = {"ja", "x", "✓", "✔", "☑", "☒"}
_NO = {"nej", "✗", "✘"}


def answer_in(cell: str) -> bool | None:
    """True for a cell that only says yes («Ja», «X»), False for one that only says no, None for all others."""
    said = cell.strip(" .").casefold()
    return True if said in _YES else False if said in _NO else None
