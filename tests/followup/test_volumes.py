"""All areas of a year together: what is added up is made of what everybody can read, and narrows nothing hidden."""

import csv
import io

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhv.disclosure.published import Cell, Dimension, Edition, Group, Published, Table, UnitsYear
from nhv.followup import volumes
from nhv.followup.models import PublishedEdition
from nhv.followup.volumes import NO_BOUND, Volume, added, volumes_in, volumes_of_year
from nhv.register.models import Area
from nhv.website.public.volumes import in_words
from tests.support.reports import YEAR, published, reported, the_duties

PATH = f"/uppfoljning/{YEAR}/"
BIG, SMALL = "neuromuskulara-sjukdomar", "vulvacancer"


def copied_to(edition: PublishedEdition, number: int) -> None:
    """The same edition, as so many other areas'."""
    others = Area.objects.filter(documents__isnull=False, editions__isnull=True).distinct()[:number]
    columns = {name: getattr(edition, name) for name in ("year", "number", "text", "sha256", "basis", "intervals")}
    by = {"published_at": edition.published_at, "published_by": edition.published_by}
    for area in others:
        PublishedEdition.objects.create(area=area, **columns, **by)


def rows_of(path: str) -> list[dict[str, str]]:
    text = Client().get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))


def test_a_sum_is_shown_only_where_each_part_is():
    shown, other = Volume("shown", 12, 12), Volume("shown", 30, 30)
    assert added([shown, other]) == Volume("shown", 42, 42)
    assert added([shown, Volume("hidden", 3, 9)]) == Volume("hidden", 15, 21)
    assert added([shown, Volume("silent"), Volume("without")]) == shown
    assert added([Volume("silent"), Volume("without")]).stands == "silent"
    assert added([Volume("shown", 0, 0)]).number == 0


@pytest.mark.parametrize("seed", range(200))
def test_no_hidden_number_is_narrowed_by_the_sum(seed):
    """Whoever has the sum and every other number of a hospital can say no more of a hidden one than its own table."""
    chance = np.random.default_rng(seed)
    cells = [
        Volume("hidden", low, low + int(chance.integers(1, 9))) if chance.random() < 0.4 else Volume("shown", low, low)
        for low in map(int, chance.integers(0, 40, size=chance.integers(1, 9)))
    ]
    both = added(cells)
    for one in (cell for cell in cells if cell.stands == "hidden"):
        assert both.number is None
        others = [cell for cell in cells if cell is not one]
        least = both.low - sum(cell.high for cell in others)
        most = both.high - sum(cell.low for cell in others)
        assert least <= one.low and most >= one.high


def a_document(*cells: Cell, **more: object) -> Published:
    year = Dimension(values=(str(YEAR),))
    return Published(
        area="prov",
        edition=Edition(year=YEAR),
        dimensions={"year": year, "unit": Dimension(values=("a", "b", "c"))},
        populations={},
        tables=(Table(key="t", show="count", of="patients", fixed={"year": str(YEAR)}, by=("unit",), cells=cells),),
        **more,
    )


def test_hidden_nobody_and_without_a_permit_are_told_apart():
    cells = (Cell(at=("a",), value=0), Cell(at=("b",), hidden=True), Cell(at=("c",), value=0))
    absent = (Group(of="patients", at={"unit": "c", "year": str(YEAR)}),)
    document = a_document(*cells, impossible=absent, not_reported=(UnitsYear(unit="d", year=str(YEAR)),))
    found = volumes_in(document, {"t": {"b": (0, 4)}})
    stands = [found[place] for place in "abc"]
    assert stands == [Volume("shown", 0, 0), Volume("hidden", 0, 4), Volume("without")]
    # Where no table divides by place, nothing is known of one but that it is not shown.
    assert found[""] == Volume("hidden", 0, NO_BOUND)
    assert [in_words(one) for one in (*stands, Volume("silent"))] == [
        "0", "dolt (0–4)", "hade inte tillstånd", "inte rapporterat",
    ]  # fmt: skip


def test_the_page_and_the_file_say_what_the_tables_say(register):
    for area, patients in ((BIG, 40), (SMALL, 3)):
        reported(YEAR, patients=patients, area=area)
        published(YEAR, area)
    (small, *_rest) = [one for one in volumes_of_year(YEAR) if one.area == SMALL]
    assert small.reported == small.owed == len(the_duties(SMALL))
    assert any(one.stands == "hidden" for one in small.places.values())
    page = Client().get(PATH).content.decode()
    assert "Neuromuskulära sjukdomar" in page and "dolt (" in page
    rows = rows_of(f"{PATH}volymer.csv")
    assert {row["Dolt eller visas"] for row in rows} >= {"visas", "dolt"}
    for row in rows:
        assert bool(row["Patienter"]) == (row["Dolt eller visas"] == "visas")
    # Each sum is what its own rows say, and no more.
    for total in (row for row in rows if not row["area_key"]):
        parts = [row for row in rows if row["hospital_key"] == total["hospital_key"] and row["area_key"]]
        assert (total["Dolt eller visas"] == "visas") == all(row["Dolt eller visas"] == "visas" for row in parts)
        if total["Patienter"]:
            assert int(total["Patienter"]) == sum(int(row["Patienter"]) for row in parts)
    assert Client().get(f"{PATH}volymer.xlsx").status_code == 200


def test_nothing_is_published_yet_is_a_page_and_another_year_is_none(sqlite_register):
    assert "Inga resultat är publicerade ännu." in Client().get("/uppfoljning/").content.decode()
    assert Client().get(PATH).status_code == 404


@pytest.mark.parametrize("times", [1, 10])
def test_ten_areas_ask_as_much_as_one(sqlite_register, times, monkeypatch):
    # Another test's edition may have the same number and hash.
    monkeypatch.setattr(volumes, "_KEPT", {})
    reported(YEAR)
    copied_to(published(YEAR), times - 1)
    with CaptureQueriesContext(connection) as asked:
        assert len(volumes_of_year(YEAR)) == times
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        volumes_of_year(YEAR)
    assert len(asked) == 1
