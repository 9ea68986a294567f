"""Where figures come from, a registry that later rooms add to, and what the register knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Sum

from nhv.language.faults import Fragment
from nhv.register.models import Figure
from nhv.rules.refusals import Refused


@dataclass(frozen=True)
class Source:
    """What brings figures. `name` never changes its meaning; `words` is what people call it.

    `measures` are those it counts by itself, in any area, besides the area's own: key → what is counted.
    """

    name: str
    words: Fragment
    measures: Mapping[str, Fragment] = field(default_factory=dict)


FILE = Source("file", Fragment("inläst fil"))
_sources: dict[str, Source] = {FILE.name: FILE}


def add_source(source: Source) -> None:
    """Let this bring figures. Every room adds its own when it is made ready; the same again changes nothing."""
    _sources.setdefault(source.name, source)


def sources() -> tuple[Source, ...]:
    """All that may bring figures."""
    return tuple(_sources.values())


def source_named(name: str) -> Source:
    """The source of this name. Raises Refused."""
    if name not in _sources:
        raise Refused(
            "figures_source_unknown",
            "”{name}” är ingen källa till uppgifter. Välj bland {known}.",
            name=name[:40],
            known=", ".join(sorted(_sources)),
        )
    return _sources[name]


@dataclass(frozen=True)
class Yearly:
    """What one source has counted at a place (its key) by one measure: the sum, and how many months it is of."""

    place: str
    measure: str
    source: str
    count: int
    months: int


def yearly(area: str, year: int) -> list[Yearly]:
    """The counts of one area and year, as the sources say now. Sources are never added up with each other: they may
    have counted the same. One query; at most one row for each place, measure and source."""
    within = Figure.objects.known().filter(area__key=area, month__range=(date(year, 1, 1), date(year, 12, 31)))
    by = ("place__key", "measure", "source")
    summed = within.order_by(*by).values_list(*by).annotate(total=Sum("count"), months=Count("pk"))
    return [Yearly(*row) for row in summed]
