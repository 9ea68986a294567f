"""What people did to a form in Word, by the shared cases' script: kept in the answer, or told before it is kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from nhv.filings.working_copy import own_answers
from tests.website.applicant.test_word import downloaded, page_of, upload

SCRIPT = Path(__file__).parents[4] / "shared" / "cases" / "in_the_word_form.py"

pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason="the shared cases are not here")

# What was put in: the answer that is kept, and what the page tells beside it.
OUTCOMES = {
    "footnote": ("Vi samverkar¹ med alla enheter.\n¹ Utom med en, där avtal saknas.", "Utom med en, där avtal saknas."),
    "text-box": ("Ingen påverkan.", "I textrutan: två team, dygnet runt."),
    "hidden": ("Tre studier pågår.", "INTERNT: fråga juristen först."),
    "struck": ("Tre studier pågår.", "Vi har fem professorer."),
    "raised": ("Provet innehåller 10⁶ celler.", None),
}


@pytest.mark.parametrize("kind", OUTCOMES)
def test_nothing_is_lost_in_silence(kind, browser, signatory, filing, tmp_path):
    me = browser(signatory)
    fetched, returned = tmp_path / "hämtad.docx", tmp_path / "ifylld.docx"
    fetched.write_bytes(downloaded(me, filing))
    subprocess.run([sys.executable, SCRIPT, fetched, kind, returned], check=True)
    page = upload(me, filing, returned.read_bytes())
    answer, beside = OUTCOMES[kind]
    assert ("Det här står inte i något fält" in page.text) == (beside is not None)
    assert (beside or "") in page.text
    me.send(page_of(filing), page, {})
    assert own_answers(filing)["patientens-basta"] == answer
