"""Answers on the pages of filings: the consultation that each answers, and those that can be answered now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.kinds import kind_of
from nhv.filings.tables import FilingBase
from nhv.process.consultations.kind import KIND, consultation_at
from nhv.process.consultations.longer import is_over
from nhv.process.consultations.models import Consultation, LongerTime
from nhv.process.consultations.open_kind import KIND as OPEN_KIND
from nhv.process.consultations.queries import consultation, consultations, open_consultations
from nhv.rules.actor import Actor
from nhv.specification.deadlines import SWEDEN
from nhv.website.deadlines import last_day_in_words
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.filings.pages import Beginning, Fact, FilingPages
from nhv.website.filings.words import Words


def _facts(filing: FilingBase) -> Sequence[Fact]:
    asked = consultation_at(filing.about)
    address = reverse("consultation-page", args=[asked.key])
    told = asked.outcomes.filter(body__key=filing.organisation_id or "").count() if _is_over(asked) else 0
    until = kind_of(filing).closes_at(filing) or asked.closes_at
    last_day = timezone.localdate(until - timedelta(microseconds=1), SWEDEN)
    about = Fact(_("Remiss"), asked.case.title, address, last_day_in_words(last_day, None))
    return (about, Fact(_("Besked om ert svar"), str(told), f"{address}#besked")) if told else (about,)


def _is_over(asked: Consultation) -> bool:
    """What became of the answers stands on the page that everybody reads, and not before the time is out."""
    return is_over(asked, timezone.now())


def _beginnings(_by: Actor) -> Sequence[Beginning]:
    now = timezone.now()
    return [_answering(asked, now) for asked in open_consultations(now)]


def _beginning(key: str) -> Beginning | None:
    asked = consultation(key)
    return _answering(asked, timezone.now()) if asked else None


def _answering(asked: Consultation, now: datetime) -> Beginning:
    until = f"{time_left(now, asked.closes_at)}, {last_moment(asked.closes_at)}"
    return Beginning(asked.key, asked.case.title, until, reverse("consultation-page", args=[asked.key]))


def _abouts() -> Sequence[tuple[str, str]]:
    return [(asked.key, f"{asked.case.title}, {last_day_in_words(asked.last_day)}") for asked in consultations()]


def _closings(filings: Sequence[FilingBase]) -> Mapping[str, datetime]:
    """Everybody's last instant, or a region's own later one. Two queries."""
    abouts = {filing.about for filing in filings}
    closes = dict(Consultation.objects.filter(key__in=abouts).values_list("key", "closes_at"))
    of_body = {
        (one.consultation.key, one.organisation.key): one.closes_at
        for one in LongerTime.objects.select_related("consultation", "organisation").filter(
            consultation__key__in=abouts, organisation__isnull=False, closes_at__isnull=False
        )
        if one.organisation is not None and one.closes_at is not None
    }

    def last(filing: FilingBase) -> datetime:
        for_all = closes[filing.about]
        return max(for_all, of_body.get((filing.about, filing.organisation_id or ""), for_all))

    return {filing.key: last(filing) for filing in filings if filing.about in closes}


OPEN_ANSWERS = FilingPages(
    kind=OPEN_KIND,
    words=Words(
        name=gettext_lazy("Remissvar utan konto"),
        names=gettext_lazy("Remissvar utan konto"),
        ours=gettext_lazy("Remissvar utan konto"),
        begin=gettext_lazy("Svara på remissen"),
        received=gettext_lazy("Inkomna remissvar utan konto"),
        about=gettext_lazy("Remiss"),
    ),
    facts=_facts,
    abouts=_abouts,
    closings=_closings,
)

PAGES = FilingPages(
    kind=KIND,
    words=Words(
        name=gettext_lazy("Remissvar"),
        names=gettext_lazy("Remissvar"),
        ours=gettext_lazy("Våra remissvar"),
        begin=gettext_lazy("Börja ett remissvar"),
        received=gettext_lazy("Inkomna remissvar"),
        about=gettext_lazy("Remiss"),
    ),
    facts=_facts,
    beginnings=_beginnings,
    beginning=_beginning,
    abouts=_abouts,
    closings=_closings,
)
