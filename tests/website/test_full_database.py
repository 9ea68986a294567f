"""A database without room: 503 with a sentence wherever it is met, and health says it before and after."""

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from nhv.accounts.models import Membership
from nhv.records import room
from nhv.records.acts import one_transaction
from nhv.rules.refusals import NoRoom
from nhv.rules.roles import Role
from tests.support.calls import a_draft, a_filled_application, an_applicant, an_open_call, sent
from tests.support.faults import full, small_disk
from tests.support.people import a_person, signed_in

SENTENCE = "inget utrymme kvar"


def pragma(text):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
        return cursor.fetchone()[0]


@pytest.fixture
def no_room():
    """The database may not grow by a page more, until the test ends."""

    def shut():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pragma(f"max_page_count = {pragma('page_count')}")

    yield shut
    pragma("max_page_count = 1073741823")
    room.note_room("default")


@pytest.fixture
def officer():
    return signed_in(Client(raise_request_exception=False), a_person(Role.OFFICER))


def notes(client):
    """Writes long notes about an application, until something else is answered than that one is kept."""
    by = an_applicant()
    filing = a_filled_application(an_open_call(), by)
    sent(filing, by)

    def write(number):
        form = {"once": f"{number:016}", "text": f"{number} " + "x" * 3_000}
        return client.post(f"/handlaggning/ansokningar/{filing.key}/anteckning/", form)

    return filing, write


def until_refused(write):
    answers = (write(number) for number in range(100))
    return next((answer for answer in answers if answer.status_code != 302), None)


def test_a_form_is_answered_503_with_a_sentence_and_nothing_half_done(no_room, officer):
    filing, write = notes(officer)
    no_room()
    answer = until_refused(write)
    assert answer is not None and answer.status_code == 503
    assert SENTENCE in answer.content.decode()
    pragma("max_page_count = 1073741823")
    kept = filing.notes.count()
    assert write(1_000).status_code == 302 and filing.notes.count() == kept + 1


def test_what_saves_by_itself_is_told_503_and_the_sentence(no_room):
    writer = an_applicant()
    filing = a_draft(an_open_call(), writer)
    client = signed_in(Client(raise_request_exception=False, headers={"Accept": "application/json"}), writer)

    def write(number):
        form = {"drawn": "kontakt", "kontakt": f"{number} " + "x" * 200, "revision": filing.revision + number}
        return client.post(f"/ansokningar/{filing.key}/avsnitt/sokande/", form)

    assert write(0).json()["revision"] == filing.revision + 1
    no_room()
    answer = next(answer for number in range(1, 1_000) if (answer := write(number)).status_code != 200)
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (503, 503, "no_room")
    assert SENTENCE in told["detail"]


def test_the_control_with_room_every_one_is_kept(officer):
    filing, write = notes(officer)
    assert until_refused(write) is None and filing.notes.count() == 100


def test_health_says_it_before_anything_is_refused(no_room):
    assert Client().get("/health/").status_code == 200
    no_room()
    answer = Client().get("/health/")
    assert answer.status_code == 503
    assert any(SENTENCE in reason for reason in answer.json()["reasons"])


def test_health_says_it_until_an_act_is_kept_again():
    room.note_full("default")
    assert Client().get("/health/").status_code == 503
    with one_transaction(Membership):
        a_person(Role.OFFICER)
    assert Client().get("/health/").status_code == 200


def test_a_page_that_leads_on_is_503_too():
    """Also where a view has caught the refusal and would lead elsewhere."""
    from django.http import HttpResponseRedirect

    from nhv.website.account.refusals import SaysWhyNotDone

    def view(_request):
        room.note_full("nowhere")
        return HttpResponseRedirect("/")

    try:
        answer = SaysWhyNotDone(view)(RequestFactory().get("/"))
    finally:
        room.note_room("nowhere")
    assert answer.status_code == 503 and SENTENCE in answer.content.decode()
    assert SaysWhyNotDone(lambda _request: HttpResponseRedirect("/"))(RequestFactory().get("/")).status_code == 302


def test_what_was_said_of_it_long_ago_says_nothing_of_now():
    """Where an unwell server is sent nobody, no act would ever tell that there is room."""
    room.note_full("default")
    assert Client().get("/health/").status_code == 503
    (mark,) = Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.full")
    os.utime(mark, (0, 0))
    assert Client().get("/health/").status_code == 200


def test_a_disk_without_room_for_files_is_told_of(tmp_path):
    with small_disk(tmp_path / "disk", 16) as disk:
        assert not room.is_disk_full(disk / "files")
        with full(disk):
            assert room.is_disk_full(disk / "files")


def test_what_is_made_to_be_handed_out_is_503_where_there_is_no_room_to_make_it(tmp_path, monkeypatch):
    """A receipt is set in files of the moment, and a zip is packed in one."""
    by = an_applicant()
    filing = a_filled_application(an_open_call(), by)
    sent(filing, by)
    client = signed_in(Client(raise_request_exception=False), by)
    address = f"/ansokningar/{filing.key}/kvitto/1/kvitto.pdf"
    with small_disk(tmp_path / "disk", 16) as disk:
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        with full(disk):
            answer = client.get(address)
            assert (answer.status_code, SENTENCE in answer.content.decode()) == (503, True)
        assert client.get(address).status_code == 200
        monkeypatch.undo()


@pytest.mark.parametrize(("state", "is_away"), [(None, True), ("57P01", True), ("53300", True), ("42P01", False)])
def test_a_database_that_is_away_is_503_and_a_fault_of_ours_is_not(state, is_away, monkeypatch):
    def gone():
        fault = OperationalError("gone")
        fault.__cause__ = type("Gone", (Exception,), {"sqlstate": state})()
        raise fault

    monkeypatch.setattr("nhv.website.api.health.ailments", gone)
    answer = Client(raise_request_exception=False).get("/health/")
    assert answer.status_code == (503 if is_away else 500)


def test_a_view_that_raises_it_is_503():
    from nhv.website.account.refusals import SaysWhyNotDone

    answer = SaysWhyNotDone(lambda request: None).process_exception(RequestFactory().get("/"), NoRoom())
    assert answer is not None and answer.status_code == 503
