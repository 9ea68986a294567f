"""What surrounds a command: settings, ports, file names, locale. One sentence, never a traceback."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE
from tests.support.ports import free_port

PAGE = Path(__file__).parents[1] / "reading" / "pages" / "fjallsjuka.txt"


def nhv(*arguments, **environment):
    command = [sys.executable, "-m", "nhv.program.main", *arguments]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, timeout=PATIENCE)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("name", "value", "words", "expected"),
    [
        ("DATABASE_URL", "skräp", "DATABASE_URL: adressen går inte att tolka", 2),
        ("DATABASE_URL", "postgres://a:b@127.0.0.1:1/c", "databasen går inte att använda", 1),
        ("NHV_PORT", "abc", "NHV_PORT: «abc» är ingen port", 2),
        ("NHV_PORT", "70000", "NHV_PORT: «70000» är ingen port", 2),
        ("NHV_DATA", "/proc/finns-inte", "NHV_DATA: /proc/finns-inte går inte att använda", 2),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_one_sentence(name, value, words, expected, tmp_path):
    status, out, err = nhv("search", "ALS", **{"NHV_DATA": str(tmp_path), name: value})
    assert (status, out, err.count("\n")) == (expected, "", 1)
    assert err.startswith(f"nhv: {words}")


def test_a_database_file_that_is_none_is_told_in_one_sentence(tmp_path):
    (tmp_path / "nhv.sqlite3").write_bytes(b"skrap" * 1000)
    status, out, err = nhv("verify", NHV_DATA=str(tmp_path))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "databasen går inte att använda" in err


def test_a_port_in_use_is_told_in_one_sentence(tmp_path):
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        status, out, err = nhv("serve", NHV_DATA=str(tmp_path), NHV_PORT=str(port))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"nhv: 127.0.0.1:{port}: går inte att lyssna på")


def test_json_is_utf_8_whatever_the_locale():
    status, out, err = nhv("read", "--json", str(PAGE), LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (status, err) == (0, "")
    assert json.loads(out)["area"]["name"] == "Svårartad fjällsjuka"


def test_a_fault_names_its_file_once_and_stays_on_one_line(tmp_path):
    path = tmp_path / "två\nrader.txt"
    path.write_bytes(b"")
    assert nhv("read", str(path)) == (2, "", f"nhv: {tmp_path}/två rader.txt: filen är tom; hämta sidan på nytt.\n")
