"""What somebody puts beside the program's own: rows where none may be, tables, views, and pipes in place of files."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from nhv.filings.acts.attachments import waiting
from nhv.records.acts import one_transaction
from nhv.records.files import content_fault
from nhv.records.handing_out import outgoing
from nhv.records.scrubbing import damaged
from nhv.records.verification import faults
from nhv.register.health import ailments
from nhv.register.memory import DIARY, FILES
from nhv.register.models import AreaDocument, StoredFile
from nhv.rules.refusals import Refused
from tests.records.test_files import CONTENT
from tests.records.uploads import making
from tests.support.refusals import refuses


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "INSERT INTO socialaccount_socialapp (provider, name, client_id, secret, key, provider_id, settings) "
            "VALUES ('openid_connect', 'e', 'e', 'e', '', 'evil', '{}')",
            "tabellen socialaccount_socialapp ska vara tom och har 1 rader",
        ),
        ("INSERT INTO auth_group VALUES (1, 'x')", "tabellen auth_group ska vara tom och har 1 rader"),
        ("CREATE TABLE evil (id integer)", "en tabell eller vy som inte är vår: evil"),
        ("CREATE VIEW evil AS SELECT 1 AS one", "en tabell eller vy som inte är vår: evil"),
    ],
)
def test_what_is_added_beside_our_tables_is_named(register: str, statement: str, words: str) -> None:
    assert list(faults()) == []
    execute(statement)
    assert any(words in fault for fault in faults())


NO_UPDATE = "CREATE TRIGGER register_diary_no_update BEFORE UPDATE ON register_diary"
IN_BOTH = [
    ("CREATE UNIQUE INDEX evil ON filings_filingversion (filing_id)", "ett index som inte är vårt: evil"),
    (
        "DROP INDEX filings_filing_about",
        "CREATE UNIQUE INDEX filings_filing_about ON filings_filing (kind)",
        "indexet filings_filing_about i databasen är inte som programmet gör den",
    ),
]
IN_SQLITE = [
    *IN_BOTH,
    (
        "CREATE TRIGGER evil BEFORE INSERT ON filings_filingversion BEGIN SELECT RAISE(IGNORE); END",
        "en utlösare som inte är vår: evil (på filings_filingversion)",
    ),
    (
        "DROP TRIGGER register_diary_no_update",
        f"{NO_UPDATE} WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'no'); END",
        "utlösaren register_diary_no_update i databasen är inte som programmet gör den",
    ),
    (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = "
        "replace(sql, '\"kind\" varchar(30) NOT NULL', '\"kind\" varchar(30) NOT NULL CHECK (kind <> ''x'')') "
        "WHERE name = 'filings_filing'",
        "tabellen filings_filing i databasen är inte som programmet gör den",
    ),
    # One at its end, after which no row gets a number; one below what it has given.
    (
        "INSERT INTO sqlite_sequence VALUES ('filings_filing', 9223372036854775807)",
        "räknaren för tabellen filings_filing står på 9223372036854775807",
    ),
    (
        "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'register_area'",
        "räknaren för tabellen register_area står på 0, men rad",
    ),
    # In a table that only grows a single number too many is somebody's doing, or a row that is gone.
    (
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'register_areadocument'",
        "men högsta raden är",
    ),
    (
        "DELETE FROM sqlite_sequence WHERE name = 'register_permit'",
        "räknaren för tabellen register_permit saknas, men rad",
    ),
    (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '\"is_active\" bool NOT NULL', "
        "'\"is_active\" bool DEFAULT 1 NOT NULL') WHERE name = 'accounts_user'",
        "tabellen accounts_user i databasen är inte som programmet gör den",
    ),
]
IN_POSTGRESQL = [
    *IN_BOTH,
    ("CREATE RULE evil AS ON INSERT TO filings_filingversion DO INSTEAD NOTHING", "en regel som inte är vår: evil"),
    ("CREATE POLICY evil ON filings_filing USING (kind <> 'x')", "ett radskydd som inte är vårt: evil"),
    ("ALTER TABLE filings_filing ADD CONSTRAINT evil CHECK (kind <> 'x')", "ett villkor som inte är vårt: evil"),
    ("ALTER TABLE filings_filing ADD CONSTRAINT bad UNIQUE (about)", "ett villkor som inte är vårt: bad"),
    (
        "CREATE FUNCTION nhv_refuse(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
        "en funktion som inte är vår: nhv_refuse(text)",
    ),
    (
        "CREATE OR REPLACE FUNCTION nhv_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "funktionen nhv_refuse() i databasen är inte som programmet gör den",
    ),
    (
        "DROP TRIGGER register_diary_no_update ON register_diary",
        f"{NO_UPDATE} FOR EACH ROW WHEN (OLD.number < 0) EXECUTE FUNCTION nhv_refuse()",
        "utlösaren register_diary_no_update i databasen är inte som programmet gör den",
    ),
    (
        "CREATE TRIGGER register_diary_no_delete BEFORE INSERT ON filings_filing FOR EACH ROW EXECUTE FUNCTION "
        "nhv_refuse()",
        "utlösaren register_diary_no_delete i databasen är inte som programmet gör den",
    ),
    (
        "SELECT setval(pg_get_serial_sequence('filings_filing', 'id'), 9223372036854775806)",
        "räknaren för tabellen filings_filing står på 9223372036854775806",
    ),
    (
        "SELECT setval(pg_get_serial_sequence('register_area', 'id'), 1, false)",
        "räknaren för tabellen register_area står på 1, men rad",
    ),
    (
        "ALTER SEQUENCE filings_filingversion_id_seq CYCLE",
        "räknaren för tabellen filings_filingversion räknar inte som",
    ),
    (
        "ALTER SEQUENCE register_organisation_id_seq CACHE 100",
        "räknaren för tabellen register_organisation räknar inte som",
    ),
    (
        "SELECT setval(pg_get_serial_sequence('register_areadocument', 'id'), 2000000)",
        "räknaren för tabellen register_areadocument står på 2000000, men högsta raden är",
    ),
    ("ALTER SEQUENCE register_call_id_seq SET UNLOGGED", "räknaren register_call_id_seq töms om databasen går ner"),
    (
        "ALTER TABLE accounts_user ALTER is_active SET DEFAULT true",
        "fältet accounts_user.is_active i databasen är inte som programmet gör den",
    ),
    (
        "ALTER TABLE register_outbox ALTER subject DROP NOT NULL",
        "fältet register_outbox.subject i databasen är inte som programmet gör den",
    ),
    (
        "ALTER TABLE register_permit ALTER id SET GENERATED ALWAYS",
        "fältet register_permit.id i databasen är inte som programmet gör den",
    ),
    ("ALTER TABLE accounts_session ENABLE ROW LEVEL SECURITY", "radskydd påslaget: accounts_session"),
    (
        "CREATE FUNCTION upper(varchar) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''x''::text'",
        "ALTER EXTENSION plpgsql ADD FUNCTION upper(varchar)",
        "en funktion som inte är vår: upper(character varying)",
    ),
    ("ALTER FUNCTION nhv_refuse() SECURITY DEFINER", "funktionen nhv_refuse() i databasen är inte som"),
    ("CREATE TYPE uuid AS ENUM ('x')", "något som inte är vårt: type public.uuid"),
    ("CREATE SEQUENCE evil_numbers", "något som inte är vårt: sequence evil_numbers"),
    ("CREATE CAST (timestamptz AS int) WITH INOUT AS IMPLICIT", "en omvandling som inte är vår: timestamp with time"),
    ("CREATE PUBLICATION evil FOR ALL TABLES", "en publikation som inte är vår, och som skickar rader vidare: evil"),
    (
        "CREATE SUBSCRIPTION evil CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p WITH (connect = false)",
        "en prenumeration som inte är vår, och som skriver rader: evil",
    ),
    (
        "CREATE SCHEMA elsewhere",
        "CREATE TABLE elsewhere.child () INHERITS (register_outbox)",
        "en underordnad tabell, vars rader läses som våra: elsewhere.child",
    ),
    (
        "DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE register_permit DISABLE TRIGGER %I', tgname) FROM pg_trigger "
        "WHERE tgrelid = 'register_permit'::regclass AND tgisinternal LIMIT 1); END $$",
        "en avstängd hänvisning: register_permit",
    ),
    (
        "CREATE FUNCTION elsewhere.wakes() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE EVENT TRIGGER evil ON ddl_command_end EXECUTE FUNCTION elsewhere.wakes()",
        "en händelseutlösare som inte är vår: evil",
    ),
    (
        "ALTER TABLE register_diary ENABLE ALWAYS TRIGGER register_diary_no_update",
        "en utlösare som gäller jämt (ENABLE ALWAYS): register_diary_no_update",
    ),
    ("ALTER TABLE register_job SET UNLOGGED", "tabellen register_job töms om databasen går ner (UNLOGGED)"),
    ("GRANT UPDATE ON register_diary TO PUBLIC", "alla får göra UPDATE i tabellen register_diary, som bara ska växa"),
    *(
        (
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET " + setting + "', current_database()); END $$",
            words,
        )
        for setting, words in (
            ("session_replication_role = replica", "inställningen session_replication_role är «replica» för databasen"),
            ("synchronous_commit = off", "inställningen synchronous_commit är «off» för databasen"),
            ("search_path = evil", "inställningen search_path är «evil» för databasen"),
        )
    ),
]


@pytest.mark.parametrize(("vendor", "cases"), [("sqlite", IN_SQLITE), ("postgresql", IN_POSTGRESQL)])
def test_what_is_put_beside_the_tables_or_altered_is_named(databases: Any, vendor: str, cases: Any) -> None:
    with databases.copy(vendor, "bundled"):
        assert list(faults()) == []
        execute(*(statement for *statements, _words in cases for statement in statements))
        said = "\n".join(faults())
        if vendor == "postgresql":
            # The server lets no database go that takes rows from another.
            execute("ALTER SUBSCRIPTION evil SET (slot_name = NONE)", "DROP SUBSCRIPTION evil")
    assert [words for *_statements, words in cases if words not in said] == []


@pytest.fixture
def stored(sqlite_register: str) -> Path:
    kept = FILES.store([CONTENT], most_bytes=10_000)
    with one_transaction(StoredFile):
        FILES.enter(kept, "application/pdf")
    return FILES.path(kept.sha256)


def test_a_pipe_in_place_of_a_file_holds_nobody(stored: Path) -> None:
    digest, size = stored.name, stored.stat().st_size
    assert b"".join(outgoing(FILES, digest).pieces()) == CONTENT
    stored.unlink()
    os.mkfifo(stored)
    assert content_fault(stored, digest, size) == "är ingen fil"
    with refuses("file_unreadable_now"):
        outgoing(FILES, digest)
    stored.unlink()


def test_a_spoiled_file_that_somebody_asks_for_is_remembered(stored: Path) -> None:
    assert ailments() == []
    stored.write_bytes(CONTENT[::-1])
    with refuses("file_not_as_received"):
        outgoing(FILES, stored.name)
    assert damaged(DIARY) == {stored.name}
    assert any("är skadade" in ailment for ailment in ailments())
    entries = DIARY.entries.objects.count()
    with refuses("file_not_as_received"):
        outgoing(FILES, stored.name)
    assert DIARY.entries.objects.count() == entries, "told once"


@pytest.mark.parametrize("put", [lambda _path: None, lambda path: path.symlink_to("/dev/zero"), os.mkfifo, Path.mkdir])
def test_a_file_that_is_gone_or_is_none_is_remembered_too(stored: Path, put: Callable[[Path], None]) -> None:
    kept = stored.read_bytes()
    stored.unlink()
    put(stored)
    with refuses("file_unreadable_now"):
        outgoing(FILES, stored.name)
    assert damaged(DIARY) == {stored.name}
    stored.rmdir() if stored.is_dir() else stored.unlink(missing_ok=True)
    stored.write_bytes(kept)


# Content that no other test of this run has left in the folder.
ANOTHERS = making.pdf_with(root=b"/Lang (sv-SE)")


def lying() -> set[Path]:
    return {path for path in FILES.folder.rglob("*") if path.is_file() and path.name != "lock"}


def test_what_is_refused_is_not_kept(sqlite_register: str) -> None:
    before = lying()
    with pytest.raises(Refused), waiting(FILES, "plan.pdf", [b"MZ no pdf at all"]):
        pass
    assert lying() == before
    # The control: by the store alone it would be there.
    FILES.store([b"MZ no pdf at all"], most_bytes=100)
    assert len(lying() - before) == 1


def test_what_an_act_refuses_is_not_kept_and_what_it_enters_is(sqlite_register: str) -> None:
    """Whatever the act's own reason is: the file has been looked at, and nothing was wrong with it."""
    before = lying()
    with pytest.raises(Refused), waiting(FILES, "plan.pdf", [ANOTHERS]):
        assert len(lying() - before) == 1
        raise Refused("two_alike", "Två bilagor heter så.")
    assert lying() == before
    with waiting(FILES, "plan.pdf", [ANOTHERS]) as file, one_transaction(StoredFile):
        FILES.enter(file.stored, file.media_type)
    assert lying() - before == {FILES.path(file.stored.sha256)}
    # What somebody else has entered stays, though the same content is refused here.
    with pytest.raises(Refused), waiting(FILES, "plan.pdf", [ANOTHERS]):
        raise Refused("two_alike", "Två bilagor heter så.")
    assert FILES.fault(file.stored.sha256, file.stored.size) is None


def test_a_counter_that_runs_ahead_by_what_was_undone_is_not_named(register: str) -> None:
    """The control: in PostgreSQL a number given to what was undone is gone, in SQLite it is taken back."""
    with contextlib.suppress(InterruptedError), transaction.atomic():
        newest = AreaDocument.objects.order_by("-pk")[0]
        newest.pk, newest.version, newest.edition = None, 900, 900
        newest.save(force_insert=True)
        raise InterruptedError
    assert list(faults()) == []
    if connection.vendor == "postgresql":
        execute("SELECT setval(pg_get_serial_sequence('register_areadocument', 'id'), 1000000)")
        assert list(faults()) == []


def test_an_extension_of_the_server_is_not_named(databases: Any) -> None:
    """The control: what the check of the indexes itself may have put there."""
    with databases.copy("postgresql", "bundled"):
        execute("CREATE EXTENSION amcheck")
        assert list(faults()) == []
