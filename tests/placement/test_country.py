"""The two tables: what they hold, and one sentence for each way that a changed one can be wrong."""

import pytest

from nhv.placement.country import read_country
from nhv.placement.measures import Scene, measure_one
from nhv.rules.refusals import Refused
from tests.placement.conftest import AREAS
from tests.placement.places import G, K

TOWNS = (AREAS / "municipalities.tsv").read_text()
ROADS = (AREAS / "roads.tsv").read_text()


def test_the_people_of_the_municipalities_are_those_of_the_country(country):
    assert len(country.municipalities) == 290
    assert len(country.regions) == 21
    assert sum(one.population for one in country.municipalities) == 10_587_710
    assert len(country.links) == 531


def test_the_shares_of_the_ages_are_those_of_the_country(country):
    whole = country.weights().sum()
    shares = [country.weights(weight).sum() / whole for weight in ("under-18", "over-80")]
    # Shares of 2019 on the people of 2024: the national shares of 2019 were 0.2111 and 0.0519.
    assert shares == [pytest.approx(0.2111, abs=0.002), pytest.approx(0.0519, abs=0.002)]


def test_sources_and_licences_stand_in_the_tables():
    for said in ("Statistics Sweden", "GeoNames", "CC BY 4.0", "31 December 2019"):
        assert said in TOWNS
    assert "Drawn by hand" in ROADS
    assert "median error 2.4 %" in ROADS


def test_a_corrected_road_changes_the_times_and_the_version(country):
    quicker = ROADS.replace("0980\t0192\tF\t\t150\t240.0", "0980\t0192\tF\t\t150\t140.0")
    corrected = read_country(TOWNS, quicker, country.healthcare_regions)
    before, after = (
        measure_one(Scene.of(each, (K, G))).regions["region-gotland"].mean for each in (country, corrected)
    )
    assert before - after == pytest.approx(100)
    assert corrected.versions["roads"] != country.versions["roads"]
    assert corrected.versions["municipalities"] == country.versions["municipalities"]


def without(text: str, start: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(start))


@pytest.mark.parametrize(
    ("towns", "roads", "said"),
    [
        (TOWNS, "\n".join(line for line in ROADS.splitlines() if "0980" not in line), "0980 Gotland går inte att nå"),
        (without(TOWNS, "0980\t"), ROADS, "går till 0980, som inte finns"),
        (TOWNS + TOWNS.splitlines()[-1] + "\n", ROADS, "står två gånger"),
        (
            TOWNS.replace("\tregion-gotland\t", "\tregion-gottland\t"),
            ROADS,
            "”region-gottland”, som inte är någon region",
        ),
        (TOWNS.replace("\t50323\t", "\tmånga\t"), ROADS, "”population” ska vara ett tal"),
        (TOWNS, ROADS.replace("\t240.0\t", "\t-240.0\t"), "”minutes” ska vara ett tal"),
        ("", ROADS, "municipalities.tsv ska ha en rubrikrad"),
        (TOWNS, "from\tto\n" + "a\tb\n" * 5_000, "roads.tsv ska ha en rubrikrad"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_what_and_where(country, towns, roads, said):
    with pytest.raises(Refused) as refused:
        read_country(towns, roads, country.healthcare_regions)
    assert said in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_an_unknown_weight_is_refused(country):
    with pytest.raises(Refused) as refused:
        Scene.of(country, (K, G), "height")
    assert refused.value.code == "no_weight"
