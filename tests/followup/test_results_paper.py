"""The results on paper: what the page says, tagged for those who listen, and nothing that a stranger could use."""

import re
from copy import deepcopy
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from nhv.followup.queries import editions as published_editions
from nhv.paper import kept
from nhv.paper.pdf import pdf
from nhv.register import queries
from nhv.website.public.results import Reading
from nhv.website.public.results_paper import results_writing
from tests.disclosure.on_paper import intervals_in, with_paper
from tests.disclosure.stranger import Stranger
from tests.support.pages import get
from tests.support.pdf import alternatives_of, elements, words_of
from tests.support.reports import AREA, YEAR, corrected, published, reported

ADDRESS = f"/omraden/{AREA}/uppfoljning/{YEAR}/"
# So few at a unit that pictures and tables hide some.
PATIENTS = 10
_NUMBER = re.compile(r"\d+(?:,\d+)?")


@pytest.fixture(scope="module")
def editions(databases):
    """A year in two editions, made once for all that only look."""
    with databases.copy("sqlite", "bundled"):
        reported(YEAR, patients=PATIENTS)
        first = published(YEAR)
        corrected(YEAR, 9)
        yield first, published(YEAR)


def the_paper(language="") -> bytes:
    answer = Client().get(f"{language}{ADDRESS}resultat.pdf")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    return answer.content


def a_reading() -> Reading:
    return Reading(list(published_editions(AREA)), YEAR, queries.area_on(AREA))


def figures_on(paper: bytes) -> set[str]:
    """All numbers in its words but those of its pages' foot and of the end, which tells of the paper itself."""
    words = re.sub(r"Sida \d+ av \d+", "", words_of(paper)).rpartition("Om uppgifterna")[0]
    return set(_NUMBER.findall(words))


def test_every_figure_of_the_page_is_on_paper_and_no_other(editions):
    page = get(ADDRESS)
    # What one quotes it by has the address: on paper it stands at the end.
    for aside in page.html.xpath("//main//*[contains(@class, 'nhv-tools') or @id='kalla']"):
        aside.getparent().remove(aside)
    assert figures_on(the_paper()) == set(_NUMBER.findall(" ".join(page.texts("//main"))))


def test_every_row_of_the_page_is_on_paper(editions):
    """Names that need two lines are hyphenated there."""
    written = re.sub(r"[\s\ufffe\u00ad-]", "", words_of(the_paper()))
    rows = get(ADDRESS).html.xpath("//main//table/tbody/tr")
    assert len(rows) > 20
    for row in rows:
        for cell in row:
            assert re.sub(r"[\s-]", "", cell.text_content()) in written, cell.text_content()


def test_it_is_tagged_and_each_picture_says_what_it_shows(editions):
    paper = PdfReader(BytesIO(the_paper()))
    assert paper.root_object["/Lang"] == "sv" and paper.root_object["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in paper.root_object["/Metadata"].get_object().get_data()
    assert paper.metadata is not None and str(paper.metadata.title).startswith(f"Resultat {YEAR}: ")
    kinds = [kind for kind, _parent, _one in elements(paper.root_object["/StructTreeRoot"])]
    page = get(ADDRESS)
    assert kinds.count("/H2") == len(page.html.xpath("//main//section")) + 1
    pictures = page.html.xpath("//main//figure/*[local-name()='svg']")
    shown = [". ".join(one.xpath("./*[local-name()='title' or local-name()='desc']/text()")) for one in pictures]
    assert shown and alternatives_of(the_paper()) == shown


def test_in_english_too(editions):
    words = words_of(the_paper("/en"))
    assert "Results" in words and "hidden (" in words and "dolt (" not in words


def test_it_is_set_once_and_another_edition_is_another_paper(editions, monkeypatch):
    the_paper()
    monkeypatch.setattr(kept, "pdf", None)
    the_paper()
    reading = a_reading()
    assert results_writing(reading) == results_writing(a_reading())
    older = Reading([editions[0]], YEAR, queries.area_on(AREA))
    assert results_writing(older) != results_writing(reading)


@pytest.fixture(scope="module")
def alone(editions) -> Stranger:
    """Who has the first edition's file alone."""
    return Stranger([editions[0].text])


def bounds(stranger: Stranger) -> list[tuple[int, int]]:
    """Between what each hidden number must lie."""
    return [stranger.between(stranger.group(of, at)) for of, at in stranger.hidden()]


def of_the_first(editions) -> Reading:
    return Reading([deepcopy(editions[0])], YEAR, queries.area_on(AREA))


def test_who_has_the_paper_beside_the_file_knows_no_more(editions, alone):
    """Between what each hidden number lies is what a stranger reckons from the file alone."""
    paper = pdf(results_writing(of_the_first(editions)), font=settings.PAPER_FONT)
    beside = Stranger([with_paper(editions[0].text, alternatives_of(paper))])
    reckoned = bounds(alone)
    told = intervals_in(words_of(paper))
    assert told and told <= set(reckoned)
    assert bounds(beside)[: len(reckoned)] == reckoned


def test_a_paper_that_says_more_is_found_out(editions, alone):
    """In a picture's alternative text, and in the words of a table that has no picture."""
    leaking = of_the_first(editions)
    narrowed = set()
    for table in leaking.document.tables:
        said = leaking.edition.intervals.get(table.key, {})
        wide = [cell for cell, (low, high) in said.items() if high - low > 2]
        if wide and len(table.by) not in narrowed:
            narrowed.add(len(table.by))
            said[wide[0]] = (said[wide[0]][0], said[wide[0]][0] + 1)
    assert narrowed == {1, 2}
    made = pdf(results_writing(leaking), font=settings.PAPER_FONT)
    reckoned = bounds(alone)
    assert not intervals_in(words_of(made)) <= set(reckoned)
    assert bounds(Stranger([with_paper(editions[0].text, alternatives_of(made))]))[: len(reckoned)] != reckoned
