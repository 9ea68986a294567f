"""Received files are searched by a daemon that speaks ClamAV's protocol; what it says never moves a time of receipt."""

import socketserver
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from nhv.records.files import Files
from nhv.records.scanning import AGAIN_AFTER, Clamd, scan_waiting
from nhv.register.models import StoredFile
from tests.support.refusals import refuses

HARM = b"HARMFUL"


class Talk(socketserver.StreamRequestHandler):
    """The daemon's side of INSTREAM: pieces with their lengths before them, an empty one last."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        answer = b"Test-Signature FOUND" if HARM in content else b"OK"
        if b"BROKEN" in content:
            answer = b"INSTREAM size limit exceeded. ERROR"
        self.wfile.write(b"stream: " + answer + b"\0")


@contextmanager
def daemon(address):
    kind = socketserver.ThreadingTCPServer if isinstance(address, tuple) else socketserver.ThreadingUnixStreamServer
    with kind(address, Talk) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server.server_address
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def files(tmp_path):
    return Files(StoredFile, tmp_path / "files")


def receive(files, *contents):
    for content in contents:
        stored = files.store([content], most_bytes=10_000_000)
        with transaction.atomic():
            files.enter(stored, "application/pdf")


def scans():
    return sorted(StoredFile.objects.values_list("scan", flat=True))


def test_each_file_is_searched_and_the_harmful_are_not_served(empty_database, files):
    receive(files, b"good" * 100_000, b"x" + HARM, b"BROKEN")
    before = dict(StoredFile.objects.values_list("sha256", "stored_at"))
    with daemon(("127.0.0.1", 0)) as (host, port):
        found = list(scan_waiting(files, Clamd(f"{host}:{port}")))
    assert scans() == ["clean", "fault", "infected"]
    infected = StoredFile.objects.get(scan="infected").sha256
    assert found == [(infected, "Test-Signature")]
    with refuses("file_harmful"):
        files.open(infected)
    assert dict(StoredFile.objects.values_list("sha256", "stored_at")) == before


def test_a_daemon_is_found_by_the_path_of_its_socket(empty_database, files, tmp_path):
    receive(files, b"good")
    with daemon(str(tmp_path / "clamd")):
        assert list(scan_waiting(files, Clamd(str(tmp_path / "clamd")))) == []
    assert scans() == ["clean"]


def test_when_nobody_answers_the_files_wait(empty_database, files, tmp_path):
    receive(files, b"good")
    with pytest.raises(OSError, match="No such file"):
        list(scan_waiting(files, Clamd(str(tmp_path / "clamd"))))
    assert scans() == ["not_scanned"]


def test_what_could_not_be_searched_is_tried_again_later(empty_database, files):
    receive(files, b"BROKEN")
    now = timezone.now()
    with daemon(("127.0.0.1", 0)) as (host, port):
        for moment in (now, now + AGAIN_AFTER / 2, now + AGAIN_AFTER + timedelta(seconds=1)):
            list(scan_waiting(files, Clamd(f"{host}:{port}"), now=moment))
    assert StoredFile.objects.get().scanned_at == now + AGAIN_AFTER + timedelta(seconds=1)
