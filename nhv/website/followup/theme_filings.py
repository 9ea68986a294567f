"""Answers to a year's theme on the pages of filings: what they are about, and those that are asked for now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhv.accounts.access import reach
from nhv.derived.theme_answer import ANSWERS, MAY_BE_SHOWN, keys
from nhv.filings.models import Filing
from nhv.filings.tables import FilingBase
from nhv.followup.kind import duty_at
from nhv.followup.models import Duty, Theme
from nhv.followup.queries import with_area
from nhv.followup.recognised import found_in
from nhv.followup.theme_kind import KIND, theme_of
from nhv.rules.actor import Actor
from nhv.website.deadlines import last_day_in_words
from nhv.website.fields import question_id
from nhv.website.filings.own.time_left import last_moment, time_left
from nhv.website.filings.pages import Beginning, Fact, FilingPages
from nhv.website.filings.words import Words

MOST_BEGINNINGS, MOST_ABOUTS = 200, 2_000


def _facts(filing: FilingBase) -> Sequence[Fact]:
    duty = duty_at(filing.about)
    theme = theme_of(duty)
    name, area = f"{theme.subject}, {duty.round.year}: {duty.document.name}", reverse("area", args=[duty.area.key])
    return (Fact(_("Tema"), name, area, str(last_day_in_words(theme.last_day, None))),)


def _doubts(filing: FilingBase, answers: Mapping[str, Any]) -> Sequence[Fact]:
    """What keeps an answer from being shown to everybody, where the unit wants it to be, with where it is written."""
    if answers.get(MAY_BE_SHOWN) is False:
        return ()
    questions = theme_of(duty_at(filing.about)).questions
    page = reverse(f"{KIND.name}:section", args=[filing.key, ANSWERS])
    found = [(key, one) for key in keys(questions) for one in found_in([(key, str(answers.get(key) or ""))])]
    return [
        Fact(
            "",
            (
                _("”%(found)s” kan vara uppgifter om patienter. Ta bort det, annars kan svaret inte visas för alla.")
                if one.stops
                else _("”%(found)s” kan göra att en patient känns igen. Skriv om det, om någon kan kännas igen.")
            )
            % {"found": one.words[:80]},
            f"{page}#{question_id(key)}",
        )
        for key, one in found
    ]


def _beginnings(by: Actor) -> Sequence[Beginning]:
    """What one's own places are asked and have not begun to answer."""
    reached, begun = reach(by, KIND.process.needs("save")), Filing.objects.filter(kind=KIND.name).values("about")
    asked = _asked().filter(place__key__in=reached.keys).exclude(key__in=begun).order_by("-round__year")
    return [_beginning_of(duty) for duty in asked[:MOST_BEGINNINGS]]


def _beginning(key: str) -> Beginning | None:
    duty = _asked().filter(key=key).first()
    return _beginning_of(duty) if duty else None


def _asked() -> "QuerySet[Duty]":
    return with_area(Duty.objects.filter(round__theme__isnull=False)).select_related("round__theme")


def _beginning_of(duty: Duty) -> Beginning:
    theme: Theme = duty.round.theme
    until = f"{time_left(timezone.now(), theme.closes_at)}, {last_moment(theme.closes_at)}"
    name = f"{theme.subject}: {duty.document.name}, {duty.place.name}, {duty.round.year}"
    return Beginning(duty.key, name, until, reverse("area", args=[duty.area.key]))


def _abouts() -> Sequence[tuple[str, str]]:
    duties = _asked().order_by("-round__year", "key")[:MOST_ABOUTS]
    return [(duty.key, f"{duty.round.year}: {duty.document.name}, {duty.place.name}") for duty in duties]


def _closings(filings: Sequence[FilingBase]) -> Mapping[str, datetime]:
    """When each closes. One query."""
    rows = Duty.objects.filter(key__in={one.about for one in filings}, round__theme__isnull=False)
    closes = dict(rows.values_list("key", "round__theme__closes_at"))
    return {one.key: closes[one.about] for one in filings if one.about in closes}


PAGES = FilingPages(
    kind=KIND,
    words=Words(
        name=gettext_lazy("Temasvar"),
        names=gettext_lazy("Temasvar"),
        ours=gettext_lazy("Våra temasvar"),
        begin=gettext_lazy("Svara på frågorna"),
        received=gettext_lazy("Inkomna temasvar"),
        about=gettext_lazy("Temafråga till"),
    ),
    facts=_facts,
    beginnings=_beginnings,
    beginning=_beginning,
    abouts=_abouts,
    closings=_closings,
    doubts=_doubts,
)
