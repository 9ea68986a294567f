"""`nhv verify --receipts`: an older copy put back is missed by those who have receipts."""

import io
import json
import mailbox
import os
import shutil
import zipfile
from copy import copy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from nhv.program.main import main
from tests.support.calls import a_filled_application, an_applicant, an_open_call, sent
from tests.support.databases import Databases, in_use


def verify(capsys, place, *arguments):
    status = main(["verify", "--receipts", str(place), *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.fixture(scope="module")
def years(databases: Databases, tmp_path_factory):
    """A register, the copy of it taken last night, and the two receipts given before and after."""
    folder = tmp_path_factory.mktemp("years")
    with databases.copy("sqlite", "bundled") as address:
        call, people = an_open_call(), [an_applicant() for _ in range(2)]
        filings = [a_filled_application(call, person) for person in people]
        before = sent(filings[0], people[0])
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "night.sqlite3")])
        after = sent(filings[1], people[1])
        yield address, f"sqlite:///{folder / 'night.sqlite3'}", before, after


@pytest.fixture
def now(years):
    with in_use(years[0]):
        yield years


@pytest.fixture
def last_night(years, tmp_path):
    path = tmp_path / "night.sqlite3"
    shutil.copy(years[1].removeprefix("sqlite:///"), path)
    with in_use(f"sqlite:///{path}"):
        yield years


def a_folder(tmp_path: Path, versions) -> Path:
    folder = tmp_path / "receipts"
    folder.mkdir()
    for version in versions:
        (folder / f"kvitto-{version.pk}.json").write_text(version.receipt)
    return folder


def a_mail(version, *, carried: bool) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Er ansökan är mottagen"
    mail.set_content(f"Kvittot: https://nhv.example/ansokningar/{version.filing.key}/kvitto/{version.number}/\n")
    if carried:
        mail.set_content("Se bilagan.")
        mail.add_attachment(version.receipt.encode(), maintype="application", subtype="json", filename="kvitto.json")
    return mail


def test_all_receipts_are_of_what_is_here(now, capsys, tmp_path):
    _, _, before, after = now
    status, out, _ = verify(capsys, a_folder(tmp_path, (before, after)))
    assert (status, "2 kvitton är av det som finns här." in out) == (0, True)


def test_an_older_copy_misses_the_receipt_given_since(last_night, capsys, tmp_path):
    _, _, before, after = last_night
    folder = a_folder(tmp_path, (before, after))
    # The control: the copy itself is right.
    assert main(["verify"]) == 0
    capsys.readouterr()
    status, out, _ = verify(capsys, folder)
    assert (status, out.splitlines()[0].startswith(f"kvitto-{after.pk}.json: ")) == (1, True)
    assert "finns inte här; mottaget " in out and f"kvitto-{before.pk}" not in out
    told = json.loads(verify(capsys, folder, "--json")[1])
    assert told["receipts"] == {"held": 1, "missing": 1}


def zipped(text: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("kvitto.json", text)
    return target.getvalue()


@pytest.mark.parametrize("save", [lambda text: text.encode("utf-8-sig"), lambda text: text.encode("utf-16"), zipped])
def test_it_does_not_matter_how_a_receipt_was_saved(last_night, capsys, tmp_path, save):
    _, _, _before, after = last_night
    folder = a_folder(tmp_path, [])
    (folder / "sparat.zip").write_bytes(save(after.receipt))
    status, out, _ = verify(capsys, folder)
    assert (status, f"{after.filing.key}, version 1: finns inte här" in out) == (1, True)


def test_each_file_that_says_so_is_named(last_night, capsys, tmp_path):
    _, _, _before, after = last_night
    folder = a_folder(tmp_path, [after])
    (folder / "en kopia.json").write_text(after.receipt)
    first = verify(capsys, folder)[1].splitlines()[0]
    assert first.startswith(f"en kopia.json, kvitto-{after.pk}.json: {after.filing.key}, version 1: finns inte här")


@pytest.mark.parametrize("carried", [True, False])
@pytest.mark.parametrize("kind", ["mbox", "maildir"])
def test_a_mailbox_tells_too(last_night, capsys, tmp_path, kind, carried):
    _, _, before, after = last_night
    box = mailbox.mbox(tmp_path / "box") if kind == "mbox" else mailbox.Maildir(tmp_path / "box")
    other = EmailMessage()
    other.set_content("Hej! Fika på torsdag?")
    for mail in (a_mail(before, carried=carried), other, a_mail(after, carried=carried)):
        box.add(mail)
    box.close()
    status, out, _ = verify(capsys, tmp_path / "box")
    assert (status, out.count("finns inte här"), after.filing.key in out) == (1, 1, True)


def printed(folder: Path, *versions) -> Path:
    """A folder of receipts as the page gives them to be printed."""
    from nhv.paper.pdf import pdf
    from nhv.website.applications.pages import PAGES
    from nhv.website.filings.writings import receipt_writing

    folder.mkdir()
    for version in versions:
        writing = receipt_writing(PAGES, version.filing, version)
        (folder / f"{version.pk}.pdf").write_bytes(pdf(writing, font=settings.PAPER_FONT))
    return folder


def test_a_printed_receipt_tells_too(last_night, capsys, tmp_path):
    _, _, before, after = last_night
    status, out, _ = verify(capsys, printed(tmp_path / "both", before, after))
    assert (status, out.splitlines()) == (
        1,
        [f"{after.pk}.pdf: {after.filing.key}, version 1: finns inte här", *out.splitlines()[1:]],
    )
    assert f"{before.pk}.pdf" not in out


def test_each_of_several_receipts_in_one_printed_file_is_read(last_night, capsys, tmp_path):
    """As a printer or a mail program puts them together: the first is here, the one after it is not."""
    from pypdf import PdfWriter

    _, _, before, after = last_night
    folder = printed(tmp_path / "apart", before, after)
    together = PdfWriter()
    for version in (before, after):
        together.append(folder / f"{version.pk}.pdf")
        (folder / f"{version.pk}.pdf").unlink()
    together.write(folder / "alla.pdf")
    status, out, _ = verify(capsys, folder)
    assert (status, out.splitlines()[0]) == (1, f"alla.pdf: {after.filing.key}, version 1: finns inte här")
    assert before.filing.key not in out


def test_a_mailbox_among_other_files_tells_and_what_cannot_be_opened_is_named(last_night, capsys, tmp_path):
    _, _, before, after = last_night
    folder = a_folder(tmp_path, [before])
    box = mailbox.Maildir(folder / "post")
    box.add(a_mail(after, carried=False))
    (folder / "gammalt").mkdir()
    (folder / "gammalt" / "kvitton.tgz").write_bytes(b"\x1f\x8b\x08")
    (folder / "lank").symlink_to(tmp_path)
    (folder / "bild.jpg").write_bytes(b"no receipt, and nobody thinks so")
    status, out, _ = verify(capsys, folder)
    assert (status, f"{after.filing.key}, version 1: finns inte här" in out) == (1, True)
    for name in ("gammalt/kvitton.tgz", "lank (mappen är en länk)"):
        assert f"{name}: inget kvitto går att läsa ur den" in out
    assert "bild.jpg" not in out


def test_a_printed_receipt_of_what_is_here_holds(now, capsys, tmp_path):
    """Also what it says of the answers, which the control alters."""
    _, _, before, after = now
    status, out, err = verify(capsys, printed(tmp_path / "whole", before, after))
    assert (status, err) == (0, ""), out
    others = [copy(version) for version in (before, after)]
    for version in others:
        version.answers_sha256 = "0" * 64
    status, out, _ = verify(capsys, printed(tmp_path / "altered", *others))
    assert (status, out.count("svaren är andra")) == (1, 2)


def test_a_forged_receipt_is_no_claim_that_something_is_missing_alone(now, capsys, tmp_path):
    _, _, before, _ = now
    folder = a_folder(tmp_path, ())
    forged = before.receipt.replace('"in_time"', '"late"')
    (folder / "forged.json").write_text(forged)
    status, out, _ = verify(capsys, folder)
    assert (status, "underskriften stämmer inte" in out) == (1, True)


@pytest.mark.parametrize("make", [lambda place: None, Path.mkdir, os.mkfifo, lambda place: place.write_text("hej")])
def test_where_there_is_no_receipt_it_is_said(now, capsys, tmp_path, make):
    make(tmp_path / "place")
    status, _, err = verify(capsys, tmp_path / "place")
    assert (status, err.count("\n"), str(tmp_path / "place") in err) == (2, 1, True)
