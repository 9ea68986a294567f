"""Permits and what happens with them, for tests: made by the acts that the product makes them with."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from nhv.accounts.vouching.hospital_facts import attest
from nhv.filings.acts.drafts import start_filing
from nhv.filings.models import Filing
from nhv.filings.owners import Owner
from nhv.process.permits import acts
from nhv.process.permits.acts import About, Next
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import Ground, MatterKind
from nhv.process.permits.queries import address_of
from nhv.register.general import general
from nhv.register.models import Organisation, Permit
from nhv.register.publication import publish
from nhv.specification.general import NONE_OF_IT
from tests.support.areas import WEST, a_file
from tests.support.calls import PROGRAM, once


def a_permit_of(region: Organisation) -> Permit:
    """A permit that this region holds."""
    area = f"prov-{once()[:12]}"
    publish([a_file({"region": region.name}, key=area, name=area)], by=PROGRAM)
    return Permit.objects.known().select_related("area", "holder", "document").get(area__key=area)


def a_begun_letter(region: Organisation) -> Filing:
    """A region's letter about its permit, begun."""
    about = address_of(a_permit_of(region))
    return start_filing(kind="permit_notice", owner=Owner(region.key), about=about, by=PROGRAM, once_key=once())


def a_heard_matter(region: Organisation) -> PermitMatter:
    """A revocation that this region is heard about."""
    permit, now = a_permit_of(region), timezone.now()
    about = About(MatterKind.REVOCATION, "Prov", ground=Ground.BASIS)
    matter = acts.open_matter(area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=now)
    last_day = timezone.localdate() + timedelta(days=5)
    return acts.hear(matter=matter, told="Prov", last_day=last_day, by=PROGRAM, now=now)


def a_lost_fact(beside: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A hospital that says no to what its permit rests on, and what it said `before`. Another permit `beside` it has
    the fact still."""
    fact = next(one for one in general().facts if NONE_OF_IT in one.question.choices)
    condition = {"key": "prov", "group": "other", "force": "must", "stage": "decided", "text": "Prov", "fact": fact.key}
    holders = [WEST, *([beside] if beside else [])]
    publish([a_file(*holders, key="prov-uppgift", name="Prov", conditions=[condition])], by=PROGRAM)
    hospital, now, before = Organisation.objects.get(name=WEST["hospital"]), timezone.now(), fact.question.choices[0]
    if beside:
        other = Organisation.objects.get(name=beside["hospital"])
        attest(hospital=other, fact=fact.key, raw=before, by=PROGRAM, now=now)
    attest(hospital=hospital, fact=fact.key, raw=before, by=PROGRAM, now=now)
    attest(hospital=hospital, fact=fact.key, raw=NONE_OF_IT, by=PROGRAM, now=now)
    return {"hospital": hospital.key, "fact": fact.key, "before": before}


def a_matter_before_the_board(matter: PermitMatter) -> PermitMatter:
    """The same matter, its holder heard and its time out, gone to the board."""
    now = timezone.now()
    if matter.closes_at is None and matter.ground != Ground.REQUEST:
        acts.hear(
            matter=matter, told="Prov", last_day=timezone.localdate() + timedelta(days=1), by=PROGRAM, now=now
        )  # fmt: skip
    PermitMatter.objects.filter(pk=matter.pk, closes_at__isnull=False).update(closes_at=now - timedelta(seconds=1))
    matter.refresh_from_db()
    return acts.to_board(matter=matter, by=PROGRAM, now=now)
