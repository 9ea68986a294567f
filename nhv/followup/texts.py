"""The sentences of an edition: titles, alternative texts, what to bear in mind. Made of the protected document alone.

Whatever number stands in them is shown in a table: the edition is checked for it before it is kept. The file is
Swedish; pages say the same in the reader's language from the same table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nhv.disclosure.published import EVERY, Cell, Published, Table, Text
from nhv.language.numbers import written

HIDDEN = "dolt"
NO_SHARE = "ingen andel: för få, eller dolt"
TOO_FEW = "för få, eller dolt"
OF_CHANCE = (
    "Få patienter gör att talen svänger mellan år av en slump. En skillnad mellan enheter eller år säger därför inget "
    "i sig om vården."
)
OF_HIDDEN = (
    "Ett dolt tal är varken noll eller okänt: det visas inte för att ingen patient ska kunna pekas ut. Tal kan vara "
    "dolda också för att andra annars gick att räkna ut."
)
HELD = (
    "En rättelse har kommit efter att uppgifterna publicerades. Den tas med när den kan visas utan att någon pekas ut."
)
OF_EXPECTED = (
    "Färre än väntat säger inte att någon har gjort fel: det kan vara en slump, att färre blir sjuka där, att källan "
    "räknar andra än rapporterna, eller att patienter inte har remitterats."
)
# True also when a report has come since and is held: that it has is not told before it can be shown.
NOT_REPORTED = (
    "{unit} hade inte rapporterat {year} när uppgifterna för året publicerades, och är inte med i summorna för det "
    "året. En rapport som kommer senare tas med när den kan visas utan att någon pekas ut."
)
CORRECTION = "correction"
RESTATED = "Uppgifterna är rättade sedan de först publicerades."
INVENTED = "Uppgifterna är påhittade: de hör till en demonstration."
_BY = {"unit": "enhet", "home": "hemregion", "age": "ålder", "sex": "kön"}
_VALUES = {
    EVERY: "alla",
    "unknown": "okänd eller annat land",
    "women": "kvinnor",
    "men": "män",
    "65-": "65 år och äldre",
    **{age: f"{age.replace('-', '–')} år" for age in ("0-17", "18-44", "45-64")},
}


@dataclass(frozen=True)
class Names:
    """What measures, units, regions and healthcare regions are called, by key."""

    measures: Mapping[str, str]
    places: Mapping[str, str]

    def value(self, key: str) -> str:
        """What stands for a value of a dimension."""
        return _VALUES.get(key) or self.places.get(key, key)


def texts_of(document: Published, names: Names, *, is_invented: bool, note: str = "") -> tuple[Text, ...]:
    """Every title, alternative text and sentence, with where it stands; `note` is what an officer says of a
    correction."""
    said = (Text(where=CORRECTION, text=note),) if note else ()
    tables = (one for table in document.tables for one in _of(table, names))
    return (*_notes(document, names, is_invented), *said, *tables)


def with_texts(document: Published, names: Names, *, is_invented: bool, note: str = "") -> Published:
    """The same document with its texts."""
    return document.model_copy(update={"texts": texts_of(document, names, is_invented=is_invented, note=note)})


def title_of(table: Table, names: Names) -> str:
    """«Antal patienter …, 2025, per enhet och kön»."""
    by = " och ".join(_BY[name] for name in table.by)
    when = table.fixed["year"].replace("-", "–")
    over = f", andel av: {names.measures.get(table.over, table.over)}" if table.show == "percent" else ""
    rate = ", per hundratusen invånare och år" if table.show == "rate" else ""
    what = table.measure or table.of
    return f"{names.measures.get(what, what)}{over}{rate}, {when}" + (f", per {by}" if by else "")


def _notes(document: Published, names: Names, is_invented: bool) -> Iterator[Text]:
    if is_invented:
        yield Text(where="note", text=INVENTED)
    yield Text(where="sentence", text=OF_CHANCE)
    for one in document.not_reported:
        yield Text(where="note", text=NOT_REPORTED.format(unit=names.value(one.unit), year=one.year))
    if any(cell.hidden for table in document.tables for cell in table.cells):
        yield Text(where="note", text=OF_HIDDEN)
    if document.expected:
        yield Text(where="sentence", text=OF_EXPECTED)
    if document.edition.note:
        yield Text(where="note", text=RESTATED if document.edition.corrected else HELD)


def _of(table: Table, names: Names) -> Iterator[Text]:
    yield Text(where=f"title of {table.key}", text=title_of(table, names))
    said = "; ".join(
        f"{', '.join(map(names.value, cell.at)) or 'alla'}: {said_of(table, cell)}" for cell in table.cells
    )
    yield Text(where=f"alt of {table.key}", text=f"{title_of(table, names)}. {said}.")


def said_of(table: Table, cell: Cell) -> str:
    """A shown number or share, or that it is not shown."""
    if table.show == "percent":
        return NO_SHARE if cell.value is None else f"{cell.value:.0f} procent"
    if table.show in {"rate", "median"}:
        return TOO_FEW if cell.value is None else written(cell.value)
    return HIDDEN if cell.hidden or cell.value is None else f"{cell.value:.0f}"
