"""What a portfolio tells of reported patients: the published number, and nothing of what is hidden or was not told."""

import csv
import io

import pytest
from django.test import Client

from nhv.followup.reported import reported_patients
from tests.followup.test_lacking import not_reported
from tests.support.pages import get
from tests.support.reports import (
    AREA,
    YEAR,
    a_report,
    accepted,
    patients,
    published,
    reported,
    sent,
    the_duties,
)

pytestmark = pytest.mark.usefixtures("sqlite_register")


def told():
    """By place, of the area."""
    return {place: one for (area, place), one in reported_patients().items() if area == AREA}


def cell(place):
    """What the place's own page says of the area's patients."""
    rows = get(f"/portfolj/{place}/").html.xpath("//table[caption='Område och tid']/tbody/tr")
    (row,) = [row for row in rows if "Neuromuskulära sjukdomar" in row.text_content()]
    return " ".join(row[-1].text_content().split())


def shares():
    """By place, as the spreadsheet has them."""
    text = Client().get("/api/v1/portfolio.csv").content.decode().removeprefix("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["area_key"] == AREA]
    return {row["hospital_key"]: (row["patients_a_year"], row["patients_year"]) for row in rows}


def test_before_anything_is_published_nobody_has_said():
    place = the_duties()[0].place.key
    assert told() == {}
    assert cell(place) == "inte uppgivet"
    assert shares()[place] == ("", "")


def test_page_and_files_have_what_the_edition_shows():
    reported(YEAR)
    published(YEAR)
    found = told()
    assert len(found) == 4
    place, one = next((place, one) for place, one in found.items() if one.share is not None)
    assert cell(place).startswith(f"{one.patients} år {YEAR}")
    assert "av alla som är rapporterade" in cell(place)
    assert shares()[place] == (str(one.patients), str(YEAR))


def test_few_are_hidden_and_who_never_reported_has_said_nothing():
    silent, few, *others = the_duties()
    for duty, numbers in ((few, [2, 0]), *((one, [20, 10]) for one in others)):
        more = {"nya-patienter-antal": 1, "sjukdomsmodifierande-antal": 1}
        accepted(sent(a_report(duty), patients(numbers) | more))
    not_reported(silent)
    published(YEAR)
    found = told()
    assert set(found) == {few.place.key, *(one.place.key for one in others)}
    assert (found[few.place.key].patients, found[few.place.key].share) == (None, None)
    assert cell(few.place.key) == f"dolt {YEAR}"
    assert shares()[few.place.key] == ("", str(YEAR))
    assert cell(silent.place.key) == "inte uppgivet"
