"""Every page of an application: in both languages, wide and on the narrowest phones, nothing is out of order."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from nhv.filings.acts import drafts
from tests.journeys.applying import Person, own_product
from tests.journeys.conftest import NARROWEST, PHONE, WIDE, disorder
from tests.support.calls import a_draft, a_filled_application, an_applicant, an_open_call, sent
from tests.support.people import actor


@pytest.fixture(scope="module")
def applicant(databases, browser: Browser) -> Iterator[tuple[Browser, str, object, list[str]]]:
    """A product with a draft and a sent application, somebody's browser there, and all the addresses."""
    with own_product(databases) as product:
        anna = an_applicant()
        call = an_open_call()
        draft = a_draft(call, anna, hospital="skanes-universitetssjukhus")
        whole = a_filled_application(call, anna, hospital="skanes-universitetssjukhus")
        sent(whole, anna)
        whole.refresh_from_db()
        drafts.save_answers(filing=whole, raw={"kontakt": "Nytt"}, seen_revision=whole.revision, by=actor(anna))
        sections = [section.key for section in draft.outline.outline.sections]
        paths = [
            "/ansokningar/",
            f"/ansokningar/ny/{call.key}/",
            *(f"/ansokningar/{filing.key}/{page}" for filing in (draft, whole) for page in ("", "skicka/")),
            *(f"/ansokningar/{draft.key}/avsnitt/{section}/" for section in sections),
            *(f"/ansokningar/{draft.key}/{page}/" for page in ("las", "word", "sjukhus")),
            *(f"/ansokningar/{whole.key}/{page}/" for page in ("kvitto/1", "version/1", "jamfor/1-nu", "aterta")),
            f"/ansokningar/{whole.key}/version/1/?utskrift",
        ]
        yield browser, product, anna, paths


@pytest.mark.parametrize("language", ["", "/en"], ids=["swedish", "english"])
def test_every_page_is_in_order_at_every_width(applicant, language):
    browser, product, anna, paths = applicant
    person = Person(browser, product, anna)
    found = {}
    for path in paths:
        person.opens(f"{language}{path}")
        found[path] = disorder(person.page, WIDE, PHONE, NARROWEST)
    person.leaves()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_english_pages_say_which_words_are_swedish(applicant):
    browser, product, anna, paths = applicant
    person = Person(browser, product, anna)
    person.opens(f"/en{paths[6]}")
    assert person.page.locator("label [lang=sv]").first.inner_text() == "Vid vilket sjukhus ska vården bedrivas?"
    person.leaves()


def test_what_is_to_be_pressed_can_be_hit_with_a_thumb(applicant):
    browser, product, anna, paths = applicant
    person = Person(browser, product, anna, width=320)
    for path in paths[6:10]:
        person.opens(path)
        boxes = [each.bounding_box() for each in person.page.locator("main button:visible:not([tabindex])").all()]
        assert min(box["height"] for box in boxes) >= 44, path
    person.leaves()
