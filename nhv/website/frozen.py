"""A frozen comparison as files and as text, for the authority that made it and for everybody when it is published."""

import json
from typing import Final

from django.http import HttpResponse

from nhv.derived.placement_comparison import comparison_writing
from nhv.process.placements.models import FrozenComparison
from nhv.specification.writing import Writing
from nhv.website.downloads import as_pdf, attached

LARGEST_NUMBER: Final = 10_000


def its_bytes(frozen: FrozenComparison) -> HttpResponse:
    """JSON, byte for byte as it was frozen."""
    return attached(frozen.content.encode(), "application/json", f"{_name(frozen)}.json")


def written_out(frozen: FrozenComparison) -> HttpResponse:
    """The same as a tagged PDF."""
    return as_pdf(writing_of(frozen), _name(frozen))


def writing_of(frozen: FrozenComparison) -> Writing:
    """The same as a text."""
    return comparison_writing(json.loads(frozen.content))


def _name(frozen: FrozenComparison) -> str:
    return f"kombinationer-{frozen.call.key}-{frozen.number}"
