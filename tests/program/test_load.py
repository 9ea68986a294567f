"""`nhv load`: all or nothing, and one sentence when nothing."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from nhv.program.main import main
from nhv.program.prepare import prepare
from nhv.register.general import general_document
from nhv.register.models import AreaDocument, DiaryEntry, Organisation
from nhv.specification import toml
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.patience import PATIENCE


@pytest.fixture
def write(tmp_path):
    def write(text, name="prov.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def run(capsys, *arguments):
    status = main(["load", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_bundled_areas_are_loaded_and_loading_again_changes_nothing(empty_database, capsys):
    assert main(["load", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert {"neuromuskulara-sjukdomar", "viss-avancerad-esofaguskirurgi"} <= {p["key"] for p in first}
    entries = DiaryEntry.objects.count()
    assert main(["load", "--json"]) == 0
    assert {p["outcome"] for p in json.loads(capsys.readouterr().out)} == {"unchanged"}
    assert DiaryEntry.objects.count() == entries
    assert Organisation.objects.filter(kind="region").count() == 21


def test_an_empty_data_directory_is_prepared_by_the_command_itself(write, tmp_path):
    """In a process of its own, as a user would."""
    import os
    import subprocess
    import sys

    environment = {**os.environ, "NHV_DATA": str(tmp_path / "new" / "data")}
    command = [sys.executable, "-m", "nhv.program.main", "load", write(toml.write(a_file(WEST)))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "provomrade: nytt område (version 1, utgåva 1)\n"
        "  tillstånd givet: Västra Götalandsregionen, Sahlgrenska universitetssjukhuset\n"
    )
    for name in ("secret_key", "nhv.sqlite3"):
        assert (tmp_path / "new" / "data" / name).stat().st_mode & 0o777 == 0o600, name


def test_a_new_wording_is_a_new_version(sqlite_register, write, capsys):
    run(capsys, write(toml.write(a_file(WEST))))
    status, out, _ = run(capsys, write(toml.write(a_file(WEST, units=1))))
    assert (status, out) == (0, "provomrade: ny version (version 2, utgåva 1)\n")


AREA = '[area]\nkey = "prov"\nname = "Prov"\nin_force_from = 2024-01-01\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "area: fältet saknas"),
        ('[area]\nkey = "a"\nkey = "b"\n', "rad 3"),
        (AREA + "unitz = 2\n", "okänd nyckel «unitz» (menade du «units»?)"),
        (AREA + '[[area.scope]]\nkey = "a"\n[[area.scope]]\nkey = "a"\n', "nyckeln «a» står 2 gånger"),
        (AREA + '[[permits]]\nregion = "Region Utopia"\n', "Okänd region ”Region Utopia”"),
        (AREA + "bad = \x00\n", "TOML-felet"),
    ],
)
def test_a_document_with_a_fault_is_refused_in_one_sentence(sqlite_register, write, capsys, text, words):
    before = (AreaDocument.objects.count(), DiaryEntry.objects.count())
    good = write(toml.write(a_file(WEST)), "good.toml")
    status, out, err = run(capsys, good, write(text))
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert (AreaDocument.objects.count(), DiaryEntry.objects.count()) == before, "nothing is half-loaded"


def test_an_unknown_region_is_told_with_its_area(sqlite_register, write, capsys):
    status, _, err = run(capsys, write(AREA + '[[permits]]\nregion = "Region Utopia"\n'))
    assert (status, err.startswith("nhv: Prov: Okänd region ”Region Utopia”")) == (2, True)


def test_a_byte_order_mark_is_no_fault(sqlite_register, write, capsys):
    assert run(capsys, write("\ufeff" + AREA))[0] == 0


def test_two_documents_about_one_area_are_refused(sqlite_register, write, capsys):
    one, two = (write(toml.write(a_file(who)), f"{n}.toml") for n, who in enumerate((WEST, SOUTH)))
    status, _, err = run(capsys, one, two)
    assert status == 2
    assert "samma område" in err


def test_an_earlier_version_needs_history(sqlite_register, write, capsys):
    run(capsys, write(toml.write(a_file(WEST))))
    from datetime import date

    older = write(toml.write(a_file(WEST, units=1, in_force_from=date(2019, 1, 1))))
    status, _, err = run(capsys, older)
    assert status == 2
    assert "--history" in err
    assert run(capsys, older, "--history")[0] == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.txt", b""),
        ("tom.pdf", b""),
        ("binar.txt", bytes(range(256)) * 50),
        ("trasig.pdf", b"%PDF-1.7\nnonsense"),
        ("trasig.docx", b"PK\x03\x04nonsense"),
        ("latin.toml", '[area]\nname="å"'.encode("latin-1")),
        ("okand.xyz", b"text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(sqlite_register, tmp_path, capsys, name, content):
    (tmp_path / name).write_bytes(content)
    status, out, err = run(capsys, str(tmp_path / name))
    assert (status, out) == (2, "")
    assert name in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("path", ["finns-inte.toml", "/proc/self/mem", "."])
def test_a_path_that_leads_nowhere_is_refused(sqlite_register, capsys, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, path)
    assert (status, out) == (2, "")
    assert err.startswith("nhv: ")
    assert err.count("\n") == 1


def test_real_documents_can_be_loaded_as_they_are(empty_database, seeds, capsys):
    status, out, err = run(capsys, *(str(path) for path in sorted(Path(seeds).glob("*.txt"))))
    assert (status, err) == (0, "")
    assert "neuromuskulara-sjukdomar: nytt område" in out
    assert "viss-avancerad-esofaguskirurgi: nytt område" in out


def test_a_program_that_brings_another_general_document_publishes_it_as_it_starts(
    sqlite_register, tmp_path, monkeypatch
):
    """As after an upgrade, whatever command comes first."""
    before = general_document().version
    prepare()
    assert general_document().version == before
    shutil.copytree(settings.AREAS, tmp_path / "areas")
    path = tmp_path / "areas" / "general.toml"
    path.write_text(path.read_text().replace('name = "', 'name = "Ny: ', 1))
    monkeypatch.setattr(settings, "AREAS", tmp_path / "areas")
    for _time in range(2):
        prepare()
    assert general_document().version == before + 1


HIDDEN = """<!doctype html><html lang="sv"><body><h1>Provsjuka</h1><h2>Definition</h2><p>Socialstyrelsen har beslutat
att viss vård vid provsjuka ska utgöra nationell högspecialiserad vård och bedrivas vid två enheter.</p><p>Följande
utgör
nationell högspecialiserad vård:</p><ul><li>Utredning av provsjuka</li><li hidden>Prov på månen</li></ul>
<h2>Tillståndsinnehavare</h2><p>Region Skåne genom Skånes universitetssjukhus</p></body></html>"""


def test_a_file_whose_words_may_have_been_missed_is_loaded_only_when_told_to(empty_database, write, capsys):
    path = write(HIDDEN, "prov.html")
    status, out, err = run(capsys, path)
    assert (status, out, "Prov på månen" in err, "--despite-doubts" in err, err.count("\n")) == (2, "", True, True, 1)
    assert not AreaDocument.objects.exists()
    assert run(capsys, path, "--despite-doubts")[0] == 0
    assert AreaDocument.objects.count() == 1
