"""Rows of the table of access for a test: added as a room would add its own, and taken away again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nhv.rules.access import ACCESS, Row, add_activities


@contextmanager
def activities_added(rows: Mapping[str, Row]) -> Iterator[None]:
    """The table with these rows too."""
    new = [activity for activity in rows if activity not in ACCESS]
    add_activities(rows)
    try:
        yield
    finally:
        for activity in new:
            del ACCESS[activity]
