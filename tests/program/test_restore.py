"""`nhv restore` tried from outside with copies that somebody has been at: it refuses in words, and nothing starts."""

import base64
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nhv.program.main import main
from nhv.program.manifests import write_manifest
from nhv.records.keys import KeyRing
from nhv.records.receipts import signed_bytes
from tests.support.patience import PATIENCE


def nhv(data: Path, *arguments: object) -> tuple[int, str, str]:
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_URL")}
    command = [sys.executable, "-m", "nhv.program.main", *map(str, arguments)]
    done = subprocess.run(
        command, env={**surroundings, "NHV_DATA": str(data)}, capture_output=True, text=True, timeout=PATIENCE
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one area in it, and a backup of it."""
    folder = tmp_path_factory.mktemp("made")
    area = Path(__file__).parents[2] / "areas" / "visceral-transplantation.toml"
    assert nhv(folder / "data", "load", area)[0] == 0
    assert nhv(folder / "data", "backup", folder / "copy")[::2] == (0, "")
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A copy of the backup, for the test to be at."""
    shutil.copytree(made / "copy", tmp_path / "copy")
    return tmp_path / "copy"


def remade(copy: Path, ring: KeyRing) -> None:
    """The manifest made anew of what now lies there, and signed: what somebody with the key can do."""
    told = json.loads((copy / "manifest.json").read_text())
    heads = {name: tuple(head) for name, head in told["heads"].items()}
    write_manifest(copy, vendors=told["vendors"], begun_at=datetime.now(UTC), heads=heads, ring=ring)


def signed_anew(copy: Path, ring: KeyRing, **changed: object) -> None:
    """The manifest with these fields changed, and signed."""
    told = {**json.loads((copy / "manifest.json").read_text()), **changed}
    told.pop("signature")
    told["key_id"] = ring.current()[0].key_id
    signature = base64.b64encode(ring.current()[1].sign(signed_bytes(told))).decode()
    (copy / "manifest.json").write_text(json.dumps({**told, "signature": signature}))


def refused(copy: Path, words: str, *more: object) -> None:
    """It is refused with one sentence that has these words, and nothing has been put anywhere. In this process, since
    it happens before anything is read but the copy."""
    data, err = copy.with_name("new"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(err):
        patch.setenv("NHV_DATA", str(data))
        status = main(["restore", str(copy), *map(str, more)])
    assert (status, err.getvalue().count("\n")) == (2, 1), err.getvalue()
    assert words in err.getvalue(), err.getvalue()
    assert not data.exists()


def the_pem(copy: Path) -> Path:
    (path,) = (copy / "default" / "keys").glob("*.pem")
    return path


def test_the_control_a_whole_copy_comes_back_and_says_what_it_cannot_know(made, copy, tmp_path):
    keys = made / "data" / "keys" / "public.json"
    status, out, err = nhv(tmp_path / "new", "restore", copy, "--key", keys)
    assert (status, err, "Vad som har hänt sedan dess vet den inte" in out) == (0, "", True)
    assert nhv(tmp_path / "new", "work", "--once")[0] == 0


# DER names a kind of key that no library knows.
UNKNOWN_KIND = "-----BEGIN PRIVATE KEY-----\nMBMCAQAwBQYDK2RwBAcEBQECAwQF\n-----END PRIVATE KEY-----\n"

# What lacks or has too much, though the manifest is made anew and signed with the copy's own key.
HARMS = {
    "no private key": (lambda copy: the_pem(copy).unlink(), "den hemliga nyckeln saknas"),
    "no pem but words": (lambda copy: the_pem(copy).write_text("hej"), "den hemliga nyckeln saknas"),
    "no secret": (lambda copy: (copy / "secret_key").unlink(), "tjänstens hemlighet är inte med"),
    "an empty secret": (lambda copy: (copy / "secret_key").write_text("\n"), "för kort"),
    "a secret of other bytes": (lambda copy: (copy / "secret_key").write_bytes(b"\xff" * 60), "inte skriven i ASCII"),
    "a secret nobody sees": (lambda copy: (copy / "secret_key").write_bytes(b"\0" * 60), "inte skriven i ASCII"),
    "a pem of another kind": (lambda copy: the_pem(copy).write_text(UNKNOWN_KIND), "den hemliga nyckeln saknas"),
    "a pem of nobody's": (lambda copy: _put(copy / "default/keys" / f"{7:016x}.pem"), "hör inte till någon publik"),
    "no witness key": (lambda copy: (copy / "default/keys/witness.key").unlink(), "nyckel är inte med"),
    "a bad witness key": (lambda copy: (copy / "default/keys/witness.key").write_text("zz"), "den hemliga nyckeln"),
    "no public keys": (lambda copy: (copy / "default/keys/public.json").unlink(), "publika nycklarna är inte med"),
    "no database": (lambda copy: (copy / "default/database.sqlite3").unlink(), "databasen är inte med"),
    "a second database": (lambda copy: _put(copy / "care/database.sqlite3"), "hör inte till"),
    "a program": (lambda copy: _put(copy / "default/sitecustomize.py"), "hör inte till"),
    "a file by another name": (lambda copy: _put(copy / "default/files/ab/cd" / ("abcd" * 16)), "hör inte till"),
}


def _say_twice(manifest: Path) -> None:
    """A part is listed once more before the list as it was signed."""
    text = manifest.read_text()
    manifest.write_text(text.replace('"parts": {', '"parts": {"secret_key": ["0", 0], ', 1))


def _swell(path: Path) -> None:
    """More than there is memory for, of a file that takes no room."""
    with path.open("r+b") as file:
        file.truncate(1 << 40)


def _put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("något")


@pytest.mark.parametrize("harm", HARMS)
def test_a_copy_that_is_not_complete_is_refused_though_it_is_signed(made, copy, harm):
    do, words = HARMS[harm]
    do(copy)
    remade(copy, KeyRing(made / "data" / "keys"))
    refused(copy, words)


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (lambda copy: _put(copy / "default" / "more.txt"), "står inte i manifest.json"),
        (lambda copy: the_pem(copy).unlink(), "delen saknas"),
        (lambda copy: (copy / "secret_key").write_text("x" * 60), "delen är ändrad"),
        (lambda copy: (copy / "secret_key").write_text("x"), "för kort"),
        (lambda copy: (copy / "manifest.json").unlink(), "manifest.json saknas"),
        (lambda copy: (copy / "manifest.json").write_text("[" * 200_000), "går inte att läsa"),
        (lambda copy: (copy / "manifest.json").write_text("{}"), "går inte att läsa"),
        (lambda copy: (copy / "manifest.json").write_bytes(b"\xff\xfe"), "går inte att läsa"),
        (lambda copy: _say_twice(copy / "manifest.json"), "går inte att läsa"),
        (lambda copy: _swell(copy / "default" / "keys" / "public.json"), "orimligt stor"),
        (lambda copy: _swell(copy / "secret_key"), "orimligt stor"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(copy, do, words):
    do(copy)
    refused(copy, words)


@pytest.mark.parametrize("asked", ["--receipts", "--checkpoint"])
def test_a_slip_in_a_path_is_said_before_anything_is_put(copy, asked):
    refused(copy, "kontrollera sökvägen", asked, copy / "nowhere")


def test_it_is_the_same_from_outside(copy, tmp_path):
    the_pem(copy).unlink()
    status, out, err = nhv(tmp_path / "new", "restore", copy)
    assert (status, out, err.count("\n"), (tmp_path / "new").exists()) == (2, "", 1, False)


@pytest.mark.parametrize("where", ["default/keys/link.pem", "default/more", "default/files/aa"])
def test_a_link_is_refused_wherever_it_lies(made, copy, where):
    (copy / where).parent.mkdir(parents=True, exist_ok=True)
    (copy / where).symlink_to("/etc")
    refused(copy, "bara vanliga filer")


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/passwd", "default/../../outside", "default/keys/../../x", "default//keys/public.json", ""],
)
def test_a_name_that_leads_elsewhere_is_refused(made, copy, name):
    parts = json.loads((copy / "manifest.json").read_text())["parts"]
    signed_anew(copy, KeyRing(made / "data" / "keys"), parts={**parts, name: ["0" * 64, 1]})
    refused(copy, "hör inte till en säkerhetskopia")


def test_a_manifest_that_nobody_signed_is_refused(made, copy):
    told = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps({**told, "made_at": "2031-01-01T00:00:00+00:00"}))
    refused(copy, "underskriften stämmer inte med kopians egna nycklar")
    (copy / "manifest.json").write_text(json.dumps({**told, "signature": ""}))
    refused(copy, "underskriften stämmer inte")


@pytest.mark.parametrize("made_at", [5, None, "2026-01-01", "i går", "2026-01-01T00:00:00+00:00\x1b[31m"])
def test_a_copy_of_no_time_is_refused(made, copy, made_at):
    signed_anew(copy, KeyRing(made / "data" / "keys"), made_at=made_at)
    refused(copy, "går inte att läsa")


def test_a_room_that_is_not_here_is_said_before_anything_is_put(made, copy):
    shutil.copytree(copy / "default", copy / "evil")
    told = json.loads((copy / "manifest.json").read_text())
    both = {
        name: {"default": value["default"], "evil": value["default"]}
        for name, value in told.items()
        if name in ("vendors", "heads")
    }
    (copy / "manifest.json").write_text(json.dumps({**told, **both}))
    remade(copy, KeyRing(made / "data" / "keys"))
    refused(copy, "kopian har en databas för «evil»")


def test_nobody_is_signed_in_on_what_is_restored(copy, made, tmp_path):
    rows = "SELECT count(*) FROM accounts_session"
    with closing(sqlite3.connect(copy / "default" / "database.sqlite3")) as database:
        database.execute(
            "INSERT INTO accounts_session (session_key, session_data, expire_date, started_at)"
            " VALUES ('planted', '', '2099-01-01', '2026-01-01')"
        )
        database.commit()
        assert database.execute(rows).fetchone() == (1,)
    remade(copy, KeyRing(made / "data" / "keys"))
    assert nhv(tmp_path / "new", "restore", copy)[0] == 0
    with closing(sqlite3.connect(tmp_path / "new" / "nhv.sqlite3")) as database:
        assert database.execute(rows).fetchone() == (0,)


def test_a_copy_with_keys_of_somebody_elses_is_refused_by_those_kept_outside(made, copy, tmp_path):
    other = KeyRing(tmp_path / "other")
    other.current()
    other.witness_key()
    shutil.rmtree(copy / "default" / "keys")
    shutil.copytree(other.folder, copy / "default" / "keys", ignore=shutil.ignore_patterns("lock"))
    remade(copy, other)
    refused(copy, "de nycklar som angavs med --key", "--key", made / "data" / "keys" / "public.json")


def test_an_administrator_added_to_the_copy_is_named_and_nothing_starts(made, copy, tmp_path):
    with closing(sqlite3.connect(copy / "default" / "database.sqlite3")) as rows, rows:
        rows.execute(
            "INSERT INTO accounts_user (id, password, email, name, is_active, created_at)"
            " VALUES (9, '!', 'x@exempel.invalid', 'X', 1, '2026-01-01 00:00:00')"
        )
        authority = rows.execute("SELECT id FROM register_organisation ORDER BY id").fetchone()[0]
        rows.execute(
            "INSERT INTO accounts_membership"
            " (user_id, organisation_id, role, valid_from, granted_by, granted_at, ended_why)"
            " VALUES (9, ?, 'administrator', '2026-01-01', 'user:1', '2026-01-01 00:00:00', '')",
            [authority],
        )
    remade(copy, KeyRing(made / "data" / "keys"))
    data = tmp_path / "new"
    status, out, err = nhv(data, "restore", copy)
    assert (status, err) == (1, "")
    assert "raden accounts_membership 1 finns i tabellen men inte enligt händelseloggen" in out
    assert "Ingenting startar" in out
    for command in (("work", "--once"), ("serve",), ("backup", tmp_path / "b")):
        status, out, err = nhv(data, *command)
        assert (status != 0, "ingenting startar här" in err, "Traceback" in err) == (True, True, False)
    # The control: an operator who takes the mark away can.
    (data / "restored_not_verified").unlink()
    assert nhv(data, "work", "--once")[0] == 0


def test_a_trigger_in_the_copy_that_is_not_ours_is_named(made, copy, tmp_path):
    with closing(sqlite3.connect(copy / "default" / "database.sqlite3")) as rows, rows:
        rows.execute(
            "CREATE TRIGGER helpful AFTER INSERT ON accounts_user BEGIN UPDATE accounts_user SET is_active = 1; END"
        )
    remade(copy, KeyRing(made / "data" / "keys"))
    status, out, _ = nhv(tmp_path / "new", "restore", copy)
    assert (status, "en utlösare som inte är vår: helpful" in out) == (1, True)


def test_a_database_that_is_none_is_said_so_in_one_sentence_and_nothing_starts(made, copy, tmp_path):
    (copy / "default" / "database.sqlite3").write_text("hej")
    remade(copy, KeyRing(made / "data" / "keys"))
    status, _, err = nhv(tmp_path / "new", "restore", copy)
    assert (status, "Traceback" in err, err.count("\n")) == (1, False, 1)
    assert nhv(tmp_path / "new", "work", "--once")[0] != 0


def test_an_older_copy_is_told_of_by_a_checkpoint_given_to_restore(made, copy, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(made / "data", data)
    area = Path(__file__).parents[2] / "areas" / "vulvacancer.toml"
    assert nhv(data, "load", area)[0] == 0
    assert nhv(data, "checkpoint", tmp_path / "outside")[0] == 0
    (point,) = (tmp_path / "outside").iterdir()
    status, out, _ = nhv(tmp_path / "new", "restore", copy, "--checkpoint", point)
    assert (status, "äldre kopia" in out) == (1, True)
