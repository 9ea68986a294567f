"""Whether a text goes on at the head of the next page or column, in the middle of a sentence."""

import re

from nhv.files.pdf.rows import PageLine

_ENDED = re.compile(r"[.:;!?…][)»”\"]?$")
_MARKED = re.compile(r"^\s*(?:[^\w\s(«]|o\s|\(?\d{1,2}[.)]\s|\(?[a-zåäö][.)]\s)")
_MIDDLE_OF_SENTENCE = re.compile(r"^\s*(?:[a-zåäö]|\d|[(«])")


def runs_on(before: PageLine, after: PageLine) -> bool:
    """Whether `after` is the same sentence as `before`: neither ended there nor begun here, and no point of its own."""
    if before.place or after.place or after.heading or before.heading or _ENDED.search(before.text.rstrip()):
        return False
    return bool(_MIDDLE_OF_SENTENCE.match(after.text)) and not _MARKED.match(after.text)
