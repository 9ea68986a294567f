"""What was sent, and what would be: to be read, printed and compared. Received files are handed out here too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nhv.accounts.deeds import names_of
from nhv.filings.acts.sending import file_of
from nhv.filings.models import FilingVersion
from nhv.language.dates import date_in_words
from nhv.paper.filed import comparison_writing, filed_writing
from nhv.records.receipts import stockholm_text
from nhv.rules.refusals import Refused
from nhv.specification.answers import Answers
from nhv.specification.outline import Asked
from nhv.specification.writing import Writing
from nhv.website.account.refusals import refused as refusal_page
from nhv.website.applicant.own import Own, own_or_not_here
from nhv.website.errors import NotHere
from nhv.website.papers import as_it_came, as_pdf
from nhv.website.refusals import in_readers_words


def version_or_not_here(own: Own, number: int) -> FilingVersion:
    """One of the application's versions. One query. Raises NotHere."""
    version = own.filing.versions.select_related("outline").filter(number=number).first()
    if version is None:
        raise NotHere(_("Ansökan har ingen version %(number)s.") % {"number": number})
    return version


def read_filing(request: HttpRequest, key: str) -> HttpResponse:
    """The working copy whole, on one page."""
    own = own_or_not_here(request, key)
    return _shown(own, _working_copy(own), pdf="filing-pdf")


def filing_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The same as PDF."""
    own = own_or_not_here(request, key)
    return as_pdf(_working_copy(own), f"ansokan-{key}-utkast")


def show_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A version as it was received."""
    own = own_or_not_here(request, key)
    version = version_or_not_here(own, number)
    return _shown(own, _version(own, version), pdf="version-pdf", version=version)


def version_pdf(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The same as PDF."""
    own = own_or_not_here(request, key)
    return as_pdf(_version(own, version_or_not_here(own, number)), f"ansokan-{key}-version-{number}")


def compare(request: HttpRequest, key: str, older: int, newer: int) -> HttpResponse:
    """What two versions say differently."""
    own = own_or_not_here(request, key)
    before, after = version_or_not_here(own, older), version_or_not_here(own, newer)
    return _compared(own, before.answers_by_key, after.answers_by_key, (_name(older), _name(newer)))


def compare_with_working_copy(request: HttpRequest, key: str, older: int) -> HttpResponse:
    """What the working copy says otherwise than a version."""
    own = own_or_not_here(request, key)
    before = version_or_not_here(own, older)
    return _compared(own, before.answers_by_key, own.said.answers, (_name(older), "Utkastet nu"))


def file(request: HttpRequest, key: str, sha256: str) -> HttpResponse:
    """A file of the application, as it came: saved by the browser, never shown by it."""
    own = own_or_not_here(request, key)
    name = file_of(own.filing, sha256)
    if name is None:
        raise Http404
    try:
        response = as_it_came(sha256, name)
    except Refused as told:
        return refusal_page(request, in_readers_words(told), status=410)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _shown(own: Own, writing: Writing, *, pdf: str, version: FilingVersion | None = None) -> HttpResponse:
    page = {
        "own": own,
        "filing": own.filing,
        "writing": writing,
        "pdf": pdf,
        "version": version,
        "printed": "utskrift" in own.request.GET,
        "attested": _attested(version) if version else (),
    }
    return render(own.request, "applicant/reading.html", page)


def _attested(version: FilingVersion) -> list[tuple[Asked | None, str, dict[str, str]]]:
    """What the hospital had attested when it was sent: the question, who attested, and the rest of what was kept."""
    names = names_of(fact["attested_by"] for fact in version.inherited.values()) if version.inherited else {}
    asked = version.outline.outline.find
    return [
        (found, names[fact["attested_by"]], fact) for key, fact in version.inherited.items() if (found := asked(key))
    ]


def _compared(own: Own, before: Answers, after: Answers, names: tuple[str, str]) -> HttpResponse:
    writing = comparison_writing(
        own.filing.outline.outline,
        before,
        after,
        title=f"Skillnad: {names[0].lower()} och {names[1].lower()}",
        names=names,
    )
    return render(own.request, "applicant/reading.html", {"own": own, "filing": own.filing, "writing": writing})


def _working_copy(own: Own) -> Writing:
    return filed_writing(
        own.said.outline,
        own.said.answers,
        title=_title(own),
        facts=(*_who(own), ("Version", "Utkast, inte inskickat")),
    )


def _version(own: Own, version: FilingVersion) -> Writing:
    lateness = "För sent" if version.time_class == "late" else "I tid"
    return filed_writing(
        version.outline.outline,
        version.answers_by_key,
        title=_title(own),
        facts=(
            *_who(own),
            ("Version", str(version.number)),
            ("Mottagen", f"{date_in_words(version.received_at)} ({stockholm_text(version.received_at)})"),
            ("Tid", lateness),
            *((("Diarienummer", own.filing.record_number),) if own.filing.record_number else ()),
            ("Kontrollsumma (sha256)", version.answers_sha256),
        ),
    )


def _who(own: Own) -> tuple[tuple[str, str], ...]:
    filing = own.filing
    hospital = (("Sjukhus", filing.hospital.name),) if filing.hospital else ()
    return (("Sökande", filing.organisation.name), *hospital, ("Ansökan", filing.key))


def _title(own: Own) -> str:
    return f"Ansökan: {own.filing.document.name}"


def _name(number: int) -> str:
    return f"Version {number}"
