"""Who owes what, what has been accepted, and the editions that everybody may have."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet

from nhv.derived.annual_report import KIND
from nhv.filings.models import Filing, FilingVersion
from nhv.followup.models import Acceptance, Duty, PublishedEdition
from nhv.placement.country import country_in
from nhv.register.models import Organisation
from nhv.register.queries import documents_on
from nhv.specification.follow_up import FollowUp, Home, follow_up


def homes() -> tuple[Home, ...]:
    """All regions by their code, with their healthcare regions. One query."""
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION, parent__isnull=False).select_related("parent")
    return tuple(
        Home(region.key, region.name, region.parent.key) for region in regions.order_by("code", "key") if region.parent
    )


def inhabitants() -> dict[str, int]:
    """How many live in each region, by its key."""
    found: Counter[str] = Counter()
    for one in country_in(settings.AREAS).municipalities:
        found[one.region] += one.population
    return dict(found)


def asked_of(duty: Duty) -> FollowUp:
    """What the unit is asked, by the documents that the duty is pinned to."""
    area = duty.document.specification
    return follow_up(duty.round.year, duty.place.name, area, duty.general.specification, homes())


def last_year_of(duty: Duty) -> Mapping[str, Any]:
    """What was accepted for the year before, by question; nothing where nothing was. Two queries."""
    before = Acceptance.objects.filter(
        duty__round__year=duty.round.year - 1, duty__area=duty.area_id, duty__place=duty.place_id
    ).last()
    return answers_of(before) if before else {}


def answers_of(accepted: Acceptance) -> Mapping[str, Any]:
    """The answers of the version that was accepted. One query."""
    return FilingVersion.objects.get(filing__key=accepted.filing, number=accepted.version).answers_by_key


def closes_at(duty: Duty) -> datetime:
    """The first instant that is too late for this report. One query."""
    given = duty.extensions.aggregate(last=Max("closes_at"))["last"]
    return max(duty.round.closes_at, given) if given else duty.round.closes_at


def closings(keys: Iterable[str]) -> dict[str, datetime]:
    """The same for several, by duty's key. One query."""
    rows = Duty.objects.filter(key__in=set(keys)).annotate(given=Max("extensions__closes_at"))
    told = rows.values_list("key", "round__closes_at", "given")
    return {key: max(at, given) if given else at for key, at, given in told}


def with_area(duties: "QuerySet[Duty]") -> "QuerySet[Duty]":
    """With round, area's name, place and holder at hand, and without the documents' texts."""
    near = duties.select_related("round", "area", "document", "place", "holder")
    return near.defer("document__content")


def duties_of(year: int) -> "QuerySet[Duty]":
    """All that is owed for a year, by area and place."""
    return with_area(Duty.objects.filter(round__year=year))


def filings_of(duties: Iterable[Duty]) -> dict[str, Filing]:
    """By duty's key, the report that has been received. A draft is its writer's own. One query."""
    keys = [duty.key for duty in duties]
    received = Filing.objects.filter(kind=KIND, about__in=keys, received_at__isnull=False)
    return {filing.about: filing for filing in received}


def answers_of_newest(filings: Iterable[Filing]) -> dict[int, Mapping[str, Any]]:
    """By filing, the answers of the newest version that was received. One query."""
    versions = FilingVersion.objects.filter(filing__in=[filing.pk for filing in filings]).order_by("number")
    return {version.filing_id: version.answers_by_key for version in versions}


def editions(area: str = "", year: int | None = None) -> "QuerySet[PublishedEdition]":
    """The editions there are, by area, year and number, without what is never shown."""
    found = PublishedEdition.objects.select_related("area").defer("basis")
    found = found.filter(area__key=area) if area else found
    return found if year is None else found.filter(year=year)


def result_years(area: str) -> list[int]:
    """The years that are published of an area, the latest first. One query."""
    return list(
        PublishedEdition.objects.filter(area__key=area, number=1).order_by("-year").values_list("year", flat=True)
    )


@dataclass(frozen=True)
class PublishedYear:
    """A published year of an area: when its first and its newest edition were, and the newest's number."""

    area_key: str
    area_name: str
    year: int
    first_at: datetime
    last_at: datetime
    newest: int


@dataclass(frozen=True)
class Owed:
    """How many reports are owed for a year, and in how many areas."""

    reports: int
    areas: int


def owed_of_year(year: int) -> Owed:
    """Of all permits, also in areas of which nothing is published. One query."""
    found = Duty.objects.filter(round__year=year).aggregate(reports=Count("pk"), areas=Count("area", distinct=True))
    return Owed(**found)


MOST_YEARS = 2_000


def published_years() -> list[PublishedYear]:
    """Every area's years that are published, by area and year, at most MOST_YEARS. Two queries."""
    rows = (
        PublishedEdition.objects.order_by("area__key", "year")
        .values("area__key", "year")
        .annotate(first_at=Min("published_at"), last_at=Max("published_at"), newest=Max("number"))[:MOST_YEARS]
    )
    found = list(rows)
    named = documents_on().filter(area__key__in={row["area__key"] for row in found})
    names = {document.area.key: document.name for document in named}
    return [
        PublishedYear(
            row["area__key"],
            names.get(row["area__key"], row["area__key"]),
            row["year"],
            row["first_at"],
            row["last_at"],
            row["newest"],
        )
        for row in found
    ]


def edition(area: str, year: int, number: int | None = None) -> PublishedEdition | None:
    """One edition, the newest by default. One query."""
    found = editions(area, year)
    return (found.filter(number=number) if number else found).order_by("number").last()
