"""The signed file at its address, its log in the API, and what the command says of it."""

import json
import os
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from nhv.program.main import main
from nhv.records.copies import verified
from nhv.register.acts.documents import publish_document
from nhv.register.days_kept import day_faults, keep_day, kept_days
from nhv.register.health import faults
from nhv.register.jobs import keep_the_day
from nhv.register.memory import KEYS
from nhv.register.models import AreaDocument
from nhv.rules.actor import Actor

ADDRESS = "/datasets/nhv-register.json"


@pytest.fixture
def fetched(sqlite_register, tmp_path):
    file, key = tmp_path / "nhv-register.json", tmp_path / "kvittonycklar.json"
    file.write_bytes(Client().get(ADDRESS).content)
    key.write_bytes(Client().get("/kvittonycklar.json").content)
    return file, key


def something_new():
    document = AreaDocument.objects.newest_first().select_related("area")[0]
    changed = document.specification.model_copy(update={"summary": "En annan sammanfattning."})
    publish_document(area=changed, by=Actor("program", "test"))
    return document.area.key


@pytest.fixture
def days(tmp_path):
    with override_settings(DAYS_KEPT=tmp_path / "days"):
        yield tmp_path / "days"


def test_the_file_of_a_day_stays_when_the_register_goes_on(sqlite_register, days):
    today = timezone.localdate()
    assert Client().get("/datasets/nhv-register-days.json").json() == {"days": []}
    assert Client().get(f"/datasets/nhv-register-{today}.json").status_code == 404
    assert Client().get("/datasets/nhv-register-2026-02-30.json").status_code == 404
    keep_the_day()
    first = Client().get(f"/datasets/nhv-register-{today}.json")
    copy, told = verified(first.content, KEYS.public_keys())
    assert len(told["tables"]["areas"]) == 68 and copy.made_on <= today
    something_new()
    keep_the_day()
    (kept,) = Client().get("/datasets/nhv-register-days.json").json()["days"]
    again = Client().get(urlsplit(kept["address"]).path)
    assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert Client().get(ADDRESS).content != first.content


@pytest.mark.parametrize("spoil", ["cut", "flipped", "emptied", "another's", "of another day", "a pipe"])
def test_a_file_of_a_day_that_has_become_another_is_not_handed_out_and_is_named(sqlite_register, days, spoil):
    today = timezone.localdate()
    keep_the_day()
    path = days / f"nhv-register-{today}.json"
    assert not list(day_faults(days)) and Client().get(f"/datasets/{path.name}").status_code == 200
    raw = path.read_bytes()
    if spoil == "of another day":
        path = path.rename(days / f"nhv-register-{today - timedelta(days=1)}.json")
    elif spoil == "a pipe":
        path.unlink()
        os.mkfifo(path)
    else:
        half = len(raw) // 2
        made = {"cut": raw[:half], "flipped": raw[:half] + bytes([raw[half] ^ 1]) + raw[half + 1 :], "emptied": b""}
        path.write_bytes(made.get(spoil, b'{"payloadType": "x", "payload": "", "signatures": []}'))
    answer = Client().get(f"/datasets/{path.name}")
    assert (answer.status_code, "damaged here" in answer.json()["detail"]) == (410, True)
    (fault,) = day_faults(days)
    assert path.name in fault and fault in [*faults()]


def test_of_long_ago_the_first_of_each_month_is_kept_and_never_more_than_so_many(sqlite_register, days, monkeypatch):
    monkeypatch.setattr("nhv.register.days_kept.signed_register", lambda: b"{}")
    start = date(2010, 1, 2)
    days.mkdir()
    for number in range(5_500):
        (days / f"nhv-register-{start + timedelta(days=number)}.json").write_bytes(b"{}")
    (days / "something-else.json").write_bytes(b"{}")
    keep_day(days, start + timedelta(days=5_500))
    kept = kept_days(days)
    assert kept[:62] == [start + timedelta(days=5_500 - number) for number in range(62)]
    assert all(day.day == 1 for day in kept[62:]) and len(kept) <= 62 + 120
    assert len({(day.year, day.month) for day in kept}) == 120
    assert (days / "something-else.json").exists()


def test_it_is_signed_and_the_same_until_something_changes(register):
    first = Client().get(ADDRESS)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    copy, told = verified(first.content, KEYS.public_keys())
    assert copy.made_on <= timezone.localdate() and len(told["tables"]["areas"]) == 68
    assert Client(headers={"If-None-Match": first.headers["ETag"]}).get(ADDRESS).status_code == 304
    key = something_new()
    later, told = verified(Client().get(ADDRESS).content, KEYS.public_keys())
    assert later.revision > copy.revision and told["tables"]["changes"][-1]["subject_key"] == key


def test_the_log_of_the_api_is_that_of_the_file(sqlite_register):
    key, long_ago = something_new(), "2000-01-01"
    _copy, told = verified(Client().get(ADDRESS).content, KEYS.public_keys())
    listed = Client().get(f"/api/v1/changes?since={long_ago}&limit=2000").json()
    assert (listed["total"], listed["items"][-1]["key"]) == (len(told["tables"]["changes"]), key)
    assert [one["number"] for one in listed["items"]] == [one["number"] for one in told["tables"]["changes"]]
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert Client().get(f"/api/v1/changes?since={tomorrow}").json()["items"] == []
    assert Client().get("/api/v1/changes?since=igar").status_code == 422


def test_the_command_says_what_it_is_and_what_has_changed(fetched, capsys):
    file, key = fetched
    assert main(["verify-copy", str(file), "--key", str(key), "--since", "2000-01-01"]) == 0
    said = capsys.readouterr().out
    assert "68 områden" in said and "new_area" in said
    assert main(["verify-copy", str(file), "--key", str(key), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["areas"] == 68


@pytest.mark.parametrize("place", [0, 50, 5_000, -20])
def test_an_altered_file_is_refused_in_one_sentence(fetched, capsys, place):
    file, key = fetched
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    assert main(["verify-copy", str(file), "--key", str(key)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
