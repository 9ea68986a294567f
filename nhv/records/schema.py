"""Whether the tables are those that the migrations which are noted as run have made: who takes a note away, or changes
a table beside them, is told, and nothing is run again on what is there already."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState


@dataclass
class Table:
    """What a table is made of, by name: its columns, and what else has a name of its own (indexes, constraints)."""

    columns: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


Tables = dict[str, Table]


def faults(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """What does not match, one Swedish sentence each: migrations not run, tables and columns missing or too many."""
    loader = MigrationLoader(connection)
    for app, name in _unrun(loader):
        yield (
            f"migreringen {app}.{name} är inte antecknad som körd: databasen är av en äldre utgåva, eller så är "
            "anteckningen borttagen"
        )
    yield from _differences(connection, loader)


def unrun(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """The migrations of this program that are not noted as run in the database."""
    return _unrun(MigrationLoader(connection))


def differs(connection: BaseDatabaseWrapper) -> list[str]:
    """What of the tables is not as the migrations that are noted have made it."""
    return list(_differences(connection, MigrationLoader(connection)))


def _unrun(loader: MigrationLoader) -> list[tuple[str, str]]:
    return [key for key in _in_order(loader) if key not in loader.applied_migrations]


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    steps: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        steps.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return list(steps)


def _differences(connection: BaseDatabaseWrapper, loader: MigrationLoader) -> Iterator[str]:
    steps = _in_order(loader)
    try:
        noted = _tables(loader, [key for key in steps if key in loader.applied_migrations])
    except (LookupError, ValueError, AttributeError):
        yield "de migreringar som är antecknade som körda kan inte ha körts i den ordningen"
        return
    known, there = _tables(loader, steps), _there(connection)
    for name in sorted(known.keys() | noted.keys()):
        yield from _of_table(name, noted.get(name, Table()), known.get(name, Table()), there.get(name, Table()))


def _of_table(name: str, noted: Table, known: Table, there: Table) -> Iterator[str]:
    for column in sorted(noted.columns - there.columns):
        yield f"tabellen {name} saknar fältet {column}, som en körd migrering har gett den"
    for column in sorted(there.columns - noted.columns):
        yield f"tabellen {name} har fältet {column}, som ingen antecknad migrering har gett den"
    for each in sorted(noted.named - there.named):
        yield f"tabellen {name} saknar {each}, som en körd migrering har gett den"
    for each in sorted((there.named & known.named) - noted.named):
        yield f"tabellen {name} har {each}, som ingen antecknad migrering har gett den"


def _tables(loader: MigrationLoader, keys: list[tuple[str, str]]) -> Tables:
    """The tables that these migrations make in this database, in this order: another's are not here."""
    assert loader.connection is not None
    alias = loader.connection.alias
    state = ProjectState()
    for key in keys:
        state = loader.graph.nodes[key].mutate_state(state, preserve=False)
    found: Tables = {}
    for model in state.models.values():
        if not router.allow_migrate(alias, model.app_label):
            continue
        if model.options.get("managed", True) and not model.options.get("proxy") and not _is_swapped(model):
            _add(found, model)
    return found


def _is_swapped(model: ModelState) -> bool:
    """Whether another model stands in its place, and it has no table."""
    setting = model.options.get("swappable")
    return bool(setting) and str(getattr(settings, str(setting))).lower() != f"{model.app_label}.{model.name_lower}"


def _add(found: Tables, model: ModelState) -> None:
    name = model.options.get("db_table") or f"{model.app_label}_{model.name_lower}"
    table = found.setdefault(name, Table())
    for field_name, each in model.fields.items():
        if not isinstance(each, models.ManyToManyField):
            is_key = isinstance(each, models.ForeignKey)
            table.columns.add(each.db_column or (f"{field_name}_id" if is_key else field_name))
    table.named.update(each.name for kind in ("indexes", "constraints") for each in model.options.get(kind, ()))


# Asked of the databases themselves: Django reads each table's own words to find its constraints, which takes seconds.
_COLUMNS = {
    "sqlite": "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
    "postgresql": (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    ),
}
_NAMED = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'",
    "postgresql": (
        "SELECT r.relname, c.conname FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid "
        "UNION SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema()"
    ),
}
_IN_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
_CONSTRAINT = re.compile(r'CONSTRAINT "([^"]+)"')


def _there(connection: BaseDatabaseWrapper) -> Tables:
    found: Tables = {}
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS[connection.vendor])
        for table, column in cursor.fetchall():
            found.setdefault(table, Table()).columns.add(column)
        cursor.execute(_NAMED[connection.vendor])
        for table, name in cursor.fetchall():
            found.setdefault(table, Table()).named.add(name)
        if connection.vendor == "sqlite":
            cursor.execute(_IN_SQLITE)
            for table, words in cursor.fetchall():
                found.setdefault(table, Table()).named.update(_CONSTRAINT.findall(words))
    return found
