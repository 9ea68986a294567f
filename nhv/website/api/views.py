"""The addresses of the API, each a question to the register."""

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Schema
from ninja.decorators import decorate_view
from ninja.params.functions import Path, Query
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from nhv import __version__
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.queries import published_years
from nhv.register import history, queries, regional_care
from nhv.register.memory import AREA, CALL, ORGANISATION, PERMIT, REFERRAL, REGIONAL_CARE, REGISTER_KINDS
from nhv.register.models import Organisation
from nhv.register.search import search as ask
from nhv.specification.organisations import OrganisationKind
from nhv.specification.parts import KEY_PATTERN
from nhv.website.api.description import FILES, PREFIX, STATE, TITLE, DescribedAPI
from nhv.website.api.parameters import Day, Whole
from nhv.website.api.problems import NotFound, Problem, tell_all_faults
from nhv.website.api.shapes.answers import Answers
from nhv.website.api.shapes.areas import AreaList, AreaShape, AreaWhole, VersionList, VersionShape, WholeRegister
from nhv.website.api.shapes.calls import CallList, CallShape
from nhv.website.api.shapes.organisations import OrganisationList, OrganisationShape
from nhv.website.api.shapes.permits import PermitAsKnown, PermitList, PermitsAsKnown, PermitShape
from nhv.website.api.shapes.regional_care import RegionalCareList, RegionalCareShape
from nhv.website.api.tables import HEADINGS, cells_of
from nhv.website.caching import public_page, this_minute
from nhv.website.downloads import as_csv, as_sheet

MOST = 2_000
# Version 1 of the API.
RELEASED = date(2026, 11, 22)
FAULTS = frozenset({404, 422})
AS_OF = Query(None, alias="as_of", description="Another day's register, YYYY-MM-DD; today when left out")
KNOWN_AT = Query(None, description="As it was known at the end of this day, YYYY-MM-DD; today when left out")
LIMIT = Query(20, ge=1, le=MOST, description="At most so many items")
OFFSET = Query(0, ge=0, le=1_000_000, description="Leave out so many items from the start")
KEY = Path(..., pattern=KEY_PATTERN, max_length=80, description="The area's key, such as neuromuskulara-sjukdomar")


api = DescribedAPI(title=TITLE, version=__version__, urls_namespace="api", docs_url=None)
tell_all_faults(api)


class ApiInfo(Schema):
    """What this API is, and how it stands (VER.06)."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: str


@api.get("/api-info", response={200: ApiInfo}, by_alias=True, tags=["about"], summary="About this API")
@decorate_view(public_page(depends_on=()))
def api_info(request: HttpRequest) -> Any:
    """Name, version and state, as DIGG's REST profile asks."""
    return ApiInfo(
        api_name=TITLE,
        api_version=__version__,
        api_released=RELEASED,
        api_documentation=f"{settings.BASE_URL}{PREFIX}/openapi.json",
        api_status=STATE,
    )


@public_page(depends_on=(FOLLOW_UP,))
def index(request: HttpRequest) -> HttpResponse:
    """Where one begins who has the API's own address and no more: its description, what it has, and the newest edition
    of every year that is followed up. One query."""
    base = f"{settings.BASE_URL}{PREFIX}"
    paths = sorted(path for path in api.get_openapi_schema()["paths"] if "{" not in path)
    told = {
        "name": TITLE,
        "version": __version__,
        "openapi": f"{base}/openapi.json",
        "about": f"{settings.BASE_URL}/om-data/",
        "addresses": [f"{base}{path}" for path in paths],
        "files": [f"{base}/{name}" for name in (*FILES, "portfolio.csv")],
        "results": [
            {
                "area": one.area_key,
                "year": one.year,
                "edition": one.newest,
                "address": f"{settings.BASE_URL}" + reverse("results-json", args=(one.area_key, one.year, one.newest)),
            }
            for one in published_years()
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@api.get("/areas", response={200: AreaList, FAULTS: Problem}, tags=["areas"], summary="All areas of a day")
@decorate_view(public_page(depends_on=queries.SNAPSHOT, knows=("as_of", "limit", "offset")))
def list_areas(request: HttpRequest, as_of: Day | None = AS_OF, limit: Whole = LIMIT, offset: Whole = OFFSET) -> Any:
    """The areas whose documents are in force or decided on a day, by name, with those who hold their permits."""
    rows = queries.area_rows(as_of)
    return AreaList(
        as_of=as_of or queries.today(),
        total=len(rows),
        items=[AreaShape.of(row) for row in rows[offset : offset + limit]],
    )


@api.get("/areas/{key}", response={200: AreaWhole, FAULTS: Problem}, tags=["areas"], summary="One area, whole")
@decorate_view(public_page(depends_on=(*queries.SNAPSHOT, CALL, REFERRAL), knows=("as_of",)))
def one_area(request: HttpRequest, key: str = KEY, as_of: Day | None = AS_OF) -> Any:
    """The whole document of an area, its permits on the day, and its calls."""
    view = queries.area_on(key, as_of)
    if view is None:
        raise NotFound(f"No area has the key {key} on that day. GET /api/v1/areas lists those there are.")
    return AreaWhole.of(view)


@api.get("/areas/{key}/versions", response={200: VersionList, FAULTS: Problem}, tags=["areas"], summary="Its versions")
@decorate_view(public_page(depends_on=(AREA,)))
def versions(request: HttpRequest, key: str = KEY) -> Any:
    """Every version and edition of an area's document, with the hashes of what was decided and of the whole."""
    documents = queries.versions(key)
    if not documents:
        raise NotFound(f"No area has the key {key}. GET /api/v1/areas lists those there are.")
    return VersionList(
        key=key,
        items=[VersionShape.of(document) for document in documents],
    )


@api.get(
    "/areas/{key}/permits", response={200: PermitsAsKnown, FAULTS: Problem}, tags=["permits"], summary="Day by day"
)
@decorate_view(public_page(depends_on=(AREA, PERMIT, ORGANISATION), knows=("as_of", "known_at")))
def permits_as_known(
    request: HttpRequest, key: str = KEY, as_of: Day | None = AS_OF, known_at: Day | None = KNOWN_AT
) -> Any:
    """Who could do an area's care on a day, under which conditions, and what was known of it at the end of another."""
    if not queries.versions(key):
        raise NotFound(f"No area has the key {key}. GET /api/v1/areas lists those there are.")
    day, known = as_of or queries.today(), known_at or queries.today()
    found = history.permits_as_known(key, day, history.end_of(known))
    return PermitsAsKnown(as_of=day, known_at=known, items=[PermitAsKnown.of(one) for one in found])


@api.get("/permits", response={200: PermitList, FAULTS: Problem}, tags=["permits"], summary="All permits of a day")
@decorate_view(public_page(depends_on=(*queries.SNAPSHOT, REFERRAL), knows=("as_of", "limit", "offset")))
def permits(request: HttpRequest, as_of: Day | None = AS_OF, limit: Whole = LIMIT, offset: Whole = OFFSET) -> Any:
    """The permits known on a day, by area, with where one refers today."""
    of_areas = queries.holders_on(as_of)
    rows = {row.key: row for row in queries.area_rows(as_of)}
    found = [holder for key in sorted(of_areas) if key in rows for holder in of_areas[key]]
    return PermitList(
        as_of=as_of or queries.today(),
        total=len(found),
        items=[PermitShape.of(holder, rows[holder.area_key]) for holder in found[offset : offset + limit]],
    )


@api.get("/calls", response={200: CallList, FAULTS: Problem}, tags=["calls"], summary="All calls for applications")
@decorate_view(public_page(depends_on=(CALL,), also=this_minute))
def calls(request: HttpRequest) -> Any:
    """Calls, the latest deadline first: open, closed and withdrawn."""
    now = timezone.now()
    found = [CallShape.of(call, now) for call in queries.calls()]
    return CallList(total=len(found), items=found)


@api.get("/organisations", response={200: OrganisationList, FAULTS: Problem}, tags=["organisations"])
@decorate_view(public_page(depends_on=(ORGANISATION,), knows=("kind",)))
def organisations(request: HttpRequest, kind: OrganisationKind | None = None) -> Any:
    """Healthcare regions, regions, hospitals and units, by name."""
    found = queries.organisations(kind or "")
    return OrganisationList(total=len(found), items=[_organisation(organisation) for organisation in found])


@api.get(
    "/search",
    response={200: Answers, FAULTS: Problem},
    by_alias=True,
    tags=["search"],
    summary="Is this NHV, and where?",
)
@decorate_view(public_page(depends_on=(*queries.SNAPSHOT, REFERRAL, REGIONAL_CARE), knows=("q", "region")))
def search(
    request: HttpRequest,
    q: str = Query(..., description="A disease, a procedure, a code or a lay word; an age counts («3 år»)"),
    region: str = Query("", pattern=f"{KEY_PATTERN}|^$", max_length=80, description="The key of the asker's region"),
) -> Any:
    """With a `region`, answers that are not NHV say who does that care there, as the regions themselves tell it."""
    found, asker = ask(q), regional_care.region_named(region) if region else None
    if region and asker is None:
        raise NotFound(f"No region has the key {region}. GET /api/v1/organisations?kind=region lists the 21.")
    # What is only near rests on nothing that a region tells of.
    return found | {
        "answers": regional_care.with_regional_care(found["answers"], asker),
        "related": regional_care.with_regional_care(found["related"], None),
    }


@api.get("/regional-care", response={200: RegionalCareList, FAULTS: Problem}, tags=["regional care"])
@decorate_view(public_page(depends_on=(AREA, ORGANISATION, REGIONAL_CARE)))
def all_regional_care(request: HttpRequest) -> Any:
    """What every region tells of who does the care that is not NHV."""
    found = regional_care.all_told()[:MOST]
    return RegionalCareList(total=len(found), items=[RegionalCareShape(**told.as_json()) for told in found])


# Files of the whole are found in the catalogue: an address that says its form is no resource (UFN.08, RES.06).
@api.get("/register.json", response={200: WholeRegister, FAULTS: Problem}, include_in_schema=False)
@decorate_view(public_page(depends_on=REGISTER_KINDS, knows=("as_of",)))
def whole_register(request: HttpRequest, as_of: Day | None = AS_OF) -> Any:
    return register_of(as_of)


def register_of(day: Day | None = None) -> WholeRegister:
    """The whole public register of a day, today's when left out: what every other form of it is made of."""
    return WholeRegister(
        as_of=day or queries.today(),
        revision=queries.revision(),
        areas=[AreaWhole.of(view) for view in queries.area_views(day)],
        organisations=[_organisation(organisation) for organisation in queries.organisations()],
    )


@api.get("/register.csv", response={200: None, FAULTS: Problem}, include_in_schema=False)
@decorate_view(public_page(depends_on=(*queries.SNAPSHOT, REFERRAL), knows=("as_of",)))
def whole_register_csv(request: HttpRequest, as_of: Day | None = AS_OF) -> HttpResponse:
    return as_csv(HEADINGS, cells_of(queries.area_rows(as_of)), "nhv-register")


@api.get("/register.xlsx", response={200: None, FAULTS: Problem}, include_in_schema=False)
@decorate_view(public_page(depends_on=(*queries.SNAPSHOT, REFERRAL), knows=("as_of",)))
def whole_register_sheet(request: HttpRequest, as_of: Day | None = AS_OF) -> HttpResponse:
    return as_sheet(HEADINGS, cells_of(queries.area_rows(as_of)), "nhv-register", title="NHV: tillstånd")


def _organisation(organisation: Organisation) -> OrganisationShape:
    return OrganisationShape(
        key=organisation.key,
        kind=cast(Any, organisation.kind),
        name=organisation.name,
        name_en=organisation.name_en or None,
        parent=organisation.parent.key if organisation.parent else None,
        county_code=organisation.code or None,
        town=organisation.town or None,
        latitude=organisation.latitude,
        longitude=organisation.longitude,
        aliases=organisation.aliases,
        hsa_id=organisation.hsa_id,
        telephone=organisation.telephone or None,
    )
