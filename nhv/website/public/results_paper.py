"""The results of an area's year as a text to print: the tables, pictures and sentences of the page, and no other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhv.pictures.picture import table_of
from nhv.specification.writing import Block, Bullets, Drawing, Facts, Heading, Paragraph, Table, Writing
from nhv.website.public.results_brief import brief
from nhv.website.public.results_changes import changed_since_first
from nhv.website.public.results_expected import expected_rows
from nhv.website.public.results_sentences import sentences_of
from nhv.website.public.results_source import source_of
from nhv.website.words import REPORTED

if TYPE_CHECKING:
    from nhv.website.public.results import Reading, Shown


def results_writing(reading: "Reading") -> Writing:
    """One edition, whole. It is made of nothing but what the page shows."""
    return Writing(
        title=_("Resultat %(year)s: %(area)s") % {"year": reading.year, "area": reading.area_name},
        language="en" if get_language() == "en" else "sv",
        subject=_("Årlig uppföljning av nationell högspecialiserad vård"),
        blocks=tuple(block for part in PARTS for block in part(reading)),
    )


def _beginning(reading: "Reading") -> Iterator[Block]:
    said = sentences_of(reading)
    if settings.DEMONSTRATION:
        yield Paragraph(text=_("Uppgifterna är påhittade: de hör till en demonstration."), tone="note")
    yield Bullets(items=tuple(sentence for sentence, _place in brief(reading)))
    yield Paragraph(text=said.of_chance, tone="note")
    yield Paragraph(text=f"{said.of_hidden} {said.narrower_later}".strip())
    if said.not_reported:
        yield Bullets(items=said.not_reported)
    if said.restated:
        yield Paragraph(text=said.restated, tone="note")
    if changed := changed_since_first(reading):
        yield Bullets(items=changed.editions)
        for table in (changed.figures, changed.conditions):
            if table:
                yield table


def _figures(reading: "Reading") -> Iterator[Block]:
    for table in reading.document.tables:
        yield from _with_picture(reading.shown(table))
    if not_divided := sentences_of(reading).not_divided:
        yield Paragraph(text=not_divided, tone="note")


def _with_picture(shown: "Shown") -> Iterator[Block]:
    """The heading is the table's name: its caption does not say all of it again."""
    yield Heading(level=2, text=shown.title)
    if shown.picture:
        yield Drawing(svg=str(shown.picture.svg), said=f"{shown.title}. {shown.picture.description}")
    yield shown.rows.model_copy(update={"caption": _("Talen som tabell")})


def _conditions(reading: "Reading") -> Iterator[Block]:
    met, silent = reading.met, [one.unit for one in reading.document.not_reported if one.year == str(reading.year)]
    if not met.units:
        return
    units = [*met.units, *silent]
    yield Heading(level=2, text=_("Så uppfylls villkoren"))
    yield Paragraph(text=sentences_of(reading).of_conditions)
    rows = [
        (
            f"{one.text} {one.paragraph}".strip(),
            *(str(REPORTED[one.said[unit]]) if unit in one.said else _("inte besvarat") for unit in met.units),
            *(_("inte rapporterat") for _unit in silent),
        )
        for one in met.conditions
    ]
    yield table_of(_("Varje villkor, enhet för enhet"), (_("Villkor"), *map(reading.name, units)), rows)


def _expected(reading: "Reading") -> Iterator[Block]:
    said, rows = sentences_of(reading), expected_rows(reading)
    if rows or said.of_coverage:
        yield Heading(level=2, text=rows.caption if rows else _("Så mycket är med"))
    if rows:
        yield Paragraph(text=said.of_expected)
        yield Paragraph(text=said.of_fewer, tone="note")
        yield rows.model_copy(update={"caption": _("Talen som tabell")})
    if said.of_coverage:
        yield Paragraph(text=said.of_coverage)


def _over_years(reading: "Reading") -> Iterator[Block]:
    trend: Table | None = reading.trend()
    if trend:
        yield Heading(level=2, text=trend.caption)
        yield Paragraph(text=sentences_of(reading).of_trend)
        yield trend.model_copy(update={"caption": _("Talen som tabell")})


def _end(reading: "Reading") -> Iterator[Block]:
    said = sentences_of(reading)
    yield Heading(level=2, text=_("Så är måtten bestämda"))
    yield Bullets(
        items=tuple(
            f"{reading.texts[one.key]}. {note}" if note else reading.texts[one.key] for one, note in reading.defined()
        )
    )
    for sentence in (*said.of_measures, said.of_inhabitants, said.not_by_all):
        if sentence:
            yield Paragraph(text=sentence)
    edition = reading.edition
    page = reverse("results", args=(edition.area.key, reading.year))
    yield Heading(level=2, text=_("Om uppgifterna"))
    yield Paragraph(text=source_of(reading)[0])
    yield Facts(
        pairs=(
            (_("Utgåva"), str(edition.number)),
            (_("Publicerad"), date_format(localdate(edition.published_at), "j F Y")),
            (_("Sidan"), f"{settings.BASE_URL}{page}"),
            (_("Filens kontrollsumma"), edition.sha256),
        )
    )


# In the order of the page.
PARTS = (_beginning, _figures, _expected, _conditions, _over_years, _end)
