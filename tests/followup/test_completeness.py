"""What is registered beside what is expected: on the page, in the files and on paper, and never as a verdict."""

import csv
import io

import numpy as np
import pytest
from django.test import Client

from nhv.disclosure.expected import stands
from nhv.followup import completeness
from nhv.followup.queries import asked_of
from nhv.register.queries import area_on
from tests.disclosure.stranger import Stranger
from tests.followup.test_lacking import not_reported
from tests.support.pages import get
from tests.support.pdf import words_of
from tests.support.reports import YEAR, a_report, accepted, drawn, published, reported, sent, the_duties

AREA = "vulvacancer"
ADDRESS = f"/omraden/{AREA}/uppfoljning/{YEAR}/"
IN_WORDS = {
    "fewer": "färre än väntat",
    "within": "inom det väntade",
    "more": "fler än väntat",
    "unknown": "går inte att säga",
}


@pytest.fixture(scope="module")
def edition(databases):
    """A year of an area whose document says how many to expect; two more areas, where it does not."""
    with databases.copy("sqlite", "bundled"):
        reported(YEAR, patients=15, area=AREA)
        yield published(YEAR, AREA)


def the_rows() -> list[list[str]]:
    table = "//section[@aria-labelledby='vantat']//tbody/tr"
    return [[" ".join(cell.text_content().split()) for cell in row] for row in get(ADDRESS).html.xpath(table)]


def test_page_file_table_and_paper_say_the_same(edition):
    told = edition.document.expected
    assert told and told.cells
    spans = [f"{one.least:g}–{one.most:g}".replace(".", ",") for one in told.cells]
    rows = the_rows()
    assert [row[2] for row in rows] == spans and {row[3] for row in rows} <= set(IN_WORDS.values())
    text = Client().get(f"{ADDRESS}resultat.csv").content.decode("utf-8-sig")
    lines = [row for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["Väntat, minst"]]
    assert [f"{row['Väntat, minst']}–{row['Väntat, högst']}" for row in lines] == spans
    assert {row["table"] for row in lines} == {told.table}
    paper = words_of(Client().get(f"{ADDRESS}resultat.pdf").content)
    assert all(span in paper for span in spans)
    for said in (paper, get(ADDRESS).text):
        assert "150–200 om året" in said and "inte att någon har gjort fel" in said and "slump" in said


def test_in_whole_the_country_is_what_the_source_says(edition):
    (whole,) = [one for one in edition.document.expected.cells if set(one.at) == {"*"}]
    assert (whole.least, whole.most) == (150, 200)


def test_what_is_said_of_a_hidden_number_follows_from_the_file_alone(edition):
    """Whoever has the file and nothing else can say as much of each place."""
    document = edition.document
    stranger = Stranger([edition.text])
    table = next(one for one in document.tables if one.key == document.expected.table)
    by_place = {cell.at: cell for cell in table.cells}
    hidden = [one for one in document.expected.cells if by_place[one.at].hidden]
    assert hidden
    said = dict(zip([one.at for one in document.expected.cells], the_rows(), strict=True))
    for one in hidden:
        low, high = stranger.between(stranger.group(table.of, table.at(by_place[one.at])))
        assert said[one.at][1] == f"dolt ({low}–{high})"
        assert said[one.at][3] == IN_WORDS[stands(low, high, one)]


def test_fewer_than_expected_is_told_in_short_with_the_way_to_the_table(edition):
    fewer = [row[0] for row in the_rows() if row[3] == "färre än väntat" and row[0] != "Alla"]
    assert fewer, "the units reported half of what the source counts"
    (line,) = [line for line in get(ADDRESS).texts("//*[@id='i-korthet']/li") if line.startswith("Färre registrerade")]
    assert line.startswith(f"Färre registrerade än väntat: {'; '.join(fewer)}.")


def test_in_english_too(edition):
    page = get(f"/en{ADDRESS}")
    assert "women with vulvar cancer" in page.text and "fewer than expected" in page.text


def test_where_nobody_has_said_what_to_expect_nothing_is(sqlite_register):
    reported(YEAR)
    published(YEAR)
    page = get(f"/omraden/neuromuskulara-sjukdomar/uppfoljning/{YEAR}/")
    assert page.status == 200 and "väntat" not in page.text.casefold()


def test_where_a_unit_has_not_reported_nobody_is_said_to_have_too_few(sqlite_register):
    silent, *others = the_duties(AREA)
    for duty in others:
        accepted(sent(a_report(duty), drawn(asked_of(duty), 15, np.random.default_rng(duty.pk))))
    not_reported(silent)
    published(YEAR, AREA)
    assert {row[3] for row in the_rows()} == {"går inte att säga"}


def test_how_much_a_quality_registry_covers_is_told_with_its_source(sqlite_register, monkeypatch):
    its_document = area_on("viss-avancerad-esofaguskirurgi")
    monkeypatch.setattr(completeness, "area_on", lambda _key: its_document)
    reported(YEAR, area=AREA)
    published(YEAR, AREA)
    for said in (get(ADDRESS).text, words_of(Client().get(f"{ADDRESS}resultat.pdf").content)):
        assert "(NREV) uppger att det har 91 % av sina patienter (2019)" in said
    assert the_rows() == []
