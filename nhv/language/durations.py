"""Times that are nobody's age: «sedan 3 år», «opererad för 2 år sen», «nutrition 8 månader», «ICD-elektrod 6 år
gammal»; and children whom somebody wishes for: «vill ha barn»."""

import re

from nhv.language.measures import NUMBER, Measure, find_spans_of_time

_UNIT = (
    r"(?:års?|years?|mån(?:ad(?:er|ers|s)?)?\.?|months?|veck(?:a|or|ors)|weeks?|dag(?:ar|ars)?|days?|dygn|tim(?:mar|me)?"
    r"|hours?)"
)
_NUMBER = rf"(?:\d+(?:[.,]\d+)?\s*[-–]\s*)?{NUMBER}"
_TIME = rf"{_NUMBER}\s?-?{_UNIT}(?!\w)"
_NO_AGE = r"(?!\s*-?(?:gam\w+|old\b|ålder\w*|of\s+age))"
_BOUND = (
    r"(?:(?:mer|längre|minst|över|drygt|snart|nästan|ca|cirka|ungefär|mindre|under|more|over|about|than|än|>|≥|<|de|the)"
    r"\s*)*"
)
# What lasts, and is given or endured; a disease is no such word: «glaukom 8 månader» may be an infant.
_LASTING = (
    r"(?:\w*nutrition|tpn|pn|dropp|\w*behandl\w+|\w*terapi|\w*medicin\w*|besvär\w*|symtom\w*|\w*smärt\w+|\w*värk|hosta\w*"
    r"|feber|(?:för)?vänta[sd]|beräknas|\w*diarré\w*|kräk\w+|väntat|väntan|sond\w*|\w*dialys|duration|anamnes|inlagd|sjukskriv\w*|therapy|treatment"
    r"|pain|symptoms|duration|follow-up|uppföljning|expektans|blöd\w+|kramp\w*|anfall|rökstopp|exponer\w+)"
)
_THING = (
    r"(?:\w*-?(?:elektrod|sladd|ledning|pacemaker|dosa|protes|implantat|shunt|stomi|reservoar|pouch|stent|klaff|graft"
    r"|transplantat|kateter|pump|nät|slynga|mesh|interponat|ärr|sår)(?:en|et|er|erna|ar|arna|s|n|na)?"
    r"|icd(?:-\w+)?|system\w*|leads?|wires?|device|valve|graft)"
)
_FORMS = (
    # «för 2 år sen», «sedan 3 år», «i 8 månader»; and not «i 3 års ålder».
    rf"(?:för|sedan|sen|i|efter|inom|om|sista|senaste|varje|var|for|since|last|past|in|every|within)\s+{_BOUND}{_TIME}{_NO_AGE}"
    rf"(?!\s+\w*(?:flick|pojk|barn|bebis|kvinn|man\b|girl|boy)\w*)(?:\s+(?:sedan|sen|ago|sedan\s+dess))?",
    rf"{_BOUND}{_TIME}\s+(?:sedan|sen|ago|senare|efter|later|after|postop\w*|i\s+sträck|i\s+rad|framöver)(?!\w)",
    rf"(?<=\w\s)(?:mer|längre|more|longer)\s+(?:än|than)\s+{_TIME}{_NO_AGE}",
)
_PATTERN = re.compile("|".join(rf"(?<![\w-]){form}" for form in _FORMS), re.IGNORECASE)
_GIVEN = re.compile(
    rf"(?<![\w-]){_LASTING}\s+(?:i\s+|sedan\s+|for\s+|x\s*)?(?P<time>{_BOUND}{_TIME}){_NO_AGE}"
    rf"|(?<![\w-])(?P<before>{_TIME})\s+(?:av\s+|of\s+)?{_LASTING}(?!\w)",
    re.IGNORECASE,
)
_OLD_THING = re.compile(
    rf"(?<![\w-]){_THING}\s*,?\s*(?:är\s+|is\s+|på\s+|som\s+är\s+)?(?P<time>{_BOUND}{_TIME})(?=\s*-?(?:gam\w+|old)(?!\w))"
    rf"|(?<![\w-])(?P<before>{_NUMBER}(?:\s?-?{_UNIT}\s*-?(?:gam\w+|old)|\s?-?åri?g(?:a|t)?))\s+{_THING}(?!\w)",
    re.IGNORECASE,
)
_YEARLY = re.compile(rf"({NUMBER})\s?-?åri?g\w*", re.IGNORECASE)
_WISHED_FOR = re.compile(
    r"(?<!\w)(?:vill|önskar|önskan|kunna|få|skaffa|föda|planerar|hoppas|fått|väntar|framtida|mer|fler|egna)\s+"
    r"(?:(?:ha|få|kunna|inte|fler|egna|ett|två|skaffa|föda|gärna|ännu|biologiska|om|att|på)\s+){0,4}barn(?!\w)"
    r"|(?<!\w)(?:want\w*|wish\w*|hop\w+|plan\w*|future|more|desir\w*|keep|bear\w*|having)\s+"
    r"(?:(?:to|for|have|having|more|a|own|her|the|option|of|bear|get)\s+){0,5}(?:children|child|kids|baby|babies)(?!\w)"
    r"|(?<!\w)(?:barnönskan|childbearing|childwish)(?!\w)",
    re.IGNORECASE,
)

Span = tuple[int, int]


def find_durations(text: str) -> tuple[tuple[Measure, ...], tuple[Span, ...]]:
    """How long things last or ago they were, in days, and where in the text this stands."""
    spans = [match.span() for match in _PATTERN.finditer(text)]
    for pattern in (_GIVEN, _OLD_THING):
        spans += [match.span("time" if match["time"] else "before") for match in pattern.finditer(text)]
    measures = tuple(
        measure for start, end in spans for measure in find_spans_of_time(_YEARLY.sub(r"\1 år", text[start:end]))
    )
    return measures, tuple(spans)


def children_wished_for(text: str) -> tuple[Span, ...]:
    """Where a text speaks of children whom an adult wishes for."""
    return tuple(match.span() for match in _WISHED_FOR.finditer(text))
