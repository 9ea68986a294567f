"""What is to be handed over when a permit ends, and who sees of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.permits import acts
from nhv.process.permits.acts import About, Decided, Next
from nhv.process.permits.handover import handovers
from nhv.process.permits.models import PermitMatter
from nhv.process.permits.moves import Ground, MatterKind
from nhv.process.permits.queries import held_permits
from nhv.register.models import Permit
from nhv.register.publication import publish
from nhv.rules.roles import Role
from tests.support.areas import SOUTH, WEST, a_file
from tests.support.calls import PROGRAM
from tests.support.days import in_days
from tests.support.people import a_person, signed_in

pytestmark = pytest.mark.usefixtures("register")
HEADING = "Att lämna över"


def revoked(*others: dict[str, str], last: int = 90) -> Permit:
    """The west's permit is to end; these hold one beside it."""
    publish([a_file(WEST, *others, key="prov-slut", name="Provslut")], by=PROGRAM)
    permit = Permit.objects.known().get(area__key="prov-slut", place__name=WEST["hospital"])
    now = timezone.now()
    about = About(MatterKind.REVOCATION, "Prov", ground=Ground.REQUEST)
    matter = acts.open_matter(area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=now)
    said = Decided(
        "1/2026", "Nämnden", in_days(0), True, "Skäl.", stages=(("", in_days(last)),), turned_on=in_days(0)
    )  # fmt: skip
    acts.decide(matter=matter, said=said, by=PROGRAM, now=now)
    return Permit.objects.known().get(area__key="prov-slut", place__name=WEST["hospital"])


def told(day: int = 0) -> list[tuple[str, list[str]]]:
    found = handovers(held_permits(in_days(day)), PermitMatter.objects.all(), in_days(day))
    mine = [one for one in found if one.permit.area.key == "prov-slut"]
    return [(str(one.endings[0].last), [each.name for each in one.endings[0].receivers]) for one in mine]


def test_it_says_until_when_and_who_takes_over_as_long_as_it_has_not_ended():
    revoked(SOUTH)
    assert told() == [(str(in_days(90)), [SOUTH["hospital"]])]
    assert told(91) == []


def test_where_nobody_else_has_it_that_is_said():
    revoked()
    assert told() == [(str(in_days(90)), [])]
    page = signed_in(Client(), a_person(Role.OFFICER)).get("/handlaggning/tillstand/").content.decode()
    assert HEADING in page and "Ingen annan enhet har tillstånd till det." in page


def test_the_holder_sees_its_own_and_of_matters_only_those_it_has_been_heard_about():
    permit, now = revoked(SOUTH), timezone.now()
    about = About(MatterKind.CHANGE, "Prov")
    matter = acts.open_matter(area=permit.area, permit=permit, about=about, follow_up=Next(), by=PROGRAM, now=now)
    west, south = (a_person(Role.SIGNATORY, one.holder.key) for one in _held())
    holder, officer = signed_in(Client(), west), signed_in(Client(), a_person(Role.OFFICER))
    address = f"arende/{matter.key}/"
    assert address in officer.get("/handlaggning/tillstand/").content.decode()
    page = holder.get("/tillstand/").content.decode()
    assert HEADING in page and matter.key not in page
    acts.hear(matter=matter, told="Prov", last_day=timezone.localdate() + timedelta(days=5), by=PROGRAM, now=now)
    assert f"/tillstand/{matter.key}/" in holder.get("/tillstand/").content.decode()
    assert HEADING not in signed_in(Client(), south).get("/tillstand/").content.decode()


def _held() -> list[Permit]:
    """The west's permit and the south's."""
    held = Permit.objects.known().select_related("holder").filter(area__key="prov-slut")
    return sorted(held, key=lambda one: one.valid_until is None)
