"""What the API answers with: the names and kinds of every field, from which OpenAPI is made."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from nhv.register.models import AreaDocument, Call
from nhv.register.queries import AreaRow, AreaView, Holder
from nhv.register.referrals import Referral
from nhv.specification.area import Area
from nhv.specification.document import CallFacts


class TelephoneShape(Schema):
    """`hours` says in Swedish words when somebody answers."""

    number: str
    hours: str | None


class ReferralShape(Schema):
    """What a unit itself tells those who refer to it, in Swedish. `required` is what a referral must hold.

    `confirmed_role` and `confirmed_for` say in which role, and for which organisation, somebody last confirmed it;
    `stale` is true when that is more than a year ago: call and check.
    """

    address: str | None
    telephones: list[TelephoneShape]
    email: str | None
    secure_channel: str | None
    required: list[str]
    conference: str | None
    cut_off: str | None
    link: str | None
    confirmed_on: date
    confirmed_role: str
    confirmed_for: str
    stale: bool

    @classmethod
    def of(cls, told: Referral) -> "ReferralShape":
        return cls(
            **told.facts.model_dump(),
            confirmed_on=told.confirmed_on,
            confirmed_role=told.confirmed_role,
            confirmed_for=told.confirmed_for,
            stale=told.is_stale,
        )


class PermitShape(Schema):
    """A permit. The holder is always a region; `hospital` and `unit` are null where the source names none. `place_key`
    is where one turns: the unit, else the hospital, else the region.

    `in_force` is null where the source gives no first day. `referral` is null where the unit has told nothing, and on
    other days than today.
    """

    area: str
    region: str
    region_key: str
    healthcare_region: str | None
    hospital: str | None
    hospital_key: str | None
    unit: str | None
    unit_key: str | None
    place_key: str
    sub_permits: list[str]
    cooperates_with: list[str]
    record_number: str | None
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    origin: str | None
    in_force: bool | None
    referral: ReferralShape | None

    @classmethod
    def of(cls, holder: Holder) -> "PermitShape":
        return cls(
            area=holder.area_key,
            region=holder.region.name,
            region_key=holder.region.key,
            healthcare_region=holder.healthcare_region.key if holder.healthcare_region else None,
            hospital=holder.hospital.name if holder.hospital else None,
            hospital_key=holder.hospital.key if holder.hospital else None,
            unit=holder.unit.name if holder.unit else None,
            unit_key=holder.unit.key if holder.unit else None,
            place_key=holder.place.key,
            sub_permits=list(holder.sub_permits),
            cooperates_with=list(holder.cooperates_with),
            record_number=holder.record_number or None,
            decided_on=holder.decided_on,
            valid_from=holder.valid_from,
            valid_until=holder.valid_until,
            origin=holder.origin or None,
            in_force=holder.in_force,
            referral=ReferralShape.of(holder.referral) if holder.referral else None,
        )


class AreaShape(Schema):
    """An area in a list. `in_force` says whether anybody holds a permit that is valid: decided is not in force."""

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
    holders: list[str]
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
            in_force_from=document.in_force_from,
            decided_on=document.decided_on,
            units_decided=document.units,
            population=document.population_text or None,
            complete=document.complete,
            in_force=row.in_force,
            holders=[holder.name for holder in row.holders],
            address=f"/omraden/{row.key}/",
        )


class CallShape(Schema):
    """A call. `state` is where it was put; `is_open` is a matter of the clock too. `closes_at` is the first instant, in
    UTC, that is too late; `deadline` and `deadline_time` are the same in Swedish time. `made_here`: one applies
    here; else a source tells of it."""

    key: str
    area: str
    area_version: int
    title: str
    state: Literal["published", "closed", "withdrawn"]
    is_open: bool
    made_here: bool
    deadline: date | None
    deadline_time: str | None
    closes_at: datetime | None
    address: str

    @classmethod
    def of(cls, call: Call, now: datetime) -> "CallShape":
        facts = call.facts
        return cls(
            key=call.key,
            area=call.area.key,
            area_version=call.document.version,
            title=facts.title,
            state=call.state,
            is_open=call.is_open(now),
            made_here=call.is_made_here,
            deadline=facts.deadline,
            deadline_time=f"{facts.deadline_time:%H:%M}" if facts.deadline_time else None,
            closes_at=call.closes_at,
            address=f"/utlysningar/{call.key}/",
        )


class CallList(Schema):
    """All calls, the latest deadline first."""

    total: int
    items: list[CallShape]


class AreaList(Schema):
    """A page of areas. `total` counts all that match, `items` are those from `offset`."""

    as_of: date
    total: int
    items: list[AreaShape]


class PermitList(Schema):
    as_of: date
    total: int
    items: list[PermitShape]


class AreaWhole(Schema):
    """One area, whole: the document as decided, and who holds permits on the day asked about."""

    key: str
    as_of: date
    version: int
    edition: int
    in_force_from: date | None
    recorded_at: datetime
    document: Area
    permits: list[PermitShape]
    calls: list[CallFacts]

    @classmethod
    def of(cls, view: AreaView) -> "AreaWhole":
        document = view.document
        return cls(
            key=document.area.key,
            as_of=view.day,
            version=document.version,
            edition=document.edition,
            in_force_from=document.in_force_from,
            recorded_at=document.recorded_at,
            document=document.specification,
            permits=[PermitShape.of(holder) for holder in view.holders],
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


class OrganisationShape(Schema):
    """`hsa_id` and `telephone` (the coordinator's) are a unit's, and null where nobody has entered them."""

    key: str
    kind: Literal["healthcare_region", "region", "hospital", "unit"]
    name: str
    name_en: str | None
    parent: str | None
    county_code: str | None
    town: str | None
    latitude: float | None
    longitude: float | None
    aliases: list[str]
    hsa_id: str | None
    telephone: str | None


class OrganisationList(Schema):
    total: int
    items: list[OrganisationShape]


class Understood(Schema):
    age: str | None
    terms: list[str]


class Step(Schema):
    requirement: Literal["must", "may"]
    what: str
    clause_key: str | None


class PathwayShape(Schema):
    kind: str
    text: str
    url: str | None


class AnswerHolder(Schema):
    """`place` is the key of where one turns: the unit, else the hospital, else the region."""

    region: str
    hospital: str | None
    unit: str | None
    sub_permits: list[str]
    valid_from: date | None
    place: str
    referral: ReferralShape | None


class Answer(Schema):
    """A verdict with its clause. `verdict` is the clause's word, never ours alone: read `why` and `depends_on`.

    `holders_are` says how much of the holders the source tells; `not_decided` when nobody has a permit yet.
    """

    area: str
    area_name: str
    verdict: Literal["included", "conference", "excluded", "depends", "unstated", "area"]
    clause: str | None
    clause_key: str | None
    part: str | None
    why: str
    instead: str | None
    depends_on: list[str]
    steps: list[Step]
    pathway: PathwayShape | None
    in_force: bool
    units_decided: int | None
    holders: list[AnswerHolder]
    holders_are: Literal["whole", "part", "not_read", "not_stated", "not_decided"]
    complete: bool
    source: str | None


class RegisterShape(Schema):
    areas: int
    as_of: date


class Answers(Schema):
    """`answers` are confident, best first, at most 20; weaker ones stand in `related`. No answer is no verdict."""

    query: str
    understood: Understood
    answers: list[Answer]
    related: list[Answer]
    did_you_mean: str | None
    # «register» is also the name of a method that every model class has, hence the alias.
    about_register: RegisterShape = Field(..., alias="register")


class WholeRegister(Schema):
    """The whole register of a day."""

    as_of: date
    revision: int
    areas: list[AreaWhole]
    organisations: list[OrganisationShape]
