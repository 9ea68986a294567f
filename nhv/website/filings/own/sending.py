"""Sending in: read it through, say who you are once more, send, and get a receipt. And taking back."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from nhv.accounts.deeds import names_of
from nhv.filings.acts import sending
from nhv.filings.cabinet import cabinet_of
from nhv.filings.queries import in_time_before, scans_of
from nhv.language.numbers import whole_number
from nhv.records.receipts import utc_text
from nhv.rules.reasons import MOST_WHY
from nhv.rules.refusals import OutcomeUnknown, Refused
from nhv.specification.answers import answers_hash
from nhv.website.account.recently import ask_again, reauthenticated
from nhv.website.downloads import as_pdf, attached
from nhv.website.filings.own.handed import handed_over
from nhv.website.filings.own.held import held_at, hold, let_go
from nhv.website.filings.own.own import Own, own_or_not_here
from nhv.website.filings.own.since import SinceHanded
from nhv.website.filings.own.versions import version_or_not_here
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.writings import receipt_writing
from nhv.website.one_click import ONCE, do_once
from nhv.website.refusals import NOT_DONE, in_readers_words
from nhv.website.requests import SignedIn
from nhv.website.unsent.filling import SIGNS

# What was typed before somebody was asked who they are, kept in the session for when they are back.
KEPT = "sending"


def send(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Everything that would be sent, to be read; sending it is a POST from the same page."""
    own = own_or_not_here(request, pages, key)
    if request.method != "POST":
        # Reading asks nobody who they are; sending does, and comes back to what was chosen.
        return _read_through(own)
    if not reauthenticated(request):
        request.session[f"{KEPT}:{key}"] = _typed(request)
        hold(request, key)
        return ask_again(request, then=request.path)
    typed = _typed(request)
    # A form that has been received is answered by what came first, whatever is missing in it now.
    came_before = sending.was_sent_with(own.filing, request.POST.get("once", ""), request.actor)
    if not came_before and (faults := _faults(own, typed)):
        return _read_through(own, faults=faults)
    try:
        version = sending.send(
            filing=own.filing,
            by=request.actor,
            # Sent whole before they were asked who they are: that is when it came.
            received_at=held_at(request, key) or request.received_at,
            once_key=request.POST.get("once", ""),
            seen_revision=_number(request.POST.get("revision", "")),
            despite_missing=bool(typed["despite"]),
            late_because=typed["why"],
            seen_answers=request.POST.get("answers", ""),
        )
    except Refused as refused:
        return _read_through(own_or_not_here(request, pages, key), refused=in_readers_words(refused))
    except OutcomeUnknown as unknown:
        return outcome_unknown(request, own, in_readers_words(unknown))
    request.session.pop(f"{KEPT}:{key}", None)
    let_go(request, key)
    return HttpResponseRedirect(own.page("receipt", number=version.number))


def _faults(own: Own, typed: Mapping[str, Any]) -> list[str]:
    """All that must be put right before it can be sent, in the order of the form."""
    wanting = {
        "despite": bool(own.said.missing) and not typed["despite"],
        "choice": bool(own.waiting) and not typed["choice"],
        "early": bool(own.past_days) and not typed["early"],
        "why": bool(own.request.POST.get("is_late")) and not typed["why"].strip(),
    }
    return [name for name, is_wanting in wanting.items() if is_wanting]


def _read_through(own: Own, *, faults: Collection[str] = (), refused: str = "") -> HttpResponse:
    request = own.request
    kept = _typed(request) if request.method == "POST" else request.session.get(f"{KEPT}:{own.filing.key}", {})
    facts = own.said.inherited
    deed = handed_over([own.filing]).get(own.filing.key) if own.can_send else None
    names = names_of(fact.attested_by for fact in facts.values()) if facts else {}
    page = {
        "own": own,
        "filing": own.filing,
        "typed": kept,
        "faults": faults,
        "refused": refused,
        "once": request.POST.get("once") or secrets.token_hex(16),
        "ready": SinceHanded(own, deed) if deed else None,
        "newest": own.filing.versions.order_by("-number").first() if own.filing.received_at else None,
        "revision": own.filing.revision,
        "answers": answers_hash(own.said.answers),
        "has_shown": reauthenticated(request),
        # Back from showing who they are: it looks done, and is not.
        "not_yet": request.method == "GET" and own.can_send and f"{KEPT}:{own.filing.key}" in request.session,
        "is_again": own.filing.received_at is not None,
        "inherited": [(own.said.outline.find(key), fact, names[fact.attested_by]) for key, fact in facts.items()],
        "most_why": MOST_WHY,
    }
    return render(request, "filings/own/send.html", page)


def receipt(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """What was received and when, so that it can be shown to anybody and verified without us."""
    own = own_or_not_here(request, pages, key)
    version, versions = version_or_not_here(own, number), list(own.filing.versions.all())
    page = {
        "own": own,
        "filing": own.filing,
        "version": version,
        "utc": utc_text(version.received_at),
        "who": names_of([version.sent_by])[version.sent_by],
        "scans": scans_of(cabinet_of(own.filing), version.files),
        "missing": [asked for key in version.missing if (asked := version.outline.outline.find(key))],
        "keys_address": f"{settings.BASE_URL}{reverse('receipt-keys')}",
        "newest": versions[-1],
        "in_time_before": in_time_before(versions, version),
    }
    return render(request, "filings/own/receipt.html", page)


def receipt_pdf(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """The same on paper, to be kept with the case."""
    own = own_or_not_here(request, pages, key)
    return as_pdf(receipt_writing(pages, own.filing, version_or_not_here(own, number)), f"kvitto-{key}-{number}")


def receipt_file(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """The signed receipt, as it was given."""
    version = version_or_not_here(own_or_not_here(request, pages, key), number)
    return attached(version.receipt.encode(), "application/json", f"kvitto-{key}-{number}.json")


def answers_file(request: SignedIn, pages: FilingPages, key: str, number: int) -> HttpResponse:
    """The answers in the form whose sha256 the receipt holds, byte for byte."""
    version = version_or_not_here(own_or_not_here(request, pages, key), number)
    return attached(version.answers.encode(), "application/json", f"svar-{key}-{number}.json")


def withdraw(request: SignedIn, pages: FilingPages, key: str) -> HttpResponse:
    """Take back what was sent, with a reason that need not be given."""
    own = own_or_not_here(request, pages, key)
    why, refused = "", ""
    kept = f"withdrawing:{key}"
    if request.method == "POST":
        why = request.POST.get("why", "")
        if not reauthenticated(request):
            request.session[kept] = why
            return ask_again(request, then=request.path)
        try:
            do_once(request, lambda: _withdrawn(own, why))
            request.session.pop(kept, None)
            return HttpResponseRedirect(own.page("show"))
        except NOT_DONE as told:
            refused = in_readers_words(told)
    page = {
        "own": own,
        "filing": own.filing,
        "why": why or request.session.get(kept, ""),
        "refused": refused,
        "once": request.POST.get(ONCE) or secrets.token_hex(16),
        "has_shown": reauthenticated(request),
        "not_yet": request.method == "GET" and own.can_withdraw and kept in request.session,
        "most_why": MOST_WHY,
    }
    return render(request, "filings/own/withdraw.html", page)


def _withdrawn(own: Own, why: str) -> str:
    sending.withdraw(filing=own.filing, why=why, by=own.request.actor, now=own.request.received_at)
    return own.filing.key


def outcome_unknown(request: HttpRequest, own: Own, reason: str) -> HttpResponse:
    """503: nobody knows whether it is kept. The same form, with the same key, tells."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in SIGNS]
    page = {"own": own, "filing": own.filing, "reason": reason, "fields": fields}
    return render(request, "filings/own/outcome_unknown.html", page, status=503)


def _typed(request: HttpRequest) -> dict[str, Any]:
    ticked = {name: bool(request.POST.get(name)) for name in ("despite", "choice", "early")}
    return {**ticked, "why": request.POST.get("why", "")[: 2 * MOST_WHY]}


def _number(text: str) -> int:
    return whole_number(text, digits=9) or 0
