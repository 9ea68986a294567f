"""The catalogue that a data portal harvests each night: what is published, and every way to take it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from nhv.followup.memory import FOLLOW_UP
from nhv.followup.queries import published_years
from nhv.interchange.catalogue import Catalogue, Dataset, Distribution, Service, Text
from nhv.register.memory import CALL, REGISTER_KINDS
from nhv.register.queries import first_day, last_day
from nhv.website.api.description import PREFIX
from nhv.website.api.problems import problem
from nhv.website.caching import public_page
from nhv.website.downloads import SHEET

FHIR = "application/fhir+json"
JSON, CSV, TSV, ATOM = "application/json", "text/csv", "text/tab-separated-values", "application/atom+xml"
OPENAPI = "/api/v1/openapi.json"
WORDS = (
    Text("högspecialiserad vård", "highly specialised care"),
    Text("tillstånd", "permits"),
    Text("hälso- och sjukvård", "health care"),
)


@public_page(depends_on=(*REGISTER_KINDS, FOLLOW_UP))
def catalogue(request: HttpRequest) -> HttpResponse:
    """DCAT-AP-SE 3.0.1 as RDF/XML. Four queries. Where nobody answers for the data there is no catalogue."""
    if settings.PUBLISHER is None:
        return problem(
            request, 404, "Not found", "Nobody is named here as the publisher of the data: NHV_PUBLISHER is not set."
        )
    datasets = [*_datasets()]
    found = Catalogue(settings.BASE_URL, settings.PUBLISHER, datasets, [_service(datasets)])
    return HttpResponse(found.as_rdf(), content_type="application/rdf+xml; charset=utf-8")


def _datasets() -> Iterator[Dataset]:
    born = first_day()
    yield Dataset(
        key="register",
        title=Text("Nationell högspecialiserad vård: områden och tillstånd", "Areas and permits"),
        description=Text(
            "Alla områden med definition, avgränsningar och villkor, och vilka enheter som har tillstånd från när.",
            "Every area with its definition, limits and conditions, and which units hold permits since when.",
        ),
        keywords=WORDS,
        page=reverse("areas"),
        issued=born,
        modified=last_day(REGISTER_KINDS) or born,
        distributions=(
            Distribution("register-json", Text("Allt som JSON", "All as JSON"), "/api/v1/register.json", JSON),
            Distribution("register-csv", Text("Tillstånd som CSV", "Permits as CSV"), "/api/v1/register.csv", CSV),
            Distribution(
                "register-xlsx", Text("Tillstånd som Excel", "Permits as Excel"), "/api/v1/register.xlsx", SHEET
            ),
            Distribution(
                "portfolj-csv", Text("Vem som har vad, som CSV", "Who holds what, as CSV"), "/api/v1/portfolio.csv", CSV
            ),
            Distribution(
                "register-signed",
                Text("Hela registret, underskrivet, med ändringslogg", "The whole register, signed, with its changes"),
                reverse("signed-file"),
                JSON,
            ),
            Distribution(
                "register-days",
                Text("Förteckning över varje dags underskrivna fil", "List of the signed file of each day"),
                reverse("signed-days"),
                JSON,
            ),
            Distribution("register-fhir", Text("Allt som FHIR R4", "All as FHIR R4"), reverse("fhir-bundle"), FHIR),
        ),
    )
    yield Dataset(
        key="utlysningar",
        title=Text("Utlysningar av tillstånd", "Calls for applications"),
        description=Text(
            "Utlysningar av nationell högspecialiserad vård: öppna, stängda och tillbakadragna.",
            "Calls for applications for permits: open, closed and withdrawn.",
        ),
        keywords=(*WORDS, Text("utlysning", "call for applications")),
        page=reverse("calls"),
        issued=born,
        modified=last_day((CALL,)) or born,
        distributions=(
            Distribution("utlysningar-json", Text("Utlysningar som JSON", "Calls as JSON"), "/api/v1/calls", JSON),
            Distribution(
                "utlysningar-atom", Text("Utlysningar som flöde", "Calls as a feed"), reverse("calls-feed"), ATOM
            ),
        ),
    )
    yield Dataset(
        key="restider",
        title=Text("Underlag till restider", "What travel times are reckoned from"),
        description=Text(
            "Vägar mellan kommunernas centralorter, och flygplatser. Orternas platser är GeoNames (CC BY); se sidan.",
            "Roads between the seats of municipalities, and airports. The seats' places are GeoNames'; see the page.",
        ),
        keywords=(*WORDS, Text("restid", "travel time")),
        page=reverse("about-data"),
        issued=born,
        modified=born,
        distributions=[
            Distribution(name, Text(f"{sv} som TSV", f"{en} as TSV"), reverse(f"data-{name}"), TSV)
            for name, sv, en in (
                # That of the municipalities is no CC0: the places of their seats are GeoNames' (CC BY).
                ("roads", "Vägar", "Roads"),
                ("airports", "Flygplatser", "Airports"),
            )
        ],
    )
    yield from _results()


def _results() -> Iterator[Dataset]:
    """A dataset for each area that has been followed up; small figures are hidden in every file alike."""
    years = defaultdict(list)
    for one in published_years():
        years[one.area_key, one.area_name].append(one)
    for (key, name), published in years.items():
        latest = max(published, key=lambda one: one.year)
        yield Dataset(
            key=f"uppfoljning-{key}",
            title=Text(f"Uppföljning: {name}", f"Follow-up: {name}"),
            description=Text(
                f"Vad enheterna rapporterat för {name}, år för år. Små tal är dolda.",
                f"What the units have reported for {name}, year by year. Small figures are hidden.",
            ),
            keywords=(*WORDS, Text("uppföljning", "follow-up")),
            page=reverse("results", args=(key, latest.year)),
            issued=_day(min(one.first_at for one in published)),
            modified=_day(max(one.last_at for one in published)),
            distributions=[way for one in published for way in _files_of(key, one.year, one.newest)],
        )


def _files_of(key: str, year: int, newest: int) -> Iterator[Distribution]:
    """The year as tables, and its newest edition whole."""
    yield Distribution(
        f"uppfoljning-{key}-{year}-json",
        Text(f"{year}, hela utgåvan som JSON", f"{year}, the whole edition as JSON"),
        reverse("results-json", args=(key, year, newest)),
        JSON,
    )
    for form, name, media_type in (("csv", "CSV", CSV), ("xlsx", "Excel", SHEET)):
        route = "results-csv" if form == "csv" else "results-sheet"
        yield Distribution(
            f"uppfoljning-{key}-{year}-{form}",
            Text(f"{year} som {name}", f"{year} as {name}"),
            reverse(route, args=(key, year)),
            media_type,
        )


def _service(datasets: Iterable[Dataset]) -> Service:
    """It serves every dataset: what is not under its own address is named in its index."""
    return Service(
        key="api",
        title=Text("API för nationell högspecialiserad vård", "API of national highly specialised care"),
        description=Text(
            "Sökning och hela registret för program, utan inloggning.",
            "Search and the whole register for programs, without signing in.",
        ),
        path=PREFIX,
        described_at=OPENAPI,
        media_type=JSON,
        serves=[one.key for one in datasets],
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
