"""Every command starts here: data directory, tables, index, triggers, general document. Safe from several at once."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from nhv.program.data_directory import make_private
from nhv.program.one_at_a_time import one_at_a_time

if TYPE_CHECKING:
    from nhv.records.memory import Memory


def prepare(*, check_triggers: bool = True) -> None:
    """Make Django ready and bring an empty or older database up to date.

    Raises SystemExit when a trigger of the memory is gone or another, unless the caller is the one that looks into
    that; and when migrations would be run on tables that are not as those before them have made them.
    """
    make_ready()
    from django.conf import settings

    from nhv.program import unverified
    from nhv.program.demo_mark import mark_again
    from nhv.records import touched
    from nhv.records.memory import memories
    from nhv.register.index import index_again

    if check_triggers:
        unverified.check(settings.DATA)
    with one_at_a_time(settings.DATA / "prepare.lock"):
        for memory in memories():
            _migrate(memory)
            touched.make_table(memory.connection)
            memory.begin_to_watch()
        index_again()
    mark_again(settings.DATA)
    if check_triggers:
        _check_triggers()
        with one_at_a_time(settings.DATA / "prepare.lock"):
            _publish_general()


def _check_triggers() -> None:
    """Nothing is done where what keeps the memory append-only is gone, or does something else."""
    from nhv.records.memory import memories

    gone = [name for memory in memories() for name in memory.missing_triggers()]
    wrong = [f"databasen saknar skyddet {', '.join(gone)}"] if gone else []
    if wrong := wrong or [fault for memory in memories() for fault in memory.altered_triggers()]:
        raise SystemExit(
            f"nhv: {wrong[0]}; därför startar inget. Kör `nhv verify`; är kedjan hel, sätt tillbaka skydden med "
            "`nhv verify --put-triggers-back` och ta bort det som inte är programmets, annars återställ en "
            "säkerhetskopia."
        )


def make_ready() -> None:
    """Make Django ready, and reach every database. Changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
    django.setup()
    from nhv.records.memory import memories

    for memory in memories():
        _reach(memory.connection)


def _migrate(memory: "Memory") -> None:
    """Run the migrations that are not noted as run, where the tables are as those that are noted have made them."""
    from django.core.management import call_command

    from nhv.records import schema

    if not schema.unrun(memory.connection):
        return
    if wrong := schema.differs(memory.connection):
        raise SystemExit(
            f"nhv: databasens tabeller är inte de som dess antecknade migreringar har gjort ({wrong[0]}), och "
            "ingenting körs på dem. Kör `nhv verify` och återställ en säkerhetskopia."
        )
    call_command("migrate", database=memory.database, verbosity=0, interactive=False, skip_checks=True)


def _publish_general() -> None:
    """Let the register have what the program brings with it for all areas: a new version, when it brings another. A
    register that has none yet is empty, and stays so until something is loaded into it."""
    from django.conf import settings

    from nhv.register.acts.documents import publish_general
    from nhv.register.models import GeneralDocument
    from nhv.rules.actor import Actor
    from nhv.specification.toml import read_general

    if not GeneralDocument.objects.exists():
        return
    text = (settings.AREAS / "general.toml").read_text(encoding="utf-8")
    publish_general(general=read_general(text), by=Actor("program", "nhv"))


def _reach(connection: Any) -> None:
    """Ask PostgreSQL once, without the pool: it tries again for half a minute before it says that nobody answers. A
    file that SQLite would make for everybody to read is made before it does."""
    if connection.vendor == "postgresql":
        with connection.wrap_database_errors:
            connection.Database.connect(**connection.get_connection_params()).close()
    elif not connection.is_in_memory_db():
        make_private(Path(connection.settings_dict["NAME"]))
