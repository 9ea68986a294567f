"""What was sent, and what would be: to be read, printed and compared. Received files are handed out here too."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.acts.sending import file_of
from nhv.filings.cabinet import cabinet_of
from nhv.filings.queries import scans_of
from nhv.filings.tables import FilingVersionBase
from nhv.specification.answers import changed
from nhv.specification.writing import Writing
from nhv.website.account.refusals import refused as refusal_page
from nhv.website.downloads import as_it_came, as_pdf
from nhv.website.errors import NotHere
from nhv.website.filings.own.handed import handed_over
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.since import SinceHanded, by_whom
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.writings import attested_in, change_writing, difference_writing, draft_writing, version_writing
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn


def version_or_not_here(own: Own, number: int) -> FilingVersionBase:
    """One of the filing's versions. One query. Raises NotHere."""
    version: FilingVersionBase | None = own.filing.versions.select_related("outline").filter(number=number).first()
    if version is None:
        raise NotHere(_("Det finns ingen version %(number)s.") % {"number": number})
    return version


def read_filing(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The working copy whole, on one page."""
    own = own_or_not_here(request, pages, key)
    files = [one.file for one in own.attached]
    return _shown(own, draft_writing(pages, own.filing, own.said), pdf=own.page("pdf"), files=files)


def filing_pdf(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """The same as PDF."""
    own = own_or_not_here(request, pages, key)
    return as_pdf(draft_writing(pages, own.filing, own.said), f"{key}-utkast")


def show_version(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """A version as it was received."""
    own = own_or_not_here(request, pages, key)
    version = version_or_not_here(own, number)
    writing = version_writing(pages, own.filing, version)
    return _shown(own, writing, pdf=own.page("version-pdf", number=number), version=version, files=version.files)


def version_pdf(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """The same as PDF."""
    own = own_or_not_here(request, pages, key)
    version = version_or_not_here(own, number)
    return as_pdf(version_writing(pages, own.filing, version), f"{key}-version-{number}")


def compare(request: SignedIn, pages: FilingPages, key: str, older: int, newer: int) -> HttpResponse:
    """What two versions say differently."""
    own = own_or_not_here(request, pages, key)
    before, after = version_or_not_here(own, older), version_or_not_here(own, newer)
    return _shown(own, difference_writing(after.outline.outline, before, after, whose="Skillnad"))


def compare_with_working_copy(request: SignedIn, pages: FilingPages, key: str, older: int) -> HttpResponse:
    """What the working copy says otherwise than a version."""
    own = own_or_not_here(request, pages, key)
    before = version_or_not_here(own, older)
    by = by_whom(own, changed(own.said.outline, before.answers_by_key, own.said.answers))
    return _shown(own, change_writing(own.said.outline, before, own.said.answers, by=by))


def compare_with_handed_over(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """What the working copy says otherwise than when somebody asked for it to be sent."""
    own = own_or_not_here(request, pages, key)
    deed = handed_over([own.filing]).get(key)
    if deed is None:
        raise NotHere(_("Den är inte överlämnad för att skickas in."))
    since = SinceHanded(own, deed)
    by = by_whom(own, since.changes)
    return _shown(own, change_writing(own.said.outline, since.before, own.said.answers, by=by))


def file(request: SignedIn, pages: FilingPages, key: str, sha256: str) -> HttpResponseBase:
    """A file of the filing, as it came: saved by the browser, never shown by it."""
    own = own_or_not_here(request, pages, key)
    name = file_of(own.filing, sha256)
    if name is None:
        raise Http404
    try:
        response = as_it_came(cabinet_of(own.filing).memory.files, sha256, name)
    except NOT_DONE as told:
        return refusal_page(request, in_readers_words(told), status=410)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _shown(
    own: Own,
    writing: Writing,
    *,
    pdf: str = "",
    version: FilingVersionBase | None = None,
    files: Sequence[Mapping[str, Any]] = (),
) -> HttpResponse:
    page = {
        "own": own,
        "filing": own.filing,
        "writing": writing,
        "pdf": pdf,
        "version": version,
        "files": files,
        "scans": scans_of(cabinet_of(own.filing), files),
        "printed": "utskrift" in own.request.GET,
        "attested": attested_in(version) if version else (),
    }
    return render(own.request, "filings/own/reading.html", page)
