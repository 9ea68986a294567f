"""Every area and number as they were last seen, for pages that may ask nothing of the database: it may be away."""

from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Final

from django.db import DatabaseError, connection
from django.utils import timezone

from nhv.register import queries
from nhv.register.models import AreaDocument
from nhv.register.referrals import telephones_by_area
from nhv.specification.referrals import Telephone

# How often a server looks, so that a number that was changed is not told for long.
SECONDS: Final = 60.0

# Every area by name, and a number of each unit that has told one.
Rows = list[tuple[AreaDocument, list[tuple[str, Telephone]]]]


@dataclass(frozen=True)
class Seen:
    """What was there, and when."""

    at: datetime
    rows: Rows


_SEEN: dict[str, Seen] = {}


def areas_and_numbers() -> Rows:
    """As they are now. Two queries."""
    told = telephones_by_area()
    return [(document, told.get(document.area.key, [])) for document in queries.documents_on()[: queries.MOST_ROWS]]


def look() -> None:
    """Remember what is there now; where the database does not answer, what was seen before stays."""
    try:
        _SEEN[_place()] = Seen(timezone.now(), areas_and_numbers())
    except DatabaseError:
        return


def last_seen() -> Seen | None:
    """What was seen last, if anything was. No query."""
    return _SEEN.get(_place())


def go_on_looking(until: Event) -> None:
    """Once a minute, in a thread of its own, which lets go of its connection each time."""
    while not until.is_set():
        try:
            look()
        finally:
            connection.close()
        until.wait(SECONDS)


def _place() -> str:
    """One register is never told for another."""
    return str(connection.settings_dict["NAME"])
