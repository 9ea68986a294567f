"""`nhv serve --copy`: a hospital's own server on a signed file, and the files that it will not show."""

import json
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from nhv.program import copies as program_copies
from nhv.program.main import main
from nhv.records import copies
from nhv.records.copies import verified
from nhv.register.memory import KEYS
from tests.interchange.test_cds import a_call, an_order
from tests.support.patience import PATIENCE
from tests.support.server import end, start


@pytest.fixture
def fetched(sqlite_register, tmp_path):
    file, key = tmp_path / "nhv-register.json", tmp_path / "kvittonycklar.json"
    file.write_bytes(Client().get("/datasets/nhv-register.json").content)
    key.write_bytes(Client().get("/kvittonycklar.json").content)
    return file, key


@pytest.fixture
def shown_last():
    """What was shown last lies in the data directory of the tests."""
    path = settings.DATA / "copies" / "shown.json"
    path.parent.mkdir(exist_ok=True)
    yield path
    path.unlink()


def refused(capsys, *arguments):
    assert main(["serve", *map(str, arguments)]) == 2
    (sentence,) = capsys.readouterr().err.strip().splitlines()
    return sentence


def test_an_altered_copy_is_refused_in_one_sentence(fetched, capsys):
    file, key = fetched
    content = file.read_bytes()
    place = len(content) // 2
    file.write_bytes(content[:place] + (b"A" if content[place : place + 1] != b"A" else b"B") + content[place + 1 :])
    assert "underskriften stämmer inte" in refused(capsys, "--copy", file, "--key", key)


def test_a_copy_needs_a_key_that_came_another_way(fetched, capsys):
    assert "skriv också --key" in refused(capsys, "--copy", fetched[0])


def test_the_help_says_where_it_listens_and_a_first_start_that_it_takes_time(fetched, capsys, monkeypatch, tmp_path):
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    said = capsys.readouterr().out
    assert "NHV_PORT" in said and "8000" in said
    monkeypatch.setattr(program_copies, "_make_ready", lambda: None)
    monkeypatch.setattr(program_copies, "_make_database", lambda told: print("en minut senare"))
    monkeypatch.setenv("NHV_DATA", str(tmp_path))
    monkeypatch.setenv(program_copies.FOLDER, "")
    program_copies.prepare_copy(*fetched)
    assert capsys.readouterr().out.startswith("Kopian läses in. Det tar ungefär en minut")
    program_copies.prepare_copy(*fetched)
    assert capsys.readouterr().out == ""


def test_an_older_copy_than_the_last_is_refused(fetched, capsys, shown_last):
    file, key = fetched
    copy, _told = verified(file.read_bytes(), KEYS.public_keys())
    later = copies.Copy(copy.made_at + timedelta(seconds=1), copy.origin, copy.revision + 1, False, "0" * 64)
    shown_last.write_text(later.as_text(), encoding="utf-8")
    assert "äldre än den som visades senast" in refused(capsys, "--copy", file, "--key", key)


def test_a_hospital_asks_it_without_us(fetched, tmp_path):
    file, key = fetched
    inside = tmp_path / "inside"
    inside.mkdir()
    hooks = tmp_path / "cds.json"
    hooks.write_text('{"clients": []}', encoding="utf-8")
    options = ("--copy", str(file), "--key", str(key))
    server, address = start("", data=inside, options=options, NHV_CDS_HOOKS=str(hooks))

    def asked(path, body=None):
        sent = json.dumps(body).encode() if body else None
        request = urllib.request.Request(f"{address}{path}", sent, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read())

    try:
        told = asked("/api/v1/search?q=SMA%203%20%C3%A5r")
        assert told.pop("copy")["old"] is False
        assert told == Client().get("/api/v1/search", {"q": "SMA 3 år"}).json()
        (card,) = asked("/cds-services/nhv-order-sign", a_call(an_order("a", "G12.0")))["cards"]
        assert card["summary"] == "NHV: Neuromuskulära sjukdomar" and "Kopia av registret" in card["detail"]
        assert asked("/health/")["status"] == "well"
        with pytest.raises(urllib.error.HTTPError, match="405"):
            asked("/api/v1/areas", {"a": "b"})
    finally:
        end(server)
    assert not (inside / "nhv.sqlite3").exists() and not (inside / "keys").exists()
