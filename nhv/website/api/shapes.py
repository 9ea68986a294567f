"""What the API answers with: the names and kinds of every field, from which OpenAPI is made."""

from datetime import date, datetime
from typing import Any, Literal, cast

from ninja import Field, Schema

from nhv.register.models import AreaDocument, Call
from nhv.register.queries import AreaRow, AreaView, Holder
from nhv.register.referrals import Referral
from nhv.rules.verdicts import Verdict
from nhv.specification.area import Area
from nhv.specification.document import CallFacts
from nhv.specification.holding import State


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
    other days than today. `sub_permits_are_read` is false where the permit may have a sub-permit that is not listed;
    `holders_are` says whether the permits of its area are all there are.
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
    sub_permits_are_read: bool
    holders_are: State
    cooperates_with: list[str]
    record_number: str | None
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    origin: str | None
    in_force: bool | None
    referral: ReferralShape | None

    @classmethod
    def of(cls, holder: Holder, row: AreaRow) -> "PermitShape":
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
            sub_permits_are_read=row.sub_permits_are_read,
            holders_are=row.known.state,
            cooperates_with=list(holder.cooperates_with),
            record_number=holder.record_number or None,
            decided_on=holder.decided_on,
            valid_from=holder.valid_from,
            valid_until=holder.valid_until,
            origin=holder.origin or None,
            in_force=holder.in_force,
            referral=ReferralShape.of(holder.referral) if holder.referral else None,
        )


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
    """An area in a list. `in_force` says whether anybody holds a permit that is valid: decided is not in force.

    `holders` are those known to hold the area's permit today or ahead; `holders_are` says whether they are all. `parts`
    are gathered to fewer of them.
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
            in_force_from=document.in_force_from,
            decided_on=document.decided_on,
            units_decided=document.units,
            population=document.population_text or None,
            complete=document.complete,
            in_force=row.in_force,
            holders=[holder.name for holder in row.known.holders],
            holders_are=row.known.state,
            parts=PartShape.all_of(row),
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
            state=cast(Any, call.state),
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
    """One area, whole: the document as decided, and who is known to hold permits on the day asked about."""

    key: str
    as_of: date
    version: int
    edition: int
    in_force_from: date | None
    recorded_at: datetime
    document: Area
    permits: list[PermitShape]
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
            in_force_from=document.in_force_from,
            recorded_at=document.recorded_at,
            document=document.specification,
            permits=[PermitShape.of(holder, view.row) for holder in view.holders],
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


class TurnShape(Schema):
    """Something a verdict turns on, in which language it is said, and whether the question states it."""

    text: str
    language: Literal["sv", "en"]
    settled: bool


class PathwayShape(Schema):
    """How a patient gets there, in Swedish; `english` is a help where there is one."""

    kind: str
    text: str
    english: str | None
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

    `confidence` is `sure` only when every word of the question that tells something is accounted for. A `likely` one
    says in `certainty_note` why it is no more; `not_understood` are the words that it rests without.

    `holders` are those known to do this part for this age, and none else; `holders_are` says whether they are all
    there are, `holders_note` the same in words, with whom to ask. `narrower` has a line for each sub-permit that the
    part may take: then fewer units do it. `ended` are the holders whose permits have ended, when no later is known.
    """

    area: str
    area_name: str
    verdict: Verdict
    confidence: Literal["sure", "likely"]
    certainty_note: str
    not_understood: list[str]
    clause: str | None
    clause_english: str | None
    clause_key: str | None
    part: str | None
    why: str
    instead: str | None
    depends_on: list[str]
    turns_on: list[TurnShape]
    if_met: str
    steps: list[Step]
    pathway: PathwayShape | None
    ways_in: int
    in_force: bool
    units_decided: int | None
    holders: list[AnswerHolder]
    holders_are: State
    holders_note: str
    narrower: list[str]
    ended: list[AnswerHolder]
    complete: bool
    source: str | None


class RegisterShape(Schema):
    areas: int
    as_of: date


class Answers(Schema):
    """`answers` are sure, or else likely, best first, at most 20; weaker ones stand in `related`. No answer is no
    verdict."""

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
