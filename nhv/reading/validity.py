"""From when and until when the permits are valid, and for whom that is said."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nhv.language.dates import MONTHS, find_dates
from nhv.reading.layout import Block
from nhv.reading.tracing import Draft, Ledger, Told
from nhv.reading.wording import says_no_decision, sentences

_END_BEFORE = re.compile(
    r"(?:till och med|t\.?\s?o\.?\s?m\.?|\btill|längst|senast|upphör\w*|[–—-])\s*(?:den\s+)?$", re.IGNORECASE
)
_GLUED = re.compile(rf"(\d)({'|'.join(MONTHS)})", re.IGNORECASE)
_END_YEAR = re.compile(r"till och med (?:utgången av )?(?:år )?(?P<year>20\d\d)\b(?!-)", re.IGNORECASE)
_NEW_SYSTEM = datetime.date(2018, 7, 1)
_SUB_PERMIT = re.compile(r"^undertillstånd|^för undertillstånd", re.IGNORECASE)
_TRANSITION = re.compile(r"rikssjukvård|övergångsbestämmelse|hälso- och sjukvårdslagen", re.IGNORECASE)
TRANSITION = "Övergången från rikssjukvård"
OLD_SYSTEM = "rikssjukvård"


@dataclass(frozen=True, slots=True)
class Period:
    """One statement of validity. `regions` are those it names; none means all."""

    valid_from: datetime.date | None
    valid_until: datetime.date | None
    text: str
    lines: tuple[int, ...]
    is_guess: bool = False


@dataclass
class ValidityRead:
    periods: list[Period] = field(default_factory=list)
    no_decision: Told | None = None
    notes: list[Told] = field(default_factory=list)


def read_period(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first start and the first end that a text gives. «tillsvidare» is no end."""
    spaced = _GLUED.sub(r"\1 \2", text)
    start: datetime.date | None = None
    end: datetime.date | None = None
    before = 0
    for found in find_dates(spaced):
        is_end = bool(_END_BEFORE.search(spaced[before : found.start]))
        before = found.end
        if is_end and end is None:
            end = found.date
        elif not is_end and start is None:
            start = found.date
    if end is None and (year := _END_YEAR.search(spaced)):
        end = datetime.date(int(year["year"]), 12, 31)
    return start, end


def read_validity(found: Sequence[Block], ledger: Ledger) -> ValidityRead:
    """The statements of validity in these blocks. What says something else is placed or left unread."""
    read = ValidityRead()
    for block in found:
        if says_no_decision(block.text):
            read.no_decision = Told("not_decided", block.lines)
            continue
        for sentence in sentences(_GLUED.sub(r"\1 \2", block.text)):
            start, end = read_period(sentence)
            if _TRANSITION.search(sentence):
                ledger.elsewhere(block, TRANSITION)
                continue
            if _SUB_PERMIT.match(sentence):
                read.notes.append(Told(sentence, block.lines))
                ledger.doubt(
                    f"area.notes.{len(read.notes) - 1}",
                    "Undertillståndet har en egen giltighetstid, som står som anmärkning.",
                )
            elif start or end:
                read.periods.append(
                    Period(start, end, sentence, block.lines, is_guess=bool(_END_YEAR.search(sentence)))
                )
            elif re.search(r"tills\s*vidare", sentence, re.IGNORECASE):
                ledger.elsewhere(block, "Giltighetstid")
                if re.search(r"\d", sentence):
                    ledger.doubt("permits", f"Giltighetstiden har inget läsbart datum: «{sentence[:120]}».")
    return read


def apply_validity(permits: list[Draft], read: ValidityRead, ledger: Ledger) -> list[Draft]:
    """The permits with their periods. Several periods for one holder are several permits, all kept."""
    general: list[Period] = []
    for period in read.periods:
        named = [permit for permit in permits if permit["region"].value.casefold() in period.text.casefold()]
        if named:
            for permit in named:
                _set(permit, period)
        elif not any((one.valid_from, one.valid_until) == (period.valid_from, period.valid_until) for one in general):
            general.append(period)
        else:
            ledger.elsewhere(period.lines, "Giltighetstid")
    result: list[Draft] = []
    for permit in permits:
        if permit["valid_from"] is not None or not general:
            result.append(permit)
            continue
        for period in general:
            copy = {**permit, "cooperates_with": list(permit["cooperates_with"])}
            _set(copy, period, several=len(general) > 1)
            result.append(copy)
    for index, permit in enumerate(result):
        _check(permit, index, ledger)
    if not permits:
        for period in read.periods:
            ledger.elsewhere(period.lines, "Giltighetstid")
            ledger.doubt("permits", f"Sidan anger giltighetstid men ingen innehavare: «{period.text[:120]}».")
    return result


def _set(permit: Draft, period: Period, *, several: bool = False) -> None:
    doubt = f"Sidan anger flera giltighetstider; den här står i «{period.text[:160]}»." if several else None
    if period.valid_from:
        permit["valid_from"] = Told(period.valid_from, period.lines, doubt)
    if period.valid_until:
        year_only = "Sidan anger bara årtalet; årets sista dag är antagen." if period.is_guess else None
        permit["valid_until"] = Told(period.valid_until, period.lines, year_only or doubt)


def _check(permit: Draft, index: int, ledger: Ledger) -> None:
    start, end = permit["valid_from"], permit["valid_until"]
    if start and end and end.value < start.value:
        ledger.doubt(
            f"permits.{index}.valid_until",
            f"Slutdatumet {end.value} ligger före startdatumet {start.value} och är utelämnat.",
        )
        ledger.elsewhere(end.lines, "Giltighetstid")
        permit["valid_until"] = None
    if start and start.value < _NEW_SYSTEM:
        permit["origin"] = OLD_SYSTEM
