"""`nhv work`: sends what waits, does what comes back, says that it lives, and stops when it is told to."""

import email
import email.policy
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction

from nhv.register.memory import OUTBOX, WORK
from nhv.register.models import JobRun, OutgoingMessage
from tests.support.mail_server import mail_server
from tests.support.patience import PATIENCE, until
from tests.support.ports import free_port
from tests.support.server import answer_of


def post(key="ett"):
    with transaction.atomic():
        OUTBOX.post(kind="test", to="region@example.org", subject="Utlysning öppen", text="Nu går det, å.", key=key)


def work(database, data, *arguments, **environment):
    """Start `nhv work` over this database."""
    surroundings = {**os.environ, "DATABASE_URL": database, "NHV_DATA": str(data), **environment}
    command = [sys.executable, "-m", "nhv.program.main", "work", *arguments]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_without_a_mail_server_mails_are_files(empty_database, tmp_path):
    post()
    process = work(empty_database, tmp_path, "--once")
    assert process.communicate(timeout=PATIENCE) == ("", "")
    (path,) = (tmp_path / "mail").iterdir()
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["From"], mail["Subject"]) == ("region@example.org", "nhv@localhost", "Utlysning öppen")
    assert mail.get_content().strip() == "Nu går det, å."
    assert (path.suffix, path.stat().st_mode & 0o777) == (".eml", 0o600)


def test_mails_go_to_the_mail_server_and_come_back_when_it_says_no(empty_database, tmp_path):
    post()
    with mail_server(refusals=1) as server:
        environment = {"NHV_MAIL_URL": server.address, "NHV_MAIL_FROM": "NHV <nhv@example.org>"}
        work(empty_database, tmp_path, "--once", **environment).communicate(timeout=PATIENCE)
        assert (server.mails, OUTBOX.lag().waiting) == ([], 1)
        assert "451" in OutgoingMessage.objects.get().last_fault
        OutgoingMessage.objects.update(due_at=OutgoingMessage.objects.get().created_at)
        work(empty_database, tmp_path, "--once", **environment).communicate(timeout=PATIENCE)
    (mail,) = server.mails
    assert f"Message-ID: <nhv-{OutgoingMessage.objects.get().pk}@example.org>" in mail
    assert OUTBOX.lag().waiting == 0


def test_a_mail_address_that_cannot_be_read_is_told_in_one_sentence(empty_database, tmp_path):
    process = work(empty_database, tmp_path, NHV_MAIL_URL="skräp://a:hemligt@b")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert err == "nhv: NHV_MAIL_URL: adressen går inte att tolka; skriv smtp://användare:lösenord@dator:port\n"


def test_the_worker_works_until_it_is_told_to_stop(empty_database, tmp_path):
    process = work(empty_database, tmp_path)
    try:
        until(WORK.last_seen, else_say="the worker has not begun")
        post()
        until(lambda: OUTBOX.lag().waiting == 0, else_say="the worker sends nothing")
        assert set(JobRun.objects.values_list("last_fault", flat=True)) == {""}
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=PATIENCE) == ("", "")
    assert process.returncode == 0


def children(number):
    """The processes that a process has started."""
    told = Path(f"/proc/{number}/task/{number}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []


def command_of(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def is_worker(number):
    return " work --parent " in command_of(number)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_brings_a_worker_that_ends_with_it(databases, tmp_path, ending):
    port = free_port()
    with databases.copy("sqlite", "empty") as database:
        surroundings = {**os.environ, "DATABASE_URL": database, "NHV_DATA": str(tmp_path), "NHV_PORT": str(port)}
        command = [sys.executable, "-m", "nhv.program.main", "serve", "--with-worker", "--workers", "1"]
        server = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started = set()
        try:
            until(WORK.last_seen, else_say="the worker has not begun")
            health = until(lambda: answer_of(f"http://127.0.0.1:{port}/health/"), else_say="the server does not answer")
            assert json.loads(health)["worker"]["last_seen"] is not None
            started = set(children(server.pid))
            assert any(map(is_worker, started))
        finally:
            server.send_signal(ending)
            server.wait(timeout=PATIENCE)
            for number in started:
                if not is_worker(number) and ("nhv" in command_of(number) or "spawn" in command_of(number)):
                    os.kill(number, signal.SIGKILL)
        until(lambda: not any(map(is_worker, started)), else_say="the worker goes on without its server")
