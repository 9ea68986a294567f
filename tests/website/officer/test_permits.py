"""A permit's life on pages: an officer sees the reach of a lost fact, hears the holder, and enters what was decided."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nhv.process.permits.models import PermitDecision, PermitMatter
from nhv.process.permits.queries import address_of
from nhv.register.models import Organisation, Permit
from nhv.rules.roles import Role
from tests.support.calls import SKANE, once, sent
from tests.support.days import on_a_working_day
from tests.support.people import a_person, signed_in
from tests.support.permits import a_begun_letter, a_lost_fact, a_permit_of

pytestmark = pytest.mark.usefixtures("sqlite_register")


@pytest.fixture
def officer():
    return signed_in(Client(), a_person(Role.OFFICER))


def _text(client: Client, path: str) -> str:
    answered = client.get(path)
    assert answered.status_code == 200, path
    return answered.content.decode()


def _skane() -> Organisation:
    return Organisation.objects.get(key=SKANE)


def test_from_a_lost_fact_to_a_permit_that_ends(officer):
    lost = a_lost_fact()
    reach = f"/handlaggning/tillstand/uppgift/{lost['hospital']}/{lost['fact']}/"
    assert reach in _text(officer, "/handlaggning/")
    assert reach in _text(officer, "/handlaggning/tillstand/")
    page = _text(officer, reach)
    assert "Ingen annan enhet har både tillståndet och ett intyg" in page
    assert officer.get(f"{reach}brev.docx").status_code == 200
    permit = Permit.objects.known().select_related("area", "holder").get(area__key="prov-uppgift")
    new = f"/handlaggning/tillstand/nytt/{address_of(permit)}/?uppgift={lost['fact']}"
    assert "checked" in _text(officer, new)
    said = {"once": once(), "kind": "revocation", "ground": "conditions", "words": "Prov", "conditions": "prov"}
    assert officer.post(new, said).status_code == 302
    matter = PermitMatter.objects.get()
    here = f"/handlaggning/tillstand/arende/{matter.key}/"
    assert "Återkallelse" in _text(officer, here)
    day = on_a_working_day(3)
    heard = officer.post(f"{here}hear/", {"once": once(), "told": "Uppgiften saknas.", "last_day": day.isoformat()})
    assert heard.status_code == 302
    holder = signed_in(Client(), a_person(Role.SIGNATORY, permit.holder.key))
    own = f"/tillstand/{matter.key}/"
    assert own in _text(holder, "/tillstand/")
    assert "Uppgiften saknas." in _text(holder, own)
    assert holder.post(own, {"once": once(), "words": "Vi har den igen."}).status_code == 302
    assert "Vi har den igen." in _text(officer, here)
    coordinator = signed_in(Client(), a_person(Role.REGION_COORDINATOR, permit.holder.key))
    assert own in _text(coordinator, "/regionens-vecka/")
    PermitMatter.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    decided = {
        "once": once(), "granted": "yes", "body": "Nämnden", "record_number": "1/2026", "grounds": "Skäl.",
        "decided_on": timezone.localdate().isoformat(), "last-": (day + timedelta(days=90)).isoformat(),
        "turned_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert officer.post(f"{here}decide/", decided).status_code == 302
    assert PermitDecision.objects.get().granted
    assert "Tar inte emot nya remisser" in _text(Client(), "/omraden/prov-uppgift/")
    assert "1/2026" in _text(holder, own)
    assert "?omrade=prov-uppgift" in _text(officer, "/handlaggning/tillstand/")
    assert 'value="prov-uppgift" selected' in _text(officer, "/handlaggning/utlysningar/ny/?omrade=prov-uppgift")


def test_a_letter_stands_on_the_desk_and_begins_a_matter(officer):
    letter = a_begun_letter(_skane())
    sent(letter, a_person(Role.SIGNATORY, SKANE))
    letter.refresh_from_db()
    assert letter.key in _text(officer, "/handlaggning/")
    taken = f"/handlaggning/tillstand/nytt/{letter.about}/?skrivelse={letter.key}"
    _text(officer, taken)
    assert officer.post(taken, {"once": once(), "kind": "change", "words": "Prov"}).status_code == 302
    assert PermitMatter.objects.get().filing == letter.key
    assert letter.key not in _text(officer, "/handlaggning/")


def test_what_a_region_is_not_heard_about_is_not_there_for_it_nor_for_another(officer):
    permit = a_permit_of(_skane())
    new = f"/handlaggning/tillstand/nytt/{address_of(permit)}/"
    said = {"once": once(), "kind": "re_examination", "words": "Hemligt ännu", "next_day": "2026-01-01"}
    assert officer.post(new, said).status_code == 302
    matter = PermitMatter.objects.get()
    holder = signed_in(Client(), a_person(Role.SIGNATORY, SKANE))
    assert "Hemligt ännu" in _text(officer, "/handlaggning/")
    assert matter.key not in _text(holder, "/tillstand/")
    assert holder.get(f"/tillstand/{matter.key}/").status_code == 404
    assert Client().get(f"/handlaggning/tillstand/arende/{matter.key}/").status_code == 302
    assert "Hemligt ännu" not in _text(Client(), f"/omraden/{permit.area.key}/tillstand/")


def test_an_original_decision_is_entered_for_the_areas_page(officer):
    area = a_permit_of(_skane()).area.key
    said = {"once": once(), "heading": "board", "record_number": "7/2021"}
    assert officer.post(f"/handlaggning/tillstand/original/{area}/", said).status_code == 302
    page = _text(Client(), f"/omraden/{area}/")
    assert "7/2021" in page
    assert "Beslutet finns inte här." in page
