"""Results: an area's page and the page of all areas, with 10 and 100 areas, each of 5 units, 20 measures and 10 years,
loaded as already protected tables; a sheet of 10 000 rows read; what is typed by hand in a report's second year; and
intervals beside their definition in exact arithmetic.

Within this process, on both databases, as `process`. A page is made anew each time, as for its first reader.
"""

import gzip
import time
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb

import numpy as np
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.process import BY, _say
from benchmarks.synthetic import synthetic
from nhv.disclosure.intervals import binomial_limits, events, proportion
from nhv.disclosure.layout import POOLED, YEARLY, table_by
from nhv.disclosure.published import Cell, Dimension, Edition, Population, Published, ReportedCondition, Table, to_json
from nhv.disclosure.rates import with_rates
from nhv.disclosure.shares import with_shares
from nhv.files.sheets import read_rows
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.filings.word_way import take_back
from nhv.followup import volumes
from nhv.followup.hidden import Intervals, cell_key
from nhv.followup.models import PublishedEdition
from nhv.followup.queries import asked_of, homes, inhabitants
from nhv.followup.sources import TALLY, counted_by_source, offers
from nhv.paper.sheet import sheet
from nhv.register.acts.figures import record_figures
from nhv.register.models import Area, Organisation
from nhv.register.publication import publish
from nhv.specification.figures import FigureRow
from nhv.specification.follow_up import AGES, MET, SEXES, UNKNOWN, met_key, total_key
from nhv.specification.layers import sha256_of
from nhv.specification.measures import TREATED
from nhv.website import caching
from tests.support.databases import Databases
from tests.support.reports import KIND, YEAR, a_report, accepted, drawn, sent, the_duties

SIZES, UNITS, MEASURES, YEARS = (10, 100), 5, 20, 10
MOST_MS, MOST_BYTES, ROWS = 150, 100_000, 10_000


def main(databases: Databases) -> None:
    """Print each figure with its bound."""
    for vendor in ("sqlite", "postgresql"):
        with databases.copy(vendor, "bundled"):
            publish(synthetic(3_000)[: max(SIZES)], by=BY)
            areas = list(Area.objects.filter(key__startswith="matomrade-").order_by("pk"))
            years = _documents()
            for size in SIZES:
                loaded = PublishedEdition.objects.values("area").distinct().count()
                _load(areas[loaded:size], years)
                _pages(f"{vendor}, {size} areas", areas[0].key)
    with databases.copy("sqlite", "bundled"):
        _typed_by_hand()
    _sheet()
    _intervals()


def _documents() -> list[tuple[str, Intervals]]:
    """A file for each year with all its tables, and what is known of what it hides."""
    chance = np.random.default_rng(15)
    return [_document(year, chance) for year in range(YEAR - YEARS + 1, YEAR + 1)]


def _document(year: int, chance: np.random.Generator) -> tuple[str, Intervals]:
    regions = homes()
    units = Organisation.objects.filter(kind=Organisation.Kind.HOSPITAL).values_list("key", flat=True)[:UNITS]
    groups = {
        group: tuple(one.key for one in regions if one.group == group) for group in {one.group for one in regions}
    }
    years = tuple(str(one) for one in range(YEAR - YEARS + 1, year + 1))
    pooled = f"{year - 2}-{year}" if len(years) > 2 else ""
    dimensions = {
        "unit": Dimension(values=tuple(units)),
        "home": Dimension(values=(*(one.key for one in regions), UNKNOWN), groups=dict(sorted(groups.items()))),
        "age": Dimension(values=AGES),
        "sex": Dimension(values=SEXES),
        "year": Dimension(values=years, groups={pooled: years[-3:]} if pooled else {}),
    }
    others = [f"matt-{number}" for number in range(1, MEASURES)]
    wanted = [(TREATED, str(year), by) for by in YEARLY["large"]]
    wanted += [(TREATED, pooled, by) for by in POOLED["large"] if pooled]
    wanted += [(one, pooled or str(year), ("unit",)) for one in others]
    tables = [_filled(table_by(of, when, by, dimensions), chance) for of, when, by in wanted]
    document = Published(
        area="mat",
        edition=Edition(year=year, published=f"{year + 1}-04-15"),
        dimensions=dimensions,
        populations={TREATED: Population()} | {one: Population(within=TREATED) for one in others},
        tables=tuple(table for table, _bounds in tables),
        conditions=tuple(_condition(number, tuple(units)) for number in range(12)),
    )
    bounds = {table.key: known for table, known in tables}
    return to_json(with_rates(with_shares(document), inhabitants())), bounds


def _condition(number: int, units: tuple[str, ...]) -> ReportedCondition:
    text = f"Enheten ska ha tillgång till kompetens nummer {number} dygnet runt, alla dagar under året."
    return ReportedCondition(key=f"villkor-{number}", text=text, said=dict.fromkeys(units, "met"))


def _filled(table: Table, chance: np.random.Generator) -> tuple[Table, dict[str, tuple[int, int]]]:
    """With numbers, one in five of them hidden. Nobody is among others that are fewer."""
    least, most = (90, 400) if table.of == TREATED else (5, 90)
    cells, known = [], dict[str, tuple[int, int]]()
    for cell in table.cells:
        hidden = chance.random() < 0.2
        cells.append(
            Cell(at=cell.at, hidden=True) if hidden else Cell(at=cell.at, value=int(chance.integers(least, most)))
        )
        if hidden:
            known[cell_key(cell)] = (0, int(chance.integers(5, 40)))
    return table.model_copy(update={"cells": tuple(cells)}), known


def _load(areas: list[Area], years: list[tuple[str, Intervals]]) -> None:
    rows = [
        PublishedEdition(
            area=area,
            year=YEAR - YEARS + 1 + place,
            number=1,
            text=(own := text.replace('"area": "mat"', f'"area": "{area.key}"')),
            sha256=sha256_of(own),
            basis="{}",
            intervals=bounds,
            published_at=timezone.now(),
            published_by="program:bench",
        )
        for area in areas
        for place, (text, bounds) in enumerate(years)
    ]
    PublishedEdition.objects.bulk_create(rows, batch_size=50)


def _pages(named: str, key: str) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    for what, address in (
        ("an area's results", f"/omraden/{key}/uppfoljning/{YEAR}/"),
        ("all areas", f"/uppfoljning/{YEAR}/"),
    ):
        client.get(address)
        _forget()
        with CaptureQueriesContext(connection) as met:
            answered = client.get(address)
        assert answered.status_code == 200, (address, answered.status_code)
        size, carried = len(answered.content), len(gzip.compress(answered.content, 6))
        _say(
            f"{what}, {named} ({size:,} bytes, {carried:,} compressed, bound {MOST_BYTES:,}), first hit",
            MOST_MS,
            lambda address=address: _anew(client, address),
            queries=len(met),
        )


def _anew(client: Client, address: str) -> None:
    _forget()
    client.get(address)


def _forget() -> None:
    caching.KEPT = caching.Pages(most_bytes=16_000_000)
    volumes._KEPT.clear()
    proportion.cache_clear()
    events.cache_clear()


def _typed_by_hand() -> None:
    """A report of a second year: the tally's counts and last year's conditions fetched, and the rest typed."""
    for place, patients in enumerate((8, 40)):
        duty, before = (the_duties(year=one)[place] for one in (YEAR, YEAR - 1))
        asked = asked_of(duty)
        met = {met_key(number): MET for number, _condition in enumerate(asked.conditions)}
        told = [drawn(asked, patients, np.random.default_rng(seed)) | met for seed in (1, 2)]
        accepted(sent(a_report(before), told[0]))
        rows = [
            FigureRow(
                duty.area.key, duty.place.key, one.key, date(duty.round.year, 1, 1), told[1][total_key(one.key)], n
            )
            for n, one in enumerate(asked.patients, start=1)
        ]
        record_figures(source=TALLY.name, rows=rows, by=BY)
        begun = start_filing(
            kind=KIND, owner=Owner(duty.place.key), about=duty.key, by=BY, once_key=f"bench {patients}"
        )
        for offer in offers(duty):
            begun.refresh_from_db()
            take_back(filing=begun, raw=offer.answers, revision=begun.revision, by=BY, source=offer.source)
        report = Filing.objects.get(pk=begun.pk)
        here = {row.key for row in report.answers.filter(replaced_at_revision__isnull=True, value__isnull=False)}
        sent(report, {key: value for key, value in told[1].items() if key not in here})
        found = counted_by_source(report)
        typed, questions = found["typed"], sum(1 for _one in report.outline.outline.asked())
        print(
            f"  typed by hand in year two, about {patients} patients: {typed} of {sum(found.values())} answers "
            f"({100 * typed / sum(found.values()):.0f} %), of {questions} fields ({100 * typed / questions:.0f} %)"
        )


def _sheet() -> None:
    rows = [(f"nyckel-{number}", f"Fråga {number}", number, "ett tal") for number in range(ROWS)]
    data = sheet(("Nyckel", "Fråga", "Svar", "Hur"), rows)
    took = []
    for _time in range(3):
        begun = time.process_time()
        read = read_rows(data)
        took.append(time.process_time() - begun)
    assert len(read) == ROWS + 1
    print(f"  Excel of {ROWS:,} rows ({len(data):,} bytes) read: {min(took):.2f}-{max(took):.2f} s of our processor")


def _intervals(pairs: int = 60) -> None:
    """How far each limit's tail is from what it should leave, reckoned in whole fractions and in fifty digits."""
    chance = np.random.default_rng(5)
    worst = {"Clopper-Pearson": 0.0, "Garwood": 0.0}
    wrong = 0
    for _pair in range(pairs):
        base = int(chance.integers(1, 200))
        seen = int(chance.integers(0, base + 1))
        low, high = proportion(seen, base)
        if seen:
            worst["Clopper-Pearson"] = max(worst["Clopper-Pearson"], _off(1 - _binomial(seen - 1, base, low)))
        if seen < base:
            worst["Clopper-Pearson"] = max(worst["Clopper-Pearson"], _off(_binomial(seen, base, high)))
        low, high = events(seen)
        if seen:
            worst["Garwood"] = max(worst["Garwood"], _off(1 - _poisson(seen - 1, low)))
        worst["Garwood"] = max(worst["Garwood"], _off(_poisson(seen, high)))
        wrong += _limits_are_wrong(min(base, 60), float(chance.uniform(0.02, 0.98)))
    said = ", ".join(f"{name} {off:.1e}" for name, off in worst.items())
    print(f"  intervals, {pairs} random pairs: most that a tail differs from 0.025: {said}; funnels wrong: {wrong}")


def _off(tail: Fraction | Decimal) -> float:
    return abs(float(tail) - 0.025)


def _limits_are_wrong(base: int, share: float, tail: float = 0.001) -> int:
    low, high = binomial_limits(base, share)
    at_most = [float(_binomial(k, base, share)) for k in range(base + 1)]
    lows = [k for k in range(base + 1) if at_most[k] <= tail]
    highs = [k for k in range(1, base + 1) if 1 - at_most[k - 1] <= tail]
    return (low, high) != (lows[-1] if lows else None, highs[0] if highs else None)


def _binomial(most: int, base: int, share: float) -> Fraction:
    """The probability of so many or fewer, in whole fractions."""
    one = Fraction(share)
    top, bottom = one.numerator, one.denominator
    other = bottom - top
    return Fraction(sum(comb(base, k) * top**k * other ** (base - k) for k in range(most + 1)), bottom**base)


def _poisson(most: int, mean: float) -> Decimal:
    """The same of events, in fifty digits."""
    with localcontext() as digits:
        digits.prec = 50
        term = whole = (-Decimal(mean)).exp()
        for k in range(1, most + 1):
            term = term * Decimal(mean) / k
            whole += term
        return whole
