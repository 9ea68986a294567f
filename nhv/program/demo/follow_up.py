"""Years that were reported: by the units, through their regions, accepted, published, and one corrected.

All numbers are invented. They are drawn with a fixed seed, so that each demonstration tells the same.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
from django.utils import timezone

from nhv.derived.annual_report import KIND
from nhv.derived.theme_answer import MAY_BE_SHOWN, keys
from nhv.files.sheets import read_rows
from nhv.filings.acts.drafts import save_answers, start_filing
from nhv.filings.acts.handing import hand_over
from nhv.filings.acts.handling import request_completion
from nhv.filings.acts.sending import send
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.sheet_way import read_sheet, sheet_form
from nhv.filings.tables import FilingBase
from nhv.filings.word_way import take_back
from nhv.followup import lacking, themes
from nhv.followup.models import Duty, Round
from nhv.followup.publication import publish_year
from nhv.followup.queries import asked_of
from nhv.followup.rounds import accept, open_round
from nhv.followup.sources import TALLY, offer_of
from nhv.followup.theme_kind import KIND as THEME_ANSWER
from nhv.paper.sheet import sheet
from nhv.program.demo.people import BY, HOSPITAL, actor
from nhv.register.acts.figures import record_figures
from nhv.register.general import general
from nhv.register.models import Area
from nhv.rules.actor import Actor
from nhv.specification.figures import FigureRow
from nhv.specification.follow_up import (
    MET,
    PARTLY,
    FollowUp,
    age_key,
    divides_home,
    divides_people,
    explanation_key,
    home_key,
    home_keys,
    is_treated,
    met_key,
    people_keys,
    plan_day_key,
    plan_key,
    plan_owner_key,
    total_key,
)

# How many patients a unit has in a year, about, and how many years are told of.
TOLD = {
    "neuromuskulara-sjukdomar": (46, 3),
    "vulvacancer": (38, 2),
    "plexus-brachialisskador": (34, 1),
    "osteogenesis-imperfecta-oi": (17, 1),
    "cytoreduktiv-kirurgi-crs-och-hyperterm-intraperitoneal-kemoterapi-hipec": (30, 1),
}
BY_SHEET, COUNTED = "plexus-brachialisskador", "osteogenesis-imperfecta-oi"
CORRECTED, RETURNED, BEGUN = "neuromuskulara-sjukdomar", "vulvacancer", "hjarttransplantation"
# The last unit of an area that never reported the year before the last.
SILENT = "vulvacancer"
# So many are found afterwards to have been left out.
FORGOTTEN = 7
SHARE_MET = 0.75
DAYS_OPEN = 30
# What all units are asked about in depth, by the general condition of this key.
SUBJECT, TOGETHER = "Samverkan mellan enheter (påhittat tema)", "samverkan-mellan-enheter"
QUESTIONS = (
    "Hur samverkar ni med de andra enheterna i området?",
    "Vad har samverkan lett till, och vad vill ni att fler tar efter?",
)
ANSWERS = (
    (
        "Enheterna möts på distans varje månad och går igenom svåra fall utan namn. (Påhittat svar.)",
        "Vi har gemensamma riktlinjer för uppföljning efter operation. (Påhittat svar.)",
    ),
    (
        "Vi har en gemensam jour och besöker varandra en gång om året. (Påhittat svar.)",
        "Väntan på bedömning är kortare sedan vi delar på jouren. (Påhittat svar.)",
    ),
)
SUMMARY = (
    "De enheter som har svarat möts regelbundet och delar riktlinjer. Flera delar också på jouren.\n\n"
    "Det som fler kan ta efter är de gemensamma riktlinjerna för uppföljning. (Påhittad sammanfattning.)"
)


@dataclass
class Numbers:
    """What is drawn for one unit's year. One that `is_behind` never wholly meets the first condition."""

    asked: FollowUp
    patients: int
    is_behind: bool = False
    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(20_260_301))

    def answers(self) -> dict[str, object]:
        """An answer to each question about numbers. Each measure is some of those that it lies within."""
        totals: dict[str, int] = {}
        found: dict[str, object] = {}
        for measure in self.asked.patients:
            among = totals.get(measure.within or "", 0)
            drawn = self.chance.poisson(self.patients) if is_treated(measure) else self.chance.binomial(among, 0.4)
            totals[measure.key] = int(drawn)
            found[total_key(measure.key)] = int(drawn)
            found[explanation_key(measure.key)] = "Påhittad förklaring (demonstration)."
            if divides_home(measure):
                keys = [home_key(measure.key, home) for home in home_keys(self.asked.homes)]
                found |= self._parts(keys, int(drawn), 0.35)
            if divides_people(measure):
                found |= self._parts(list(people_keys(measure.key)), int(drawn), 2.0)
        times = [one for one in self.asked.measures if one.kind == "duration"]
        found |= {total_key(one.key): int(self.chance.integers(10, 60)) for one in times}
        return found | self._conditions()

    def _conditions(self) -> dict[str, object]:
        """How each condition is met: most of them wholly, and what is planned where one is not."""
        found: dict[str, object] = {}
        for number, _condition in enumerate(self.asked.conditions):
            is_met = (self.chance.random() < SHARE_MET) and not (self.is_behind and number == 0)
            found[met_key(number)] = MET if is_met else PARTLY
            if not is_met:
                found[plan_key(number, "delvis")] = "Påhittad plan: ett avtal skrivs med den andra enheten."
                found[plan_owner_key(number, "delvis")] = "Verksamhetschefen (demonstration)"
                found[plan_day_key(number, "delvis")] = date(self.asked.year + 1, 12, 31).isoformat()
        return found

    def _parts(self, keys: list[str], total: int, evenly: float) -> dict[str, object]:
        shares = self.chance.dirichlet(np.full(len(keys), evenly))
        drawn = self.chance.multinomial(total, shares)
        return {key: int(number) for key, number in zip(keys, drawn, strict=True) if number}


def report_years(now: datetime) -> None:
    """The rounds of the years that have ended, with all that happened in them."""
    if Round.objects.exists():
        return
    last = timezone.localdate(now).year - 1
    for year in range(last - max(years for _patients, years in TOLD.values()) + 1, last + 1):
        then = now - timedelta(days=365 * (last - year))
        open_round(year=year, last_day=timezone.localdate(then) + timedelta(days=DAYS_OPEN), by=BY, now=then)
        for area, (patients, years) in TOLD.items():
            if year > last - years:
                _report_area(area, year, patients, then, is_last=year == last)
                published = then if year == last else then + timedelta(days=2 * DAYS_OPEN)
                publish_year(area=Area.objects.get(key=area), year=year, by=actor("handlaggare1"), now=published)
    _correct(last, now)
    _begin_one(last, now)
    _ask_about_a_theme(last - 1, now - timedelta(days=365))
    _ask_about_a_theme(last, now)


def _report_area(area: str, year: int, patients: int, now: datetime, *, is_last: bool) -> None:
    duties = _duties(area, year)
    if area == SILENT and not is_last:
        _never_came(duties.pop(), now + timedelta(days=DAYS_OPEN + 1))
    for number, duty in enumerate(duties):
        chance, is_behind = np.random.default_rng([year, number, patients]), area == CORRECTED and number == 0
        answers = Numbers(asked_of(duty), patients, is_behind, chance).answers()
        filing = _written(duty, answers)
        if area == RETURNED and number == 0:
            filing = _returned(filing, answers, now)
        _send(filing, now)
        accept(filing=Filing.objects.get(pk=filing.pk), by=actor("handlaggare1"), now=now)


def _never_came(duty: Duty, now: datetime) -> None:
    """Reminded of, its region's management told, and at last noted as not made."""
    by = actor("handlaggare1")
    lacking.remind(year=duty.round.year, by=by, now=now)
    lacking.tell_management(duty=duty, by=by, now=now)
    why = "Enheten har inte svarat på påminnelserna. (Påhittat skäl.)"
    lacking.note_not_reported(duty=duty, why=why, by=by, now=now)


def _written(duty: Duty, answers: dict[str, object]) -> FilingBase:
    """Written at the unit, and handed to the region where the unit's editor did it."""
    by = actor("enhet") if duty.place.key == HOSPITAL else BY
    begun = {"kind": KIND, "owner": Owner(duty.place.key), "about": duty.key}
    filing = start_filing(**begun, by=by, once_key=f"nhv demo report {duty.key}")  # type: ignore[arg-type]
    if duty.area.key == COUNTED:
        _count(duty, answers)
        filing = _fetched(filing, duty, by)
    fill_in = _filled_in_as_sheet if duty.area.key == BY_SHEET else _save
    return hand_over(filing=fill_in(filing, answers, by), by=by)


def _count(duty: Duty, answers: dict[str, object]) -> None:
    """What the coordinator has counted, month by month."""
    rows = [
        FigureRow(duty.area.key, duty.place.key, one.key, date(duty.round.year, month, 1), count)
        for one in asked_of(duty).patients
        for month, count in enumerate(_months(int(str(answers[total_key(one.key)]))), start=1)
    ]
    record_figures(source=TALLY.name, rows=rows, by=BY)


def _months(total: int) -> list[int]:
    return [total // 12 + (month < total % 12) for month in range(12)]


def _fetched(filing: FilingBase, duty: Duty, by: Actor) -> FilingBase:
    """The report with what was counted."""
    offer = offer_of(duty, TALLY.name)
    take_back(filing=filing, raw=offer.answers, revision=filing.revision, by=by, source=TALLY.name)
    filing.refresh_from_db()
    return filing


def _filled_in_as_sheet(filing: FilingBase, answers: dict[str, object], by: Actor) -> FilingBase:
    """The report by its own sheet, filled in and read back."""
    headings, rows = sheet_form(filing)
    filled = [(key, words, answers.get(str(key), value), how) for key, words, value, how in rows]
    found = read_sheet(filing, read_rows(sheet(headings, filled)))
    take_back(filing=filing, raw=found.raw, revision=found.revision, by=by)
    filing.refresh_from_db()
    return filing


def _returned(filing: FilingBase, answers: dict[str, object], now: datetime) -> FilingBase:
    """Sent with a sum that does not add up, sent back with a question, and put right."""
    key = next(key for key in answers if "-hem-" in key)
    _save(filing, {key: 0}, BY)
    _send(filing, now)
    request_completion(
        filing=Filing.objects.get(pk=filing.pk),
        text="Hemregionerna blir färre än patienterna. Vad är rätt? (Påhittad fråga.)",
        deadline=timezone.localdate(now) + timedelta(days=14),
        by=actor("handlaggare1"),
        now=now,
    )
    return _save(filing, {key: answers[key]}, BY)


def _correct(year: int, now: datetime) -> None:
    """Patients that were left out, found after the publication: enough that none of them can be pointed at."""
    duty = _duties(CORRECTED, year)[0]
    filing = Filing.objects.get(kind=KIND, about=duty.key)
    measure = next(one.key for one in asked_of(duty).patients if is_treated(one))
    said = filing.versions.latest("number").answers_by_key
    more = (total_key(measure), home_key(measure, duty.holder.key), age_key(measure, "45-64", "women"))
    _save(filing, {key: said.get(key, 0) + FORGOTTEN for key in more}, BY)
    _send(filing, now)
    accept(filing=Filing.objects.get(pk=filing.pk), by=actor("handlaggare1"), now=now)
    publish_year(area=duty.area, year=year, by=actor("handlaggare1"), now=now)


def _begin_one(year: int, now: datetime) -> None:
    """A report that the unit's editor has half written."""
    duty = next((one for one in _duties(BEGUN, year) if one.place.key == HOSPITAL), None)
    if duty is not None:
        answers = Numbers(asked_of(duty), 30).answers()
        by = actor("enhet")
        filing = start_filing(
            kind=KIND, owner=Owner(duty.place.key), about=duty.key, by=by, once_key=f"nhv demo report {duty.key}"
        )
        save_answers(filing=filing, raw=dict(list(answers.items())[:6]), seen_revision=0, by=by)


def _ask_about_a_theme(year: int, now: datetime) -> None:
    """All units are asked how they work together. Those of one area have answered; the year before is told."""
    last_day = timezone.localdate(now) + timedelta(days=2 * DAYS_OPEN)
    clause = next((one.text for one in general().conditions if one.key == TOGETHER and one.text), "")
    asked = {"subject": SUBJECT, "clause": clause}
    officer = actor("handlaggare1")
    themes.ask(year=year, questions=QUESTIONS, last_day=last_day, by=officer, now=now, **asked)
    duties = _duties(CORRECTED, year)
    for number, duty in enumerate(duties):
        by = actor("enhet") if duty.place.key == HOSPITAL else BY
        begun = {"kind": THEME_ANSWER.name, "owner": Owner(duty.place.key), "about": duty.key}
        filing = start_filing(**begun, by=by, once_key=f"nhv demo theme {duty.key}")  # type: ignore[arg-type]
        said = dict(zip(keys(QUESTIONS), ANSWERS[number % len(ANSWERS)], strict=True))
        _send(_save(filing, said | {MAY_BE_SHOWN: number % 3 != 2}, by), now)
    if year < timezone.localdate().year - 1:
        willing = [duty.key for number, duty in enumerate(duties) if number % 3 != 2]
        themes.tell_theme(year=year, text=SUMMARY, shown=willing, by=officer, now=now)


def _duties(area: str, year: int) -> list[Duty]:
    near = ("round", "area", "document", "general", "place", "holder")
    return list(Duty.objects.filter(area__key=area, round__year=year).select_related(*near))


def _save(filing: FilingBase, answers: dict[str, object], by: Actor) -> FilingBase:
    filing.refresh_from_db()
    save_answers(filing=filing, raw=answers, seen_revision=filing.revision, by=by)
    filing.refresh_from_db()
    return filing


def _send(filing: FilingBase, now: datetime) -> None:
    filing.refresh_from_db()
    by = actor("skane-sander") if filing.organisation_id == HOSPITAL else BY
    send(
        filing=filing,
        by=by,
        received_at=now,
        once_key=f"nhv demo send {filing.key} {filing.revision}",
        seen_revision=filing.revision,
        despite_missing=True,
    )
