"""A frozen comparison as files and as text, for the authority that made it and for everybody when it is published."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse

from nhv.derived.placement_comparison import comparison_writing
from nhv.derived.placement_table import headings_of, rows_of
from nhv.process.placements.models import FrozenComparison
from nhv.specification.writing import Writing
from nhv.website.downloads import as_csv, as_pdf, attached
from nhv.website.frozen_maps import maps_of

LARGEST_NUMBER: Final = 10_000


def its_bytes(frozen: FrozenComparison) -> HttpResponse:
    """JSON, byte for byte as it was frozen."""
    return attached(frozen.content.encode(), "application/json", f"{_name(frozen)}.json")


def written_out(frozen: FrozenComparison) -> HttpResponse:
    """The same as a tagged PDF."""
    return as_pdf(writing_of(frozen), _name(frozen))


def its_table(frozen: FrozenComparison) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    return as_table(json.loads(frozen.content), _name(frozen))


def as_table(document: Mapping[str, Any], name: str) -> HttpResponse:
    """A comparison's combinations as CSV, frozen or not."""
    return as_csv(headings_of(document), rows_of(document), name)


def writing_of(frozen: FrozenComparison) -> Writing:
    """The same as a text."""
    document = json.loads(frozen.content)
    return comparison_writing(document, maps_of(document))


def _name(frozen: FrozenComparison) -> str:
    return f"kombinationer-{frozen.call.key}-{frozen.number}"
