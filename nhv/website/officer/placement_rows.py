"""The rows of the comparison: each combination with its measures, by one of them at a time, and the same as dots."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nhv.pictures.dots import Column, DotRow, DotWords, draw_dots
from nhv.pictures.picture import Picture
from nhv.placement.certainty import EQUAL_MINUTES, EQUAL_SHARE
from nhv.placement.measures import Combination
from nhv.process.placements.comparing import Compared
from nhv.website.public.travel_pictures import in_percent, measured_percent
from nhv.website.templatetags.travel import largest_load, minutes, worst_mean

if TYPE_CHECKING:
    from nhv.website.officer.placement_asked import Asked

Measure = Callable[[Combination], float]
# Name in the address → what people call it, the measure (less is better), and the difference nobody can be sure of.
SORTS: dict[str, tuple[Any, Measure, float]] = {
    "mean": (gettext_lazy("I medel"), lambda one: one.mean, EQUAL_MINUTES),
    "p95": (gettext_lazy("95 % har högst"), lambda one: one.p95, EQUAL_MINUTES),
    "over_2h": (gettext_lazy("Mer än 2 timmar"), lambda one: one.over_2h, EQUAL_SHARE),
    "over_4h": (gettext_lazy("Mer än 4 timmar"), lambda one: one.over_4h, EQUAL_SHARE),
    "worst_region": (gettext_lazy("Värsta regionens medel"), worst_mean, EQUAL_MINUTES),
    "load": (gettext_lazy("Största andel vid ett sjukhus"), largest_load, EQUAL_SHARE),
}
DRAWN: tuple[tuple[str, Callable[[float], str]], ...] = (
    ("mean", minutes),
    ("p95", minutes),
    ("over_2h", measured_percent),
    ("over_4h", measured_percent),
    ("worst_region", minutes),
)


@dataclass(frozen=True)
class Row:
    """A combination as the table shows it. `equal`: no worse than the first by more than the model can tell."""

    name: str
    codes: str
    one: Combination
    asked: "Asked"
    worst_region: str
    in_pareto: bool
    is_today: bool
    is_first: bool
    equal: bool

    @property
    def address(self) -> str:
        """Where it is looked at. Written for the few that are shown: it takes longer than all else of a row."""
        return self.asked.address(visa=self.codes, mot="")


@dataclass(frozen=True)
class Ordered:
    """The rows that are left, in their order, and in words what has been left out and why."""

    rows: list[Row]
    left_out: list[str]


def rows_of(
    found: Compared, asked: "Asked", names: Mapping[str, str], regions: Mapping[str, str], today: Sequence[str]
) -> Ordered:
    """The listed combinations that the filters let through, by one measure, the least first."""
    measure, too_near = SORTS[asked.sort][1:]
    ordered = sorted(found.combinations, key=lambda one: (measure(one), one.holders))
    limit = measure(ordered[0]) + too_near
    with_them = [one for one in ordered if set(asked.among) <= set(one.holders)]
    kept = [one for one in with_them if asked.most is None or largest_load(one) <= asked.most]
    # A number that no combination reaches filters nothing: the page says so instead.
    is_reached = any(asked.has_enough(one) for one in found.combinations)
    enough = [one for one in kept if asked.has_enough(one)] if is_reached else kept
    rows = [
        Row(
            name=called(one.holders, names),
            codes=",".join(one.holders),
            one=one,
            asked=asked,
            worst_region=regions.get(one.worst_region, one.worst_region),
            in_pareto=one.holders in found.pareto,
            is_today=tuple(today) == one.holders,
            is_first=one is ordered[0],
            equal=measure(one) < limit,
        )
        for one in enough
    ]
    said = _left_out(len(ordered) - len(with_them), len(with_them) - len(kept), len(kept) - len(enough), asked, names)
    return Ordered(rows, said)


def _left_out(without: int, too_full: int, too_few: int, asked: "Asked", names: Mapping[str, str]) -> list[str]:
    said = []
    if without:
        said.append(
            ngettext(
                "%(number)s kombination visas inte: %(among)s är inte med i den.",
                "%(number)s kombinationer visas inte: %(among)s är inte med i dem.",
                without,
            )
            % {"number": without, "among": called(asked.among, names)}
        )
    if too_full:
        said.append(
            ngettext(
                "%(number)s kombination visas inte: där hamnar mer än %(most)s vid ett sjukhus.",
                "%(number)s kombinationer visas inte: där hamnar mer än %(most)s vid ett sjukhus.",
                too_full,
            )
            % {"number": too_full, "most": in_percent(asked.most or 0)}
        )
    if too_few:
        said.append(
            ngettext(
                "%(number)s kombination visas inte: där får ett sjukhus färre än %(fewest)s patienter om året.",
                "%(number)s kombinationer visas inte: där får ett sjukhus färre än %(fewest)s patienter om året.",
                too_few,
            )
            % {"number": too_few, "fewest": asked.fewest}
        )
    return said


def called(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """«Solna + Göteborg»."""
    return " + ".join(names.get(code, code) for code in codes)


def dots_of(rows: Sequence[Row]) -> Picture:
    """The rows as dots, each measure on its own scale."""
    columns = []
    for name, written in DRAWN:
        values = tuple(SORTS[name][1](row.one) for row in rows)
        columns.append(Column(str(SORTS[name][0]), tuple(written(value) for value in values), values))
    words = DotWords(
        name=_("Kombination"),
        marks=_("Märkt"),
        filled=_("ingen annan är minst lika bra i alla fem"),
        ringed=_("så är det i dag"),
        description=_("En rad för varje kombination och en skala för varje mått. Mindre är till vänster."),
    )
    drawn = [DotRow(row.name, filled=row.in_pareto, ringed=row.is_today) for row in rows]
    return draw_dots(_("Kombinationerna på sina skalor"), drawn, columns, key="punkter", words=words)
