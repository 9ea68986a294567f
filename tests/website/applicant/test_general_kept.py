"""What all areas share may change while somebody writes: an application begun before keeps the texts it began with."""

import shutil

import pytest
from django.conf import settings

from nhv.program.main import main
from nhv.register.general import general_document
from tests.support.calls import AREA, a_draft, an_applicant, an_open_call, sent
from tests.website.applicant.pages import Applicant

BEFORE, AFTER = "Vad bygger siffran på?", "Vad vilar siffran på?"


@pytest.fixture
def load_another(register, tmp_path, monkeypatch):
    """Changes a question's text in general.toml, as an editor would, and loads it."""

    def load() -> None:
        areas = tmp_path / "areas"
        shutil.copytree(settings.AREAS, areas)
        general = areas / "general.toml"
        general.write_text(general.read_text(encoding="utf-8").replace(BEFORE, AFTER), encoding="utf-8")
        monkeypatch.setattr(settings, "AREAS", areas)
        assert main(["load", str(areas / f"{AREA}.toml")]) == 0

    return load


def everything_asked(filing, signatory) -> str:
    """The text of all pages of the application's form."""
    browser, own = Applicant(signatory), f"/ansokningar/{filing.key}/"
    sections = dict.fromkeys(link for link in browser.get(own).links("//main//a") if link.startswith(f"{own}avsnitt/"))
    return " ".join(browser.get(link.partition("#")[0]).html.xpath("string(//main)") for link in sections)


def test_an_application_begun_before_keeps_its_texts_and_so_does_its_call(load_another):
    signatory, call = an_applicant(), an_open_call()
    filing = a_draft(call, signatory)
    former, asked = general_document().version, filing.outline.outline
    load_another()
    assert general_document().version == former + 1
    text = everything_asked(filing, signatory)
    assert (BEFORE in text, AFTER in text) == (True, False)
    assert sent(filing, signatory).outline.outline == asked
    # One more to the same call is asked the same, so that all who apply have answered the same questions.
    assert a_draft(call, signatory).outline.outline == asked
    # The control: a later call asks otherwise, so it could have been seen.
    text = everything_asked(a_draft(an_open_call(), signatory), signatory)
    assert (BEFORE in text, AFTER in text) == (False, True)
