"""A year of the follow-up in real browsers: counted month by month, typed and by Excel, sent back once, accepted,
published and corrected once; and read by everybody."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from nhv.followup.models import PublishedEdition
from nhv.rules.roles import Role
from nhv.specification.follow_up import MET, PARTLY, age_key, home_key, met_key, total_key
from nhv.specification.measures import TREATED
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import PHONE, WIDE, browsing, disorder, go_through
from tests.support.days import on_a_working_day
from tests.support.people import a_person
from tests.support.reports import YEAR, a_plan

AREA, NAME = "peniscancer", "Peniscancer"
ONE, OTHER = "Skånes universitetssjukhus", "Universitetssjukhuset Örebro"
PER_MONTH, AT_THE_OTHER, FORGOTTEN = 3, 31, 6
NORTH, SOUTH = "region-norrbotten", "region-skane"


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


def test_a_year_is_reported_in_three_ways_returned_published_and_corrected(
    browser: Browser, product: str, tmp_path: Path
):
    officer = Person(browser, product, a_person(Role.OFFICER))
    unit = Person(browser, product, a_person(Role.UNIT_EDITOR, "skanes-universitetssjukhus"))
    region = Person(browser, product, a_person(Role.SIGNATORY, SOUTH))
    west = Person(browser, product, a_person(Role.SIGNATORY, "region-orebro-lan"))
    opens_the_year(officer)
    counts_month_by_month(unit)
    report = reports_by_hand(unit)
    sends(region, report)
    returns(officer)
    puts_right(unit, report, {home_key(TREATED, SOUTH): 31})
    sends(region, report, despite=False)
    sends(west, reports_by_sheet(west, tmp_path))
    publishes(officer)
    first = reads(browser, product, {"67", "36", "31"})
    more = {
        total_key(TREATED): 12 * PER_MONTH + FORGOTTEN,
        home_key(TREATED, SOUTH): 31 + FORGOTTEN,
        age_key(TREATED, "45-64", "men"): 20 + FORGOTTEN,
    }
    puts_right(unit, report, more)
    sends(region, report, despite=False)
    publishes(officer, again=True)
    second = reads(browser, product, {"73", "42", "31"})
    assert "utgava-1.json" in second and first != second
    texts = list(PublishedEdition.objects.filter(area__key=AREA).order_by("number").values_list("text", flat=True))
    assert [set(json.loads(text)["edition"]) >= {"corrected"} for text in texts] == [False, True]
    for one in (officer, unit, region, west):
        one.leaves()


def opens_the_year(officer: Person) -> None:
    officer.opens("/handlaggning/uppfoljning/")
    officer.page.get_by_label("År som rapporteras").fill(str(YEAR))
    officer.page.get_by_label("Sista dag").fill(on_a_working_day(30).isoformat())
    officer.is_in_order(WIDE, PHONE)
    officer.presses_button("Öppna ett år")
    officer.sees(f"Uppföljning av {YEAR}")


def counts_month_by_month(unit: Person) -> None:
    unit.opens("/manadsrakning/")
    unit.page.goto(f"/manadsrakning/{AREA}/skanes-universitetssjukhus/{YEAR}/")
    for month in range(1, 13):
        unit.page.locator(f"[name='{TREATED}.{month}']").fill(str(PER_MONTH))
    unit.is_in_order(WIDE, PHONE)
    unit.presses_button("Spara")


def begins(person: Person, place: str) -> str:
    """The address of the report that is begun."""
    person.opens("/arsrapporter/")
    go_through(person.page.get_by_role("link", name=re.compile(f"Börja en årsrapport ?: {NAME}, {place}, {YEAR}")))
    person.presses_button("Börja")
    return person.page.url.partition("/arsrapporter/")[2].partition("/")[0]


def reports_by_hand(unit: Person) -> str:
    """What was counted is fetched, the rest is typed; where patients live does not add up."""
    report = begins(unit, ONE)
    unit.opens(f"/arsrapporter/{report}/")
    unit.follows("Hämta ur:")
    unit.is_in_order(WIDE, PHONE)
    unit.presses_button("Hämta")
    ages = {age_key(TREATED, "45-64", "men"): 20, age_key(TREATED, "65-", "men"): 16}
    puts_right(unit, report, {home_key(TREATED, SOUTH): 13, home_key(TREATED, NORTH): 5} | ages)
    unit.opens(f"/arsrapporter/{report}/avsnitt/villkoren/")
    for group in unit.page.locator("fieldset").filter(has_text="Är villkoret uppfyllt?").all():
        group.get_by_label(MET, exact=True).check()
    unit.presses_button("Spara och gå till översikten")
    unit.is_in_order(WIDE, PHONE)
    go_through(unit.page.get_by_role("button", name="Be om att den läses igenom"))
    return report


def puts_right(unit: Person, report: str, answers: Mapping[str, int]) -> None:
    """Each answer on its own page."""
    for key, number in answers.items():
        section = f"{TREATED}-hem" if "-hem-" in key else "matt" if key == total_key(TREATED) else f"{TREATED}-alder"
        unit.opens(f"/arsrapporter/{report}/avsnitt/{section}/")
        unit.answers(key, str(number))
        unit.presses_button("Spara och gå till översikten")


def sends(person: Person, report: str, *, despite: bool = True) -> None:
    person.opens(f"/arsrapporter/{report}/skicka/")
    if despite and person.page.locator("#trots").count():
        person.page.locator("#trots").check()
    person.is_in_order(WIDE, PHONE)
    person.presses_button("Skicka in")
    expect(person.page.locator("main")).to_contain_text(re.compile("mottage[nt]"))


def returns(officer: Person) -> None:
    officer.opens(f"/handlaggning/uppfoljning/{YEAR}/omraden/{AREA}/")
    officer.sees("hemregion")
    officer.is_in_order(WIDE, PHONE)
    officer.opens(f"/handlaggning/uppfoljning/{YEAR}/")
    officer.follows(ONE)
    officer.follows("Begär komplettering")
    officer.page.get_by_label("Vad behöver kompletteras?").fill("Hemregionerna blir färre än patienterna.")
    officer.page.get_by_label("Senast den").fill(on_a_working_day(20).isoformat())
    officer.presses_button("Begär komplettering")


def reports_by_sheet(region: Person, folder: Path) -> str:
    report = begins(region, OTHER)
    region.opens(f"/arsrapporter/{report}/ark/")
    book = openpyxl.load_workbook(io.BytesIO(Path(region.fetches("Hämta arket (.xlsx)").path()).read_bytes()))
    answers: dict[str, object] = {
        total_key(TREATED): AT_THE_OTHER,
        home_key(TREATED, NORTH): 8,
        home_key(TREATED, "region-orebro-lan"): 23,
        age_key(TREATED, "45-64", "men"): 12,
        age_key(TREATED, "65-", "men"): 19,
        met_key(0): PARTLY,
        met_key(1): MET,
        **a_plan(0, "delvis"),
    }
    for row in book.active.iter_rows(min_row=2):
        if str(row[0].value) in answers:
            row[2].value = answers[str(row[0].value)]
    book.save(folder / "ifyllt.xlsx")
    region.page.get_by_label("Det ifyllda arket").set_input_files(folder / "ifyllt.xlsx")
    region.presses_button("Läs in")
    region.is_in_order(WIDE, PHONE)
    region.presses_button("Spara ändringarna")
    return report


def publishes(officer: Person, *, again: bool = False) -> None:
    officer.opens(f"/handlaggning/uppfoljning/{YEAR}/")
    for place in (ONE,) if again else (ONE, OTHER):
        officer.presses_button(f"Godta rapporten från {place}")
        officer.sees("godtagen")
    officer.is_in_order(WIDE, PHONE)
    officer.follows(f"Publicera en ny utgåva: {NAME}" if again else f"Publicera: {NAME}")
    officer.is_in_order(WIDE, PHONE)
    if again:
        officer.page.get_by_label("Vad som är rättat och varför").fill("En månad var glömd.")
    officer.presses_button("Publicera för alla")
    officer.sees(f"publicerat, utgåva {2 if again else 1}")


def reads(browser: Browser, product: str, numbers: set[str]) -> str:
    """The page as everybody sees it, and that it says these numbers."""
    with browsing(browser, product) as reader:
        for language in ("/en", ""):
            reader.goto(f"{language}/omraden/{AREA}/uppfoljning/{YEAR}/")
            assert disorder(reader, WIDE, PHONE) == []
        words = reader.locator("main").inner_text()
        assert numbers <= {*words.replace(".", " ").replace(",", " ").split()}
        return reader.content()
