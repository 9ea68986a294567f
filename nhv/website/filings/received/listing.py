"""What has been received: the list with its filters, and the same as a sheet. Late ones in a lane of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.deeds import names_of
from nhv.accounts.people_with import people_with
from nhv.filings.arrivals import Arrival, arrivals, counted
from nhv.filings.finding import receipt_part
from nhv.filings.queries import NOBODY, ORDERS, PAGE, Filings, Wanted, in_lane, received_filings
from nhv.filings.states import FilingState
from nhv.filings.tables import FilingBase
from nhv.language.numbers import whole_number
from nhv.records import clock
from nhv.register.models import Organisation
from nhv.specification.deadlines import SWEDEN
from nhv.website.downloads import as_csv, as_sheet
from nhv.website.filings.owners import owner_names
from nhv.website.filings.pages import FilingPages
from nhv.website.requests import SignedIn
from nhv.website.words import FILING_STATES, TIME_CLASSES

MOST_ROWS = 20_000
LANES = ("in_time", "late")
BATCH = 500


def list_received(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """One lane of what was received, fifty at a time. Ten queries, however many there are."""
    wanted = wanted_by(request, pages)
    lanes = (
        received_filings(request.actor, _in_every_lane(wanted), kind=pages.name)
        .order_by()
        .aggregate(**{lane: Count("pk", filter=in_lane(pages.kind.cabinet(), late=lane == "late")) for lane in LANES})
    )
    paginator = Paginator(_found(request, pages, wanted), PAGE)
    # Counted already, with the lanes.
    paginator.count = lanes["late" if wanted.late else "in_time"]
    found = paginator.get_page(request.GET.get("sida"))
    abouts = pages.abouts()
    page = {
        "pages": pages,
        "found": found,
        "owners": owner_names(found),
        "handlers": _handlers(found),
        "people": _people(pages),
        "orders": _orders(pages),
        "abouts": abouts,
        # An address may ask for anything: only what is there has a comparison.
        "can_compare": pages.compares and wanted.about in dict(abouts),
        "wanted": wanted,
        "lanes": lanes,
        "arrivals": arrivals(found),
        "matched": _matched(pages, found, wanted.text),
        "early": _early(pages, found),
        "narrowed": wanted != Wanted(late=wanted.late, order=wanted.order),
        "organisations": _organisations(pages),
        "states": [(state, FILING_STATES.get(state, state)) for state in _states(pages)],
        "address": _address(wanted),
    }
    return render(request, "filings/received/list.html", page)


def received_csv(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """The same rows as CSV."""
    wanted = _for_a_sheet(request, pages)
    rows = _rows(pages, _found(request, pages, wanted), wanted)
    return as_csv(_headings(pages), rows, pages.kind.address)


def received_sheet(request: SignedIn, pages: FilingPages) -> HttpResponse:
    """The same rows as a spreadsheet."""
    wanted = _for_a_sheet(request, pages)
    rows = _rows(pages, _found(request, pages, wanted), wanted)
    return as_sheet(_headings(pages), rows, pages.kind.address, title=str(pages.words.received))


def _for_a_sheet(request: SignedIn, pages: FilingPages) -> Wanted:
    """One lane, as the list; or both, where that is asked for: then each row says whether it came in time."""
    wanted = wanted_by(request, pages)
    return _in_every_lane(wanted) if "alla" in request.GET else wanted


def wanted_by(request: SignedIn, pages: FilingPages) -> Wanted:
    """What the list is narrowed to, by its address. In time unless the late lane is asked for."""
    asked = {
        name: _printable(request.GET.get(name, "")[:200]) for name in ("om", "fran", "lage", "text", "vem", "ordning")
    }
    return Wanted(
        about=asked["om"],
        organisation=asked["fran"],
        state=asked["lage"] if asked["lage"] in _states(pages) else "",
        late="sena" in request.GET,
        text=asked["text"],
        assignee=_assignee(asked["vem"], request),
        order=asked["ordning"] if asked["ordning"] in dict(_orders(pages)) else "",
    )


def _early(pages: FilingPages, found: Iterable[FilingBase]) -> set[str]:
    """The keys of those that others may still send theirs beside: whoever reads one is noted. One query at most."""
    now = clock.earliest(timezone.now())
    return {key for key, at in pages.closings(list(found)).items() if at > now}


def _matched(pages: FilingPages, found: Iterable[FilingBase], text: str) -> dict[str, str]:
    """The filing's key → the number that the text is part of, where the list does not show it: of a receipt, or its own
    code. One query, where the text is a number."""
    told = {one.key: _("Ärendekod %(key)s") % {"key": one.key} for one in found if text and _begins(one, text)}
    part = receipt_part(text) or next(filter(None, map(receipt_part, text.split())), None)
    if part is None:
        return told
    versions: QuerySet[Any] = pages.kind.cabinet().versions._default_manager.filter(diary_number__contains=part)
    rows = versions.filter(filing__in=list(found)).order_by("number").values_list("filing__key", "diary_number")
    return told | {key: _("Kvittonummer %(number)s") % {"number": number} for key, number in rows}


def _begins(filing: FilingBase, text: str) -> bool:
    return filing.key.startswith(text.lower())


# What stands in an address for who handles it, besides the number of an account.
MINE, NOBODYS = "mina", "ingens"


def _assignee(asked: str, request: SignedIn) -> int | None:
    said = {"": None, NOBODYS: NOBODY, MINE: int(request.user.pk)}
    return said[asked] if asked in said else whole_number(asked, digits=9)


def _people(pages: FilingPages) -> list[tuple[str, str]]:
    """By whom the list can be narrowed: what stands for each in the address, and the words. One query, and none for
    kinds that nobody is given to handle."""
    if not pages.kind.may("assign"):
        return []
    others = [(str(number), name) for number, name in people_with(pages.kind.activity("assign"))]
    return [(MINE, _("Mina")), (NOBODYS, _("Ingens")), *others]


def _handlers(found: Iterable[FilingBase]) -> dict[str, str]:
    """The filing's key → the name of who handles it. One query, when somebody handles something."""
    of = {filing.key: f"user:{filing.assignee}" for filing in found if filing.assignee is not None}
    names = names_of(of.values()) if of else {}
    return {key: names[who] for key, who in of.items()}


_ORDER_WORDS = {
    "": gettext_lazy("Senast inkommen först"),
    "aldst": gettext_lazy("Äldst först"),
    "fran": gettext_lazy("Avsändare"),
    "sjukhus": gettext_lazy("Sjukhus"),
    "status": gettext_lazy("Status"),
}


def _orders(pages: FilingPages) -> list[tuple[str, Any]]:
    """The orders that mean something for this kind."""
    left_out = set() if pages.kind.belongs_to == "organisation" else {"fran"}
    if not pages.kind.place_question:
        left_out.add("sjukhus")
    return [(order, _ORDER_WORDS[order]) for order in ORDERS if order not in left_out]


def _states(pages: FilingPages) -> list[str]:
    """Where something received can be."""
    return [str(state) for state in pages.kind.process.states if state != FilingState.DRAFT]


def _organisations(pages: FilingPages) -> list[tuple[str, str]]:
    """Whose filings the list can be narrowed to. One query, and none for kinds that belong to persons."""
    if pages.kind.belongs_to != "organisation":
        return []
    return list(Organisation.objects.filter(kind__in=pages.kind.at).values_list("key", "name"))


def _printable(text: str) -> str:
    """Without control characters, of which PostgreSQL cannot be asked."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _found(request: SignedIn, pages: FilingPages, wanted: Wanted) -> Filings:
    # The document's text is long, and a list shows none of it.
    found = counted(received_filings(request.actor, wanted, kind=pages.name), pages.kind.cabinet())
    near = found.query.select_related
    return found.defer("document__content") if isinstance(near, dict) and "document" in near else found


def _in_every_lane(wanted: Wanted) -> Wanted:
    return replace(wanted, late=None)


def _address(wanted: Wanted) -> dict[str, str]:
    """The filters as they stand in an address: alone, and with the lane."""
    assignee = {None: "", NOBODY: NOBODYS}.get(wanted.assignee, str(wanted.assignee))
    said = {
        "om": wanted.about,
        "fran": wanted.organisation,
        "lage": wanted.state,
        "vem": assignee,
        "text": wanted.text,
        "ordning": wanted.order,
    }
    filters = urlencode({name: value for name, value in said.items() if value})
    lane = "sena" if wanted.late else ""
    return {"who": assignee, "filters": filters, "all": "&".join(part for part in (filters, lane) if part)}


def _headings(pages: FilingPages) -> tuple[str, ...]:
    return (
        _("Diarienummer"),
        _("Ärendekod"),
        _("Från"),
        _("Sjukhus"),
        _("Område"),
        str(pages.words.about),
        _("Inkommen (svensk tid)"),
        _("I tid"),
        _("Status"),
        _("Handläggare"),
        _("Senare version (svensk tid)"),
    )


def _rows(pages: FilingPages, found: Filings, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    for start in range(0, MOST_ROWS, BATCH):
        batch = list(found[start : start + BATCH])
        owners = owner_names(batch)
        handlers = _handlers(batch)
        came = arrivals(batch)
        for filing in batch:
            when = _times(came.get(filing.key), filing, late_lane=wanted.late is True)
            yield _row(filing, when, owners[filing.key], handlers.get(filing.key, ""))
        if len(batch) < BATCH:
            return


def _times(came: Arrival | None, filing: FilingBase, *, late_lane: bool) -> tuple[str, str, str]:
    """When it came, whether that was in time, and when a newer version came. Each lane tells of its own version: of two
    times never the one beside the other's class."""
    if came is None or (late_lane and filing.late):
        late, since = filing.late, None
        at = filing.received_at
    else:
        at, late, since = came.counts.at, came.counts.late, came.since
    return _moment(at), str(TIME_CLASSES["late" if late else "in_time"]), _moment(since.at if since else None)


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at, SWEDEN):%Y-%m-%d %H:%M:%S}" if at else ""


def _row(filing: FilingBase, when: tuple[str, str, str], owner: str, handler: str) -> tuple[str, ...]:
    return (
        filing.record_number,
        filing.key,
        owner,
        filing.hospital,
        filing.document.name if filing.document else "",
        filing.about,
        when[0],
        when[1],
        str(FILING_STATES.get(filing.state, filing.state)),
        handler,
        when[2],
    )
