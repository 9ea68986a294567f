"""Where people live and which roads join the towns: read from two tables, and checked before anything is reckoned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nhv.language.rounding import tenths
from nhv.placement.tables import numbered, rows, sha256
from nhv.rules.refusals import Refused
from nhv.specification.toml import read_organisations

DECIMALS = 10_000  # the shares of an age are given with four decimals: people are counted in ten thousandths
Weights = NDArray[np.int64]

# Who is counted. The two ages are of another year than the population; the tables say which.
WEIGHTS = ("population", "under-18", "over-80")


@dataclass(frozen=True)
class Municipality:
    """A municipality: official code of four digits, name, key of its region, people, two shares, and its seat."""

    code: str
    name: str
    region: str
    population: int
    share_under_18: float
    share_80_up: float
    town: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Link:
    """A road between the seats of two municipalities, usable both ways, in tenths of a minute."""

    start: str
    end: str
    tenths: int


@dataclass(frozen=True)
class Country:
    """All municipalities in the order of their codes, the links, which healthcare region a region belongs to, and the
    sha256 of the two tables: what is reckoned can be reckoned again from the same."""

    municipalities: tuple[Municipality, ...]
    links: tuple[Link, ...]
    healthcare_regions: Mapping[str, str]
    versions: Mapping[str, str]

    @cached_property
    def at(self) -> dict[str, int]:
        """The row of each municipality, by code."""
        return {one.code: row for row, one in enumerate(self.municipalities)}

    @cached_property
    def roads(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """From each town the next ones, with how many tenths of a minute there are to them."""
        near: dict[str, list[tuple[str, int]]] = {one.code: [] for one in self.municipalities}
        for link in self.links:
            near[link.start].append((link.end, link.tenths))
            near[link.end].append((link.start, link.tenths))
        return near

    @cached_property
    def reckoned(self) -> dict[str, Sequence[int]]:
        """The times to a municipality that have been reckoned, by its code: many combinations share a hospital."""
        return {}

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The keys of the regions, in the order of the alphabet."""
        return tuple(sorted({one.region for one in self.municipalities}))

    @cached_property
    def inhabitants(self) -> dict[str, int]:
        """How many live in each region, by its key."""
        return {key: sum(one.population for one in self.municipalities if one.region == key) for key in self.regions}

    def municipality(self, code: str) -> Municipality:
        """The municipality with the code. Raises Refused."""
        if code not in self.at:
            raise Refused(
                "no_municipality",
                "{municipality} är ingen kommunkod i uppgifterna om kommuner. Rätta den; är kommunen sammanslagen, "
                "ange den nya kommunens kod.",
                municipality=code[:20],
            )
        return self.municipalities[self.at[code]]

    def weights(self, weight: str = "population") -> Weights:
        """How much each municipality counts, in ten thousandths of a person: whole numbers, so that sums are exact."""
        return np.array([_counted(one, weight) for one in self.municipalities], dtype=np.int64)

    def healthcare_region_of(self, code: str) -> str:
        """The key of the healthcare region where the municipality lies. Raises Refused."""
        return self.healthcare_regions[self.municipality(code).region]


def read_country(municipalities: str, roads: str, healthcare_regions: Mapping[str, str]) -> Country:
    """The country of the two tables (tabs between, `#` before what is said about them). Raises Refused.

    `healthcare_regions` says which healthcare region each region belongs to, both by key.
    """
    found = tuple(sorted(_municipalities(municipalities), key=lambda one: one.code))
    links = tuple(_links(roads))
    _check(found, links, healthcare_regions)
    versions = {"municipalities": sha256(municipalities), "roads": sha256(roads)}
    country = Country(found, links, dict(healthcare_regions), versions)
    _check_joined(country)
    return country


@lru_cache(maxsize=4)
def country_in(folder: Path) -> Country:
    """The country of a folder's municipalities.tsv, roads.tsv and organisations.toml, read once. Raises Refused, and
    DocumentFault for the organisations."""
    regions = read_organisations((folder / "organisations.toml").read_text(encoding="utf-8")).regions
    return read_country(
        (folder / "municipalities.tsv").read_text(encoding="utf-8"),
        (folder / "roads.tsv").read_text(encoding="utf-8"),
        {region.key: region.healthcare_region for region in regions},
    )


def _counted(one: Municipality, weight: str) -> int:
    match weight:
        case "population":
            return one.population * DECIMALS
        case "under-18":
            return one.population * round(one.share_under_18 * DECIMALS)
        case "over-80":
            return one.population * round(one.share_80_up * DECIMALS)
        case _:
            raise Refused(
                "no_weight", "”{weight}” är ingen vikt. Välj {known}.", weight=weight[:40], known=", ".join(WEIGHTS)
            )


def _municipalities(text: str) -> Iterator[Municipality]:
    for number, row in rows(text, "municipalities.tsv"):
        with_numbers = numbered("municipalities.tsv", number)
        yield Municipality(
            row["code"],
            row["name"],
            row["region"],
            int(with_numbers(row, "population")),
            with_numbers(row, "share_under_18"),
            with_numbers(row, "share_80_up"),
            row["town"],
            with_numbers(row, "latitude"),
            with_numbers(row, "longitude"),
        )


def _links(text: str) -> Iterator[Link]:
    for number, row in rows(text, "roads.tsv"):
        yield Link(row["from"], row["to"], tenths(numbered("roads.tsv", number)(row, "minutes")))


def _check(found: Sequence[Municipality], links: Sequence[Link], healthcare_regions: Mapping[str, str]) -> None:
    codes = [one.code for one in found]
    for code in codes:
        if codes.count(code) > 1:
            raise Refused(
                "twice",
                "Filen municipalities.tsv: kommun {municipality} står två gånger. Ta bort den ena.",
                municipality=code,
            )
    for one in found:
        if one.region not in healthcare_regions:
            raise Refused(
                "no_region",
                "Filen municipalities.tsv: {municipality} {name} hör till ”{region}”, som inte är någon region. Rätta "
                "nyckeln.",
                municipality=one.code,
                name=one.name,
                region=one.region[:80],
            )
    known = set(codes)
    for link in links:
        for code in (link.start, link.end):
            if code not in known:
                raise Refused(
                    "link_to_nowhere",
                    "Filen roads.tsv: vägen {start}–{end} går till {municipality}, som inte finns i "
                    "municipalities.tsv. Är "
                    "kommunen sammanslagen, ange den nya kommunens kod.",
                    start=link.start,
                    end=link.end,
                    municipality=code,
                )


def _check_joined(country: Country) -> None:
    """That every town can be reached from the first."""
    reached, ahead = {country.municipalities[0].code}, [country.municipalities[0].code]
    while ahead:
        new = {town for town, _tenths in country.roads[ahead.pop()]} - reached
        reached |= new
        ahead += new
    for one in country.municipalities:
        if one.code not in reached:
            raise Refused(
                "cut_off",
                "Filen roads.tsv: {municipality} {name} går inte att nå på vägarna. Lägg till den väg som fattas.",
                municipality=one.code,
                name=one.name,
            )
