"""The diary: gapless, chained, append-only, erasable by decision only, in both databases."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from nhv.register.memory import DIARY, MEMORY
from nhv.register.models import DiaryEntry, DiaryPayload
from nhv.rules.actor import Actor
from nhv.rules.reasons import MOST_WHY
from nhv.rules.refusals import Refused

US = Actor("program", "test")


def write(key="ett", **payload):
    with transaction.atomic():
        return DIARY.record("tested", kind="test", key=key, by=US, payload=payload)


def statement(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def drop_triggers():
    """What somebody with the database's password could do; the tests below must then see it."""
    with connection.cursor() as cursor:
        for table, act in [(t, a) for t in ("register_diary", "register_diary_payload") for a in ("update", "delete")]:
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {table}_no_{act}{on}")


def test_entries_are_numbered_without_gaps_and_chained(empty_database):
    first, second = write("ett"), write("två")
    assert (first.number, second.number) == (1, 2)
    assert second.previous_hash == first.hash
    assert list(DIARY.faults()) == []
    assert DIARY.head() == (2, second.hash)


def test_an_entry_outside_a_transaction_is_a_mistake(empty_database):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        DIARY.record("tested", kind="test", key="ett", by=US)


def test_an_act_that_fails_leaves_no_entry(empty_database):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        DIARY.record("tested", kind="test", key="ett", by=US)
        raise ZeroDivisionError
    assert DiaryEntry.objects.count() == DiaryPayload.objects.count() == 0
    assert write().number == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE register_diary SET why = 'annat'",
        "DELETE FROM register_diary",
        "UPDATE register_diary_payload SET content = '{}'",
        "DELETE FROM register_diary_payload",
        "UPDATE register_areadocument SET name = 'annat'",
        "DELETE FROM register_areadocument",
    ],
)
def test_the_database_itself_refuses_to_change_the_memory(register, sql):
    with pytest.raises(DatabaseError, match="far inte andras"):
        statement(sql)
    assert list(DIARY.faults()) == []


def test_replacing_a_row_or_emptying_a_table_is_refused_too(empty_database):
    entry = write()
    if connection.vendor == "sqlite":
        columns = ", ".join(field.column for field in DiaryEntry._meta.fields)
        sql = f"REPLACE INTO register_diary ({columns}) SELECT {columns} FROM register_diary"
    else:
        sql = "TRUNCATE register_diary"
    with pytest.raises(DatabaseError, match="far inte andras"):
        statement(sql)
    assert DiaryEntry.objects.get() == entry


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE register_diary SET why = 'annat' WHERE number = 2", "post 2 är ändrad i efterhand"),
        (
            "UPDATE register_diary_payload SET content = '{}' WHERE number = 2",
            "innehållet i post 2 är ändrat i efterhand",
        ),
        ("DELETE FROM register_diary WHERE number = 2", "post 2 saknas i händelseloggen (nästa är 3)"),
        ("DELETE FROM register_diary_payload WHERE number = 2", "innehållet i post 2 saknas utan beslut om gallring"),
    ],
)
def test_when_the_triggers_are_off_the_chain_still_names_what_was_done(empty_database, sql, fault):
    for number in range(3):
        write(str(number), number=number)
    drop_triggers()
    statement(sql)
    assert next(iter(DIARY.faults())) == fault


def test_missing_triggers_are_named_and_can_be_put_back(empty_database):
    assert MEMORY.missing_triggers() == []
    drop_triggers()
    assert "register_diary_no_update" in MEMORY.missing_triggers()
    MEMORY.put_triggers()
    assert MEMORY.missing_triggers() == []


def test_a_payload_is_erased_by_decision_and_the_chain_verifies(empty_database):
    write("ett", name="hemligt")
    DIARY.erase_payload(1, by=US, why="gallring enligt beslut")
    assert [payload.number for payload in DiaryPayload.objects.all()] == [2]
    assert DiaryEntry.objects.get(number=2).act == "payload_erased"
    assert list(DIARY.faults()) == []


def test_writers_at_the_same_time_leave_no_gap(empty_database):
    def several():
        try:
            for _ in range(5):
                write()
        finally:
            connections.close_all()

    settings = connections.settings["default"]
    threads = [threading.Thread(target=several) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert connections.settings["default"] is settings
    assert list(DiaryEntry.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert list(DIARY.faults()) == []


def test_why_is_kept_whole_since_it_is_the_only_copy(empty_database):
    with transaction.atomic():
        DIARY.record("tested", kind="test", key="ett", by=US, why="v" * MOST_WHY)
    assert DiaryEntry.objects.get().why == "v" * MOST_WHY
    with pytest.raises(Refused), transaction.atomic():
        DIARY.record("tested", kind="test", key="ett", by=US, why="v" * (MOST_WHY + 1))
    assert DiaryEntry.objects.count() == 1
