"""Rounds, what is owed in them and reports, made by the acts that the product makes them with."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from django.utils import timezone

from nhv.derived.annual_report import KIND
from nhv.filings.acts.drafts import save_answers, start_filing
from nhv.filings.acts.sending import send
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.followup import themes
from nhv.followup.models import Acceptance, Duty, PublishedEdition, Round, Theme
from nhv.followup.publication import publish_year
from nhv.followup.queries import asked_of
from nhv.followup.rounds import accept, open_round
from nhv.followup.theme_kind import KIND as THEME_ANSWER
from nhv.register.general import general_document
from nhv.register.models import Area, Organisation
from nhv.specification.follow_up import (
    AGES,
    SEXES,
    FollowUp,
    age_key,
    divides_home,
    divides_people,
    explanation_key,
    home_key,
    home_keys,
    people_keys,
    plan_day_key,
    plan_key,
    plan_owner_key,
    total_key,
)
from nhv.specification.measures import TREATED
from tests.support.calls import PROGRAM, once

AREA = "neuromuskulara-sjukdomar"
# A year that has ended, whenever the tests are run.
YEAR = 2025
HOMES = ("region-stockholm", "region-uppsala")


def a_round(year: int | None = None) -> Round:
    """The round of a year, opened when it is not."""
    year = year or YEAR
    found = Round.objects.filter(year=year).first()
    return found or open_round(
        year=year, last_day=timezone.localdate() + timedelta(days=30), by=PROGRAM, now=timezone.now()
    )


def the_duties(area: str = AREA, year: int | None = None) -> list[Duty]:
    """What the units of an area owe for a year."""
    return list(Duty.objects.filter(round=a_round(year), area__key=area).order_by("place__key"))


def a_duty_of(place: Organisation) -> Duty:
    """Something more that this place owes."""
    year = a_round()
    taken = Duty.objects.filter(round=year, place=place).values("area")
    area = Area.objects.exclude(pk__in=taken).filter(documents__isnull=False).first()
    assert area is not None
    return Duty.objects.create(
        key=f"{YEAR}-prov-{once()}",
        round=year,
        area=area,
        document=area.documents.newest_first()[0],
        general=general_document(),
        place=place,
        holder=place,
        permit=1,
    )


PLAN = "Ett avtal skrivs med den andra enheten."


def a_plan(number: int, ending: str, *, done_by: date = date(2199, 12, 31)) -> dict[str, object]:
    """What is planned about the condition of this number that is met partly («delvis») or not («inte»)."""
    return {
        plan_key(number, ending): PLAN,
        plan_owner_key(number, ending): "Verksamhetschefen",
        plan_day_key(number, ending): done_by.isoformat(),
    }


def a_theme(questions: Sequence[str] = ("Hur gör ni?",), clause: str = "") -> Theme:
    """What all units are asked in the year, when they are not already."""
    found = Theme.objects.filter(round=a_round()).first()
    return found or themes.ask(
        year=YEAR,
        subject="Samarbete mellan enheter",
        clause=clause,
        questions=questions,
        last_day=timezone.localdate() + timedelta(days=30),
        by=PROGRAM,
        now=timezone.now(),
    )


def a_theme_answer(duty: Duty, answers: Mapping[str, object] = {}) -> Filing:
    """An answer to it, begun and answered."""
    return a_report(duty, answers, kind=THEME_ANSWER.name)


def a_report(duty: Duty, answers: Mapping[str, object] = {}, *, kind: str = KIND) -> Filing:
    """What is owed, begun and answered."""
    begun = start_filing(kind=kind, owner=Owner(duty.place.key), about=duty.key, by=PROGRAM, once_key=once())
    save_answers(filing=begun, raw=answers, seen_revision=begun.revision, by=PROGRAM)
    return Filing.objects.get(pk=begun.pk)


def sent(report: Filing, answers: Mapping[str, object] = {}) -> Filing:
    """The same, answered anew and sent in."""
    report.refresh_from_db()
    save_answers(filing=report, raw=answers, seen_revision=report.revision, by=PROGRAM)
    report.refresh_from_db()
    send(
        filing=report,
        by=PROGRAM,
        received_at=timezone.now(),
        once_key=once(),
        seen_revision=report.revision,
        despite_missing=True,
    )
    return Filing.objects.get(pk=report.pk)


def accepted(report: Filing) -> Acceptance:
    """The same, accepted."""
    return accept(filing=report, by=PROGRAM, now=timezone.now())


def patients(by_home: Sequence[int], by_age: Sequence[int] = ()) -> dict[str, object]:
    """Answers that add up: patients from HOMES, as many women of each age as told, or all of the first."""
    ages = by_age or (sum(by_home),)
    found: dict[str, object] = {total_key(TREATED): sum(by_home)}
    found |= {home_key(TREATED, home): number for home, number in zip(HOMES, by_home, strict=False)}
    return found | {age_key(TREATED, age, SEXES[0]): number for age, number in zip(AGES, ages, strict=False)}


def drawn(asked: FollowUp, patients: int, chance: np.random.Generator) -> dict[str, object]:
    """About so many patients, some of them in each measure within, each division drawn; with the same explanation of
    whatever is odd."""
    found: dict[str, object] = {}
    totals: dict[str, int] = {}
    for measure in asked.patients:
        among = totals.get(measure.within or "", 0)
        total = int(chance.binomial(among, 0.4) if measure.within else chance.poisson(patients))
        totals[measure.key] = total
        homes = [home_key(measure.key, home) for home in home_keys(asked.homes)] if divides_home(measure) else []
        people = list(people_keys(measure.key)) if divides_people(measure) else []
        found |= {total_key(measure.key): total, explanation_key(measure.key): "Prov."}
        for keys, evenly in ((homes, 0.35), (people, 2.0)):
            shares = chance.dirichlet(np.full(len(keys), evenly)) if keys else np.ones(1)
            found |= {key: int(n) for key, n in zip(keys, chance.multinomial(total, shares), strict=False) if n}
    return found


def reported(year: int, *, patients: int = 30, seed: int = 1, area: str = AREA) -> None:
    """All units' reports of a year, drawn, sent and accepted."""
    for number, duty in enumerate(the_duties(area, year)):
        chance = np.random.default_rng([seed, year, number])
        accepted(sent(a_report(duty), drawn(asked_of(duty), patients, chance)))


def published(year: int, area: str = AREA) -> PublishedEdition:
    """The next edition."""
    return publish_year(area=Area.objects.get(key=area), year=year, by=PROGRAM, now=timezone.now())


def corrected(year: int, patients: int, area: str = AREA) -> None:
    """So many patients more at the first unit, all from one region and of one age."""
    duty = the_duties(area, year)[0]
    report = Filing.objects.get(kind=KIND, about=duty.key)
    said = report.versions.latest("number").answers_by_key
    more = (total_key(TREATED), home_key(TREATED, "region-skane"), age_key(TREATED, "45-64", "women"))
    accepted(sent(report, {key: said.get(key, 0) + patients for key in more}))
