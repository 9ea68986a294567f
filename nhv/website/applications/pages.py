"""Applications on the pages of filings: the call that each answers, and the calls that can be answered now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhv.filings.tables import FilingBase
from nhv.process.applications.kind import KIND, call_of
from nhv.process.board.models import PartyDecision
from nhv.process.calls.queries import open_calls, published_call, published_calls
from nhv.process.cooperation.queries import to_answer
from nhv.process.hearings.queries import to_reply_to
from nhv.register.models import Call, CallState
from nhv.rules.actor import Actor
from nhv.website.applications.words import WORDS
from nhv.website.deadlines import deadline_in_words
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.filings.pages import Beginning, Fact, FilingPages
from nhv.website.templatetags.nhv import day, plain_name

MOST_SHOWN = 50


def _facts(filing: FilingBase) -> Sequence[Fact]:
    call = call_of(filing)
    return (Fact(_("Utlysning"), call.facts.title, reverse("call", args=[call.key]), deadline_in_words(call.facts)),)


def _notice(filing: FilingBase) -> str:
    call = call_of(filing)
    if call.state != CallState.WITHDRAWN:
        return ""
    words = _("Utlysningen är återkallad, så inga ansökningar tas emot. Det ni har skrivit finns kvar.")
    return f"{words} {call.ended_because}"


def _beginnings(_by: Actor) -> Sequence[Beginning]:
    now = timezone.now()
    return [_answering(call, now) for call in open_calls(now)]


def _beginning(key: str) -> Beginning | None:
    call = published_call(key)
    return _answering(call, timezone.now()) if call else None


def _answering(call: Call, now: datetime) -> Beginning:
    assert call.closes_at is not None
    until = f"{time_left(now, call.closes_at)}, {last_moment(call.closes_at)}"
    return Beginning(call.key, plain_name(call.document), until, reverse("call", args=[call.key]))


def _outcomes(filings: Sequence[FilingBase]) -> Mapping[str, Fact]:
    """The board's decisions that the parties have got. One query."""
    sent = PartyDecision.objects.filter(filing__key__in={one.key for one in filings}).order_by("pk")
    rows = sent.values_list("filing__key", "decision__decided_at")
    return {
        key: Fact(
            name=_("Nämnden har beslutat."),
            text=_("Läs nämndens beslut"),
            address=reverse("party-decision", args=[key]),
            note=_("Beslutet är från den %(day)s.") % {"day": day(at)},
        )
        for key, at in rows
    }


def _elsewhere(by: Actor) -> Sequence[Beginning]:
    """What is asked of those who have applied: a hearing to reply in, a co-operation to answer."""
    now = timezone.now()
    heard = [
        Beginning(
            one.key,
            _("Yttra er: %(title)s") % {"title": one.weighing.call.facts.title},
            f"{time_left(now, one.closes_at)}, {last_moment(one.closes_at)}",
            reverse("hearing-page", args=[one.key]),
        )
        for one in to_reply_to(by, now)[:MOST_SHOWN]
    ]
    asked = [
        Beginning(
            one.key,
            _("Svara om samverkan: %(title)s") % {"title": one.call.facts.title},
            _("Går att svara på tills nämnden har beslutat"),
            reverse("own-cooperation", args=[one.key]),
        )
        for one in to_answer(by)[:MOST_SHOWN]
    ]
    return [*heard, *asked]


def _abouts() -> Sequence[tuple[str, str]]:
    return [(call.key, f"{plain_name(call.document)}, {deadline_in_words(call.facts)}") for call in published_calls()]


def _closings(filings: Sequence[FilingBase]) -> Mapping[str, datetime]:
    calls = Call.objects.filter(key__in={filing.about for filing in filings})
    closes = dict(calls.values_list("key", "closes_at"))
    return {filing.key: at for filing in filings if (at := closes.get(filing.about))}


PAGES = FilingPages(
    kind=KIND,
    words=WORDS,
    facts=_facts,
    notice=_notice,
    beginnings=_beginnings,
    beginning=_beginning,
    abouts=_abouts,
    closings=_closings,
    outcomes=_outcomes,
    elsewhere=_elsewhere,
    compares=True,
)
