"""Words in a text that are of patients and not of care: personal numbers, days of birth, and how many they were; and
those by which one of them may be known again: ages, single patients, sex and place.

A help for who reads the text before everybody does, and who still reads all of it.
"""

import re
from collections.abc import Iterator

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_PERSONAL_NUMBER = (
    r"(?<!\d)(?:19|20)?\d{2}[01]\d[0-9]\d ?[-+\u2011\u2013] ?(?:\d{4}|X{4})(?!\d)|(?<!\d)(?:19|20)\d{10}(?!\d)"
)
_BIRTHDAY = rf"(?<!\w)född[aes]?\s+(?:den\s+|år\s+)?\d[\d-]*(?:\s+(?:{_MONTHS})(?:\s+\d{{4}})?)?"
# «En patient» is any patient.
_NUMBER = r"två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+(?:[ \u00a0]\d{3})*"
_THEM = r"patient(?:er|erna)?|barn(?:en)?|kvinn(?:a|or|orna)|m[aä]n(?:nen)?|flick(?:a|or)|pojk(?:e|ar)"
_COUNT = rf"(?<![\w-])(?:{_NUMBER})\s+(?:\w+\s+)?(?:{_THEM})(?!\w)"
_OF_PATIENTS = re.compile("|".join((_PERSONAL_NUMBER, _BIRTHDAY, _COUNT)), re.IGNORECASE)


def of_patients(text: str) -> Iterator[str]:
    """Each place in the text, in its own words."""
    for found in _OF_PATIENTS.finditer(text):
        yield " ".join(found[0].split())


_NOT_AN_AGE = r"(?<!\bi )(?<!\bpå )(?<!\bom )(?<!\bför )(?<!\bunder )(?<!\bover )(?<!\böver )(?<!\befter )(?<!\binom )"
_TENS = "tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio"
_ONES = "ett|två|tre|fyra|fem|sex|sju|åtta|nio"
_AGE_NUMBER = (
    rf"\d{{1,3}}|(?:{_TENS})(?:{_ONES})?|{_ONES}|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton"
)
_AGE = (
    rf"{_NOT_AN_AGE}(?<![\w–-])\d{{1,3}} år(?!\w)(?! sedan| framåt| i rad| och äldre| eller äldre)"
    rf"|(?<![\w–-])(?:{_AGE_NUMBER}) (?:år|månader|veckor) gam(?:mal|malt|la)(?!\w)"
    rf"|(?<![\w–-])(?:{_AGE_NUMBER})[- ]?åring(?:en|ar|arna)?(?!\w)"
    rf"|(?<![\w–-])(?:{_AGE_NUMBER})[- ]?åri(?:g|gt|ga) (?:{_THEM}|patienten)(?!\w)"
    rf"|(?<![\w–-])\d{{1,3}}-årsåldern(?!\w)"
)
# From where: «kvinnan från Arjeplog», «en patient i Kiruna». A name begins with a capital letter, whatever the case of
# the rest is.
_PLACE = r"(?:\s+(?:från|i|på|boende i|bosatt i)\s+(?-i:[A-ZÅÄÖ])[\w-]+(?:\s(?-i:[A-ZÅÄÖ])[\w-]+)?)"
_SOMEBODY = (
    r"en|ett|den|det|denna|detta|en enda|ett enda|den enda|det enda|en av våra|vår|en ung|en äldre|en yngre|ett litet"
)
_PERSON = r"kvinna|kvinnan|mannen|flicka|flickan|pojke|pojken|barn|barnet|tonåring|tonåringen|spädbarn|spädbarnet"
_ONE = (
    rf"(?<![\w-])(?:{_SOMEBODY})\s+(?:[\w-]+\s+)?(?:{_PERSON})(?!\w){_PLACE}?"
    # «Det man gör» is of nobody.
    rf"|(?<![\w-])en (?:(?:enda|ung|äldre|yngre|medelålders|gammal|annan|sjuk|[\w-]*årig) )?man(?!\w){_PLACE}?"
    rf"|(?<![\w-])(?:kvinnan|mannen|flickan|pojken)(?!\w){_PLACE}?"
    rf"|(?<![\w-])(?:en\s+)?patient(?:en)?(?!\w){_PLACE}"
    r"|(?<![\w-])(?:en enda|den enda|bara en|endast en|en av (?:de|våra|patienterna)) ?(?:patient(?:en|erna)?)?(?!\w)"
    r"|(?<![\w-])(?:hon|han)(?!\w)"
)
_HOW_MANY = (
    rf"(?<!\w)hur många\s+(?:[\w-]+\s+){{0,2}}(?:{_THEM})(?!\w)|(?<!\w)antal(?:et)?\s+(?:[\w-]+\s+)?(?:{_THEM})(?!\w)"
)
_MAY_POINT_OUT = re.compile("|".join((_ONE, _AGE, _HOW_MANY)), re.IGNORECASE)


def may_point_out(text: str) -> Iterator[str]:
    """Words by which somebody could be known again: an age, a single patient, sex and place; or that ask how many the
    patients are. Each place in the text, in its own words, once.

    Often there is nothing in it («vid 18 år»): who publishes the text reads them and says why nobody is pointed at.
    """
    yield from dict.fromkeys(" ".join(found[0].split()) for found in _MAY_POINT_OUT.finditer(text))
