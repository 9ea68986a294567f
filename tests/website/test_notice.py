"""What an administrator says stands on every page, from its day to its last, also when the database does not answer."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from nhv.accounts.acts.notices import say_nothing_more, say_on_every_page
from nhv.program.main import main
from nhv.records.notice import Notice, notice_on, put_notice
from nhv.register import search as searching
from nhv.register.models import DiaryEntry
from nhv.register.queries import areas
from nhv.rules.roles import Role
from tests.support.pages import get
from tests.support.people import a_person, actor, signed_in
from tests.support.refusals import refuses

SAID = "Stängt för underhåll i kväll klockan 20–22."
WRITTEN = {"once": "a", "text": SAID, "english": "Closed tonight.", "until": "2199-01-01"}


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DATA", tmp_path)


def said(address: str = "/") -> list[str]:
    return get(address).texts("//div[@class='nhv-said']")


def test_an_administrator_says_it_on_every_page_and_takes_it_away():
    client = signed_in(Client(), a_person(Role.ADMINISTRATOR))
    assert said() == []
    assert client.post("/meddelande/", WRITTEN).status_code == 302
    for address in ("/", "/omraden/moyamoya/", "/finns-inte/", "/konto/logga-in/"):
        assert [SAID in line for line in said(address)] == [True], address
    assert "Closed tonight." in said("/en/")[0]
    assert SAID in client.get("/meddelande/").content.decode()
    client.post("/meddelande/", {"do": "remove"})
    assert said() == []


def test_a_page_that_somebody_kept_is_made_anew():
    before = get("/omraden/moyamoya/").headers["ETag"]
    say_on_every_page(text=SAID, english="", until=timezone.localdate(), by=actor(a_person(Role.ADMINISTRATOR)))
    assert get("/omraden/moyamoya/").headers["ETag"] != before


def test_it_is_the_administrators_and_the_diary_knows():
    administrator, officer = actor(a_person(Role.ADMINISTRATOR)), actor(a_person(Role.OFFICER))
    until = timezone.localdate()
    with refuses("no_such_role"):
        say_on_every_page(text=SAID, english="", until=until, by=officer)
    with refuses("notice_already_over"):
        say_on_every_page(text=SAID, english="", until=until - timedelta(days=1), by=administrator)
    with refuses("notice_without_text"):
        say_on_every_page(text=" ", english="", until=until, by=administrator)
    assert said() == []
    say_on_every_page(text=SAID, english="", until=until, by=administrator)
    say_nothing_more(by=administrator)
    assert list(DiaryEntry.objects.filter(subject_kind="notice").order_by("number").values_list("act", flat=True)) == [
        "notice_put", "notice_taken_away",
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "stands"), [(-1, False), (0, True), (2, True), (3, False)])
def test_it_stands_from_its_day_to_its_last(tmp_path, days, stands):
    today = timezone.localdate()
    put_notice(tmp_path, Notice(SAID, "", today, today + timedelta(days=2)))
    assert (notice_on(tmp_path, today + timedelta(days=days)) is not None) is stands


@pytest.mark.parametrize("content", ["", "{", "[]", '{"text": "a"}', '{"text": 1, "since": "x"}'])
def test_a_spoiled_file_says_nothing_and_breaks_no_page(tmp_path, content):
    (tmp_path / "notice.json").write_text(content)
    assert said() == []


def test_it_stands_also_when_the_database_does_not_answer(tmp_path, monkeypatch):
    today = timezone.localdate()
    put_notice(tmp_path, Notice(SAID, "", today, today))

    def gone(*_):
        raise DatabaseError("gone")

    monkeypatch.setattr(areas, "_snapshot", gone)
    page = get("/omraden/")
    assert page.status == 500
    assert SAID in page.texts("//div[@class='nhv-said']")[0]


def test_the_command_needs_no_database(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NHV_DATA", str(tmp_path))
    assert main(["notice", SAID]) == 0
    assert SAID in said()[0]
    assert main(["notice"]) == 0
    assert said() == []
    assert main(["notice", SAID, "--until", "2020-01-01"]) == 2


def test_when_questions_cannot_be_answered_every_area_and_number_is_there_by_itself(monkeypatch):
    answered = get("/sok/?q=ALS")
    assert "går inte att besvara just nu" not in answered.text
    monkeypatch.setattr(searching, "candidates", _killed)
    page = get("/sok/?q=ALS")
    assert page.status == 200
    assert "Frågor går inte att besvara just nu" in page.texts("//*[@role='alert']")[0]
    listed = [link for link in page.links("//main//a[@class='nhv-row__title']") if link.startswith("/omraden/")]
    everything = get("/omraden/").links("//main//a[@class='nhv-row__title']")
    assert set(everything) <= set(listed)


def _killed(*_):
    raise DatabaseError("gone")


@pytest.mark.parametrize("there", ["a pipe", "no end", "too deep", "half a character"])
def test_whatever_stands_in_its_place_holds_no_page(tmp_path, there):
    path = tmp_path / "notice.json"
    day = timezone.localdate()
    put_notice(tmp_path, Notice(SAID, "", day, day))
    assert SAID in said()[0]
    told = path.read_text().replace(SAID, "\\ud800")
    path.unlink()
    if there == "a pipe":
        os.mkfifo(path)
    elif there == "no end":
        path.symlink_to("/dev/zero")
    else:
        path.write_text("[" * 100_000 if there == "too deep" else told)
    assert said() == []


def test_the_command_refuses_what_no_page_can_hold(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NHV_DATA", str(tmp_path))
    assert main(["notice", "a\udcff"]) == 2
    assert "skriv det på nytt" in capsys.readouterr().err and list(tmp_path.iterdir()) == []
