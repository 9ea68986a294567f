"""Areas: in a list, whole, and in every version."""

from datetime import date, datetime

from ninja import Schema

from nhv.derived.portfolio import Together, together
from nhv.register.models import AreaDocument
from nhv.register.queries import AreaRow, AreaView
from nhv.specification.area import Area
from nhv.specification.document import CallFacts
from nhv.specification.holding import State
from nhv.website.api.shapes.organisations import OrganisationShape
from nhv.website.api.shapes.permits import PermitShape


class PartShape(Schema):
    """A part of an area that takes a sub-permit: to how many units it is gathered, and who is known to do it."""

    sub_permit: str
    units_decided: int | None
    holders: list[str]
    holders_are: State

    @classmethod
    def all_of(cls, row: AreaRow) -> "list[PartShape]":
        return [
            cls(
                sub_permit=sub_permit.key,
                units_decided=known.decided,
                holders=[holder.name for holder in known.holders],
                holders_are=known.state,
            )
            for sub_permit, known in row.parts
        ]


class AreaShape(Schema):
    """An area in a list. `permits_state` is how its permits stand taken together: `in_force` where any is, else
    `start_unknown`, `decided` or `ended`, and `none` where nobody is known to hold one. `in_force` is true of the first
    of them alone. `in_force_from` is of the document: the first day of its definition.

    `holders` are those known to hold the area's permit today or ahead, and to take new referrals; `holders_are` says
    whether they are all. `parts` are gathered to fewer of them.
    """

    key: str
    name: str
    name_en: str | None
    version: int
    edition: int
    in_force_from: date | None
    decided_on: date | None
    units_decided: int | None
    population: str | None
    complete: bool
    in_force: bool
    permits_state: Together
    holders: list[str]
    holders_are: State
    parts: list[PartShape]
    address: str

    @classmethod
    def of(cls, row: AreaRow) -> "AreaShape":
        document = row.document
        return cls(
            key=row.key,
            name=document.name,
            name_en=document.name_en or None,
            version=document.version,
            edition=document.edition,
            in_force_from=row.definition_from,
            decided_on=document.decided_on,
            units_decided=document.units,
            population=document.population_text or None,
            complete=document.complete,
            in_force=row.in_force,
            permits_state=together(row.holders, row.day),
            holders=[holder.name for holder in row.known.holders],
            holders_are=row.known.state,
            parts=PartShape.all_of(row),
            address=f"/omraden/{row.key}/",
        )


class AreaList(Schema):
    """A page of areas. `total` counts all that match, `items` are those from `offset`."""

    as_of: date
    total: int
    items: list[AreaShape]


class AreaWhole(Schema):
    """One area, whole: the document as decided, and who is known to hold permits on the day asked about.
    `permits_state` is as in the list of areas. After `in_force_until`, the last day of a definition that has been
    withdrawn, `has_ended` is true: the care is national no longer, and the area is in no list."""

    key: str
    as_of: date
    version: int
    edition: int
    in_force_from: date | None
    in_force_until: date | None
    has_ended: bool
    recorded_at: datetime
    document: Area
    permits: list[PermitShape]
    permits_state: Together
    holders_are: State
    parts: list[PartShape]
    calls: list[CallFacts]

    @classmethod
    def of(cls, view: AreaView) -> "AreaWhole":
        document = view.document
        return cls(
            key=document.area.key,
            as_of=view.day,
            version=document.version,
            edition=document.edition,
            in_force_from=view.row.definition_from,
            in_force_until=document.specification.in_force_until,
            has_ended=document.specification.has_ended(view.day),
            recorded_at=document.recorded_at,
            document=document.specification,
            permits=[PermitShape.of(holder, view.row) for holder in view.holders],
            permits_state=together(view.row.holders, view.row.day),
            holders_are=view.row.known.state,
            parts=PartShape.all_of(view.row),
            calls=[call.facts for call in view.calls],
        )


class VersionShape(Schema):
    """A version and edition of a document. `decided_sha256` is of the decided layer, `sha256` of the whole."""

    version: int
    edition: int
    in_force_from: date | None
    recorded_at: datetime
    name: str
    decided_sha256: str
    sha256: str

    @classmethod
    def of(cls, document: AreaDocument) -> "VersionShape":
        return cls(
            version=document.version,
            edition=document.edition,
            in_force_from=document.in_force_from,
            recorded_at=document.recorded_at,
            name=document.name,
            decided_sha256=document.decided_hash,
            sha256=document.whole_hash,
        )


class VersionList(Schema):
    key: str
    items: list[VersionShape]


class WholeRegister(Schema):
    """The whole register of a day."""

    as_of: date
    revision: int
    areas: list[AreaWhole]
    organisations: list[OrganisationShape]
