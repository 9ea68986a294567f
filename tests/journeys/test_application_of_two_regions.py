"""Two regions answer the same call at once, one of them mostly in Word; an officer sees both, and each receipt holds on
another machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from nhv.filings.models import Filing
from nhv.rules.roles import Role
from tests.journeys.applying import Person, own_product
from tests.records.uploads.making import pdf
from tests.support.calls import SKANE, WEST, a_draft, a_filled_application, an_answer, an_applicant, an_open_call
from tests.support.people import a_person
from tests.support.word_form import filled_in


@pytest.fixture
def product(databases) -> Iterator[str]:
    with own_product(databases) as address:
        yield address


def in_word(form: bytes, filing: Filing) -> bytes:
    """The form with the required texts and numbers filled in."""
    asked = [one for one in filing.outline.outline.asked() if one.question.required and not one.only_if]
    typed = {one.key: str(an_answer(one)) for one in asked if one.question.kind in ("text", "number", "date", "choice")}
    return filled_in(form, typed)


def attaches_the_plan(person: Person, filing: Filing) -> None:
    person.opens(f"/ansokningar/{filing.key}/avsnitt/blankett-och-plan/")
    file = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    person.page.locator("#fraga-verksamhetsplan-svar").set_input_files(file)
    person.presses_button("Spara och gå till översikten")


def sends(person: Person, filing: Filing) -> None:
    person.opens(f"/ansokningar/{filing.key}/skicka/")
    despite = person.page.locator("#trots")
    if despite.count():
        despite.check()
    person.presses_button("Skicka in")
    person.sees("Ansökan är mottagen")


def keeps_the_receipt(person: Person, folder: Path) -> list[str]:
    """Saves what the receipt's page offers, and gives the words after `nhv` of the command that it shows."""
    folder.mkdir()
    checking = person.page.locator("details").filter(has_text="nhv verify-receipt")
    checking.locator("summary").click()
    for name in ("Hämta kvittot", "Hämta svaren"):
        with person.page.expect_download() as download:
            checking.get_by_role("link", name=name).click()
        download.value.save_as(folder / download.value.suggested_filename)
    (folder / "plan.pdf").write_bytes(pdf())
    (folder / "kvittonycklar.json").write_bytes(person.context.request.get("/kvittonycklar.json").body())
    return person.page.locator(".nhv-code").inner_text().split()[1:]


def verified(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """The command, run where nothing of ours is but the program."""
    elsewhere = {"NHV_DATA": "/proc/finns-inte", "DATABASE_URL": "skräp", "DJANGO_SETTINGS_MODULE": "finns.inte"}
    here = {**os.environ, **elsewhere}
    program = [sys.executable, "-m", "nhv.program.main"]
    return subprocess.run([*program, *command], cwd=folder, env=here, capture_output=True, text=True)


def test_two_regions_answer_and_the_officer_sees_both(browser: Browser, product: str, tmp_path: Path):
    call = an_open_call()
    in_skane, in_the_west = an_applicant(SKANE), an_applicant(WEST)
    in_the_browser = a_filled_application(call, in_skane, hospital="skanes-universitetssjukhus")
    by_word = a_draft(call, in_the_west, organisation=WEST, hospital="sahlgrenska-universitetssjukhuset")
    skane, west = Person(browser, product, in_skane), Person(browser, product, in_the_west)

    attaches_the_plan(skane, in_the_browser)
    west.opens(f"/ansokningar/{by_word.key}/word/")
    form = Path(west.fetches("Hämta formuläret (.docx)").path()).read_bytes()
    (tmp_path / "ifyllt.docx").write_bytes(in_word(form, by_word))
    west.page.get_by_label("Det ifyllda formuläret").set_input_files(tmp_path / "ifyllt.docx")
    west.presses_button("Läs in")
    west.presses_button("Spara ändringarna")
    west.sees("ändrades och är sparade")
    attaches_the_plan(west, by_word)
    for person, filing in ((skane, in_the_browser), (west, by_word)):
        sends(person, filing)
        command = keeps_the_receipt(person, tmp_path / filing.key)
        done = verified(tmp_path / filing.key, command)
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 fil(er) stämmer. Svaren stämmer." in done.stdout
        (tmp_path / filing.key / "plan.pdf").write_bytes(pdf(pages=2))
        assert verified(tmp_path / filing.key, command).returncode == 1, "another plan is not the one that was sent"

    officer = Person(browser, product, a_person(Role.OFFICER))
    officer.opens("/handlaggning/ansokningar/")
    for name in ("Region Skåne", "Västra Götalandsregionen"):
        officer.sees(name)
    for person in (skane, west, officer):
        person.leaves()
