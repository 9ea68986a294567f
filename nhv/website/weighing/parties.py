"""What those who have applied see: what they are heard about, their replies, and the decision they get."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.queries import own_filing
from nhv.filings.tables import FilingBase
from nhv.process.board.models import PartyDecision
from nhv.process.hearings.kind import KIND, hearing_at
from nhv.process.hearings.models import Hearing
from nhv.process.hearings.queries import hearings_for
from nhv.process.papers import PDF
from nhv.rules.actor import Actor
from nhv.website.board.changes import sentences_of
from nhv.website.deadlines import last_day_in_words
from nhv.website.downloads import as_kept, as_word
from nhv.website.errors import NotHere
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.filings.pages import Beginning, Fact, FilingPages
from nhv.website.filings.words import Words
from nhv.website.requests import SignedIn


def show_hearing(request: SignedIn, key: str) -> HttpResponse:
    """What one's region is heard about, with the opinion."""
    found = hearings_for(request.actor).filter(key=key).first()
    if found is None:
        raise NotHere(_("Det finns inget hörande med den adressen."), wanted=key)
    page = {
        "hearing": found,
        "changes": sentences_of(found.changes, found.weighing.call),
        "is_open": found.closes_at > timezone.now(),
    }
    return render(request, "weighing/hearing.html", page)


def show_decision(request: SignedIn, key: str) -> HttpResponse:
    """The board's decision on one's own application, from when it was sent."""
    paper = _paper_or_not_here(request, key)
    decision = paper.decision
    page = {"paper": paper, "slips": decision.slips.all(), "signature": decision.signatures.last()}
    return render(request, "weighing/decision.html", page)


def decision_pdf(request: SignedIn, key: str) -> HttpResponse:
    """The tagged PDF that was kept when the decision was sent."""
    return as_kept(_paper_or_not_here(request, key).pdf_sha256, PDF, f"beslut-{key}.pdf")


def decision_word(request: SignedIn, key: str) -> HttpResponse:
    """The same text as Word."""
    return as_word(_paper_or_not_here(request, key).writing, f"beslut-{key}")


def _paper_or_not_here(request: SignedIn, key: str) -> PartyDecision:
    filing = own_filing(request.actor, key, kind="application")
    found = PartyDecision.objects.filter(filing__key=key).order_by("-pk").first() if filing else None
    if found is None:
        raise NotHere(_("Det finns inget beslut om ansökan ännu."), wanted=key)
    return found


def _facts(filing: FilingBase) -> Sequence[Fact]:
    hearing = hearing_at(filing.about)
    address = reverse("hearing-page", args=[hearing.key])
    return (Fact(_("Gäller"), hearing.weighing.call.facts.title, address, last_day_in_words(hearing.last_day, None)),)


def _beginnings(by: Actor) -> Sequence[Beginning]:
    now = timezone.now()
    return [_answering(one, now) for one in hearings_for(by).filter(closes_at__gt=now)]


def _beginning(key: str) -> Beginning | None:
    found = Hearing.objects.select_related("weighing__call").filter(key=key).first()
    return _answering(found, timezone.now()) if found else None


def _answering(hearing: Hearing, now: datetime) -> Beginning:
    until = f"{time_left(now, hearing.closes_at)}, {last_moment(hearing.closes_at)}"
    return Beginning(hearing.key, hearing.weighing.call.facts.title, until, reverse("hearing-page", args=[hearing.key]))


def _abouts() -> Sequence[tuple[str, str]]:
    found = Hearing.objects.select_related("weighing__call")
    return [(one.key, f"{one.weighing.call.facts.title} ({one.number})") for one in found[:500]]


def _closings(filings: Sequence[FilingBase]) -> Mapping[str, datetime]:
    closes = dict(Hearing.objects.filter(key__in={one.about for one in filings}).values_list("key", "closes_at"))
    return {one.key: closes[one.about] for one in filings if one.about in closes}


PAGES = FilingPages(
    kind=KIND,
    words=Words(
        name=gettext_lazy("Yttrande"),
        names=gettext_lazy("Yttranden"),
        ours=gettext_lazy("Våra yttranden"),
        begin=gettext_lazy("Börja ett yttrande"),
        received=gettext_lazy("Inkomna yttranden"),
        about=gettext_lazy("Hörande"),
    ),
    facts=_facts,
    beginnings=_beginnings,
    beginning=_beginning,
    abouts=_abouts,
    closings=_closings,
)
