"""What of a received filing is handed out: files, receipts, versions and their differences, to be saved and printed."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.filings.cabinet import cabinet_of
from nhv.filings.tables import FilingBase, FilingVersionBase
from nhv.specification.writing import Writing
from nhv.website.account.refusals import refused
from nhv.website.downloads import as_it_came, as_pdf, attached
from nhv.website.errors import NotHere
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received.filing import filing_or_not_here
from nhv.website.filings.writings import difference_writing, receipt_writing, version_writing
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn


def file(request: SignedIn, pages: FilingPages, key: str, sha256: str) -> HttpResponseBase:
    """A received file, to be saved. Never one that only stands in the owner's own working copy."""
    filing = filing_or_not_here(request, pages, key)
    names = {one["sha256"]: one["name"] for version in filing.versions.all() for one in version.files}
    if sha256 not in names:
        raise NotHere(_("Filen hör inte till det som har kommit in."))
    try:
        return as_it_came(cabinet_of(filing).memory.files, sha256, names[sha256])
    except NOT_DONE as refusal:
        return refused(request, in_readers_words(refusal), status=410)


def receipt(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """The receipt as it was given, signed."""
    version = version_or_not_here(filing_or_not_here(request, pages, key), number)
    return attached(version.receipt.encode(), "application/json", f"kvitto-{key}-{number}.json")


def receipt_pdf(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """The receipt to be printed and posted to the one who filed on paper."""
    filing = filing_or_not_here(request, pages, key)
    return as_pdf(receipt_writing(pages, filing, version_or_not_here(filing, number)), f"kvitto-{key}-{number}")


def filing_pdf(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """One version with all its answers, to be printed."""
    filing = filing_or_not_here(request, pages, key)
    return as_pdf(version_writing(pages, filing, version_or_not_here(filing, number)), f"{key}-version-{number}")


def comparison_pdf(request: SignedIn, pages: FilingPages, key: str, older: int, newer: int) -> HttpResponse:
    """What two versions answer differently, to be printed."""
    filing = filing_or_not_here(request, pages, key)
    return as_pdf(_difference(filing, older, newer), f"{key}-{older}-{newer}")


def compare(request: SignedIn, pages: FilingPages, key: str, older: int, newer: int) -> HttpResponse:
    """What two versions answer differently."""
    filing = filing_or_not_here(request, pages, key)
    page = {
        "pages": pages,
        "filing": filing,
        "owner": owner_names([filing])[key],
        "writing": _difference(filing, older, newer),
        "older": older,
        "newer": newer,
    }
    return render(request, "filings/received/compare.html", page)


def version_or_not_here(filing: FilingBase, number: int) -> FilingVersionBase:
    """One of the versions that are at hand. Raises NotHere."""
    versions: Iterable[FilingVersionBase] = filing.versions.all()
    for version in versions:
        if version.number == number:
            return version
    raise NotHere(_("Det finns ingen version %(number)s.") % {"number": number})


def _difference(filing: FilingBase, older: int, newer: int) -> Writing:
    before, after = version_or_not_here(filing, older), version_or_not_here(filing, newer)
    return difference_writing(after.outline.outline, before, after, whose=owner_names([filing])[filing.key])
