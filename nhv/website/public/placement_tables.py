"""The tables that travel times are reckoned from, as they are: whoever recomputes a comparison begins with the same."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nhv.website.caching import content_tagged
from nhv.website.downloads import attached


@content_tagged(knows=())
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One of them, UTF-8 with tabs between, its sources in the lines that begin with `#`. No query. The sha256 of its
    bytes is the one that comparisons name."""
    content = (settings.AREAS / f"{name}.tsv").read_bytes()
    return attached(content, "text/tab-separated-values; charset=utf-8", f"{name}.tsv")
