"""Who could take the protection away on PostgreSQL is named, however it came; what the manual sets up is not."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from nhv.records.verification import faults
from nhv.register.memory import MEMORY
from tests.support import kept
from tests.support.databases import in_use

MANUAL = Path(__file__).parents[2] / "docs" / "running-on-postgresql.md"
NAME = f"nhv_set_up_{secrets.token_hex(4)}"
OWNER, RUN, PASSWORD = f"{NAME}_owner", f"{NAME}_run", secrets.token_hex(16)


@pytest.fixture(scope="module")
def as_documented(databases: Any) -> Iterator[tuple[str, str]]:
    """Made by the manual's own statements. Its address for the server's keeper, and for the role that runs it."""
    with databases.copy("postgresql", "bundled") as address:
        server, there = address.rpartition("/")[0], address.rpartition("@")[2].rpartition("/")[0]
        block = re.findall(r"```sql\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)[0]
        said = re.sub(r"\bnhv\b", NAME, block.replace("nhv_owner", OWNER).replace("nhv_run", RUN)).replace(
            "…", PASSWORD
        )
        outside, inside = re.split(r"\\connect \w+\n", said)
        for place, statements in ((f"{server}/postgres", outside), (f"{server}/{NAME}", inside)):
            with psycopg.connect(place, autocommit=True) as raw:
                for statement in statements.split(";"):
                    raw.execute(statement.strip())  # type: ignore[call-overload]
        owners = f"postgres://{OWNER}:{PASSWORD}@{there}/{NAME}"
        kept.restore(kept.file_of("postgresql", "bundled"), owners)
        command = [sys.executable, "-m", "nhv.program.main", "grant", RUN]
        subprocess.run(command, env={**os.environ, "DATABASE_URL": owners}, check=True, capture_output=True)
        yield f"{server}/{NAME}", f"postgres://{RUN}:{PASSWORD}@{there}/{NAME}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as raw:
            raw.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
            raw.execute(f"DROP ROLE {OWNER}, {RUN}")


def test_what_the_manual_sets_up_has_no_fault(as_documented: tuple[str, str]) -> None:
    with in_use(as_documented[1]):
        assert list(faults()) == []


GROWS = "som bara ska växa"
LEAVE = [
    # What the role is, and what it may become: straight, and by another.
    ("ALTER ROLE {run} SUPERUSER", "får allt på servern (SUPERUSER)"),
    ("ALTER ROLE {run} CREATEROLE", "får göra och ändra roller (CREATEROLE)"),
    ("ALTER ROLE {run} REPLICATION", "får läsa allt på servern (REPLICATION)"),
    ("ALTER ROLE {run} BYPASSRLS", "går förbi allt radskydd (BYPASSRLS)"),
    ("GRANT {owner} TO {run}", "rollen {run} får handla som {owner}, som äger tabellerna"),
    (
        "CREATE ROLE {run}_2 NOINHERIT; GRANT {owner} TO {run}_2; GRANT {run}_2 TO {run}",
        "rollen {run} får handla som {owner}, som äger tabellerna",
    ),
    ("CREATE ROLE {run}_2 SUPERUSER; GRANT {run}_2 TO {run}", "rollen {run} får handla som {run}_2, som får allt"),
    ("GRANT pg_execute_server_program TO {run}", "som får köra program på servern"),
    ("GRANT pg_write_all_data TO {run}", "rollen {run} får handla som pg_write_all_data"),
    # What it owns.
    ("ALTER DATABASE {name} OWNER TO {run}", "databasen {name} ägs av {run}"),
    ("ALTER SCHEMA public OWNER TO {run}", "schemat public ägs av {run}"),
    ("ALTER TABLE register_diary OWNER TO {run}", "tabellen register_diary ägs av {run}"),
    ("ALTER FUNCTION nhv_refuse() OWNER TO {run}", "funktionen nhv_refuse() ägs av {run}"),
    # What it, everybody or another was given.
    ("GRANT CREATE ON SCHEMA public TO {run}", "{run} får göra egna tabeller och funktioner i schemat public"),
    ("GRANT CREATE ON SCHEMA public TO PUBLIC", "alla får göra egna tabeller och funktioner i schemat public"),
    ("GRANT CREATE ON DATABASE {name} TO {run}", "{run} får göra egna tabeller och funktioner i databasen"),
    ("GRANT UPDATE (answers) ON filings_filingversion TO PUBLIC", "alla får göra UPDATE i tabellen filings_filingv"),
    ("GRANT UPDATE (answers) ON filings_filingversion TO {run}", "{run} får göra UPDATE i tabellen filings_filingv"),
    ("GRANT TRIGGER ON register_outbox TO PUBLIC", "alla får göra TRIGGER i tabellen register_outbox"),
    ("GRANT SELECT ON accounts_user TO PUBLIC", "alla får göra SELECT i tabellen accounts_user"),
    ("GRANT INSERT ON django_migrations TO {run}", "{run} får göra INSERT i tabellen django_migrations"),
    (
        "CREATE ROLE {run}_2; GRANT DELETE ON register_diary TO {run}_2",
        f"{{run}}_2 får göra DELETE i tabellen register_diary, {GROWS}",
    ),
    ("GRANT UPDATE ON SEQUENCE register_permit_id_seq TO {run}", "{run} får göra UPDATE i räknaren"),
    ("ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT ALL ON TABLES TO PUBLIC", "i allt nytt som {owner} gör"),
    ("GRANT SET ON PARAMETER session_replication_role TO {run}", "{run} får ställa session_replication_role (SET)"),
    ("GRANT SET ON PARAMETER session_replication_role TO PUBLIC", "alla får ställa session_replication_role (SET)"),
    ("GRANT ALTER SYSTEM ON PARAMETER fsync TO {run}", "{run} får ställa fsync (ALTER SYSTEM)"),
    (
        "CREATE SCHEMA away; CREATE FUNCTION away.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "funktionen away.f() gör vad",
    ),
    # What the server's keeper gives in PostgreSQL's own catalogue, and by its own functions.
    ("GRANT UPDATE (tgenabled) ON pg_catalog.pg_trigger TO {run}", "{run} får göra UPDATE i pg_trigger.tgenabled"),
    ("GRANT UPDATE (tgenabled) ON pg_catalog.pg_trigger TO PUBLIC", "alla får göra UPDATE i pg_trigger.tgenabled"),
    ("GRANT DELETE ON pg_catalog.pg_trigger TO {run}", "{run} får göra DELETE i pg_trigger"),
    ("GRANT CREATE ON SCHEMA pg_catalog TO {run}", "{run} får göra CREATE i pg_catalog"),
    ("CREATE ROLE {run}_2; GRANT UPDATE ON information_schema.tables TO {run}_2", "{run}_2 får göra UPDATE i inf"),
    ("GRANT EXECUTE ON FUNCTION lo_export(oid, text) TO {run}", "{run} får anropa lo_export(oid,text)"),
    ("GRANT EXECUTE ON FUNCTION lo_export(oid, text) TO PUBLIC", "alla får anropa lo_export(oid,text)"),
    (
        "CREATE ROLE {run}_2; GRANT EXECUTE ON FUNCTION pg_read_file(text) TO {run}_2; GRANT {run}_2 TO {run}",
        "{run}_2 får anropa pg_read_file(text)",
    ),
    # What may be given on, and who makes roles.
    ("GRANT SELECT ON register_diary TO {run} WITH GRANT OPTION", "{run} får ge SELECT i register_diary vidare"),
    ("GRANT SELECT (why) ON register_diary TO {run} WITH GRANT OPTION", "får ge SELECT i register_diary.why vidare"),
    ("CREATE ROLE {run}_2 LOGIN CREATEROLE", "rollen {run}_2 får göra och ändra roller"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "words"), LEAVE)
def test_each_leave_by_which_protection_is_gone_is_named(
    as_documented: tuple[str, str], statements: str, words: str
) -> None:
    """As the keeper gives it and the role that runs the program then asks, in a transaction that is undone."""
    names = {"run": RUN, "owner": OWNER, "name": NAME}
    with in_use(as_documented[0]), transaction.atomic(), connection.cursor() as cursor:
        for statement in statements.format(**names).split("; "):
            cursor.execute(statement)
        cursor.execute(f"SET SESSION AUTHORIZATION {RUN}")
        said = list(MEMORY.leave())
        cursor.execute("RESET SESSION AUTHORIZATION")
        transaction.set_rollback(True)
    assert any(words.format(**names) in fault for fault in said), said


@pytest.mark.parametrize(
    "statement",
    [
        "GRANT SELECT, INSERT ON register_diary TO {run}",
        "GRANT pg_monitor TO {run}",
        "CREATE ROLE {run}_2 LOGIN",
        "GRANT EXECUTE ON FUNCTION pg_sleep(float) TO {run}",
        "CREATE ROLE {run}_2; GRANT EXECUTE ON FUNCTION pg_read_file(text) TO {run}_2",
        "GRANT SELECT ON pg_catalog.pg_trigger TO {run}",
        "CREATE ROLE {run}_2 SUPERUSER",
        "GRANT {run} TO {owner}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    ],
)
def test_what_takes_nothing_away_is_not_named(as_documented: tuple[str, str], statement: str) -> None:
    """The control: what is given anyway, and who keeps the server."""
    with in_use(as_documented[0]), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(run=RUN, owner=OWNER))
        cursor.execute(f"SET SESSION AUTHORIZATION {RUN}")
        assert list(MEMORY.leave()) == []
        cursor.execute("RESET SESSION AUTHORIZATION")
        transaction.set_rollback(True)
