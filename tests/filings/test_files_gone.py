"""A file that something befell here after it was attached: sent again it is mended; nothing vouches for it before."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nhv.filings.acts.attachments import attach
from nhv.filings.models import Filing
from nhv.filings.working_copy import own_answers
from nhv.register.memory import FILES
from tests.records.uploads import making
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.people import actor
from tests.support.refusals import refuses

PLAN = making.pdf(1)


def gone(place: Path) -> None:
    place.unlink()


def cut(place: Path) -> None:
    place.write_bytes(PLAN[:100])


def a_folder(place: Path) -> None:
    place.unlink()
    (place / "inside").mkdir(parents=True)


@pytest.fixture
def signatory(sqlite_register):
    return an_applicant()


@pytest.fixture
def filing(signatory) -> Filing:
    return a_filled_application(an_open_call(), signatory)


def attached(filing, signatory, name="plan.pdf") -> Path:
    attach(filing=filing, question="verksamhetsplan", name=name, chunks=[PLAN], by=actor(signatory))
    filing.refresh_from_db()
    (file,) = [one for one in own_answers(filing)["verksamhetsplan"] if one["name"] == name]
    return FILES.path(file["sha256"])


@pytest.mark.parametrize("befalls", [gone, cut])
def test_it_is_not_received_until_it_has_been_sent_again(filing, signatory, befalls: Callable[[Path], None]):
    """The control is its being received at the end."""
    place = attached(filing, signatory)
    befalls(place)
    with refuses("attached_file_gone") as refused:
        sent(filing, signatory)
    assert "Filen ”plan.pdf” går inte att läsa här längre" in str(refused.value)
    assert not filing.versions.exists()
    attached(filing, signatory)
    assert place.read_bytes() == PLAN
    assert len(own_answers(filing)["verksamhetsplan"]) == 1
    sent(filing, signatory)
    (version,) = filing.versions.all()
    assert [file["name"] for file in version.files if file["question"] == "verksamhetsplan"] == ["plan.pdf"]


def test_what_is_in_its_way_is_told_in_words(filing, signatory):
    place = attached(filing, signatory)
    a_folder(place)
    with refuses("file_not_kept_now"):
        attached(filing, signatory, name="plan igen.pdf")
    filing.refresh_from_db()
    assert len(own_answers(filing)["verksamhetsplan"]) == 1
    shutil.rmtree(place)
    attached(filing, signatory, name="plan igen.pdf")
    assert place.read_bytes() == PLAN
