"""Two columns that were read as one: a heading stands beside words that are none of its own."""

from collections.abc import Iterator, Sequence

from nhv.reading.headings import known_heading
from nhv.reading.lines import Line

_PARTS = {"definition", "clarifications", "exclusions", "clarifications_and_exclusions", "holders", "validity"}
_DOUBT = "Rubriken «{}» står på samma rad som «{}»; sidan har kanske två spalter som är lästa som en, kontrollera den."
_LONGEST = 60


def doubts_of_columns(lines: Sequence[Line]) -> Iterator[str]:
    """A doubt for each heading to the right of something else in a row. To the left it is the label of a fact."""
    for line in lines:
        before, tab, last = line.text.strip().rpartition("\t")
        known = known_heading(last.strip()) if tab and last.strip()[:1].isupper() else None
        # A row of headings is the head of a table.
        if known is not None and known.role in _PARTS and known_heading(before.strip()) is None:
            yield _DOUBT.format(last.strip(), " ".join(before.split())[:_LONGEST])
