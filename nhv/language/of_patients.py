"""Words in a text that are of patients and not of care: personal numbers, days of birth, and how many they were.

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
