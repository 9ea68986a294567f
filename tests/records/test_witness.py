"""Nothing that matters can be changed beside the program without `nhv verify` naming it."""

import json
import os
import re

import pytest
from django.apps import apps
from django.db import connection

from nhv.accounts.models import Membership
from nhv.filings.models import Filing, FilingVersion
from nhv.process.models import CallQuestion
from nhv.records import rebuilding, touched
from nhv.records.acts import one_transaction
from nhv.records.memory import memories
from nhv.register.memory import DIARY, MEMORY, WATCH
from nhv.register.models import Call, DiaryEntry, DiaryWitness, HospitalFact, Organisation, Permit
from tests.support.a_used_register import use_the_register
from tests.support.databases import Databases
from tests.support.faults import IS_DRILL
from tests.support.tampering import OURS, Change, done, said, tables, unseen

CHANGES = 500 if IS_DRILL else 60
SEED = int(os.environ.get("NHV_SEED", "9"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def used(request: pytest.FixtureRequest, databases: Databases):
    """A register where everything has been done once. Nothing here changes it for good."""
    with databases.copy(request.param, "bundled") as address:
        use_the_register()
        yield address


def test_what_has_been_done_by_acts_is_what_the_diary_says(used):
    assert list(said()) == []
    assert touched.noted(connection) == {}, "no act has left a row that nobody bears witness to"


def test_every_table_is_watched_or_left_out_for_a_reason():
    known = {table for memory in memories() for table in (*memory.diary.watch.tables, *memory.diary.watch.left_out)}
    there = {model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()}
    assert there - known == set()


def test_every_watched_table_has_a_row_to_change(used):
    empty = set(WATCH.tables) - {model._meta.db_table for model in tables()}
    assert empty <= {"socialaccount_socialaccount"}, empty


def test_single_changes_are_found(used):
    """At least 95 of 100; those that are not are named here."""
    happened, missed = unseen(SEED, CHANGES)
    print(f"{happened - len(missed)} of {happened} found on {connection.vendor}; not found: {missed}")
    assert happened > CHANGES * 2 / 3
    assert len(missed) <= happened * 0.05, missed


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Filing, "withdrawn_at"),
        (Filing, "organisation_id"),
        (Filing, "record_number"),
        (Filing, "late"),
        (FilingVersion, "sent_by"),
        (Call, "closes_at"),
        (Permit, "valid_until"),
        (HospitalFact, "value"),
        (Membership, "organisation_id"),
        (CallQuestion, "answer"),
        (Organisation, "email"),
    ],
)
def test_the_record_the_field_and_what_the_diary_says_are_named(used, model, column):
    for key in model.objects.order_by("-pk").values_list("pk", flat=True):
        with done(Change("update", model, key, column, 7)) as happened:
            # A constraint of the database may refuse it for one row and not for another.
            if happened:
                (named,) = [fault for fault in rebuilding.faults(DIARY) if f"fältet {column}" in fault]
                break
    assert named.startswith(f"raden {model._meta.db_table} {key}")
    assert "händelseloggen säger" in named and "tabellen" in named


def test_a_received_filing_cannot_vanish_with_its_versions(used):
    version = FilingVersion.objects.order_by("pk").first()
    with done(Change("delete", FilingVersion, version.pk, "", 1)), connection.cursor() as cursor:
        cursor.execute("DELETE FROM filings_filingversion WHERE filing_id = %s", [version.filing_id])
        cursor.execute("DELETE FROM filings_filing WHERE id = %s", [version.filing_id])
        assert any(fault.startswith(f"raden filings_filing {version.filing_id}") for fault in said())


def test_rows_that_go_together_are_each_named(used):
    """Of every watched table two rows, and all rows that hang on them, however far: each is named."""
    tried = 0
    for model in (each for each in tables() if each._meta.db_table in WATCH.tables):
        keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:2])
        with done(Change("delete", model, keys[0], "", 1)), connection.cursor() as cursor:
            gone = {(model, key) for key in keys} | hanging_on(model, keys)
            for other, key in gone:
                value = other._meta.pk.get_db_prep_value(key, connection)
                table = other._meta.db_table
                cursor.execute(f'DELETE FROM {table} WHERE "{other._meta.pk.column}" = %s', [value])
            found = [fault for fault in rebuilding.faults(DIARY) if "saknas i tabellen" in fault]
            tried += 1
        watched = {(other, key) for other, key in gone if other._meta.db_table in WATCH.tables}
        unnamed = {
            f"{other._meta.db_table} {key}"
            for other, key in watched
            if not any(re.match(rf"raden {other._meta.db_table} {key} ", fault) for fault in found)
        }
        assert unnamed == set() and len(found) == len(watched), model
    assert tried > 40


def hanging_on(model, keys):
    """All rows that refer to these, or to rows that do."""
    found = set()
    for relation in model._meta.related_objects:
        if relation.field.concrete and not relation.many_to_many:
            target = [relation.field.target_field.attname]
            values = model._base_manager.filter(pk__in=keys).values_list(*target, flat=True)
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.attname}__in": list(values)})
            there = list(rows.values_list("pk", flat=True))
            found |= {(relation.related_model, key) for key in there}
            if there and relation.related_model is not model:
                found |= hanging_on(relation.related_model, there)
    return found


def test_an_act_does_not_vouch_for_what_was_done_beside_it(databases: Databases):
    """With the triggers on a change from outside leaves a note; the next act must not take it for its own."""
    for vendor in ("sqlite", "postgresql"):
        with databases.copy(vendor, "bundled"):
            organisation = Organisation.objects.order_by("pk").first()
            with connection.cursor() as cursor:
                cursor.execute("UPDATE register_organisation SET town = 'Ingenstans' WHERE id = %s", [organisation.pk])
            with one_transaction(Organisation):
                Organisation.objects.filter(pk=organisation.pk + 1).update(town="Provstad")
            (named,) = rebuilding.faults(DIARY)
            assert "fältet town" in named and "«Ingenstans»" in named


def test_an_act_on_the_same_row_does_not_vouch_for_its_other_columns(databases: Databases):
    for vendor in ("sqlite", "postgresql"):
        with databases.copy(vendor, "bundled"):
            organisation = Organisation.objects.get(key="region-skane")
            with connection.cursor() as cursor:
                cursor.execute("UPDATE register_organisation SET town = 'Ingenstans' WHERE id = %s", [organisation.pk])
            with one_transaction(Organisation):
                organisation.refresh_from_db()
                organisation.email = "ny@exempel.invalid"
                # As an act does that saves the row whole.
                organisation.save()
            (named,) = rebuilding.faults(DIARY)
            assert "fältet town" in named and "«Ingenstans»" in named


def test_the_control_without_triggers_an_act_leaves_no_witness(databases: Databases):
    with databases.copy("sqlite", "bundled"):
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER register_organisation_touched_update")
        with one_transaction(Organisation):
            Organisation.objects.filter(pk=1).update(town="Provstad")
        assert [fault for fault in rebuilding.faults(DIARY) if "fältet town" in fault] != []
        assert "register_organisation_touched_update" in MEMORY.missing_triggers()


def test_an_altered_witness_is_itself_found(used):
    last = DiaryWitness.objects.order_by("-number").first()
    with done(Change("update", DiaryWitness, last.number, "content", 3)):
        assert any("vittnesmålet" in fault for fault in DIARY.faults())


def test_the_diary_holds_no_address_and_no_free_text(used):
    kept = "\n".join(DiaryWitness.objects.values_list("content", flat=True))
    assert "exempel.invalid" not in kept and "Ring regionen" not in kept and "Mer om bemanningen" not in kept
    # The control: what it may hold, it holds.
    assert "NHV-1/" in kept


def test_hashes_under_another_key_are_said_to_be_so(used):
    path = WATCH.keys.folder / "witness.key"
    before = path.read_text()
    try:
        path.write_text("00" * 32)
        told = list(rebuilding.faults(DIARY))
    finally:
        path.write_text(before)
    assert len(told) == 1 and "witness.key" in told[0], told


def test_entries_tell_what_their_rows_became(used):
    entry = DiaryEntry.objects.filter(act="filing_withdrawn").latest("number")
    witness = json.loads(DiaryWitness.objects.get(number=entry.number).content)
    ((_key, row),) = witness["rows"]["filings_filing"].items()
    # Only what the withdrawal changed; the region and the rest are told of by earlier entries.
    assert (row["state"], "organisation_id" in row) == ("withdrawn", False)
    assert row["withdrawn_because"].startswith("~")
