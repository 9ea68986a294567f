"""Names as plain addresses: «Neuromuskulära sjukdomar» → neuromuskulara-sjukdomar."""

import re
import unicodedata

LONGEST = 80

_LETTERS_WITHOUT_PARTS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def slug(text: str, longest: int = LONGEST) -> str:
    """The text as ASCII words with hyphens between, at most `longest` characters, cut between words.

    Empty when the text holds no letter and no digit. The same text always gives the same slug.
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_PARTS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _cut("-".join(re.findall(r"[a-z0-9]+", plain)), longest)


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    whole_words = name[: longest + 1].rpartition("-")[0]
    return whole_words or name[:longest]
