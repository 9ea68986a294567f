"""What all areas share, as the register has it: each version is published by an act, and stays."""

from functools import lru_cache

from django.db import connection

from nhv.register.models import GeneralDocument
from nhv.rules.refusals import Refused
from nhv.specification.general import General


def general_document() -> GeneralDocument:
    """The newest version: what a call made now, or something filed now, is pinned to. One query. Raises Refused where
    none has been published."""
    newest = GeneralDocument.objects.order_by("-version").values_list("pk", flat=True).first()
    if newest is None:
        raise Refused("no_general_document", "Registret har inga allmänna villkor ännu. Kör ”nhv load”.")
    return _kept(str(connection.settings_dict["NAME"]), newest)


def general() -> General:
    """The general conditions, questions and facts of the newest version; none at all before the first."""
    try:
        return general_document().specification
    except Refused:
        return General()


@lru_cache(maxsize=4)
def _kept(_database: str, number: int) -> GeneralDocument:
    """Versions never change, so each is opened once."""
    return GeneralDocument.objects.get(pk=number)
