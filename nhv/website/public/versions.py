"""The versions of an area's document, and the difference between two of them in sentences."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhv.register import queries
from nhv.register.memory import AREA
from nhv.specification.changes import changes
from nhv.website.caching import public_page
from nhv.website.errors import NotHere
from nhv.website.public.area import area_or_not_here


@public_page(depends_on=(AREA,), knows=("datum",))
def list_versions(request: HttpRequest, key: str) -> HttpResponse:
    """Every version and edition, newest first, each with its day and the step to the one before."""
    view = area_or_not_here(request, key)
    numbers = sorted({document.version for document in view.versions})
    before = dict(zip(numbers[1:], numbers, strict=False))
    rows = [(document, before.get(document.version)) for document in reversed(view.versions)]
    return render(request, "public/versions.html", {"view": view, "rows": rows})


@public_page(depends_on=(AREA,), knows=("datum",))
def difference(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """What changed from one version to another, by key, in the language of the page."""
    view = area_or_not_here(request, key)
    before, after = queries.area_version(key, older), queries.area_version(key, newer)
    if before is None or after is None:
        raise NotHere(
            _("Området ”%(area)s” har inte båda versionerna %(older)s och %(newer)s.")
            % {"area": view.document.name, "older": older, "newer": newer},
            wanted=key,
        )
    language: Literal["sv", "en"] = "en" if get_language() == "en" else "sv"
    found = changes(before.specification, after.specification)
    told = [(change.short_sentence(language), change.marks) for change in found]
    page = {"view": view, "before": before, "after": after, "told": told}
    return render(request, "public/difference.html", page)
