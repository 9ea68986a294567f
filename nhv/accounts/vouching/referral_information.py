"""What a unit with a permit tells those who refer to it: kept by its editor, confirmed at least once a year."""

from datetime import datetime

from django.utils import timezone

from nhv.accounts import access, telling
from nhv.records.acts import one_transaction
from nhv.register import referrals
from nhv.register.memory import DIARY
from nhv.register.models import Area, Organisation, ReferralInformation
from nhv.rules.access import roles_with
from nhv.rules.actor import Actor
from nhv.rules.refusals import Refused
from nhv.specification.layers import canonical_text
from nhv.specification.referrals import ReferralFacts

NEEDS = "referral_information.edit"


def save_referral_information(
    *, area: Area, holder: Organisation, facts: ReferralFacts, seen_version: int, by: Actor, now: datetime
) -> ReferralInformation:
    """What the unit tells from now on, confirmed as it is saved. `seen_version` is what the editor began from, 0 when
    nothing was told. Raises Refused."""
    with one_transaction(ReferralInformation):
        _check(area, holder, seen_version, by)
        return _keep("referral_information_saved", area, holder, facts, by=by, now=now)


def confirm_referral_information(
    *, area: Area, holder: Organisation, seen_version: int, by: Actor, now: datetime
) -> ReferralInformation:
    """Say that what the unit tells is still right. Raises Refused."""
    with one_transaction(ReferralInformation):
        _check(area, holder, seen_version, by)
        told = referrals.current().filter(area=area, holder=holder).first()
        if told is None:
            raise Refused(
                "referral_information_missing", "Det finns inga uppgifter att bekräfta ännu. Fyll i dem och spara."
            )
        return _keep("referral_information_confirmed", area, holder, told.facts, by=by, now=now)


def remind_of_stale(*, now: datetime) -> int:
    """Mail the editors of every unit whose information is more than a year old: once a month each, however often this
    is run. The worker's periodic job. Gives the number of holders reminded."""
    day = timezone.localdate(now)
    stale = referrals.stale_by_holder(day)
    with one_transaction(ReferralInformation):
        for holder, units in stale.items():
            areas = "\n".join(f"- {unit.area_name}" for unit in units)
            telling.tell(
                _editors(holder),
                kind="referral_stale",
                subject="Kontrollera hur man remitterar till er",
                text=f"Uppgifterna om hur man remitterar till {holder.name} är mer än ett år gamla:\n\n{areas}\n\n"
                f"Bekräfta att de stämmer, eller ändra dem: {telling.link('units')}",
                about=f"{holder.pk}:{day:%Y-%m}",
            )
    return len(stale)


def _editors(holder: Organisation) -> list[tuple[str, str]]:
    """Those at the holder itself, or, where there are none, those at the nearest organisation above it."""
    own = telling.people_at(holder.key, NEEDS)
    return own or (_editors(holder.parent) if holder.parent else [])


def _check(area: Area, holder: Organisation, seen_version: int, by: Actor) -> None:
    access.check(by, NEEDS, holder)
    # One editor at a time: the first version of a unit has no row to lock.
    DIARY.take_turn()
    if not referrals.has_permit(area, holder):
        raise Refused(
            "no_permit_there",
            "{holder} har inget tillstånd i området, så uppgifterna kan inte visas för någon.",
            holder=holder.name,
        )
    told = referrals.current().filter(area=area, holder=holder).first()
    if (told.version if told else 0) != seen_version:
        raise Refused(
            "referral_information_changed",
            "Någon annan har ändrat uppgifterna sedan du öppnade dem. Läs dem på nytt och ändra igen.",
        )


def _keep(
    act: str, area: Area, holder: Organisation, facts: ReferralFacts, *, by: Actor, now: datetime
) -> ReferralInformation:
    role, place = _standing(by, holder)
    kept = referrals.next_version(area, holder, facts, by=by, role=role, place=place, now=now)
    DIARY.record(
        act,
        kind="referral_information",
        # Two keys of 80 characters are longer than the diary has room for; the payload has them whole.
        key=f"{area.key}:{holder.key}"[:120],
        by=by,
        payload={"area": area.key, "holder": holder.key, "version": kept.version, "facts": canonical_text(facts)},
    )
    return kept


def _standing(by: Actor, holder: Organisation) -> tuple[str, Organisation]:
    """The role in which somebody vouches for it, and where it is held: the public is told this, never who it was."""
    allowed = roles_with(NEEDS)
    held = {number: role for role, number in access.roles_of(by) if role in allowed}
    place: Organisation | None = holder
    while place is not None:
        if place.pk in held:
            return held[place.pk], place
        place = place.parent
    return "", holder
