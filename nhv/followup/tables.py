"""Which tables an edition asks for: by the size known before the year, and of each measure that all have reported."""

from nhv.disclosure.layout import layout, size_class, table_by
from nhv.disclosure.published import Table
from nhv.followup.gathering import Gathered, pooled_of
from nhv.specification.follow_up import is_treated
from nhv.specification.measures import Measure, SizeClass

# What stands for a class that is told beforehand, where there is no year before.
_ESTIMATES: dict[SizeClass, int] = {"small": 15, "middle": 60, "large": 150}


def tables_of(gathered: Gathered, measures: tuple[Measure, ...], year: int) -> list[Table]:
    """The empty tables of a year. Other measures than those treated are told by unit, of three years where there are
    so many."""
    size = class_of(gathered, measures, year)
    tables: list[Table] = []
    for measure in measures:
        if (measure.key, year) not in gathered.whole:
            continue
        pooled = pooled_of(year) if _is_pooled(gathered, measure, year) else None
        if is_treated(measure):
            tables += layout(size, str(year), pooled, gathered.reported.dimensions, measure.key)
        else:
            tables.append(table_by(measure.key, pooled or str(year), ("unit",), gathered.reported.dimensions))
    return tables


def class_of(gathered: Gathered, measures: tuple[Measure, ...], year: int) -> str:
    """By the two years before, else by what the area's document says beforehand, else as if there were few."""
    treated = next(one for one in measures if is_treated(one))
    years = [one for one in (year - 2, year - 1) if (treated.key, one) in gathered.whole]
    before = [gathered.reported.value(treated.key, {"year": str(one)}) for one in years]
    told: list[SizeClass] = [one.size for one in measures if one.size]
    return size_class(before, _ESTIMATES[told[0]] if told else _ESTIMATES["small"])


def _is_pooled(gathered: Gathered, measure: Measure, year: int) -> bool:
    return all((measure.key, one) in gathered.whole for one in (year - 2, year - 1, year))
