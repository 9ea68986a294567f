"""Rows that refer to one that is gone: the database lets nobody make any, but for who has switched that off."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from nhv.records.verification import the_first


def faults(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Every such row of every table here, one Swedish sentence each. One query for each reference of a table."""
    there = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in there:
            found = _faults_of(connection, model, there)
            yield from the_first(f"hänvisningarna i {model._meta.db_table}", found)


def _faults_of(connection: BaseDatabaseWrapper, model: type[models.Model], there: set[str]) -> Iterator[str]:
    for each in model._meta.concrete_fields:
        if isinstance(each, models.ForeignKey) and getattr(each, "db_constraint", True):
            other = each.target_field.model._meta.db_table
            for key in _dangling(connection, each) if other in there else ():
                yield f"raden {model._meta.db_table} {key} hänvisar till en rad i {other} som inte finns"


def _dangling(connection: BaseDatabaseWrapper, each: "models.ForeignKey[object, object]") -> list[object]:
    model, target = each.model._meta, each.target_field
    key = model.pk.column if model.pk else ""
    query = (
        f'SELECT t."{key}" FROM "{model.db_table}" t WHERE t."{each.column}" IS NOT NULL AND NOT EXISTS '  # noqa: S608
        f'(SELECT 1 FROM "{target.model._meta.db_table}" o WHERE o."{target.column}" = t."{each.column}")'
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [found for (found,) in cursor.fetchall()]
