"""A question that cannot wait: what is said first is whom one calls now, whatever the register knows of the care."""

import re

_NOW = re.compile(
    r"(?<!\w)(?:akut(?:a|en|fall)?|omedelbart|genast|brådskar|brådskande|jouren?|jourtid|livshotande|i\s?natt|natten|nattetid"
    r"|just\s+nu|i\s?kväll|acute(?:ly)?|emergency|urgent(?:ly)?|tonight|right\s+now|on\s+call)(?!\w)",
    re.IGNORECASE,
)
# What is called so without being in a hurry.
_NAMES = re.compile(
    r"(?<!\w)akut(?:a)?\s+(?:myeloisk\w*|lymfatisk\w*|leukemi\w*|intermittent\w*)"
    r"|(?<!\w)acute\s+(?:myeloid|lymph\w+|intermittent)\b|(?<!\w)(?:inte|ej|icke|not|non)[\s-]+(?:akut|acute|urgent)\w*",
    re.IGNORECASE,
)


def cannot_wait(question: str) -> bool:
    """Whether the question says that it is about now: «akut leversvikt natten», «brännskada vart ringer jag nu»."""
    return _NOW.search(_NAMES.sub(" ", question)) is not None
