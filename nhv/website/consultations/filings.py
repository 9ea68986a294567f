"""Answers on the pages of filings: the consultation that each answers, and those that can be answered now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.filings.tables import FilingBase
from nhv.process.consultations.kind import KIND, consultation_at
from nhv.process.consultations.models import Consultation
from nhv.process.consultations.open_kind import KIND as OPEN_KIND
from nhv.process.consultations.queries import consultation, consultations, open_consultations
from nhv.rules.actor import Actor
from nhv.website.deadlines import last_day_in_words
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.filings.pages import Beginning, Fact, FilingPages, by_what_they_answer
from nhv.website.filings.words import Words


def _facts(filing: FilingBase) -> Sequence[Fact]:
    asked = consultation_at(filing.about)
    address = reverse("consultation-page", args=[asked.key])
    told = asked.outcomes.filter(body__key=filing.organisation_id or "").count() if _is_over(asked) else 0
    about = Fact(_("Remiss"), asked.case.title, address, last_day_in_words(asked.last_day, None))
    return (about, Fact(_("Besked om ert svar"), str(told), f"{address}#besked")) if told else (about,)


def _is_over(asked: Consultation) -> bool:
    """What became of the answers stands on the page that everybody reads, and not before the time is out."""
    return asked.closes_at <= timezone.now()


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
    return [(asked.key, f"{asked.case.title} ({asked.key})") for asked in consultations()]


def _closes(keys: set[str]) -> Mapping[str, datetime]:
    return dict(Consultation.objects.filter(key__in=keys).values_list("key", "closes_at"))


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
    closings=by_what_they_answer(_closes),
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
    closings=by_what_they_answer(_closes),
)
