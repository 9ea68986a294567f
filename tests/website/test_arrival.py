"""The time of receipt: the last byte, at a real server, whatever else is going on."""

import json
import os
import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.client import FakePayload

from nhv.website import arrival
from tests.support.calls import an_applicant
from tests.support.faults import full, small_disk
from tests.support.patience import PATIENCE, linger, until
from tests.support.people import signed_in
from tests.support.server import end, start

FORM = b"namn=v%C3%A4rde"


@contextmanager
def server(database, folder, **environment):
    """The product with the addresses of `arrival_addresses`, on a free port of 127.0.0.1."""
    own = {"DJANGO_SETTINGS_MODULE": "tests.website.arrival_settings", **environment}
    process, address = start(database, data=folder, **own)
    try:
        yield int(address.rpartition(":")[2])
    finally:
        end(process)
        # Shown by pytest when a test fails.
        print(*(log.read_text() for log in folder.glob("log-*")))


@pytest.fixture(scope="module")
def port(databases, tmp_path_factory):
    with databases.copy("sqlite", "empty") as database, server(database, tmp_path_factory.mktemp("arrival")) as port:
        yield port


def send(port, address, body=FORM, *, length=None, headers="", before_last=lambda: None, cut=False):
    """Send a POST, its last byte after something else. Gives status, JSON (or text) and when the last byte left."""
    kind = "" if "Content-Type" in headers else "Content-Type: application/x-www-form-urlencoded\r\n"
    length = len(body) if length is None else length
    head = f"POST /{address}/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{kind}{headers}"
    head += f"Content-Length: {length}\r\n\r\n" if length >= 0 else "\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(head.encode() + body[:-1])
        before_last()
        left = datetime.now(UTC)
        if cut:
            client.shutdown(socket.SHUT_WR)
        else:
            client.sendall(body[-1:])
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    top, _, rest = answer.partition(b"\r\n\r\n")
    status = int(top.split()[1]) if top else 0
    return status, (json.loads(rest) if status == 200 else rest.decode()), left


def received(answer):
    return datetime.fromisoformat(answer["received_at"])


def a_while():
    """So long that the server has met the first byte before the last one leaves."""
    linger(0.3)


def test_a_slow_upload_counts_from_its_last_byte(port):
    status, answer, left = send(port, "when", before_last=a_while)
    assert (status, answer["fields"]) == (200, {"namn": "värde"})
    assert left <= received(answer) <= datetime.now(UTC)


def test_a_file_is_read_to_its_last_byte_too(port):
    file = os.urandom(6_000_000)
    # As long as a browser's own: a short mark would turn up in random content.
    mark = b"----between-the-parts-of-this-form"
    head = b"--" + mark + b'\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body = head + file + b"\r\n--" + mark + b"--\r\n"
    status, answer, left = send(
        port, "when", body, before_last=a_while,
        headers=f"Content-Type: multipart/form-data; boundary={mark.decode()}\r\n",
    )  # fmt: skip
    assert (status, answer["sizes"]) == (200, [6_000_000])
    assert left <= received(answer) <= datetime.now(UTC)


def test_a_lock_held_by_another_does_not_move_the_time(databases, tmp_path):
    with databases.copy("sqlite", "empty") as database, server(database, tmp_path) as port:
        held, let_go, answers = threading.Event(), threading.Event(), []

        def hold():
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("DELETE FROM register_idempotency_key")
                held.set()
                let_go.wait()
            connection.close()

        holder = threading.Thread(target=hold)
        sender = threading.Thread(target=lambda: answers.append(send(port, "locked")))
        holder.start()
        held.wait()
        sender.start()
        try:
            until((tmp_path / "at-the-lock").exists, else_say="the request never came to the lock")
            a_while()
            # The control: the lock is really waited for.
            assert answers == []
            released = datetime.now(UTC)
        finally:
            let_go.set()
            for thread in (holder, sender):
                thread.join()
        ((status, answer, left),) = answers
        assert status == 200
        assert left <= received(answer) <= released


def test_the_time_zone_of_the_process_does_not_matter(databases, tmp_path):
    with databases.copy("sqlite", "empty") as database, server(database, tmp_path, TZ="Pacific/Kiritimati") as port:
        _, answer, left = send(port, "when")
        assert left <= received(answer) <= datetime.now(UTC)


def test_too_much_is_refused_before_it_is_read(port):
    """Nearly all of it is never sent: who waited for it would never answer."""
    status, page, _ = send(port, "when", length=10**12)
    assert (status, "för mycket på en gång" in page) == (413, True)


def test_a_little_too_much_is_answered_with_a_page_that_the_sender_gets_to_see(databases, tmp_path):
    with databases.copy("sqlite", "empty") as database, server(database, tmp_path, NHV_MOST_FILE_MB="1") as port:
        status, page, _ = send(port, "when", b"a=" + b"x" * 12_000_000)
    assert (status, "högst 1 MB" in page) == (413, True)


def test_what_has_no_length_is_refused(port):
    status, page, _ = send(
        port, "when", b"5\r\nnamn=\r\n0\r\n\r\n", length=-1, headers="Transfer-Encoding: chunked\r\n"
    )
    assert (status, "hur mycket" in page) == (411, True)


def test_a_form_that_breaks_off_is_not_received(port):
    status, _, _ = send(port, "when", cut=True)
    assert status in (0, 400)


def test_without_room_for_what_is_sent_nothing_is_received(databases, tmp_path):
    file = b"x" * 6_000_000
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + file + b"\r\n--x--\r\n"
    kind = "Content-Type: multipart/form-data; boundary=x\r\n"
    with (
        databases.copy("sqlite", "empty") as database,
        small_disk(tmp_path / "disk", 16) as disk,
        server(database, disk) as port,
    ):
        with full(disk):
            status, page, _ = send(port, "when", body, headers=kind)
            assert (status, "inget utrymme kvar" in page) == (507, True)
        assert send(port, "when", body, headers=kind)[0] == 200


def post(**headers):
    """The same middleware without a network, for what depends on the clock alone."""
    with override_settings(ROOT_URLCONF="tests.website.arrival_addresses"):
        before = datetime.now(UTC)
        answer = Client(raise_request_exception=False).post("/when/", {"a": "b"}, **headers).json()
        return received(answer), before


@pytest.mark.parametrize(
    ("proxies", "age", "believed"),
    [
        (["127.0.0.0/8"], 10, True),
        (["127.0.0.0/8"], 3_600, True),
        (["127.0.0.0/8"], 90_000, False),
        (["127.0.0.0/8"], float("nan"), False),
        (["127.0.0.0/8"], float("inf"), False),
        (["127.0.0.0/8"], -3_600, False),
        (["10.0.0.1"], 10, False),
        ([], 10, False),
    ],
)
def test_only_a_trusted_proxys_time_is_believed_however_long_ago(sqlite_register, proxies, age, believed):
    said = datetime.now(UTC).timestamp() - age
    with override_settings(TRUSTED_PROXIES=proxies, ARRIVAL_HEADER="X-Arrived"):
        at, before = post(HTTP_X_ARRIVED=f"{said:.6f}")
    assert (abs(at.timestamp() - said) < 0.001) is believed
    assert believed or before <= at


@pytest.mark.parametrize(("size", "session", "taken"), [
    (60_000, None, True), (70_000, None, False), (70_000, "a" * 32, False), (70_000, "real", True),
])  # fmt: skip
def test_a_long_form_needs_a_session_that_is_alive(sqlite_register, size, session, taken):
    client = Client()
    if session == "real":
        signed_in(client, an_applicant())
    elif session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with override_settings(ROOT_URLCONF="tests.website.arrival_addresses"):
        answer = client.post("/when/", {"a": "b" * size})
    assert answer.status_code == (200 if taken else 403)
    assert taken or "Du är utloggad" in answer.content.decode()


@pytest.mark.parametrize(("refusal", "status", "words"), [
    ("too_slow", 408, "för långsamt"), ("too_much_at_once", 503, "inte får plats"), ("no_room", 507, "utrymme kvar"),
    ("length_unsaid", 411, "hur mycket"), ("too_much", 413, "mycket på en gång"), ("signed_out", 403, "utloggad"),
])  # fmt: skip
def test_each_refusal_of_the_front_has_its_sentence(sqlite_register, refusal, status, words):
    answer = Client().post("/sok/", {"a": "b"}, **{arrival.REFUSED: refusal})
    assert (answer.status_code, words in answer.content.decode()) == (status, True)


@pytest.mark.parametrize(
    "address", ["/api/v1/search", "/fhir/Bundle", "/datasets/dcat", "/cds-services/nhv-order-sign"]
)
@pytest.mark.parametrize(("refusal", "status"), [
    ("too_slow", 408), ("too_much_at_once", 503), ("no_room", 507), ("length_unsaid", 411), ("too_much", 413),
    ("signed_out", 413),
])  # fmt: skip
def test_a_program_is_refused_as_a_program(sqlite_register, address, refusal, status):
    answer = Client().post(address, "{}", content_type="application/json", **{arrival.REFUSED: refusal})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status and answer.headers["Content-Language"] == "en"


def test_no_header_is_believed_when_none_is_named(sqlite_register):
    with override_settings(TRUSTED_PROXIES=["127.0.0.1"], ARRIVAL_HEADER=""):
        at, before = post(HTTP_X_ARRIVED=str(datetime.now(UTC).timestamp() - 10))
    assert at >= before


@pytest.mark.parametrize("code", ["rot13", "idna", "raw_unicode_escape", "utf-7"])
def test_a_form_in_other_codes_than_utf_8_is_refused(sqlite_register, code):
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--x--\r\n'
    # The test client itself would read the code, if it could.
    sent = {"wsgi.input": FakePayload(body), "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": f"multipart/form-data; boundary=x; charset={code}"}  # fmt: skip
    response = Client(raise_request_exception=False).request(
        REQUEST_METHOD="POST", PATH_INFO="/konto/logga-in/", **sent
    )
    assert response.status_code == 400


@pytest.mark.parametrize("header", ["", "i går", "1e999", "-1", "99999999999999999999"])
def test_a_header_that_is_no_time_is_no_harm(sqlite_register, header):
    with override_settings(TRUSTED_PROXIES=["127.0.0.1"], ARRIVAL_HEADER="X-Arrived"):
        at, before = post(HTTP_X_ARRIVED=header)
    assert at >= before
