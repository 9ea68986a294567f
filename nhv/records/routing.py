"""Which database a table lies in: the one that its app says it keeps, else the default."""

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model


def database_of(label: str) -> str:
    """The database of an app. A room with its own says so by `database` in its AppConfig; what is no app of ours
    (Django's cache asks so) has none."""
    return str(getattr(apps.app_configs.get(label), "database", DEFAULT_DB_ALIAS))


class ByApp:
    """DATABASE_ROUTERS: an app's tables lie in its own database, and nothing hangs together across two."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return database_of(model._meta.app_label)

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return database_of(one._meta.app_label) == database_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == database_of(app_label)
