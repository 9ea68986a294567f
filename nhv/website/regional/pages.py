"""What a region tells of who does the care that is not national: all of it in a list, and one thing at a time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhv.accounts.access import reach
from nhv.accounts.vouching.regional_care import NEEDS, confirm_regional_care, save_regional_care
from nhv.register import kept, regional_care
from nhv.register.models import Organisation, RegionalCare
from nhv.register.regional_care import Care, Kept
from nhv.specification.regional_care import RegionalCareFacts
from nhv.website.errors import NotHere
from nhv.website.kept_page import KeptPage
from nhv.website.regional.forms import RegionalCareForm
from nhv.website.requests import SignedIn


@require_safe
def show_list(request: SignedIn) -> HttpResponse:
    """/egen-region/: every exclusion in force, with what one's regions tell of it, what is missing and what is old."""
    rows = regional_care.kept_by(_regions(request))
    return render(request, "regional/list.html", {"rows": rows, "summary": regional_care.summary(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
def show_one(request: SignedIn, region: str, area: str, clause: str) -> HttpResponse:
    """/egen-region/<region>/<område>/<avgränsning>/: what is told, as those who ask see it, and the form for it."""
    own = [one for one in _regions(request) if one.key == region]
    found = next((one for one in regional_care.kept_by(own) if one.excluded.place == (area, clause)), None)
    if found is None:
        raise NotHere(_("Avgränsningen finns inte i något områdes text i dag, eller regionen är inte en av dina."))
    about: dict[str, Any] = {"area": found.excluded.area, "clause": clause, "region": found.region}

    def draw(form: RegionalCareForm, **more: Any) -> HttpResponse:
        return _page(request, found, form, **more)

    return KeptPage(
        form=RegionalCareForm,
        beginning=_beginning(found),
        save=lambda facts, seen: save_regional_care(
            **about, facts=facts, seen_version=seen, by=request.actor, now=request.received_at
        ),
        confirm=lambda seen: confirm_regional_care(
            **about, seen_version=seen, by=request.actor, now=request.received_at
        ),
        draw=draw,
        route="regional-care-of",
        names={"region": region, "area": area, "clause": clause},
    ).answer(request)


def _page(
    request: HttpRequest,
    found: Kept,
    form: RegionalCareForm,
    *,
    preview: RegionalCareFacts | None = None,
    refusal: str = "",
) -> HttpResponse:
    told = Care(preview, 0, timezone.now(), "region_administrator", found.region.name) if preview else found.care
    excluded = found.excluded
    page = {
        "kept": found,
        "form": form,
        "told": _as_asked(found, told) if told else None,
        "is_preview": preview is not None,
        "refusal": refusal,
        "versions": kept.versions(RegionalCare, excluded.area, found.region, excluded.exclusion.key),
    }
    return render(request, "regional/one.html", page)


def _as_asked(found: Kept, care: Care) -> dict[str, Any]:
    return regional_care.Told(*found.excluded.place, found.region, care).as_json()


def _beginning(found: Kept) -> dict[str, Any]:
    told = found.care
    return {**told.facts.model_dump(), "seen": told.version} if told else {"seen": 0}


def _regions(request: SignedIn) -> list[Organisation]:
    reached = reach(request.actor, NEEDS)
    regions = Organisation.objects.filter(kind=Organisation.Kind.REGION).select_related("parent")
    return list(regions if reached.everything else regions.filter(pk__in=reached.organisations))
