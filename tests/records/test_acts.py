"""One transaction: all or nothing, and never «all» when nobody knows."""

import threading
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from nhv.records.acts import one_transaction
from nhv.register.memory import DIARY, IDEMPOTENCY
from nhv.register.models import DiaryEntry
from nhv.rules.actor import Actor
from tests.support.databases import in_use
from tests.support.patience import until
from tests.support.postgres import cluster
from tests.support.refusals import refuses

ME = Actor("user", "1")


@pytest.fixture(scope="module")
def waits_for_nobody():
    """A database whose commits wait for a standby that does not exist, where a session asks for that."""
    with cluster(synchronous_standby_names="nobody", synchronous_commit="local") as server:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as raw:
            raw.execute("CREATE DATABASE waits")
        with in_use(f"{server}/waits"):
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            yield f"{server}/waits"


@contextmanager
def while_it_waits(address, do):
    """The session wants its commits on the standby; when it waits for that, `do` (a function of SQL) is done to it."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()

    def watch():
        with psycopg.connect(address, autocommit=True) as other:
            query = "SELECT wait_event FROM pg_stat_activity WHERE pid = %s"
            until(lambda: other.execute(query, [number]).fetchone() == ("SyncRep",))
            other.execute(f"SELECT {do}(%s)", [number])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        watcher.join()
        connection.close()


def an_act():
    return {"number": DIARY.record("tested", kind="test", key="ett", by=ME).number}


@pytest.mark.parametrize("do", ["pg_cancel_backend", "pg_terminate_backend"])
def test_a_commit_whose_wait_is_broken_off_is_never_called_done(waits_for_nobody, do):
    before = DiaryEntry.objects.count()
    with refuses("outcome_unknown"), while_it_waits(waits_for_nobody, do):
        IDEMPOTENCY.run(f"nyckel {do}", "test", ME, {}, an_act)
    # The key tells how it went: here the primary has it, and the act is not done again.
    assert IDEMPOTENCY.run(f"nyckel {do}", "test", ME, {}, lambda: {"number": 0}) == {"number": before + 1}
    assert DiaryEntry.objects.count() == before + 1


def test_a_result_is_not_given_again_until_the_standby_has_it(waits_for_nobody):
    IDEMPOTENCY.run("nyckel", "test", ME, {}, an_act)
    with refuses("outcome_unknown"), while_it_waits(waits_for_nobody, "pg_cancel_backend"):
        IDEMPOTENCY.run("nyckel", "test", ME, {}, an_act)


def test_the_naive_way_would_call_it_done(waits_for_nobody):
    """The control of the test above: nothing is raised."""
    with while_it_waits(waits_for_nobody, "pg_cancel_backend"), transaction.atomic():
        an_act()


def test_a_warning_before_the_commit_is_no_doubt(waits_for_nobody):
    with one_transaction(DIARY.entries), connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE WARNING 'en varning'; END $$")


def test_an_inner_transaction_leaves_the_commit_to_the_outer(empty_database):
    with pytest.raises(ZeroDivisionError), one_transaction(DIARY.entries):
        with one_transaction(DIARY.entries):
            an_act()
        raise ZeroDivisionError
    assert DiaryEntry.objects.count() == 0
