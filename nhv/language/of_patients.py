"""Words in a text that are of patients and not of care: personal numbers, days of birth, how many they were, and one
patient by age, by where she lives or by what became of her.

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
# Somebody by age, home or fate: «en man från Kiruna», «34-åringen», «kvinnan fick». «Kvinnor» and «en patient ska» are
# anybody, and so is who is from a whole region.
_ONE = r"(?:kvinna|man|flicka|pojke|patient|person|tonåring|mamma|pappa|barn)"
_THE_ONE = r"(?:kvinnan|mannen|flickan|pojken|patienten|personen|tonåringen|mamman|pappan|barnet)"
_SOMEBODY = rf"(?<![\w-])(?:(?:en|ett)\s+(?:\w+\s+)?{_ONE}|{_THE_ONE})"
_FROM = rf"{_SOMEBODY}\s+från\s+(?-i:(?!Region|Sverige|Norden|Europa)[A-ZÅÄÖ])\w+"
_BECAME = (
    rf"{_SOMEBODY}\s+(?:som\s+)?(?:fick|blev|dog|avled|kom|var|hade|låg|mådde|vårdades|opererades|behandlades|remitterades)"
    r"(?!\w)"
)
_AGED = (
    rf"{_SOMEBODY}\s*(?:,|på|i)\s*\d{{1,3}}(?:\s*år|-årsåldern)(?!\w)"
    r"|(?<![\w–-])\d{1,3}\s*(?:år|månader|veckor|dagar)\s+gam(?:mal|malt)(?!\w)"
    rf"|(?<![\w-])(?:\d+|(?:{_NUMBER}))-?åring(?:en)?(?!\w)|(?<![\w-])en\s+\d+-årig\s+{_ONE}(?!\w)"
)
_OF_PATIENTS = re.compile("|".join((_PERSONAL_NUMBER, _BIRTHDAY, _COUNT, _FROM, _BECAME, _AGED)), re.IGNORECASE)


def of_patients(text: str) -> Iterator[str]:
    """Each place in the text, in its own words."""
    for found in _OF_PATIENTS.finditer(text):
        yield " ".join(found[0].split())
