"""Whether something is only suspected: «misstänkt SMA», «uteslut SMA», «?SMA», and what a text says of that."""

import re

_SUSPECTED = re.compile(
    r"(?<![\w-])(?:misstänk\w*|misstank\w*|frågeställning\w*|uteslut(?:a|as|er)?|suspect\w*|suspicion|rule\s+out"
    r"|(?:utreds?|utreda|utredas|under\s+utredning)\s+för|work-?up\s+for)(?![\w-])|(?:^|\s)\?(?=\w)",
    re.IGNORECASE,
)
_NO = re.compile(r"(?<![\w-])(?:ingen|inga|inte|utan|ej|no|not|without)\s+(?:\w+\s+)?$", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"misstänk|misstank|suspect|diagnos(?:en)? (?:har )?inte kun(?:nat|na) fastställas|utan fastställd diagnos",
    re.IGNORECASE,
)
_WORK_UP = re.compile(r"utred|diagnost|bedöm", re.IGNORECASE)


def is_suspected(text: str) -> bool:
    """Whether a question asks about what is only suspected, and does not deny that it is."""
    return any(not _NO.search(text[: match.start()]) for match in _SUSPECTED.finditer(text))


def speaks_of_suspicion(text: str) -> bool:
    """Whether a text says something of who is only suspected to be ill with it."""
    return _IN_TEXT.search(text) is not None


def speaks_of_work_up(text: str) -> bool:
    """Whether a text includes the work-up or the assessment itself."""
    return _WORK_UP.search(text) is not None
