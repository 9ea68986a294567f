"""For other programs that follow the register: changes as Atom, the sitemap, robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from nhv.register import queries
from nhv.register.changes import area_changes, call_changes
from nhv.register.memory import AREA, CALL, DIARY, ORGANISATION, PERMIT
from nhv.website.caching import public_page
from nhv.website.public.organisations import ADDRESSES

MOST_CHANGES = 50


@public_page(depends_on=(AREA, PERMIT))
def changes(request: HttpRequest) -> HttpResponse:
    """The latest changes of areas as Atom (RFC 4287), newest first."""
    page = {"changes": area_changes(MOST_CHANGES), "born": DIARY.birth()}
    return render(request, "public/changes.atom", page, content_type="application/atom+xml; charset=utf-8")


@public_page(depends_on=(CALL,))
def calls(request: HttpRequest) -> HttpResponse:
    """What has happened to calls as Atom, newest first: published, extended, closed, withdrawn, a question answered."""
    page = {"changes": call_changes(MOST_CHANGES), "born": DIARY.birth()}
    return render(request, "public/calls.atom", page, content_type="application/atom+xml; charset=utf-8")


@public_page(depends_on=(AREA, CALL, ORGANISATION))
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page a search engine should know, in both languages. Four queries with the ETag's."""
    addresses = [
        *((name, ()) for name in ("start", "areas", "calls", "regions", "about-data", "accessibility")),
        *(("area", (document.area.key,)) for document in queries.documents_on()[: queries.MOST_ROWS]),
        *(("call", (call.key,)) for call in queries.calls()),
        *((ADDRESSES[each.kind], (each.key,)) for each in queries.organisations()),
    ]
    paths = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths += [reverse(name, args=arguments) for name, arguments in addresses]
    return render(request, "public/sitemap.xml", {"paths": paths}, content_type="application/xml; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; answers to questions are not to be indexed."""
    lines = ("User-agent: *", "Disallow: /sok/", "Disallow: /en/sok/", f"Sitemap: {settings.BASE_URL}/sitemap.xml", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
