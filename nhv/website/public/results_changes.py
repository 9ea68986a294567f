"""What an edition says otherwise than one before it: figures, what is hidden, and how conditions are met; and of each
edition when it came, whose figures it corrects, and why."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhv.disclosure.published import Published
from nhv.disclosure.system import UNIT, YEAR
from nhv.followup.models import PublishedEdition
from nhv.followup.texts import CORRECTION
from nhv.pictures.picture import table_of
from nhv.specification.writing import Table as Rows
from nhv.website.words import REPORTED

if TYPE_CHECKING:
    from nhv.website.public.results import Reading

MOST_ROWS = 50
_Place = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True)
class Changes:
    """`editions` tell of each that came after the first; `counts` how many figures changed in which way. `figures` and
    `conditions` are the changes themselves, none where there are none."""

    editions: tuple[str, ...]
    counts: tuple[str, ...]
    figures: Rows | None
    conditions: Rows | None

    @property
    def is_any(self) -> bool:
        """Whether anything at all is said otherwise."""
        return self.figures is not None or self.conditions is not None


def changed_since_first(reading: "Reading") -> Changes | None:
    """The newest edition of a year beside the first; nothing where there is one."""
    own = [one for one in reading.all_editions if one.year == reading.year]
    return changes(reading, own[0], own[1:]) if len(own) > 1 else None


def changes(reading: "Reading", before: PublishedEdition, after: list[PublishedEdition]) -> Changes:
    """What the edition that is read says otherwise than the one `before`; `after` are those that are told of."""
    was = reading.as_in(before)
    heads = (_edition(before), _edition(reading.edition))
    rows = sorted(_figures(was, reading), key=lambda row: row[:2])
    return Changes(
        tuple(_told(reading, one) for one in after),
        _counts([kind for kind, *_row in rows]),
        table_of(_("Tal som är ändrade"), (_("Uppgift"), *heads), [row for _kind, *row in rows[:MOST_ROWS]])
        if rows
        else None,
        _conditions(was, reading, heads),
    )


def _edition(one: PublishedEdition) -> str:
    return _("I utgåva %(number)s") % {"number": one.number}


def _told(reading: "Reading", one: PublishedEdition) -> str:
    """«Utgåva 2, 29 november 2026: Karolinska har rättat 2025. Skäl: …»."""
    # Of the file no more is read than what is asked for: it is long.
    said = json.loads(one.text)
    corrected = said.get("edition", {}).get("corrected", ())
    note = next((text["text"] for text in said.get("texts", ()) if text["where"] == CORRECTION), "")
    parts = [
        _("Utgåva %(number)s, %(day)s.")
        % {"number": one.number, "day": date_format(localdate(one.published_at), "j F Y")}
    ]
    if corrected:
        whose = "; ".join(f"{reading.name(each['unit'])} ({each['year']})" for each in corrected)
        parts.append(_("Rättat av: %(units)s.") % {"units": whose})
    if note:
        parts.append(_("Vad och varför: %(note)s") % {"note": note})
    return " ".join(parts)


def _figures(was: "Reading", now: "Reading") -> Iterator[tuple[int, str, str, str]]:
    """(how it changed, figure, before, now) for each that both editions have a place for."""
    before, after = _said(was), _said(now)
    for place, (is_hidden, words) in after.items():
        was_hidden, old = before.get(place) or _without(was.document, place)
        if old and old != words and not (is_hidden and was_hidden):
            kind = 2 if is_hidden else 1 if was_hidden else 0
            yield kind, now.figure(place[0], dict(place[1])), old, words


def _said(reading: "Reading") -> dict[_Place, tuple[bool, str]]:
    """Each count, whether it is hidden and in words. What is shown in one table is not hidden by another."""
    found: dict[_Place, tuple[bool, str]] = {}
    for table in reading.document.tables:
        for cell in table.cells if table.show == "count" else ():
            place = (table.of, frozenset(table.at(cell).items()))
            if place not in found or found[place][0]:
                found[place] = (cell.hidden, reading.said(table, cell))
    return found


def _without(document: Published, place: _Place) -> tuple[bool, str]:
    """What stood for a figure that had no cell: that its unit had not reported, or nothing."""
    at = dict(place[1])
    is_silent = any(one.unit == at.get(UNIT) and one.year == at.get(YEAR) for one in document.not_reported)
    return False, _("inte rapporterat") if is_silent else ""


def _counts(kinds: list[int]) -> tuple[str, ...]:
    other, shown, hidden = (kinds.count(kind) for kind in (0, 1, 2))
    said = (
        (other, ngettext("%(number)s tal har ändrats.", "%(number)s tal har ändrats.", other)),
        (shown, ngettext("%(number)s tal som var dolt visas.", "%(number)s tal som var dolda visas.", shown)),
        (hidden, ngettext("%(number)s tal som visades är dolt.", "%(number)s tal som visades är dolda.", hidden)),
    )
    told = [words % {"number": number} for number, words in said if number]
    if len(kinds) > MOST_ROWS:
        told.append(_("De första %(number)s står i tabellen.") % {"number": MOST_ROWS})
    return tuple(told)


def _conditions(was: "Reading", now: "Reading", heads: tuple[str, str]) -> Rows | None:
    before = {one.key: one.said for one in was.document.conditions}
    rows = [
        (one.text, now.name(unit), _met(before.get(one.key, {}).get(unit)), _met(one.said.get(unit)))
        for one in now.document.conditions
        for unit in sorted({*one.said, *before.get(one.key, {})}, key=now.name)
        if before.get(one.key, {}).get(unit) != one.said.get(unit)
    ]
    caption = _("Villkor där svaret är ändrat")
    return table_of(caption, (_("Villkor"), _("Enhet"), *heads), rows[:MOST_ROWS]) if rows else None


def _met(said: str | None) -> str:
    return str(REPORTED[said]) if said else _("inte besvarat")
