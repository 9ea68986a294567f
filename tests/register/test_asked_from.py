"""A question that names where it is asked from: the place is no part of the disease, and tells what is nearest."""

import pytest

from nhv.register.models import Organisation
from nhv.register.search import search


def place(asked):
    return search(asked)["understood"]["place"]


def test_a_place_is_no_part_of_what_is_asked_about(sqlite_register):
    here, anywhere = search("matstrupscancer Umeå"), search("matstrupscancer")
    assert here["understood"]["place"] == {
        "name": "Umeå",
        "municipality": "2480",
        "region": "region-vasterbotten",
        "region_name": "Region Västerbotten",
    }
    assert [(one["verdict"], one["confidence"]) for one in here["answers"]] == [
        (one["verdict"], one["confidence"]) for one in anywhere["answers"]
    ]


def test_the_nearest_of_those_who_do_it_for_the_age_stand_first(sqlite_register):
    (answer,) = search("SMA barn Malmö")["answers"]
    assert answer["confidence"] == "sure"
    near = answer["nearest"]
    assert (near["from_name"], near["all_counted"]) == ("Malmö", True)
    assert [one["hospital"] for one in near["hospitals"]] == [
        "Sahlgrenska universitetssjukhuset",
        "Karolinska universitetssjukhuset",
    ]
    assert near["hospitals"][0]["minutes"] < near["hospitals"][1]["minutes"]
    # An adult in Malmö has a unit in the south as well.
    adults = search("SMA vuxen Malmö")["answers"][0]["nearest"]["hospitals"]
    assert adults[0]["hospital"] == "Skånes universitetssjukhus"


def test_a_holder_without_a_known_hospital_is_said_to_be_left_out(sqlite_register):
    near = search("svåra hudsymtom Linköping")["answers"][0]["nearest"]
    assert near["hospitals"] and not near["all_counted"]


def test_nothing_is_nearest_for_what_is_not_national_nor_from_a_whole_region(sqlite_register):
    no = search("ALS Umeå")["answers"][0]
    assert (no["verdict"], no["nearest"]) == ("excluded", None)
    from_region = search("SMA Västerbotten")
    assert from_region["understood"]["place"]["municipality"] is None
    assert from_region["answers"][0]["nearest"] is None


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("SMA Umeås", "Umeå"),
        ("sma malmo", "Malmö"),
        ("SMA Gothenburg", "Göteborg"),
        ("SMA från Upplands Väsby kommun", "Upplands Väsby"),
        ("SMA Visby", "Gotland"),
        ("SMA från Vara", "Vara"),
        ("SMA Region Skåne", "Region Skåne"),
    ],
)
def test_a_place_is_known_by_each_of_its_names(sqlite_register, asked, name):
    found = search(asked)
    assert found["understood"]["place"]["name"] == name
    assert found["answers"][0]["verdict"] == "included"


@pytest.mark.parametrize(
    "asked", ["kan det vara SMA", "SMA mark", "mora", "SMA", "på berg och i dalar", "lunds sjukdom"]
)
def test_a_word_that_is_also_a_place_is_a_word(sqlite_register, asked):
    assert place(asked) is None


def test_every_municipality_is_found_by_its_own_name(sqlite_register):
    from nhv.register.placement import country

    assert Organisation.objects.exists()
    wrong = [
        one.name
        for one in country().municipalities
        if (place(f"SMA från {one.name}") or {}).get("municipality") != one.code
    ]
    assert wrong == []
