"""The published document: every figure of an area's edition, hidden ones too, as `nhv-published/1`.

What is read here is all that an outsider has. The proof reads nothing else.
"""

import json
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Show = Literal["count", "percent", "rate", "median", "mean", "sum", "min", "max"]
EVERY = "*"


class Part(BaseModel):
    """A part of the document: unchangeable, and with nothing that the format does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cell(Part):
    """A figure, a band or a hidden one. Hidden says nothing else: one mark for small and for cover."""

    at: tuple[str, ...]
    value: float | None = None
    between: tuple[float, float] | None = None
    hidden: bool = False
    base: int | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = (self.value is not None) + (self.between is not None) + self.hidden
        if said != 1 or (self.hidden and self.base is not None):
            raise ValueError(f"a cell has a value, a band or is hidden, and nothing beside: {self.at}")
        return self


class Table(Part):
    """Figures of one population, in the order of the dimensions' values and never of the figures."""

    key: str
    show: Show
    of: str = ""
    over: str = ""
    measure: str = ""
    fixed: dict[str, str] = Field(default_factory=dict)
    by: tuple[str, ...] = ()
    decimals: int = 0
    per: int = 0
    range: tuple[float, float] | None = None
    cells: tuple[Cell, ...] = ()

    def at(self, cell: Cell) -> dict[str, str]:
        """Where a cell stands, by dimension; what is absent is all values."""
        where = {**self.fixed, **dict(zip(self.by, cell.at, strict=True))}
        return {name: value for name, value in where.items() if value != EVERY}


class Dimension(Part):
    """The values that divide all patients, and the totals that have a name of their own."""

    values: tuple[str, ...]
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Population(Part):
    """Those counted; each within another is one of the other."""

    within: str | None = None


class Group(Part):
    """Somebody's place in the tables, such as a unit that has no permit for a year."""

    of: str
    at: dict[str, str]


class UnitsYear(Part):
    """A unit's year, by the values of their dimensions."""

    unit: str
    year: str


class Corrected(UnitsYear):
    """One that this edition restates."""


class Edition(Part):
    """Which one it is. `corrected` are the restated, `note` says that a correction came, also when it is held."""

    year: int
    number: int = 1
    published: str = ""
    note: bool = False
    corrected: tuple[Corrected, ...] = ()


Met = Literal["met", "partly", "not"]


class ReportedCondition(Part):
    """A condition of the permits, and by unit how it says that it meets it in the edition's year: no figure, and no
    words of anybody's. A general condition has its paragraph. A unit that is not there has not said."""

    key: str
    text: str
    paragraph: str = ""
    said: dict[str, Met] = Field(default_factory=dict)


class ExpectedCell(Part):
    """How many could be expected in a cell of a table, from least to most."""

    at: tuple[str, ...]
    least: float
    most: float


class Expectation(Part):
    """How many a year a source expects in the country, and whom it counts; shared over the cells of a table by how many
    live where. Of what everybody knows, and of no report."""

    least: int
    most: int
    counts: str
    counts_en: str = ""
    source: str
    address: str = ""
    table: str = ""
    cells: tuple[ExpectedCell, ...] = ()


class RegistryCoverage(Part):
    """How many of the patients a quality registry says that it holds, in percent."""

    registry: str
    percent: int
    year: int
    source: str
    address: str = ""


class Text(Part):
    """A title, an alternative text, an axis label or a sentence, and where it stands."""

    where: str
    text: str


class Published(Part):
    """An edition of an area, whole."""

    format: Literal["nhv-published/1"] = "nhv-published/1"
    area: str
    threshold: int = 5
    zeros: Literal["may-hide", "shown"] = "may-hide"
    edition: Edition
    dimensions: dict[str, Dimension]
    populations: dict[str, Population]
    impossible: tuple[Group, ...] = ()
    # Those with a permit that have not reported: in no sum, and with no cell of their own. Not reported is not nobody.
    not_reported: tuple[UnitsYear, ...] = ()
    tables: tuple[Table, ...] = ()
    conditions: tuple[ReportedCondition, ...] = ()
    expected: Expectation | None = None
    coverage: RegistryCoverage | None = None
    texts: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _in_the_order_of_values(self) -> Self:
        for table in self.tables:
            orders = [[*self.dimensions[name].values, *self.dimensions[name].groups, EVERY] for name in table.by]
            places = [tuple(map(list.index, orders, cell.at)) for cell in table.cells]
            if places != sorted(set(places)):
                raise ValueError(f"the cells of {table.key} are not in the order of the dimensions' values")
        return self


def to_json(document: Published) -> str:
    """The file of an edition, the same byte for byte each time."""
    said = document.model_dump(mode="json", exclude_defaults=True)
    always = {
        "format": document.format,
        "area": document.area,
        "threshold": document.threshold,
        "zeros": document.zeros,
    }
    return json.dumps(always | said, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Published:
    """What a file says. Raises pydantic.ValidationError for what is not of the format."""
    return Published.model_validate_json(text)
