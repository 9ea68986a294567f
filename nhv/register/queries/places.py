"""The organisations that the public's pages tell of, and what each of them holds."""

from datetime import date

from django.db.models import Case, Count, F, Q, When

from nhv.language.order import swedish_order
from nhv.register.concentrations import with_concentration
from nhv.register.models import Organisation, Permit
from nhv.register.queries.areas import AreaRow
from nhv.register.queries.documents import MOST_ROWS, documents_on, today
from nhv.register.queries.holders import holders_by_area

# The kinds of organisation that the public's pages tell of.
_KINDS = Organisation.Kind

HOLDING_KINDS = (_KINDS.HEALTHCARE_REGION, _KINDS.REGION, _KINDS.HOSPITAL, _KINDS.UNIT)


def organisations(kind: str = "") -> list[Organisation]:
    """Healthcare regions, regions, hospitals and units with their parents, by name. One query."""
    found = Organisation.objects.select_related("parent__parent__parent").filter(kind__in=HOLDING_KINDS)
    return list(found.filter(kind=kind) if kind else found)


def portfolio(organisation: Organisation, day: date | None = None) -> list[AreaRow]:
    """Everything a healthcare region, region, hospital or unit holds on a day, with the other holders. Four queries."""
    own = {
        _KINDS.HEALTHCARE_REGION: Q(holder__parent=organisation),
        _KINDS.REGION: Q(holder=organisation),
        _KINDS.HOSPITAL: Q(place=organisation) | Q(place__parent=organisation),
        _KINDS.UNIT: Q(place=organisation),
    }[_KINDS(organisation.kind)]
    areas = list(Permit.objects.known().filter(own).values_list("area", flat=True).distinct())
    holders = holders_by_area(day, areas)
    return [
        AreaRow(document, tuple(holders.get(document.area.key, ())), concentration, day or today())
        for document, concentration in with_concentration(documents_on(day).filter(area__in=areas)[:MOST_ROWS])
    ]


def holding_places(day: date | None = None) -> list[tuple[Organisation, int]]:
    """Every hospital with a permit in force (or with no first day stated), or the region where no hospital is stated,
    and its number of areas, the most first. Two queries, counted where the rows are."""
    on = day or today()
    held = Permit.objects.known().filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    )
    hospitals = {"place__kind": _KINDS.HOSPITAL, "then": F("place")}
    of_units = {"place__kind": _KINDS.UNIT, "place__parent__kind": _KINDS.HOSPITAL, "then": F("place__parent")}
    at = Case(When(**hospitals), When(**of_units), default=F("holder"))
    numbers = held.order_by().annotate(at=at).values_list("at").annotate(Count("area", distinct=True))
    known = Organisation.objects.select_related("parent").in_bulk([pk for pk, _number in numbers])
    return sorted(
        ((known[pk], number) for pk, number in numbers), key=lambda found: (-found[1], swedish_order(found[0].name))
    )
