"""What somebody puts beside the program's own: rows where none may be, tables, views, and pipes in place of files."""

import os
from pathlib import Path

import pytest
from django.db import connection

from nhv.filings.acts.attachments import keep
from nhv.records.files import content_fault
from nhv.records.handing_out import outgoing
from nhv.records.scrubbing import damaged
from nhv.records.verification import faults
from nhv.register.health import ailments
from nhv.register.memory import DIARY, FILES
from nhv.register.models import StoredFile
from nhv.rules.refusals import Refused
from tests.records.test_files import CONTENT
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
        ("CREATE TABLE evil (id integer)", "en tabell eller vy som inte är vår: evil"),
        ("CREATE VIEW evil AS SELECT 1 AS one", "en tabell eller vy som inte är vår: evil"),
    ],
)
def test_what_is_added_beside_our_tables_is_named(register: str, statement: str, words: str) -> None:
    assert list(faults()) == []
    execute(statement)
    assert any(words in fault for fault in faults())


@pytest.fixture
def stored(sqlite_register: str) -> Path:
    from nhv.records.acts import one_transaction

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


def test_what_is_refused_is_not_kept(sqlite_register: str) -> None:
    def there() -> set[Path]:
        return {path for path in FILES.folder.rglob("*") if path.is_file() and path.name != "lock"}

    before = there()
    with pytest.raises(Refused):
        keep(FILES, "plan.pdf", [b"MZ no pdf at all"])
    assert there() == before
    # The control: by the store alone it would be there.
    FILES.store([b"MZ no pdf at all"], most_bytes=100)
    assert len(there() - before) == 1
