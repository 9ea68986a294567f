"""A table of records with an owner and a case, for tests of access: as a room's would be, and in no installation."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models


class Record(models.Model):
    """Belongs to an organisation (its key), to a person (the account), or to a group's member (both)."""

    name = models.CharField(max_length=40, unique=True)
    organisation_id = models.CharField(max_length=80, null=True)
    person = models.BigIntegerField(null=True)
    case = models.CharField(max_length=80, null=True)

    class Meta:
        app_label = "tests"

    def __str__(self) -> str:
        return self.name


@contextmanager
def a_table_of_records() -> Iterator[None]:
    """The database in use has the table."""
    with connection.schema_editor() as editor:
        editor.create_model(Record)
    yield
    # It goes with the test's own copy of the database.
