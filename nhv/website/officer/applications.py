"""What has been received: the list with its filters, and the same as a sheet. Late ones in a lane of their own."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.filings.models import Filing
from nhv.filings.queries import Wanted, received_filings
from nhv.filings.states import FilingState
from nhv.register.models import Call, Organisation
from nhv.specification.deadlines import SWEDEN
from nhv.website.papers import as_csv, as_sheet
from nhv.website.words import FILING_STATES, TIME_CLASSES

PAGE = 50
MOST_ROWS = 20_000
STATES = (FilingState.RECEIVED, FilingState.COMPLETION_REQUESTED, FilingState.WITHDRAWN)


def list_applications(request: HttpRequest) -> HttpResponse:
    """One lane of what was received, fifty at a time. Ten queries, however many there are."""
    wanted = wanted_by(request)
    in_lane = _found(request, wanted)
    lanes = (
        received_filings(request.actor, _in_every_lane(wanted))
        .order_by()
        .aggregate(in_time=Count("pk", filter=Q(late=False)), late=Count("pk", filter=Q(late=True)))
    )
    paginator = Paginator(in_lane, PAGE)
    # Counted already, with the lanes.
    paginator.count = lanes["late" if wanted.late else "in_time"]
    page = {
        "found": paginator.get_page(request.GET.get("sida")),
        "wanted": wanted,
        "lanes": lanes,
        "narrowed": any((wanted.call, wanted.region, wanted.state, wanted.text)),
        "calls": list(Call.cases.exclude(published_at__isnull=True).values_list("key", "document__name")),
        "regions": list(Organisation.objects.filter(kind=Organisation.Kind.REGION).values_list("key", "name")),
        "states": [(state.value, FILING_STATES[state]) for state in STATES],
        "address": _address(wanted),
    }
    return render(request, "officer/applications.html", page)


def applications_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as CSV."""
    return as_csv(_headings(), _rows(_found(request, wanted_by(request))), "ansokningar")


def applications_sheet(request: HttpRequest) -> HttpResponse:
    """The same rows as a spreadsheet."""
    rows = _rows(_found(request, wanted_by(request)))
    return as_sheet(_headings(), rows, "ansokningar", title=_("Inkomna ansökningar"))


def wanted_by(request: HttpRequest) -> Wanted:
    """What the list is narrowed to, by its address. In time unless the late lane is asked for."""
    asked = {name: _printable(request.GET.get(name, "")[:200]) for name in ("utlysning", "region", "lage", "text")}
    state = asked["lage"] if asked["lage"] in {str(state) for state in STATES} else ""
    return Wanted(
        call=asked["utlysning"], region=asked["region"], state=state, late="sena" in request.GET, text=asked["text"]
    )


def _printable(text: str) -> str:
    """Without control characters, of which PostgreSQL cannot be asked."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _found(request: HttpRequest, wanted: Wanted) -> QuerySet[Filing]:
    # The call's and the document's texts are long, and a list shows none of them.
    return received_filings(request.actor, wanted).defer("call__content", "call__document__content")


def _in_every_lane(wanted: Wanted) -> Wanted:
    return Wanted(wanted.call, wanted.region, wanted.state, None, wanted.text)


def _address(wanted: Wanted) -> dict[str, str]:
    """The filters as they stand in an address: alone, and with the lane."""
    said = {"utlysning": wanted.call, "region": wanted.region, "lage": wanted.state, "text": wanted.text}
    filters = urlencode({name: value for name, value in said.items() if value})
    lane = "sena" if wanted.late else ""
    return {"filters": filters, "all": "&".join(part for part in (filters, lane) if part)}


def _headings() -> tuple[str, ...]:
    return (
        _("Diarienummer"),
        _("Nyckel"),
        _("Region"),
        _("Område"),
        _("Utlysning"),
        _("Inkommen (svensk tid)"),
        _("I tid"),
        _("Läge"),
    )


def _rows(found: QuerySet[Filing]) -> Any:
    for filing in found[:MOST_ROWS]:
        received = timezone.localtime(filing.received_at, SWEDEN)
        yield (
            filing.record_number,
            filing.key,
            filing.organisation.name,
            filing.call.document.name if filing.call else "",
            filing.call.key if filing.call else "",
            f"{received:%Y-%m-%d %H:%M:%S}",
            str(TIME_CLASSES["late" if filing.late else "in_time"]),
            str(FILING_STATES[filing.state]),
        )
