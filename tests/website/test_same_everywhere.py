"""Every permit is the same by key on page, CSV, XLSX, JSON, FHIR, signed file and copy."""

import csv
import io
import json
from datetime import date

import pytest
from django.conf import settings
from django.test import Client, override_settings
from openpyxl import load_workbook

from nhv.language.dates import date_in_words
from nhv.records.copies import verified
from nhv.register.copying import take_in
from nhv.register.memory import KEYS
from tests.website.test_copied import a_copy


def text(value):
    """What a cell or a field says, as text."""
    return str(value)[:10] if value else ""


def of_tables(rows):
    names = ("permit_key", "area_key", "region_key", "hospital_key", "record_number", "valid_from", "valid_until")
    return {tuple(text_or_key(name, row[name]) for name in names) for row in rows if row["permit_key"]}


def text_or_key(name, value):
    return text(value) if name.startswith("valid") else (value or "")


def from_csv():
    raw = Client().get("/api/v1/register.csv").content.decode("utf-8-sig")
    return of_tables(csv.DictReader(io.StringIO(raw), delimiter=";"))


def from_sheet():
    book = load_workbook(io.BytesIO(Client().get("/api/v1/register.xlsx").content))
    headings, *rows = book.active.iter_rows(values_only=True)
    return of_tables(dict(zip(headings, row, strict=True)) for row in rows)


def from_json():
    areas = Client().get("/api/v1/register.json").json()["areas"]
    return {
        (
            one["key"], area["key"], one["region_key"], one["hospital_key"] or "", one["record_number"] or "",
            text(one["valid_from"]), text(one["valid_until"]),
        )
        for area in areas
        for one in area["permits"]
    }  # fmt: skip


def from_fhir():
    entries = [entry["resource"] for entry in Client().get("/fhir/Bundle/nhv-register").json()["entry"]]
    services = [one for one in entries if one["resourceType"] == "HealthcareService"]
    return {
        (
            one["identifier"][0]["value"], one["type"][0]["coding"][0]["code"],
            one["identifier"][1]["value"] if len(one["identifier"]) > 1 else "",
            one["identifier"][0].get("period", {}).get("start", ""),
            one["identifier"][0].get("period", {}).get("end", ""),
        )
        for one in services
    }  # fmt: skip


def from_signed_file():
    _copy, told = verified(Client().get("/datasets/nhv-register.json").content, KEYS.public_keys())
    return told, {
        (
            f"{one['area']}:{one['number']}", one["area"], one["record_number"], text(one["valid_from"]),
            text(one["valid_until"]),
        )
        for one in told["tables"]["permits"]
    }  # fmt: skip


def without_places(permits):
    return {(key, area, number, start, end) for key, area, _region, _hospital, number, start, end in permits}


def test_every_permit_is_the_same_everywhere(sqlite_register, databases):
    expected = from_json()
    assert len(expected) > 100
    assert from_csv() == expected
    assert from_sheet() == expected
    assert from_fhir() == without_places(expected)
    told, in_file = from_signed_file()
    assert in_file == without_places(expected)
    with databases.copy("sqlite", "empty"), override_settings(COPY=a_copy()):
        take_in(json.loads(json.dumps(told)))
        assert (from_json(), from_csv(), from_sheet(), from_fhir()) == (
            expected, expected, expected, without_places(expected)
        )  # fmt: skip


@pytest.mark.parametrize("key", ["neuromuskulara-sjukdomar", "vulvacancer", "lungtransplantation"])
def test_the_page_says_who_holds_it_and_from_which_day(sqlite_register, key):
    area = Client().get(f"/api/v1/areas/{key}").json()
    html = Client().get(f"/omraden/{key}/").content.decode()
    assert area["permits"]
    for permit in area["permits"]:
        assert (permit["hospital"] or permit["region"]) in html
        if permit["valid_from"]:
            assert date_in_words(date.fromisoformat(permit["valid_from"])) in html
    assert f"{settings.BASE_URL}/omraden/{key}/" in Client().get("/api/v1/register.csv").content.decode()
