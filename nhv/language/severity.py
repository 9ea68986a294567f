"""How bad something is said to be: what is mild is not what a text about the severe speaks of."""

import re

_MILD = re.compile(
    r"(?<![\w-])(?:lindrig\w*|mild[ta]?|okomplicera\w*|oskyldig\w*|obetydlig\w*|uncomplicated|minor)(?![\w-])",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?<![\w-])(?:inte|ej|icke|knappast|not)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SEVERE = re.compile(
    r"(?<![\w-])(?:svår\w*|avancera\w*|komplex\w*|komplicera\w*|allvarlig\w*|livshot\w*|misslycka\w*|behandlingsrefr\w*"
    r"|terapiresist\w*|hög(?:smittsam|isolering)\w*)",
    re.IGNORECASE,
)


def is_mild(text: str) -> bool:
    """Whether a text says that something is mild, and does not deny it."""
    return any(not _DENIED.search(text[: match.start()]) for match in _MILD.finditer(text))


def is_severe(text: str) -> bool:
    """Whether a text speaks of what is severe, advanced, complex or has not been helped by treatment."""
    return _SEVERE.search(text) is not None
