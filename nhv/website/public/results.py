"""The results of an area's year as everybody reads them, and as files: all of one protected document."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhv.disclosure.intervals import proportion
from nhv.disclosure.policy import shown_counts
from nhv.disclosure.published import EVERY, Cell, Published, Table
from nhv.followup.conditions import YearOfConditions
from nhv.followup.hidden import cell_key
from nhv.followup.memory import FOLLOW_UP
from nhv.followup.models import PublishedEdition
from nhv.followup.queries import editions
from nhv.followup.stands import had_no_permit, silent_units
from nhv.pictures.picture import Picture, table_of
from nhv.pictures.strips import Strip, StripWords, draw_strips
from nhv.register import queries
from nhv.register.general import general
from nhv.register.memory import AREA, GENERAL, ORGANISATION
from nhv.register.models import Organisation
from nhv.specification.follow_up import UNKNOWN
from nhv.specification.measures import Measure
from nhv.specification.writing import Table as Rows
from nhv.website.caching import public_page
from nhv.website.downloads import as_csv, as_pdf, as_sheet, attached
from nhv.website.errors import NotHere
from nhv.website.public.results_brief import brief
from nhv.website.public.results_changes import changed_since_first
from nhv.website.public.results_expected import expected_of, expected_rows
from nhv.website.public.results_paper import results_writing
from nhv.website.public.results_rates import median_rows, rate_rows
from nhv.website.public.results_sentences import sentences_of
from nhv.website.public.results_source import source_of
from nhv.website.words import AGES_AND_SEXES, DIVIDED_BY

PARTS = (FOLLOW_UP, AREA, GENERAL, ORGANISATION)
# Above this nobody is told anything by the most that a hidden number can be.
NO_LIMIT = 1_000
MADE_OTHERWISE = {"rate": rate_rows, "median": median_rows}


@dataclass(frozen=True)
class Shown:
    """A table as it is shown: its title, its rows, and a picture where it has one dimension."""

    title: str
    key: str
    rows: Rows
    picture: Picture | None


@public_page(depends_on=PARTS)
def show_results(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """An area's year, in its newest edition. Six queries."""
    reading = _reading(key, year)
    met = reading.met
    page = {
        "key": key,
        "year": year,
        "area": reading.area_name,
        "edition": reading.edition,
        "document": reading.document,
        "tables": [reading.shown(table) for table in reading.document.tables],
        "brief": list(brief(reading)),
        "conditions": [(one, [one.said.get(unit) for unit in met.units]) for one in met.conditions],
        "condition_units": list(map(reading.name, met.units)),
        "silent_units": [reading.name(one.unit) for one in reading.document.not_reported if one.year == str(year)],
        "expected": expected_rows(reading),
        "trend": reading.trend(),
        "changed": changed_since_first(reading),
        "source": source_of(reading),
        "says": sentences_of(reading),
        "measures": list(reading.defined()),
        "is_english": get_language() == "en",
        "years": sorted({one.year for one in reading.all_editions}),
        "all_editions": [one for one in reading.all_editions if one.year == year],
    }
    return render(request, "public/results.html", page)


@public_page(depends_on=PARTS)
def results_csv(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """Every figure as a row, hidden ones too, as CSV."""
    reading = _reading(key, year)
    return as_csv(_headings(), reading.file_rows(), f"{key[:60]}-{year}")


@public_page(depends_on=PARTS)
def results_sheet(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """The same rows as a spreadsheet."""
    reading = _reading(key, year)
    return as_sheet(_headings(), reading.file_rows(), f"{key[:60]}-{year}", title=f"{reading.area_name}, {year}")


@public_page(depends_on=PARTS)
def results_pdf(request: HttpRequest, key: str, year: int) -> HttpResponse:
    """The page as a tagged PDF."""
    return as_pdf(results_writing(_reading(key, year)), f"{key[:60]}-{year}", folder=settings.RESULTS_KEPT)


@public_page(depends_on=PARTS)
def results_json(request: HttpRequest, key: str, year: int, number: int) -> HttpResponse:
    """The file of one edition, as it was published."""
    found = next((one for one in editions(key, year) if one.number == number), None)
    if found is None:
        raise _not_here(key, year)
    return attached(found.text.encode(), "application/json", f"{key[:60]}-{year}-{number}.json")


def _year(table: Table) -> int | str:
    """A year is a number in a file; several years together are words: «2026-2028»."""
    year = table.fixed["year"]
    return int(year) if year.isdecimal() else year


class Reading:
    """One edition, read for showing."""

    def __init__(self, all_editions: Sequence[PublishedEdition], year: int, area: Any) -> None:
        self.all_editions = all_editions
        self.edition = [one for one in all_editions if one.year == year][-1]
        self.document: Published = self.edition.document
        self.year = year
        self.area_name = area.document.name
        specification = area.document.specification
        measures: list[Measure] = [*general().measures, *specification.all_measures]
        shown = {*self.document.populations, *(one.measure for one in self.document.tables)}
        self.measures = [one for one in measures if one.key in shown]
        self.proposed = {one.key for one in specification.proposed_measures}
        self.texts = {one.key: in_language(one) for one in measures}
        self.names = _names(self.document)
        self.counts = shown_counts(self.document)

    @property
    def met(self) -> YearOfConditions:
        """The conditions, and how each unit says that it meets them."""
        return YearOfConditions(self.year, self.document.conditions)

    def shown(self, table: Table) -> Shown:
        """A table with a picture, when it is divided by one thing."""
        title = self.title(table)
        if table.show == "percent":
            return Shown(title, table.key, self._shares(table, title), None)
        if table.show in MADE_OTHERWISE:
            return Shown(title, table.key, MADE_OTHERWISE[table.show](self, table, title), None)
        if len(table.by) != 1:
            return Shown(title, table.key, self._crossed(table, title), None)
        picture = self._picture(table, title)
        return Shown(title, table.key, picture.table, picture)

    def title(self, table: Table) -> str:
        """«Antal patienter …, 2025, per enhet och ålder»."""
        when = table.fixed["year"].replace("-", "–")
        what = table.measure or table.of
        head = f"{self.texts.get(what, what)}, {when}"
        if table.show == "rate":
            head += _(", i förhållande till hur många som bor där")
        if table.show == "percent":
            head = _("Andel: %(one)s Av: %(other)s") % {"one": head, "other": self.texts.get(table.over, table.over)}
        by = [str(DIVIDED_BY[name]) for name in table.by]
        if len(by) > 1:
            return head + _(", per %(one)s och %(other)s") % {"one": by[0], "other": by[1]}
        return head + (_(", per %(by)s") % {"by": by[0]} if by else "")

    def _picture(self, table: Table, title: str) -> Picture:
        cells = self._told(table)
        rows = [self._strip(table, cell, key) for key, cell in cells if key != EVERY]
        said = "; ".join(f"{self.name(key)}: {self.said(table, cell)}" for key, cell in cells)
        words = StripWords(
            head=(str(DIVIDED_BY[table.by[0]]).capitalize(), _("Antal")),
            hidden=_("Dolt: talet ligger någonstans i det streckade."),
            description=said,
        )
        picture = draw_strips(title, rows, key=f"b{self.document.tables.index(table)}", words=words)
        whole = [(self.name(key), self.said(table, cell)) for key, cell in cells]
        return Picture(title, said, picture.svg, table_of(title, words.head, whole))

    def _told(self, table: Table) -> list[tuple[str, Cell | None]]:
        """The rows of a table of one dimension in their order: units that have not reported too, without a cell."""
        by_place = {cell.at[0]: cell for cell in table.cells}
        silent = silent_units(self.document, table)
        own = self.document.dimensions[table.by[0]]
        order = (*own.values, *own.groups, EVERY)
        return [(key, by_place.get(key)) for key in order if key in by_place or key in silent]

    def _shares(self, table: Table, title: str) -> Rows:
        """Each share with its numerator, its base and between what chance takes it."""
        rows = [(self.name(cell.at[0]), self._share(table, cell)) for cell in table.cells]
        return table_of(title, (str(DIVIDED_BY[table.by[0]]).capitalize(), _("Andel (95 % konfidensintervall)")), rows)

    def _share(self, table: Table, cell: Cell) -> str:
        if cell.value is None:
            return _("ingen andel: för få, eller dolt")
        at = frozenset(table.at(cell).items())
        own, base = (int(self.counts[of, at]) for of in (table.of, table.over))
        low, high = (round(100 * one) for one in proportion(own, base))
        told = {"share": f"{cell.value:.0f}", "own": own, "base": base, "low": low, "high": high}
        return _("%(own)s av %(base)s: %(share)s %% (%(low)s–%(high)s %%)") % told

    def _strip(self, table: Table, cell: Cell | None, key: str) -> Strip:
        name = self.name(key)
        if cell is None:
            return Strip(name, "untold", _("inte rapporterat"))
        if had_no_permit(self.document, table, cell):
            return Strip(name, "missing", _("hade inte tillstånd"))
        if not cell.hidden:
            value = int(cell.value or 0)
            return Strip(name, "shown", str(value), 0, value)
        low, high = self.interval(table, cell)
        return Strip(name, "hidden", self.said(table, cell), low, min(high, NO_LIMIT))

    def _crossed(self, table: Table, title: str) -> Rows:
        if not table.by:
            return table_of(title, (_("Alla"),), [(self.said(table, table.cells[0]),)])
        first, second = (list(dict.fromkeys(cell.at[place] for cell in table.cells)) for place in (0, 1))
        by_place = {cell.at: cell for cell in table.cells}
        first += sorted(silent_units(self.document, table))
        rows = [[self.name(one), *(self.said(table, by_place.get((one, two))) for two in second)] for one in first]
        return table_of(title, (str(DIVIDED_BY[table.by[0]]).capitalize(), *map(self.name, second)), rows)

    def said(self, table: Table, cell: Cell | None) -> str:
        """A number, or that it is hidden and between what; that it is not reported, or that there was no permit."""
        if cell is None:
            return _("inte rapporterat")
        if had_no_permit(self.document, table, cell):
            return _("hade inte tillstånd")
        if not cell.hidden:
            return f"{cell.value:.0f}"
        low, high = self.interval(table, cell)
        if high > NO_LIMIT:
            return _("dolt (%(low)s eller fler)") % {"low": low}
        return _("dolt (%(low)s–%(high)s)") % {"low": low, "high": high}

    def interval(self, table: Table, cell: Cell) -> tuple[int, int]:
        """Between what anybody can work out that a hidden number lies."""
        low, high = self.edition.intervals[table.key][cell_key(cell)]
        return low, high

    def name(self, key: str) -> str:
        """What stands for a value."""
        if key == EVERY:
            return _("Alla")
        if key == UNKNOWN:
            return _("Okänd eller annat land")
        return str(AGES_AND_SEXES.get(key) or self.names.get(key, key))

    def trend(self) -> Rows | None:
        """Each unit's patients by year, as they were first published; nothing before there are two years."""
        first = [one for one in self.all_editions if one.number == 1 and one.year <= self.year]
        if len(first) < 2:
            return None
        columns = [Reading._totals(one) for one in first]
        units = sorted({unit for column in columns for unit in column}, key=lambda key: (key == EVERY, self.name(key)))
        rows = [[self.name(unit), *(column.get(unit, "–") for column in columns)] for unit in units]
        return table_of(
            _("Patienter per år, som först publicerat"), (_("Enhet"), *(str(one.year) for one in first)), rows
        )

    @staticmethod
    def _totals(one: PublishedEdition) -> dict[str, str]:
        """By unit and for all, the patients of the edition's own year, where that is shown."""
        found: dict[str, str] = {}
        document = one.treated
        for table in document.tables:
            for cell in table.cells:
                where = {name: value for name, value in table.at(cell).items() if name != "year"}
                if set(where) <= {"unit"}:
                    found[where.get("unit", EVERY)] = _("dolt") if cell.hidden else f"{cell.value:.0f}"
                if had_no_permit(document, table, cell):
                    found[where["unit"]] = _("hade inte tillstånd")
            found |= dict.fromkeys(silent_units(document, table), _("inte rapporterat"))
        return found

    def as_in(self, edition: PublishedEdition) -> "Reading":
        """The same area's year as another edition of it says."""
        other = copy(self)
        other.edition, other.document = edition, edition.document
        other.counts = shown_counts(other.document)
        return other

    def figure(self, of: str, at: Mapping[str, str]) -> str:
        """What a number is of, in a row of a table of its own."""
        where = [self.name(value) for name, value in sorted(at.items()) if name != "year"]
        return ", ".join([self.texts.get(of, of), at["year"].replace("-", "–"), *where])

    def defined(self) -> Iterator[tuple[Measure, str]]:
        """Each measure that is shown, and what is to be known of it alone."""
        for one in self.measures:
            notes = []
            if one.within in self.texts:
                notes.append(_("De räknas bland: %(measure)s.") % {"measure": self.texts[one.within]})
            if one.numerator and one.denominator:
                notes.append(_("%(one)s av %(other)s.") % {"one": one.numerator, "other": one.denominator})
            if one.key in self.proposed:
                notes.append(_("Måttet är ett förslag och inte beslutat."))
            yield one, " ".join(notes)

    def silent(self) -> list[str]:
        """The measures that not every unit has reported for this year."""
        keys = {one.of for one in self.document.impossible if one.at == {"year": str(self.year)}}
        return [self.texts.get(key, key) for key in sorted(keys)]

    def file_rows(self) -> Iterator[tuple[object, ...]]:
        """A row for each figure: hidden, not reported and no permit are words of their own, and never a number."""
        for table in self.document.tables:
            what = _in_file_named(table, self.texts)
            for cell in table.cells:
                at = table.at(cell)
                divided = (at.get("unit", ""), at.get("home", ""), at.get("age", ""), at.get("sex", ""))
                yield (
                    what,
                    _year(table),
                    *map(self._named, divided),
                    *self._in_file(table, cell),
                    *expected_of(self, table, cell),
                    table.key,
                    *divided,
                )
            for unit in sorted(silent_units(self.document, table)):
                divided = (unit, "", "", "")
                silent = ("", _("inte rapporterat"), "", "", "", "", table.key)
                yield (what, _year(table), *map(self._named, divided), *silent, *divided)

    def _in_file(self, table: Table, cell: Cell) -> tuple[object, ...]:
        """The number, how it stands, and between what it lies."""
        if had_no_permit(self.document, table, cell):
            return "", _("hade inte tillstånd"), "", ""
        if cell.hidden:
            return "", _("dolt"), *(self.interval(table, cell) if table.show == "count" else ("", ""))
        value = cell.value or 0
        return value if table.decimals else int(value), _("visas"), "", ""

    def _named(self, key: str) -> str:
        return self.name(key) if key else _("alla")


def _in_file_named(table: Table, texts: Mapping[str, str]) -> str:
    """What a row is of: the measure in words, as on the page, and for what is no count how it is made."""
    of, over = texts.get(table.of, table.of), texts.get(table.over, table.over)
    if table.show == "percent":
        return _("%(one)s i procent av %(other)s") % {"one": of, "other": over}
    if table.show == "rate":
        return _("%(one)s per 100 000 invånare och år") % {"one": of}
    return texts.get(table.measure, table.measure) if table.measure else of


def _headings() -> tuple[str, ...]:
    return (
        _("Mått"),
        _("År"),
        _("Enhet"),
        _("Hemregion"),
        _("Ålder"),
        _("Kön"),
        _("Tal"),
        _("Dolt eller visas"),
        _("Minst"),
        _("Högst"),
        _("Väntat, minst"),
        _("Väntat, högst"),
        # For programs: what a row is found again by, in every language.
        "table",
        "place_key",
        "home_key",
        "age_key",
        "sex_key",
    )


def _reading(key: str, year: int) -> Reading:
    found = list(editions(key))
    area = queries.area_on(key)
    if area is None or not any(one.year == year for one in found):
        raise _not_here(key, year)
    return Reading(found, year, area)


def _not_here(key: str, year: int) -> NotHere:
    return NotHere(
        _("Inga resultat är publicerade för området ”%(key)s” och %(year)s.") % {"key": key[:80], "year": year},
        wanted=key,
    )


def _names(document: Published) -> dict[str, str]:
    keys = {value for one in document.dimensions.values() for value in (*one.values, *one.groups)}
    return dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))


def in_language(measure: Measure) -> str:
    """What it measures, in the reader's language where that is known."""
    return (measure.english if get_language() == "en" else None) or measure.text
