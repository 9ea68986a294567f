"""Whom one reaches at a region when a unit has told nothing: its coordinator and switchboard, kept by the region."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from nhv.language.addresses import one_address
from nhv.records.acts import one_transaction
from nhv.register.leave import check_leave
from nhv.register.memory import DIARY, ORGANISATION
from nhv.register.models import Organisation, RegionContact
from nhv.register.organisations import check_number
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.kept import is_stale
from nhv.specification.referrals import Telephone

TOLD = ("coordinator", "telephone", "email", "hours", "switchboard")


@dataclass(frozen=True)
class Contact:
    """What a region tells, as everybody may read it: a function, never a person, and the day it was last said to be
    right. What is empty nobody has told. `region` is the name of the region that tells it."""

    coordinator: str = ""
    telephone: str = ""
    email: str = ""
    hours: str = ""
    switchboard: str = ""
    confirmed_on: date | None = None
    region: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether that is more than a year ago."""
        return self.confirmed_on is not None and is_stale(self.confirmed_on, timezone.localdate())

    @property
    def telephone_digits(self) -> str:
        """What a telephone dials to reach the coordinator."""
        return Telephone(number=self.telephone).digits if self.telephone else ""

    @property
    def switchboard_digits(self) -> str:
        """What a telephone dials to reach the switchboard."""
        return Telephone(number=self.switchboard).digits if self.switchboard else ""


# A region's primary key → what it tells.
Contacts = Mapping[int, Contact]


def contacts() -> dict[int, Contact]:
    """What every region tells now. One query."""
    rows = RegionContact.objects.filter(superseded_at__isnull=True).select_related("region")
    return {row.region_id: _as_told(row) for row in rows}


def contact_at(told: Contacts, place: Organisation) -> Contact | None:
    """What the region tells that a unit or hospital lies in, or that `place` is; nothing where it tells nothing.

    Asks the database only for parents that are not at hand.
    """
    at: Organisation | None = place
    while told and at is not None and at.kind != Organisation.Kind.REGION:
        at = at.parent
    return told.get(at.pk) if at is not None else None


def tell_contact(*, region: Organisation, contact: Contact, by: Actor, now: datetime) -> bool:
    """What a region tells from now on, confirmed as it is said; all empty takes it away. The same again confirms it.
    Says whether anything was otherwise before. Raises Refused."""
    check_leave(by, "region.describe", region)
    said = _checked(region, contact)
    with one_transaction(RegionContact):
        DIARY.take_turn()
        former = RegionContact.objects.filter(region=region, superseded_at__isnull=True).first()
        was = _values(_as_told(former)) if former else _values(Contact())
        if former is None and not any(said.values()):
            return False
        if former is not None:
            former.superseded_at = now
            former.save(update_fields=["superseded_at"])
        if any(said.values()):
            RegionContact.objects.create(region=region, confirmed_by=str(by), confirmed_at=now, **said)
        DIARY.record("region_contact_told", kind=ORGANISATION, key=region.key, by=by, payload=said)
        return said != was


def _checked(region: Organisation, contact: Contact) -> dict[str, str]:
    said = {name: value.strip() for name, value in _values(contact).items()}
    said["email"] = one_address(said["email"])
    if region.kind != Organisation.Kind.REGION:
        raise Refused(
            "contact_of_no_region", "{name} är ingen region. Samordnare och växel hör till en region.", name=region.name
        )
    check_number(said["telephone"])
    check_number(said["switchboard"])
    return said


def _as_told(row: RegionContact) -> Contact:
    said = {name: getattr(row, name) for name in TOLD}
    return Contact(**said, confirmed_on=timezone.localdate(row.confirmed_at), region=row.region.name)


def _values(contact: Contact) -> dict[str, str]:
    return {name: getattr(contact, name) for name in TOLD}
