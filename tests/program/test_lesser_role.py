"""The program runs on PostgreSQL as a role that owns nothing: it does its acts, and cannot take the protection away."""

import os
import secrets
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from nhv.filings.models import Filing
from nhv.records.verification import faults
from nhv.register.memory import MEMORY
from nhv.register.models import Organisation
from tests.support.a_used_register import use_the_register
from tests.support.databases import in_use
from tests.support.server import running

FORBIDDEN = [
    "DROP TRIGGER register_diary_no_update ON register_diary",
    "DROP TRIGGER register_organisation_touched_update ON register_organisation",
    "ALTER TABLE register_diary DISABLE TRIGGER ALL",
    "CREATE OR REPLACE FUNCTION nhv_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
    "TRUNCATE register_diary",
    "UPDATE register_diary SET why = 'annat'",
    "DELETE FROM filings_filingversion",
    "DROP TABLE nhv_touched",
    "CREATE TABLE mine (x int)",
    "DELETE FROM django_migrations",
]


@pytest.fixture
def owners(databases):
    """One that may be written in."""
    with _owners(databases) as addresses:
        yield addresses


@pytest.fixture(scope="module")
def untouched(databases):
    """One for all the tests that change nothing."""
    with _owners(databases) as addresses:
        yield addresses


@contextmanager
def _owners(databases):
    """The address of a database as its owner, and as the lesser role that the product's own command puts in place."""
    with databases.copy("postgresql", "bundled") as address:
        # A role belongs to the whole server, and two of these databases are there at once.
        role, password = f"nhv_runs_{secrets.token_hex(4)}", secrets.token_hex(16)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
        surroundings = {**os.environ, "DATABASE_URL": address}
        command = [sys.executable, "-m", "nhv.program.main", "grant", role]
        subprocess.run(command, env=surroundings, check=True, capture_output=True)
        yield address, lesser(address, role, password)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


def lesser(address, role, password):
    there = urlsplit(address)
    return f"postgres://{role}:{password}@{there.hostname}:{there.port}{there.path}"


def test_all_that_can_be_done_is_done_as_the_lesser_role_and_verifies(owners):
    with in_use(owners[1]):
        use_the_register()
        assert Filing.objects.exists() and list(faults()) == []
        assert MEMORY.missing_triggers() == []


def test_the_server_starts_and_serves_as_it(untouched):
    with running(untouched[1]) as address:
        assert address


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_it_cannot_take_the_protection_away(untouched, statement):
    with psycopg.connect(untouched[1], autocommit=True) as raw, pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute(statement)


def test_the_control_the_owner_could(untouched):
    with psycopg.connect(untouched[0]) as raw:
        for statement in FORBIDDEN[:3]:
            raw.execute(statement)
        raw.rollback()


def test_what_it_changes_beside_the_program_is_named(owners):
    """It may write rows, so this is what the witnesses are for."""
    with psycopg.connect(owners[1], autocommit=True) as raw:
        raw.execute("UPDATE register_organisation SET town = 'Ingenstans' WHERE key = 'region-skane'")
    assert Organisation.objects.get(key="region-skane").town == "Ingenstans"
    assert any("«Ingenstans»" in fault for fault in faults())
