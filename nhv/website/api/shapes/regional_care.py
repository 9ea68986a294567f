"""What regions tell of who does the care that is not national."""

from datetime import date

from ninja import Schema


class RegionalCareShape(Schema):
    """What one region tells of one exclusion (`clause`) of an area, in Swedish: who does that care for its patients.

    `confirmed_role` and `confirmed_for` say in which role, and for which organisation, somebody last confirmed it;
    `stale` is true when that is more than a year ago: call and check.
    """

    area: str
    clause: str
    region: str
    region_key: str
    who: str
    how: str | None
    telephone: str | None
    link: str | None
    confirmed_on: date
    confirmed_role: str
    confirmed_for: str
    stale: bool


class RegionalCareList(Schema):
    total: int
    items: list[RegionalCareShape]
