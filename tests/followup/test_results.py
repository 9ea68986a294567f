"""Results as everybody reads them: page, CSV, Excel and JSON say one thing; and the officer's way there by buttons."""

import csv
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from nhv.disclosure.policy import shown_counts
from nhv.followup.models import Acceptance, PublishedEdition
from nhv.paper.sheet import as_text
from nhv.rules.roles import Role
from nhv.specification.follow_up import home_key, total_key
from nhv.specification.measures import TREATED
from tests.support.calls import once
from tests.support.days import on_a_working_day
from tests.support.pages import get
from tests.support.people import a_person, signed_in
from tests.support.reports import AREA, YEAR, a_report, corrected, patients, published, reported, sent, the_duties

KEYS = {"unit": "place_key", "home": "home_key", "age": "age_key", "sex": "sex_key"}
ADDRESS = f"/omraden/{AREA}/uppfoljning/{YEAR}/"


@pytest.fixture(scope="module")
def editions(databases):
    """A year of an area in two editions, made once for all that only look."""
    with databases.copy("sqlite", "bundled"):
        reported(YEAR)
        first = published(YEAR)
        corrected(YEAR, 9)
        yield first, published(YEAR)


def figures(document):
    """Every figure, by the words of the CSV: hidden has no number."""
    return [
        None if cell.hidden else cell.value if table.decimals else int(cell.value)
        for table in document.tables
        for cell in table.cells
    ]


def test_the_page_says_what_the_file_says_and_what_is_hidden(editions):
    page = get(ADDRESS)
    document = editions[1].document
    hidden = sum(number is None for number in figures(document))
    assert page.status == 200 and hidden
    assert page.text.count("dolt (") >= hidden
    cells = page.texts("//main//section[1]//td")
    assert len(cells) == len(document.tables[0].cells)
    shown = [str(int(cell.value)) for cell in document.tables[0].cells if not cell.hidden]
    assert [cell for cell in cells if not cell.startswith("dolt")] == shown
    assert "rangordnas inte" in page.text and "slump" in page.text
    assert "rättade" in page.text
    restated = page.texts("//details[@id='rattat']//table[1]//tr/td")
    was, now = (shown_counts(one.document) for one in editions)
    changed = [(f"{was[at]:.0f}", f"{now[at]:.0f}") for at in was.keys() & now.keys() if was[at] != now[at]]
    assert changed
    told = list(zip(restated[::2], restated[1::2], strict=True))
    assert sorted(pair for pair in told if "dolt" not in "".join(pair)) == sorted(changed)
    # What was shown and is hidden, or was hidden and is shown, is told as well.
    other = len(was.keys() ^ now.keys())
    assert sum("dolt" in "".join(pair) for pair in told) == min(other, 50 - len(changed))


def test_the_page_says_what_to_quote_and_what_each_edition_corrects(editions):
    page = get(ADDRESS)
    newest = editions[-1]
    assert f"Utgåva {newest.number}, publicerad" in page.text and "Licens: CC0 1.0" in page.text
    assert f"/omraden/{AREA}/uppfoljning/{newest.year}/. Licens" in page.text
    told = " ".join(page.texts("//details[@id='rattat']//li"))
    corrected = newest.document.edition.corrected
    assert corrected and "Rättat av:" in told and str(corrected[0].year) in told


def test_csv_excel_and_json_say_the_same(editions):
    document = editions[1].document
    lines = Client().get(f"{ADDRESS}resultat.csv").content.decode("utf-8-sig").splitlines()[1:]
    told = [line.split(";")[6:8] for line in lines]
    assert told == [["", "dolt"] if number is None else [as_text(number), "visas"] for number in figures(document)]
    sheet = openpyxl.load_workbook(io.BytesIO(Client().get(f"{ADDRESS}resultat.xlsx").content)).active
    assert [row[6] for row in sheet.iter_rows(min_row=2, values_only=True)] == figures(document)
    for one in editions:
        assert Client().get(f"{ADDRESS}utgava-{one.number}.json").content.decode() == one.text


def test_a_program_finds_each_row_again_by_its_table_and_keys(editions):
    document = editions[1].document
    text = Client().get(f"{ADDRESS}resultat.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    tables = {table.key: table for table in document.tables}
    assert {row["table"] for row in rows} == set(tables)
    for table in document.tables:
        own = [row for row in rows if row["table"] == table.key and row["Dolt eller visas"] in ("visas", "dolt")]
        told = [{name: row[KEYS[name]] for name in KEYS if row[KEYS[name]]} for row in own]
        keyed = ({"unit", "home", "age", "sex"} & at.keys() for at in map(table.at, table.cells))
        wanted = [
            {name: table.at(cell)[name] for name in names} for cell, names in zip(table.cells, keyed, strict=True)
        ]
        assert all(one in wanted for one in told)
    hidden = [row for row in rows if row["Dolt eller visas"] == "dolt" and row["Minst"]]
    assert hidden and all(int(row["Minst"]) <= int(row["Högst"]) for row in hidden)


def test_the_results_are_joined_with_the_register_by_what_has_one_name_in_both(editions):
    results, register = (
        list(csv.DictReader(io.StringIO(Client().get(address).content.decode("utf-8-sig")), delimiter=";"))
        for address in (f"{ADDRESS}resultat.csv", "/api/v1/register.csv")
    )
    places = {row["place_key"] for row in register if row["area_key"] == AREA}
    units = {row["place_key"] for row in results} - {""}
    assert units and units <= places
    # What has the same name in both means the same in both.
    assert {name for name in set(results[0]) & set(register[0]) if name.endswith("_key")} == {"place_key"}


def test_the_area_leads_there_and_a_year_without_results_does_not(editions):
    assert ADDRESS in get(f"/omraden/{AREA}/").links()
    for address in (
        f"/omraden/{AREA}/uppfoljning/2019/",
        "/omraden/finns-inte/uppfoljning/2025/",
        f"{ADDRESS}utgava-9.json",
    ):
        assert get(address).status == 404
    assert not [link for link in get("/omraden/vulvacancer/").links() if "uppfoljning" in link]


def test_in_english_too(editions):
    page = get(f"/en{ADDRESS}")
    assert "Results" in page.text and "hidden (" in page.text and "dolt (" not in page.text


def test_an_officer_opens_a_year_accepts_and_publishes(sqlite_register):
    officer = signed_in(Client(), a_person(Role.OFFICER, "socialstyrelsen"))
    last_day = str(on_a_working_day(30))
    opened = officer.post(reverse("officer-rounds"), {"year": YEAR, "last_day": last_day, "once": once()})
    assert opened.status_code == 302
    duties = the_duties()
    whole = patients([20, 10]) | {total_key(key): 9 for key in ("nya-patienter", "sjukdomsmodifierande")}
    for duty in duties[1:]:
        sent(a_report(duty), whole)
    odd = sent(a_report(duties[0]), whole | {home_key(TREATED, "region-uppsala"): 3, total_key("nya-patienter"): 29})

    def press(name, *arguments):
        return officer.post(reverse(name, args=[YEAR, *arguments]), follow=True).content.decode()

    assert "kan inte godtas ännu" in press("officer-report-accept", duties[0].key)
    area = officer.get(reverse("officer-round-area", args=[YEAR, AREA])).content.decode()
    assert "Rätta det ena" in area and "långt från de andra" in area
    look = reverse("officer-round-publish", args=[YEAR, AREA])
    assert "är inte godtagna" in officer.get(look).content.decode()
    assert "är inte godtagna" in officer.post(look, {"once": once()}, follow=True).content.decode()
    sent(odd, {home_key(TREATED, "region-uppsala"): 10})
    for duty in duties:
        assert "Rapporten är godtagen" in press("officer-report-accept", duty.key)
    assert Acceptance.objects.count() == len(duties)
    before = officer.get(look).content.decode()
    assert "Det här blir utgåva 1." in before and not PublishedEdition.objects.exists()
    assert "Resultaten är publicerade" in officer.post(look, {"once": once()}, follow=True).content.decode()
    assert PublishedEdition.objects.get().number == 1
    # Published, there is nothing new to publish until something else is accepted.
    again = reverse("officer-round-publish", args=[YEAR, AREA])
    page = reverse("officer-round", args=[YEAR])
    assert again not in officer.get(page).content.decode()
    sent(odd, patients([20, 16]))
    press("officer-report-accept", duties[0].key)
    assert again in officer.get(page).content.decode()
    assert "Vad som är rättat och varför" in officer.get(look).content.decode()
    corrected = officer.post(look, {"why": "En patient på Gotland var glömd.", "once": once()}).content.decode()
    assert "Varför ingen kan kännas igen" in corrected and PublishedEdition.objects.count() == 1
    officer.post(look, {"why": "En månad var glömd.", "once": once()})
    assert "En månad var glömd." in get(ADDRESS).text


def test_the_files_name_the_measures_in_words_and_the_sheet_by_its_title(editions):
    book = openpyxl.load_workbook(io.BytesIO(Client().get(f"{ADDRESS}resultat.xlsx").content))
    named = {row[0] for row in book.active.iter_rows(min_row=2, values_only=True)}
    keys = {table.of for table in editions[1].document.tables}
    assert keys and not named & keys, "keys are for programs"
    assert all(" " in one for one in named)
    assert book.active.title.startswith("Neuromuskulära sjukdomar") and len(book.active.title) <= 31
