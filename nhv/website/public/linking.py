"""The register's answers elsewhere: as a link, in a browser's own search, and in a page of somebody else's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from nhv.register import queries
from nhv.register.models import Organisation
from nhv.register.regional_care import with_regional_care
from nhv.register.search import search
from nhv.website.caching import content_tagged, public_page
from nhv.website.framing import framable
from nhv.website.public.search import LONGEST_SHOWN, asked_region, asking_from, kept_places, region_asking, with_reasons


@framable
@content_tagged(knows=("q", "region"))
def framed_answer(request: HttpRequest) -> HttpResponse:
    """The answer to `q` alone, without menu, script and cookie; every link opens in a window of its own."""
    question = request.GET.get("q", "")
    found = search(question) if question.strip() else None
    asker = region_asking(request, found)
    page = {
        "query": question[:LONGEST_SHOWN],
        "found": found,
        "answers": with_reasons(with_regional_care(found["answers"], asker)) if found else [],
        **asking_from(asker),
        "today": queries.today(),
    }
    return render(request, "public/framed.html", page)


@content_tagged(knows=("q", "region"))
def build_link(request: HttpRequest) -> HttpResponse:
    """A question made into a link and into a frame, to be put in somebody else's page."""
    question, asker = request.GET.get("q", "").strip()[:LONGEST_SHOWN], asked_region(request)
    asked = {"q": question, **({"region": asker.key} if asker else {})}
    page = {
        "query": question,
        "asker": asker,
        "regions": kept_places(Organisation.Kind.REGION),
        "link": _address("search", asked),
        "frame": _address("framed-answer", asked),
        "may_be_framed": settings.FRAME_ANCESTORS,
    }
    return render(request, "public/link_builder.html", page)


@public_page(depends_on=())
def open_search(request: HttpRequest) -> HttpResponse:
    """How a browser asks the register from its own search field (OpenSearch 1.1)."""
    page = {"base": settings.BASE_URL, "search": reverse("search")}
    return render(
        request, "public/open_search.xml", page, content_type="application/opensearchdescription+xml; charset=utf-8"
    )


def _address(name: str, asked: dict[str, str]) -> str:
    return f"{settings.BASE_URL}{reverse(name)}?{urlencode(asked)}"
