"""Permits, and what those who hold them tell those who refer."""

from dataclasses import asdict
from datetime import date, datetime

from ninja import Schema

from nhv.derived import portfolio
from nhv.register.contacts import Contact
from nhv.register.history import AsKnown
from nhv.register.queries import AreaRow, Holder
from nhv.register.referrals import Referral
from nhv.specification.holding import State


class TelephoneShape(Schema):
    """`hours` says in Swedish words when somebody answers."""

    number: str
    hours: str | None


class AcuteShape(TelephoneShape):
    """Whom one rings when it cannot wait, and when the unit last tried the number."""

    tried_on: date


class ReferralShape(Schema):
    """What a unit itself tells those who refer to it, in Swedish. `required` is what a referral must hold;
    `acute_is_untried` is true when more than 90 days have gone since its acute number was tried.

    `confirmed_role` and `confirmed_for` say in which role, and for which organisation, somebody last confirmed it;
    `stale` is true when that is more than a year ago: call and check.
    """

    acute: AcuteShape | None
    acute_is_untried: bool
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
            acute_is_untried=told.acute_is_untried,
        )


class ContactShape(Schema):
    """Whom one reaches at a region, which keeps it itself: a function, never a person; empty where it has told nothing.
    `stale` is true when it was last confirmed more than a year ago."""

    region: str
    coordinator: str
    telephone: str
    email: str
    hours: str
    switchboard: str
    confirmed_on: date
    stale: bool

    @classmethod
    def of(cls, told: Contact) -> "ContactShape":
        return cls(**asdict(told), stale=told.is_stale)


class PermitShape(Schema):
    """A permit, by a `key` that it keeps. The holder is always a region; `hospital` and `unit` are null where the
    source names none. `place_key` is where one turns: the unit, else the hospital, else the region.

    `state` is how it stands on the day: `in_force`, `decided` (its first day is ahead), `ended`, or `start_unknown`
    where the source gives no first day. `in_force` is true, false, false and null of these. `referral` is null
    where the unit has told nothing, `contact` where its region has, and both on other days than today.
    `sub_permits_from` are the first days of those sub-permits that have not begun, `sub_permits_until` the last days of
    those that are to end; from `turned_on` on the place
    takes no new referrals, and others do. `sub_permits_are_read` is false where the permit may have a sub-permit
    that is not listed; `holders_are` says whether the permits of its area are all there are.
    """

    key: str
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
    state: portfolio.State
    referral: ReferralShape | None
    contact: ContactShape | None
    sub_permits_from: dict[str, date]
    sub_permits_until: dict[str, date]
    turned_on: date | None

    @classmethod
    def of(cls, holder: Holder, row: AreaRow) -> "PermitShape":
        return cls(
            key=holder.key,
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
            state=portfolio.state_on(holder, row.day),
            referral=ReferralShape.of(holder.referral) if holder.referral else None,
            contact=ContactShape.of(holder.contact) if holder.contact else None,
            sub_permits_from=dict(holder.part_starts),
            sub_permits_until=dict(holder.part_ends),
            turned_on=holder.turned_on,
        )


class DecidedCondition(Schema):
    """A special condition of a permit, as decided."""

    key: str
    text: str


class PermitList(Schema):
    as_of: date
    total: int
    items: list[PermitShape]


class PermitAsKnown(Schema):
    """A permit as it was known at a moment, and its `state` on the day asked about. `superseded_at` is when it became
    known otherwise, null where it still is so. `conditions` are the keys and words that the board had decided."""

    key: str
    holder: str
    place: str
    state: portfolio.State
    sub_permits: list[str]
    conditions: list[DecidedCondition]
    record_number: str | None
    decided_on: date | None
    valid_from: date | None
    valid_until: date | None
    turned_on: date | None
    recorded_at: datetime
    superseded_at: datetime | None

    @classmethod
    def of(cls, known: AsKnown) -> "PermitAsKnown":
        permit = known.permit
        return cls(
            key=permit.key,
            holder=permit.holder.key,
            place=permit.turn_to.key,
            state=known.stands,
            sub_permits=list(known.sub_permits),
            conditions=[DecidedCondition(key=one["key"], text=one["text"]) for one in permit.conditions],
            record_number=permit.record_number or None,
            decided_on=permit.decided_on,
            valid_from=permit.valid_from,
            valid_until=permit.valid_until,
            turned_on=permit.turned_on,
            recorded_at=permit.recorded_at,
            superseded_at=permit.superseded_at,
        )


class PermitsAsKnown(Schema):
    """All permits of an area on a day, as they were known at the end of another day."""

    as_of: date
    known_at: date
    items: list[PermitAsKnown]
