"""Who holds what on a day, for programs: the same permits as the pages of the portfolio show."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.decorators import decorate_view
from ninja.params.functions import Path

from nhv.derived.portfolio import State
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.reported import Reported, reported_patients
from nhv.register.models import Organisation
from nhv.register.portfolio import Held, holding_of, portfolio_on
from nhv.register.queries import SNAPSHOT
from nhv.specification.parts import KEY_PATTERN
from nhv.website.api.parameters import Day
from nhv.website.api.problems import NotFound, Problem
from nhv.website.api.views import AS_OF, FAULTS, api
from nhv.website.caching import public_page
from nhv.website.copied import holds_results
from nhv.website.downloads import as_csv

PLACE = Path(..., pattern=KEY_PATTERN, max_length=80, description="The key of a hospital or a region")
HEADINGS = (
    "area_key", "area_name", "region_key", "region", "hospital_key", "hospital", "state", "from_former_system",
    "decided_on", "valid_from", "valid_until", "patients_a_year",
    "patients_year",
)  # fmt: skip

RESULTS = ("patients_a_year", "patients_year")


class HeldShape(Schema):
    """A permit on a day. `hospital` is null where the source names none; `patients_a_year` where
    nobody reported or the number is hidden: then `patients_year`, whose published results they are, tells which. Both
    are null where the list's `patients_known` is false, and then they tell nothing."""

    area: str
    area_name: str
    region: str
    region_key: str
    hospital: str | None
    hospital_key: str | None
    state: State
    from_former_system: bool
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    patients_a_year: int | None = None
    patients_year: int | None = None

    @classmethod
    def of(cls, held: Held, reported: Reported | None) -> "HeldShape":
        holder = held.holder
        return cls(
            area=held.row.key,
            area_name=held.row.name,
            region=holder.region.name,
            region_key=holder.region.key,
            hospital=holder.hospital.name if holder.hospital else None,
            hospital_key=holder.hospital.key if holder.hospital else None,
            state=held.state,
            from_former_system=held.is_legacy,
            decided_on=holder.decided_on,
            valid_from=held.valid_from,
            valid_until=held.valid_until,
            patients_a_year=reported.patients if reported else None,
            patients_year=reported.year if reported else None,
        )


class PortfolioList(Schema):
    """Permits by area, in force or not, on a day. `patients_known` is false in a copy of the register, which holds no
    results: ask the register itself for them."""

    as_of: date
    patients_known: bool
    total: int
    items: list[HeldShape]


@api.get("/portfolio", response={200: PortfolioList, FAULTS: Problem}, tags=["portfolio"], summary="Who holds what")
@decorate_view(public_page(depends_on=(*SNAPSHOT, FOLLOW_UP), knows=("as_of",)))
def whole_portfolio(request: HttpRequest, as_of: Day | None = AS_OF) -> Any:
    """Every permit, in force or not, by area: who holds what on a day."""
    found = portfolio_on(as_of)
    return _listed(found.day, found.held)


@api.get("/portfolio.csv", response={200: None, FAULTS: Problem}, include_in_schema=False)
@decorate_view(public_page(depends_on=(*SNAPSHOT, FOLLOW_UP), knows=("as_of",)))
def portfolio_csv(request: HttpRequest, as_of: Day | None = AS_OF) -> HttpResponse:
    found = portfolio_on(as_of)
    # A column that cannot be known is not there: empty cells would say that nobody has reported.
    headings = HEADINGS if holds_results() else tuple(one for one in HEADINGS if one not in RESULTS)
    rows = (_row(one, headings) for one in _shapes(found.held))
    return as_csv(headings, rows, f"nhv-portfolio-{found.day.isoformat()}")


@api.get(
    "/portfolio/{key}",
    response={200: PortfolioList, FAULTS: Problem},
    tags=["portfolio"],
    summary="What a hospital or a region holds",
)
@decorate_view(public_page(depends_on=(*SNAPSHOT, FOLLOW_UP), knows=("as_of",)))
def portfolio_of(request: HttpRequest, key: str = PLACE, as_of: Day | None = AS_OF) -> Any:
    """What one hospital or region holds on a day, in force or not."""
    found = portfolio_on(as_of)
    kinds = (Organisation.Kind.HOSPITAL, Organisation.Kind.REGION)
    place = next((each for each in found.organisations if each.key == key and each.kind in kinds), None)
    if place is None:
        raise NotFound(f"No hospital and no region has the key {key}. GET /api/v1/organisations lists those there are.")
    return _listed(found.day, holding_of(found, place).held)


def _listed(day: date, held: Iterable[Held]) -> PortfolioList:
    items = _shapes(held)
    return PortfolioList(as_of=day, patients_known=holds_results(), total=len(items), items=items)


def _shapes(held: Iterable[Held]) -> list[HeldShape]:
    reported = reported_patients()
    return [HeldShape.of(one, reported.get(one.reports_as)) for one in held]


def _row(held: HeldShape, headings: Iterable[str]) -> tuple[object, ...]:
    told = held.model_dump()
    renamed = {"area_key": held.area, "from_former_system": "yes" if held.from_former_system else "no"}
    return tuple(renamed[heading] if heading in renamed else told[heading] for heading in headings)
