"""How to refer: what some units have told, one of them so long ago that it should be confirmed again."""

from datetime import datetime, timedelta

from django.utils import timezone

from nhv.accounts.vouching.referral_information import save_referral_information
from nhv.program.demo.facts import STALE
from nhv.program.demo.people import BY, DOMAIN, HOSPITAL, SOUTH, WEST, actor
from nhv.register import referrals
from nhv.register.contacts import Contact, tell_contact
from nhv.register.models import Organisation, ReferralInformation, RegionContact
from nhv.rules.actor import Actor
from nhv.specification.referrals import AcuteNumber, ReferralFacts, Telephone

# Numbers that are set aside for invented people, and are nobody's.
TOLD = {
    "skanes-universitetssjukhus": ("040-628 04 10", "Exempelgatan 1\n000 00 Exempelstad"),
    "sahlgrenska-universitetssjukhuset": ("031-390 06 10", "Exempelgatan 2\n000 00 Exempelstad"),
    "karolinska-universitetssjukhuset": ("08-465 004 10", "Exempelgatan 3\n000 00 Exempelstad"),
}
INVENTED = "vardagar 8–16 (påhittat nummer)"
# So long ago that the number for what cannot wait should have been rung again.
UNTRIED = timedelta(days=100)
TOLD_ABOUT = "neuromuskulara-sjukdomar"


def tell_how_to_refer(now: datetime) -> None:
    """Of one area's units, and of the demonstration's own hospital: one fresh, one whose number nobody has rung for
    long, one more than a year old, the rest not told."""
    if ReferralInformation.objects.exists():
        return
    own = referrals.units([Organisation.objects.get(key=HOSPITAL).pk])
    for unit, age in zip(own, (timedelta(), UNTRIED, STALE), strict=False):
        _tell(unit, by=actor("enhet"), now=now - age)
    for unit in referrals.units(None, area=TOLD_ABOUT):
        if unit.holder.key in TOLD and unit.referral is None and unit.holder.key != HOSPITAL:
            _tell(unit, by=BY, now=now)


def _tell(unit: referrals.Unit, *, by: Actor, now: datetime) -> None:
    number, address = TOLD[unit.holder.key]
    facts = ReferralFacts(
        acute=AcuteNumber(number=number, hours="dygnet runt (påhittat nummer)", tried_on=timezone.localdate(now)),
        address=f"Påhittad mottagning (demonstration)\n{address}",
        telephones=(Telephone(number=number, hours=INVENTED),),
        required=referrals.suggested(unit.area) or ("Klinisk status", "Frågeställning", "Aktuella bilder"),
        conference="Tisdagar klockan 8.00",
        cut_off="Fredagen före, klockan 12.00",
    )
    save_referral_information(area=unit.area, holder=unit.holder, facts=facts, seen_version=0, by=by, now=now)


def tell_contacts(now: datetime) -> None:
    """Whom one reaches at two regions; one of them said so long ago that it should be said anew."""
    if RegionContact.objects.exists():
        return
    for key, number, age in ((SOUTH, "040-628 04 20", STALE), (WEST, "031-390 06 20", timedelta())):
        said = Contact("Samordnare (påhittad)", number, f"samordnare-{key}@{DOMAIN}", INVENTED, number)
        region = Organisation.objects.get(key=key)
        tell_contact(region=region, contact=said, by=actor("skane-samordnar") if key == SOUTH else BY, now=now - age)
