"""A primary that is killed: every receipt that was given out is on the standby. Run by `make drill`."""

import os
import signal
import subprocess
import sys
import threading

import psycopg
import pytest
from django.core.management import call_command

from nhv.register.memory import DIARY
from tests.records.test_kill import lost
from tests.support.databases import in_use
from tests.support.faults import ROUNDS
from tests.support.patience import until
from tests.support.standby import pair


@pytest.fixture
def followed():
    """A pair whose primary holds a migrated database called `nhv`."""
    with pair() as two:
        with psycopg.connect(f"{two.primary.address}/postgres", autocommit=True) as raw:
            raw.execute("CREATE DATABASE nhv")
        with in_use(f"{two.primary.address}/nhv"):
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        two.wait_until_followed()
        yield two


def receipts_until_killed(two, data):
    """Four processes act on the primary until it is killed. Gives the receipts that came out."""
    surroundings = {**os.environ, "DATABASE_URL": f"{two.primary.address}/nhv", "NHV_DATA": str(data)}
    command = [sys.executable, "-m", "tests.support.minimal_act", "4", "durable"]
    writers = subprocess.Popen(
        command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    told = []
    reader = threading.Thread(target=lambda: told.extend(line for line in writers.stdout if line.endswith("\n")))
    reader.start()
    try:
        with psycopg.connect(f"{two.primary.address}/nhv", autocommit=True) as raw:
            until(lambda: raw.execute("SELECT count(*) FROM register_diary").fetchone()[0] >= 40)
    finally:
        two.primary.kill()
        # What they have told stands in the pipe, and without a primary no more can come.
        os.killpg(writers.pid, signal.SIGKILL)
        writers.wait()
        reader.join()
    return told


@pytest.mark.parametrize("_number", range(max(ROUNDS // 10, 1)))
def test_a_killed_primary_loses_no_receipt(followed, tmp_path, _number):
    receipts = receipts_until_killed(followed, tmp_path)
    followed.promote()
    with in_use(f"{followed.standby.address}/nhv"):
        assert len(receipts) >= 20
        assert lost(receipts, tmp_path) == []
        assert list(DIARY.faults()) == []


def test_when_commits_do_not_wait_for_the_standby_receipts_are_lost(followed, tmp_path):
    """The control of the test above: nobody waits, and the standby is away when the primary is killed."""
    with psycopg.connect(f"{followed.primary.address}/postgres", autocommit=True) as raw:
        raw.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
        raw.execute("SELECT pg_reload_conf()")
    followed.standby.stop()
    receipts = receipts_until_killed(followed, tmp_path)
    followed.standby.start()
    followed.promote()
    with in_use(f"{followed.standby.address}/nhv"):
        assert lost(receipts, tmp_path) != []
