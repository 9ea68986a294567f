"""Mostly in Word: fetched, filled in offline, brought back, the plan attached, and sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from nhv.filings.models import FilingVersion
from nhv.specification.answer_reading import read_answer
from tests.journeys.applying import Person, own_product
from tests.records.uploads.making import pdf
from tests.support.calls import a_draft, an_answer, an_applicant, an_open_call
from tests.support.word_form import filled_in


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


def as_typed(asked):
    """An answer as somebody types it in Word."""
    value = an_answer(asked)
    return {True: "Ja", False: "Nej"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def test_mostly_in_word(browser: Browser, product: str, tmp_path: Path):
    anna = an_applicant()
    filing = a_draft(an_open_call(), anna, hospital="skanes-universitetssjukhus")
    person = Person(browser, product, anna)
    person.opens(f"/ansokningar/{filing.key}/")
    person.follows("Fyll i formuläret i Word")
    person.is_in_order()
    form = Path(person.fetches("Hämta formuläret (.docx)").path()).read_bytes()

    typed = {}
    for asked in filing.outline.outline.asked():
        kind = asked.question.kind
        if asked.key == "sjukhus" or not asked.question.required or asked.only_if or kind == "attachment":
            continue
        if kind == "roles_and_numbers":
            typed |= {f"{asked.key}#role#1": "Kontaktsjuksköterska", f"{asked.key}#number#1": "3"}
        else:
            typed[asked.key] = as_typed(asked)
            read_answer(asked.question, typed[asked.key])
    (tmp_path / "ifyllt.docx").write_bytes(filled_in(form, typed))

    person.page.get_by_label("Det ifyllda formuläret").set_input_files(tmp_path / "ifyllt.docx")
    person.presses_button("Läs in")
    person.presses_button("Spara ändringarna")
    person.sees("35 svar ändrades och är sparade.")
    person.is_in_order()
    person.follows("Till översikten")
    expect(person.page.locator(".nhv-missing")).to_contain_text("2 svar saknas")
    person.page.locator(".nhv-missing summary").click()
    person.page.locator(".nhv-missing li a").first.click()
    file = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    person.page.locator("#fraga-verksamhetsplan-svar").set_input_files(file)
    person.page.locator("#fraga-ansokningsblankett-svar").set_input_files({**file, "name": "blankett.pdf"})
    person.presses_button("Spara och gå till översikten")
    person.follows("Läs igenom och skicka in")
    person.presses_button("Skicka in")
    person.sees("Ansökan är mottagen")
    assert FilingVersion.objects.get().missing == []
    person.leaves()
