"""Regions, healthcare regions and hospitals, each with its whole portfolio."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.followup.conditions import newest_year
from nhv.followup.memory import FOLLOW_UP
from nhv.language.order import swedish_order
from nhv.register import queries
from nhv.register.memory import ORGANISATION, REFERRAL
from nhv.register.models import Organisation
from nhv.specification.organisations import OrganisationKind
from nhv.website.api.tables import HEADINGS, cells_of
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.public.days import asked_day
from nhv.website.public.maps import hospital_places, map_of
from nhv.website.public.tables import table_asked_for
from nhv.website.states import state_of

ADDRESSES: dict[str, str] = {
    Organisation.Kind.HEALTHCARE_REGION: "healthcare-region",
    Organisation.Kind.REGION: "region",
    Organisation.Kind.HOSPITAL: "hospital",
    Organisation.Kind.UNIT: "care-unit",
}


@dataclass(frozen=True)
class Told:
    """What a unit said of its conditions for a year: the texts of those that it does not wholly meet."""

    holder: queries.Holder
    year: int
    lacking: list[str]


@public_page(depends_on=(ORGANISATION,))
def list_regions(request: HttpRequest) -> HttpResponse:
    """The six healthcare regions with their regions and hospitals. Two queries with the ETag's."""
    found = queries.organisations()
    regions = [each for each in found if each.kind == Organisation.Kind.REGION]
    hospitals = [each for each in found if each.kind == Organisation.Kind.HOSPITAL]
    grouped = groupby(
        sorted(
            regions, key=lambda each: (swedish_order(each.parent.name if each.parent else ""), swedish_order(each.name))
        ),
        key=lambda each: each.parent,
    )
    page = {
        "healthcare_regions": [
            (parent, [(region, [h for h in hospitals if h.parent_id == region.pk]) for region in under])
            for parent, under in grouped
        ],
        **map_of(_("Karta: sjukhus i registret"), hospital_places(hospitals)),
    }
    return render(request, "public/regions.html", page)


@public_page(depends_on=(*queries.SNAPSHOT, REFERRAL, FOLLOW_UP), knows=("datum", "format"))
def show_region(request: HttpRequest, key: str) -> HttpResponse:
    """Everything a region holds."""
    return portfolio_page(request, Organisation.Kind.REGION, key)


@public_page(depends_on=(*queries.SNAPSHOT, REFERRAL, FOLLOW_UP), knows=("datum", "format"))
def show_healthcare_region(request: HttpRequest, key: str) -> HttpResponse:
    """Everything the regions of a healthcare region hold."""
    return portfolio_page(request, Organisation.Kind.HEALTHCARE_REGION, key)


@public_page(depends_on=(*queries.SNAPSHOT, REFERRAL, FOLLOW_UP), knows=("datum", "format"))
def show_hospital(request: HttpRequest, key: str) -> HttpResponse:
    """Everything a hospital does by permit."""
    return portfolio_page(request, Organisation.Kind.HOSPITAL, key)


@public_page(depends_on=(*queries.SNAPSHOT, REFERRAL, FOLLOW_UP), knows=("datum", "format"))
def show_unit(request: HttpRequest, key: str) -> HttpResponse:
    """Everything a unit does by permit, and whom to call there."""
    return portfolio_page(request, Organisation.Kind.UNIT, key)


def portfolio_page(request: HttpRequest, kind: OrganisationKind, key: str) -> HttpResponse:
    """Seven queries with the ETag's."""
    day = asked_day(request)
    found = queries.organisations()
    organisation = next((each for each in found if each.kind == kind and each.key == key), None)
    if organisation is None:
        raise NotHere(_("Registret har ingen organisation med adressen ”%(key)s”.") % {"key": key[:80]}, wanted=key)
    rows = queries.portfolio(organisation, day)
    table = table_asked_for(
        request,
        HEADINGS,
        lambda: cells_of(rows, lambda row: own_holders(row, organisation)),
        name=organisation.key,
        day=day or queries.today(),
    )
    if table is not None:
        return table
    below = [each for each in found if each.parent_id == organisation.pk]
    # A unit stands on the map where its hospital does.
    shown = [organisation.hospital or organisation, *below]
    met = _met(rows, organisation) if day is None else {}
    page = {
        "organisation": organisation,
        "address": ADDRESSES[kind],
        "below": [(each, ADDRESSES[Organisation.Kind(each.kind)]) for each in below],
        "above": [(each, ADDRESSES[Organisation.Kind(each.kind)]) for each in parents(organisation)],
        "rows": [(row, state_of(row), own_holders(row, organisation), met.get(row.key, ())) for row in rows],
        "day": day,
        "shown_day": day or queries.today(),
        **map_of(
            _("Karta: %(name)s") % {"name": organisation.name},
            hospital_places(each for each in shown if each.kind == Organisation.Kind.HOSPITAL),
            chosen={each.code: each.name for each in shown if each.kind == Organisation.Kind.REGION},
        ),
    }
    return render(request, "public/portfolio.html", page)


def _met(rows: Sequence[queries.AreaRow], organisation: Organisation) -> dict[str, list[Told]]:
    """By area, what its units that are this organisation's told of their conditions for the latest year that is
    published. One query."""
    years = newest_year([row.key for row in rows])
    return {
        row.key: [
            Told(one, year.year, [condition.text for condition, _said in year.lacking_at(one.place.key)])
            for one in own_holders(row, organisation)
            if one.place.key in year.units
        ]
        for row in rows
        if (year := years.get(row.key))
    }


def parents(organisation: Organisation) -> list[Organisation]:
    """What the organisation belongs to, outermost first."""
    above: list[Organisation] = []
    while organisation.parent is not None:
        organisation = organisation.parent
        above.insert(0, organisation)
    return above


def own_holders(row: queries.AreaRow, organisation: Organisation) -> list[queries.Holder]:
    """The permits of a row that are this organisation's own."""
    return [
        holder
        for holder in row.holders
        if organisation in (holder.unit, holder.hospital, holder.region, holder.healthcare_region)
    ]
