"""Annual reports on the pages of filings: what each is for, what does not add up, and those that are owed now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.access import reach
from nhv.derived.annual_report import MEASURES
from nhv.filings.models import Filing
from nhv.filings.tables import FilingBase
from nhv.followup.checks import doubts
from nhv.followup.kind import KIND, duty_at
from nhv.followup.lacking import last_day_of
from nhv.followup.marks import marks_of
from nhv.followup.models import Duty
from nhv.followup.queries import asked_of, closes_at, closings, last_year_of, with_area
from nhv.followup.rounds import findings_of
from nhv.followup.sources import TYPED, counted_by_source, offers, words_of
from nhv.rules.actor import Actor
from nhv.specification.follow_up import total_key
from nhv.website.deadlines import last_day_in_words
from nhv.website.fields import question_id
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.filings.pages import Beginning, Fact, FilingPages
from nhv.website.filings.words import Words
from nhv.website.followup.marks import in_sentences
from nhv.website.refusals import in_readers_words

MOST_BEGINNINGS = 200
MOST_FINDINGS = 20


def _facts(filing: FilingBase) -> Sequence[Fact]:
    duty = duty_at(filing.about)
    area = reverse("area", args=[duty.area.key])
    facts = [Fact(_("Årsrapport"), f"{duty.document.name}, {duty.round.year}", area, last_day(duty))]
    marks = marks_of([duty])[duty.key]
    facts += [Fact(word, what) for word, what in in_sentences(marks, duty.document.specification)]
    assert isinstance(filing, Filing)
    facts += _sources(filing)
    found = findings_of(filing, duty)[:MOST_FINDINGS]
    words = {"wrong": _("Att rätta"), "odd": _("Att rätta eller förklara")}
    return [
        *facts,
        *(Fact(words[one.weight], in_readers_words(one.what), note=one.explained[:300]) for one in found),
    ]


def _doubts(filing: FilingBase, answers: Mapping[str, Any]) -> Sequence[Fact]:
    """What does not add up or differs from last year, with the page of the measures to put it right on."""
    duty = duty_at(filing.about)
    page = reverse(f"{KIND.name}:section", args=[filing.key, MEASURES])
    found = doubts(asked_of(duty), answers, last_year_of(duty))[:MOST_FINDINGS]
    return [
        Fact(one.text, in_readers_words(what.what), f"{page}#{question_id(total_key(one.key))}") for one, what in found
    ]


def _sources(filing: Filing) -> list[Fact]:
    """Where the answers came from, when some were not typed."""
    found = counted_by_source(filing)
    if not found.keys() - {TYPED}:
        return []
    told = "; ".join(f"{in_readers_words(words_of(one))}: {number}" for one, number in sorted(found.items()))
    return [Fact(_("Varifrån svaren kommer"), told)]


def _tools(filing: FilingBase) -> Sequence[Fact]:
    """What can be fetched into the report instead of being typed."""
    return [
        Fact(
            _("Hämta ur: %(source)s") % {"source": in_readers_words(words_of(one.source))},
            _("%(number)s svar") % {"number": len(one.answers)},
            reverse("report-fetch", args=[filing.key, one.source]),
        )
        for one in offers(duty_at(filing.about))
    ]


def last_day(duty: Duty) -> str:
    """Until when it is to come."""
    return str(last_day_in_words(last_day_of(duty), None))


def _beginnings(by: Actor) -> Sequence[Beginning]:
    """What one's own places owe and have not begun."""
    reached = reach(by, KIND.process.needs("save"))
    begun = Filing.objects.filter(kind=KIND.name).values("about")
    owed = with_area(Duty.objects.filter(place__key__in=reached.keys)).exclude(key__in=begun).order_by("-round__year")
    now = timezone.now()
    found = list(owed[:MOST_BEGINNINGS])
    until = closings(duty.key for duty in found)
    return [_owed(duty, until[duty.key], now) for duty in found]


def _beginning(key: str) -> Beginning | None:
    duty = with_area(Duty.objects.filter(key=key)).first()
    return _owed(duty, closes_at(duty), timezone.now()) if duty else None


def _owed(duty: Duty, closes: datetime, now: datetime) -> Beginning:
    until = f"{time_left(now, closes)}, {last_moment(closes)}"
    name = f"{duty.document.name}, {duty.place.name}, {duty.round.year}"
    return Beginning(duty.key, name, until, reverse("area", args=[duty.area.key]))


def _abouts() -> Sequence[tuple[str, str]]:
    duties = with_area(Duty.objects.all()).order_by("-round__year", "key")[:2_000]
    return [(duty.key, f"{duty.round.year}: {duty.document.name}, {duty.place.name}") for duty in duties]


def _closings(filings: Sequence[FilingBase]) -> Mapping[str, datetime]:
    closes = closings(filing.about for filing in filings)
    return {filing.key: at for filing in filings if (at := closes.get(filing.about))}


PAGES = FilingPages(
    kind=KIND,
    words=Words(
        name=gettext_lazy("Årsrapport"),
        names=gettext_lazy("Årsrapporter"),
        ours=gettext_lazy("Våra årsrapporter"),
        begin=gettext_lazy("Börja en årsrapport"),
        received=gettext_lazy("Inkomna årsrapporter"),
        about=gettext_lazy("Årsrapport för"),
    ),
    facts=_facts,
    beginnings=_beginnings,
    beginning=_beginning,
    abouts=_abouts,
    closings=_closings,
    doubts=_doubts,
    tools=_tools,
)
