"""What a text denies: «inte ALS utan SMA», «utan överväxt på luftstrupen», «ALS utesluten», "without", "ruled out"."""

import re
from collections.abc import Sequence

from nhv.language.facts import LACKED

_NOT = r"inte|ej|icke|ingen|inga|inget|aldrig|varken|not|no|never|without|neither"
# «utan» is «without», but after a «not» it turns: «inte ALS utan SMA».
_WORD = re.compile(rf"(?<![\w-])(?:(?P<no>{_NOT})|(?P<without>utan))(?![\w-])", re.IGNORECASE)
_ONLY_SEEMS = re.compile(
    # «fungerar inte» says something of the verb, and nothing of what follows.
    r"(?<![\w-])(?:fungera|hjälp|räck|läk|bit|ät|sväl|gå|stå|tål|orka|växer|sov|andas|släpp|öka|minska|tappa|work)\w*"
    r"\s+(?:inte|ej|not)\b"
    rf"|utan\s+att\b|utan(?=\s+{LACKED}(?![\w-]))|(?:född\w*|fött\w*|föddes|born)\s+(?:utan|without)\b|(?:ingen|inte)\s+(?:aning|vet|säker|klarlagd)\w*"
    r"|(?:vet|förstår|hittar|not sure)\s+(?:inte|ingen|inget)\b|eller\s+(?:inte|ej)\b|or\s+not\b",
    re.IGNORECASE,
)
# These deny nothing either, but what comes after «utan» is then meant: «inte bara X utan Y», «vill inte X utan Y».
_TURNS = re.compile(
    r"(?:inte|ej|not)\s+(?:bara|enbart|endast|only|just)\b|(?:kan|får|vill)\s+(?:inte|ej)\b", re.IGNORECASE
)
_RULED_OUT = r"uteslut(?:en|et|na|its|ats)|avskriv(?:en|et|na)|ruled\s+out|excluded"
# «PSC inte aktuellt» denies what stands before it.
_NOT_SO = r"(?:inte|ej|icke|not)\s+(?:\w+\s+)?(?:aktuel\w+|påvisa\w+|bekräfta\w+|sannolik\w*|relevant\w*)"
# «hade epilepsi, men inte längre» too; not «sväljer inte längre», which is what is asked about.
_NO_LONGER = r"(?:men|but)\s+(?:(?:är|har|det är)\s+)?(?:(?:inte|ej|icke)\s+längre|no\s+longer)"
_AFTER = re.compile(
    rf"(?<![\w-])(?:(?:är|har|is|was)\s+)?(?:{_RULED_OUT}|(?:{_NOT_SO}|{_NO_LONGER})(?=\s*(?:[.,;!?]|$)))(?![\w-])",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.,;:?!()\n]|(?<![\w-])(?:men|utan|dock|fast|nu|but|however|med|with|som|where|där|då|när)(?![\w-])"
)
# «kan inte transplanteras»: who is ill says so too («kan inte svälja»), and then it is what is asked about.
_UNABLE = re.compile(
    r"(?<![\w-])(?:(?:kan|kunde|får|går|ska|tål|klarar)\s+(?:inte|ej)(?:\s+att)?|cannot|can't|can\s+not)(?![\w-])",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r"(?<![\w-])(?:inte|ej|not)\s*(?=[.,;:!?)]|$|(?:och|and|men|but)(?![\w-]))", re.IGNORECASE)
FARTHEST = 4
"""Words that one «not» denies at most."""

Span = tuple[int, int]


def denied(text: str, words: Sequence[Span]) -> frozenset[int]:
    """Which of the words (start, end; in order) the text denies, by their index."""
    found: set[int] = set()
    seems = [match.span() for match in _ONLY_SEEMS.finditer(text)]
    turning = [match.span() for match in _TURNS.finditer(text)]
    turned = False
    for match in _WORD.finditer(text):
        # A «not» that is part of what one word says: «slutar inte blöda».
        if any(start <= match.start() and match.end() < end for start, end in words) or any(
            start <= match.start() < end for start, end in seems
        ):
            continue
        if any(start <= match.start() < end for start, end in turning):
            turned = True
            continue
        if match["without"] and turned:
            turned = False
            continue
        turned = bool(match["no"])
        # «icke avancerad esofaguscancer» denies that it is advanced, not that it is a cancer.
        close = match[0].casefold() in ("icke", "ej")
        found |= _following(text, match.end(), words, _adverb_and_one(text, match.end()) if close else FARTHEST)
    for match in _AFTER.finditer(text):
        found |= _before(text, len(text[: match.start()].rstrip(" ,")), words)
    return frozenset(found)


def not_so(text: str, words: Sequence[Span]) -> frozenset[int]:
    """Which words the text says are not so, where a patient may still ask about just them: the one after «kan inte»,
    and those before a «not» that ends its clause («ventilation behövs inte»), by their index."""
    found: set[int] = set()
    for match in _UNABLE.finditer(text):
        found |= _following(text, match.end(), words, 1)
    for match in _AT_THE_END.finditer(text):
        found |= _before(text, match.start(), words)
    return frozenset(found)


def _adverb_and_one(text: str, start: int) -> int:
    """«ej lokalt avancerad» denies two words, «ej avancerad tumör» one."""
    adverb = r"\s+\w{3,}(?<=[^s]t)\s+\w+(?:ad|at|ade|bar|bart|isk|iskt)\b"
    # «ej resektiv kirurgi»: a verb of care is nothing without what kind it is.
    kind_of_care = r"\s+\w+\s+(?:kirurgi|operation|behandling|ingrepp|transplantation|surgery)\b"
    return 2 if re.match(f"{adverb}|{kind_of_care}", text[start:]) else 1


def _following(text: str, start: int, words: Sequence[Span], most: int) -> set[int]:
    """The words after a «not», up to where its sentence turns."""
    after = [index for index, (begins, _) in enumerate(words) if begins >= start]
    if not after:
        return set()
    # «som inte är avancerad»: what stands before the first word is only grammar.
    stop = _ENDS.search(text, words[after[0]][1])
    end = stop.start() if stop else len(text)
    if (early := re.search(r"[.,;:?!()\n]", text[start : words[after[0]][0]])) is not None:
        end = start + early.start()
    return {index for index in after if words[index][0] < end} & set(after[:most])


def _before(text: str, end: int, words: Sequence[Span]) -> set[int]:
    """The words before «utesluten», back to where the sentence began."""
    begin = max((match.end() for match in re.finditer(r"[.,;:?!()\n]|\b(?:och|and)\b", text[:end])), default=0)
    return {index for index, (start, _) in enumerate(words) if begin <= start < end}
