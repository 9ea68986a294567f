"""Buttons that name a part of the page: «Visa avgränsningar» is the only heading that some pages have for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nhv.files.web.pressed import BUTTON
from nhv.reading.headings import known_heading
from nhv.reading.lines import Line

_ORDER = re.compile(
    r"^(?:visa|läs|öppna|expandera|fäll\s+ut|mer)(?:\s+(?:mer|om|hela|alla|all|text(?:en)?))*\s+(?=\w)", re.IGNORECASE
)
_PARTS = {"definition", "scope", "clarifications", "exclusions", "clarifications_and_exclusions", "holders", "validity"}


def with_headings(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, where a button that names a part is its heading, unless the part has a heading already."""
    under = ""
    for line in lines:
        words = _ORDER.sub("", line.text.strip())
        known = known_heading(words) if line.place in ("", BUTTON) else None
        if known is None or line.is_blank or (line.place and (known.role not in _PARTS or known.role == under)):
            yield line
            continue
        under = known.role
        yield replace(line, text=words[:1].upper() + words[1:], heading=3, place="") if line.place else line
