"""A file that the search has found harmful: every page that names it says so, also while it is a draft."""

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from nhv.filings.acts.attachments import attach
from nhv.records.acts import one_transaction
from nhv.records.files import StoredFileBase
from nhv.register.models import StoredFile
from nhv.rules.roles import Role
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.people import a_person, actor, signed_in
from tests.website.access_examples import A_PICTURE

Scan = StoredFileBase.Scan
WORDS = {
    Scan.NOT_SCANNED: "inte genomsökt efter skadlig kod",
    Scan.CLEAN: "genomsökt, ingen skadlig kod",
    Scan.INFECTED: "skadlig kod hittad, lämnas inte ut",
    Scan.FAULT: "gick inte att söka igenom efter skadlig kod",
}
UNSEARCHED = "Bifogade filer söks inte igenom efter skadlig kod här"
TAKE_AWAY = "Filen ”plan.png” är skadlig: ta bort den och lägg till en ny."


@pytest.fixture
def signatory(sqlite_register):
    return an_applicant()


@pytest.fixture
def filing(signatory):
    """An application that may be sent, with a file."""
    made = a_filled_application(an_open_call(), signatory)
    attach(filing=made, question="verksamhetsplan", name="plan.png", chunks=[A_PICTURE], by=actor(signatory))
    made.refresh_from_db()
    return made


def found(scan):
    """The search says this of every file."""
    with one_transaction(StoredFile):
        StoredFile.objects.update(scan=scan, scanned_at=timezone.now())


def file_section(filing):
    return next(
        part.key
        for part in filing.outline.outline.sections
        for asked in part.questions
        if asked.key == "verksamhetsplan"
    )


def read(person, path):
    answer = signed_in(Client(), person).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture(params=[True, False], ids=["searched here", "not searched here"])
def searched(request):
    """Whether files are searched where this runs."""
    with override_settings(CLAMD="127.0.0.1:3310" if request.param else ""):
        yield request.param


def is_said(text, scan, *, searched):
    """At each file what the search said; that there is no search here, once for all."""
    is_told_once = scan == Scan.NOT_SCANNED and not searched
    assert [each for each, words in WORDS.items() if f">{words}<" in text] == ([] if is_told_once else [scan])
    assert text.count(UNSEARCHED) == is_told_once
    return True


@pytest.mark.parametrize("scan", WORDS)
def test_every_page_of_ones_own_that_names_the_file_says_how_it_is(filing, signatory, scan, searched):
    found(scan)
    draft = f"/ansokningar/{filing.key}/"
    pages = [f"{draft}avsnitt/{file_section(filing)}/", f"{draft}las/", f"{draft}skicka/"]
    version = sent(filing, signatory)
    pages += [f"{draft}version/{version.number}/", f"{draft}kvitto/{version.number}/"]
    for path in pages:
        text = read(signatory, path)
        assert "plan.png" in text, path
        assert is_said(text, scan, searched=searched), path


@pytest.mark.parametrize("scan", WORDS)
def test_the_authority_is_told_the_same(filing, signatory, scan, searched):
    sent(filing, signatory)
    found(scan)
    text = read(a_person(Role.OFFICER), f"/handlaggning/ansokningar/{filing.key}/")
    assert is_said(text, scan, searched=searched)


def test_who_reads_through_is_told_to_take_it_away_and_where(filing, signatory):
    path = f"/ansokningar/{filing.key}/skicka/"
    found(Scan.CLEAN)
    assert TAKE_AWAY not in read(signatory, path)
    found(Scan.INFECTED)
    text = read(signatory, path)
    assert TAKE_AWAY in text
    assert "Ni kan skicka in ändå, och det räknas som inkommet. Men ingen kan öppna filen." in text
    assert f"avsnitt/{file_section(filing)}/#" in text


def test_what_is_found_while_somebody_sends_stops_nobody(filing, signatory):
    """What is received is received: the search may come at any moment, also at the bound."""
    found(Scan.INFECTED)
    assert sent(filing, signatory).number == 1


def test_the_file_is_fetched_from_the_section_of_its_own_kind(filing, signatory):
    digest = StoredFile.objects.get().sha256
    section = read(signatory, f"/ansokningar/{filing.key}/avsnitt/{file_section(filing)}/")
    assert f'href="/ansokningar/{filing.key}/filer/{digest}/"' in section
