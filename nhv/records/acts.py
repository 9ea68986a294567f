"""What every act shares: one transaction, and words when it is refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, router, transaction


class Refused(Exception):
    """The act cannot be done. `str()` is one Swedish sentence fit to show: what, where, what to do."""


@contextmanager
def one_transaction(model: type[models.Model]) -> Iterator[None]:
    """All or nothing, on the database where `model` lives."""
    with transaction.atomic(using=router.db_for_write(model)):
        yield
